/// A noun with the article that goes with its first sound: "an objective", "a round table", "a unit".
public func withArticle(_ noun: String) -> String {
  let word = noun.lowercased()
  let isVowel = "aeiou".contains(word.prefix(1)) && !["eu", "one", "uni", "use", "usa"].contains(where: word.hasPrefix)
  return (isVowel && !word.isEmpty ? "an " : "a ") + noun
}

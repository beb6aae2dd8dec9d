/// The cases of Russian names, so that "в Эквадоре" speaks of Эквадор: of one word, and of the first words of several, of which
/// the last ones often stay as they are (Соединенные Штаты Америки).
///
/// The rules are those of school grammars for names of places. What they make and nobody writes does no harm.
func russianCases(of name: String) -> [String] {
  let words = name.split(separator: " ").map(String.init)
  var forms: [String] = []
  for count in 1...max(1, words.count) {
    let declined = words.prefix(count).map(cases)
    for index in 0..<(declined.map(\.count).max() ?? 0) {
      // A word that isn't declined has one form for all cases.
      let first = declined.map { $0.count == 1 ? $0[0] : index < $0.count ? $0[index] : $0[0] }
      forms.append((first + words.dropFirst(count)).joined(separator: " "))
    }
  }
  return forms.filter { $0 != name }
}

/// The oblique cases of a word; the word itself if it has none.
private func cases(of word: String) -> [String] {
  for (ending, others) in endings where word.hasSuffix(ending) && word.count > ending.count + 1 {
    return others.map { word.dropLast(ending.count) + $0 }
  }
  guard let last = word.last, !"аеёиоуыэюя).".contains(last) else { return [word] }
  return ["а", "у", "", "ом", "е"].map { word + $0 }
}

/// Endings, longest first, with those of the other cases: genitive, dative, accusative, instrumental, prepositional, and what some
/// words have otherwise.
private let endings: [(ending: String, others: [String])] = [
  ("рова", ["ровов", "ровам", "рова", "ровами", "ровах"]), ("ство", ["ства", "ству", "ство", "ством", "стве"]),
  ("ая", ["ой", "ой", "ую", "ой", "ой"]), ("яя", ["ей", "ей", "юю", "ей", "ей"]),
  ("ое", ["ого", "ому", "ое", "ым", "ом"]),
  ("ые", ["ых", "ым", "ые", "ыми", "ых"]), ("ие", ["их", "им", "ие", "ими", "их"]),
  ("ия", ["ии", "ии", "ию", "ией", "ии"]),
  ("я", ["и", "е", "ю", "ей", "е"]), ("а", ["ы", "е", "у", "ой", "е", "и"]), ("й", ["я", "ю", "й", "ем", "е"]),
  ("ь", ["я", "ю", "ь", "ем", "е", "и", "ью"]), ("ы", ["ов", "ам", "ы", "ами", "ах", ""]),
]

/// Large and small letters by the rules of Python's `str`, which are those of Unicode.
extension String {
  /// In small letters.
  var lowered: String {
    unicodeScalars.contains("Σ") ? mapped { $0.lowered(at: $1) } : lowercased()
  }

  /// The first letter large, all others small.
  var capitalized: String {
    mapped { characters, index in
      index == 0 ? characters[0].properties.titlecaseMapping : characters.lowered(at: index)
    }
  }

  /// Every word with a capital; words begin behind white space, hyphens and opening brackets.
  var withCapitals: String {
    var out = ""
    for word in unicodeScalars.split(maxSplits: .max, omittingEmptySubsequences: false, whereSeparator: \.startsWord) {
      let start = String(word.prefix(1)).uppercased() + String(word.dropFirst()).lowered
      out += start
      if word.endIndex < unicodeScalars.endIndex { out.unicodeScalars.append(unicodeScalars[word.endIndex]) }
    }
    return out
  }

  /// Every run of letters with a capital, as Python's `title()` does.
  var titled: String {
    mapped { characters, index in
      let isInside = index > 0 && characters[index - 1].properties.isCased
      return isInside ? characters.lowered(at: index) : characters[index].properties.titlecaseMapping
    }
  }

  /// Large letters small and small ones large.
  var withCaseSwapped: String {
    mapped { characters, index in
      let properties = characters[index].properties
      if properties.isUppercase { return characters.lowered(at: index) }
      return properties.isLowercase ? properties.uppercaseMapping : String(characters[index])
    }
  }

  /// Whether there are letters and all of them are small.
  var isLower: Bool {
    unicodeScalars.contains(where: \.properties.isLowercase)
      && !unicodeScalars.contains { $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter }
  }

  /// Whether there are letters and all of them are large.
  var isUpper: Bool {
    unicodeScalars.contains(where: \.properties.isUppercase)
      && !unicodeScalars.contains { $0.properties.isLowercase || $0.properties.generalCategory == .titlecaseLetter }
  }

  private func mapped(_ change: ([Unicode.Scalar], Int) -> String) -> String {
    let characters = Array(unicodeScalars)
    return characters.indices.reduce(into: "") { $0 += change(characters, $1) }
  }
}

extension [Unicode.Scalar] {
  /// The small form of a character where it stands: a Greek sigma at the end of a word has one of its own.
  fileprivate func lowered(at index: Int) -> String {
    guard self[index] == "Σ" else { return self[index].properties.lowercaseMapping }
    let before = self[..<index].last { !$0.properties.isCaseIgnorable }
    let after = self[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    let isLast = (before?.properties.isCased ?? false) && !(after?.properties.isCased ?? false)
    return isLast ? "ς" : "σ"
  }
}

extension Unicode.Scalar {
  /// Whether the next character begins a word for the filter `title`.
  fileprivate var startsWord: Bool { isSpace || "-({[<".unicodeScalars.contains(self) }
}

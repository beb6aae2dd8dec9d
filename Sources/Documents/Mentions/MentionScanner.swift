/// Goes through a text once and finds what it mentions.
struct MentionScanner {
  /// What stands at a place of the text.
  enum Found {
    /// A mention.
    case mention(Mention.Subject, Range<Int>)
    /// A backslash that keeps what follows from being a mention; it is not printed.
    case escape(at: Int)
  }

  let mentions: Mentions
  let text: ArraySlice<UInt8>
  private var position: Int
  /// Mentions of a list that were found together, the first one last.
  var waiting: [Found] = []

  init(_ mentions: Mentions, in text: ArraySlice<UInt8>) {
    self.mentions = mentions
    self.text = text
    position = text.startIndex
  }

  /// The next mention, or nil at the end.
  mutating func next() -> Found? {
    if let found = waiting.popLast() { return found }
    while position < text.endIndex {
      let start = position
      position = endOfWord(start)
      if position == start {
        position += 1
        continue
      }
      guard beginsWord(start), let end = read(at: start) else { continue }
      position = end
      if waiting.isEmpty { continue }
      if start > text.startIndex, text[start - 1] == UInt8(ascii: "\\") {
        waiting = []
        return .escape(at: start - 1)
      }
      return waiting.popLast()
    }
    return nil
  }

  /// Whether a word that begins here stands by itself: not behind a hyphen, nor in an address.
  private func beginsWord(_ start: Int) -> Bool {
    guard start > text.startIndex else { return true }
    return !"-/.@#&".utf8.contains(text[start - 1])
  }

  /// The end of a word; of one that isn't parted from the next, that of its first character.
  private func endOfWord(_ start: Int) -> Int {
    if isUnparted(at: start) { return endOfCharacter(start) }
    var end = start
    while end < text.endIndex, isWord(at: end), !isUnparted(at: end) { end += 1 }
    return end
  }

  /// Reads what is mentioned here into `waiting`, and gives back where it ends.
  ///
  /// Nothing waits if it is something else that only looks like a mention.
  private mutating func read(at start: Int) -> Int? {
    for phrase in mentions.phrases(beginningAt: start, of: text) {
      switch phrase.meaning {
      case .entries(let kind, let isPlural):
        guard let end = match(phrase.bytes, at: start, anyCase: true, hyphens: true),
          let last = readNumbers(of: kind, from: start, behind: end, isPlural: isPlural)
        else { continue }
        return last
      case .sign:
        guard let end = match(phrase.bytes, at: start), let last = readNumber(from: start, behind: end) else {
          continue
        }
        return last
      case .term(let term):
        guard let end = match(phrase.bytes, at: start), endsTerm(end) else { continue }
        waiting = [.mention(.term(term), start..<end)]
        return end
      case .name(let owner):
        guard let end = endOfName(phrase, at: start) else { continue }
        if let owner { waiting = [.mention(.name(owner), start..<end)] }
        return end
      }
    }
    if let end = readAttachedName(from: start) { return end }
    guard let end = DocumentSymbol.end(in: text, at: start) else { return nil }
    waiting = [.mention(.document, start..<end)]
    return end
  }
}

/// Names.
extension MentionScanner {
  private func endOfName(_ phrase: Mentions.Phrase, at start: Int, without first: Int = 0) -> Int? {
    guard let end = match(phrase.bytes[first...], at: start, hyphenated: true), phrase.isOpen || endsWord(end) else {
      return nil
    }
    return end
  }

  /// Reads an Arabic name that is written together with words before it: وبالكويت, "and in Kuwait".
  private mutating func readAttachedName(from start: Int) -> Int? {
    for place in arabicNames(in: text, at: start) {
      let phrases =
        place.lacksAlif
        ? mentions.phrases(beginningAt: 0, of: arabicArticle[...])
        : mentions.phrases(beginningAt: place.start, of: text)
      for phrase in phrases {
        guard case .name(let owner) = phrase.meaning,
          let end = endOfName(phrase, at: place.start, without: place.lacksAlif ? 2 : 0)
        else { continue }
        if let owner { waiting = [.mention(.name(owner), start..<end)] }
        return end
      }
    }
    return nil
  }
}

/// Bytes.
extension MentionScanner {
  /// Where some words end that stand here.
  ///
  /// A space in them may be any white space of the text, or with `hyphens` a hyphen, and an apostrophe may be a typographic one.
  /// A hyphen in them may be any hyphen, or if they are `hyphenated` names a space.
  func match(
    _ words: some Sequence<UInt8>, at start: Int, anyCase: Bool = false, hyphens: Bool = false, hyphenated: Bool = false
  ) -> Int? {
    var position = start
    for byte in words {
      position = skipSoftHyphens(position)
      guard position < text.endIndex else { return nil }
      if byte == UInt8(ascii: "-"), let next = skipHyphen(position) ?? (hyphenated ? skipBlank(position) : nil) {
        position = next
      } else if byte != UInt8(ascii: " "), text[position] == byte || (anyCase && small(position) == byte) {
        position += 1
      } else if byte == UInt8(ascii: " "), let next = skipBlank(position) {
        position = next
      } else if byte == UInt8(ascii: " "), hyphens, let next = skipHyphen(position) {
        position = next
      } else if byte == UInt8(ascii: "'"), let next = skipApostrophe(position) {
        position = next
      } else {
        return nil
      }
    }
    return position
  }

  /// The byte as it is in a small letter: of ASCII, Latin-1 and Cyrillic, whose letters have as many bytes in both forms.
  func small(_ index: Int) -> UInt8 {
    let byte = text[index]
    if byte < 0x80 { return isASCIILetter(byte) ? byte | 0x20 : byte }
    let before = index > text.startIndex ? text[index - 1] : 0
    let next = index + 1 < text.endIndex ? text[index + 1] : 0
    switch (before, byte) {
    // À to Þ, but for the sign ×.
    case (0xC3, 0x80...0x9E) where byte != 0x97: return byte + 0x20
    // Ѐ to Џ, А to П, Р to Я.
    case (0xD0, 0x80...0x8F): return byte + 0x10
    case (0xD0, 0x90...0x9F): return byte + 0x20
    case (0xD0, 0xA0...0xAF): return byte - 0x20
    case (_, 0xD0) where 0x80...0x8F ~= next || 0xA0...0xAF ~= next: return 0xD1
    default: return byte
    }
  }

  /// The first byte behind white space; nil if there is none here.
  func skipBlank(_ start: Int) -> Int? {
    let end = endOfBlanks(in: text, from: start)
    return end > start ? end : nil
  }

  /// The first byte before white space that ends here.
  func skipBlank(before end: Int) -> Int {
    var position = end
    while position > text.startIndex {
      if isWhiteSpace(text[position - 1]) {
        position -= 1
      } else if let space = noBreakSpaces.first(where: { text[..<position].hasEnd($0) }) {
        position -= space.count
      } else {
        break
      }
    }
    return position
  }

  /// The first byte behind hyphens that show only at the end of a line.
  private func skipSoftHyphens(_ start: Int) -> Int {
    var position = start
    while position + 1 < text.endIndex, text[position] == 0xC2, text[position + 1] == 0xAD { position += 2 }
    return position
  }

  /// The first byte behind a hyphen, perhaps one at which no line breaks, and behind the end of the line if it stands there.
  private func skipHyphen(_ start: Int) -> Int? {
    guard let hyphen = Self.hyphens.first(where: { text[start...].starts(with: $0) }) else { return nil }
    let end = start + hyphen.count
    return end < text.endIndex && text[end] == UInt8(ascii: "\n") ? end + 1 : end
  }

  private static let hyphens = ["-", "\u{2010}", "\u{2011}"].map { Array($0.utf8) }

  /// The first byte behind an apostrophe of either form.
  private func skipApostrophe(_ start: Int) -> Int? {
    if text[start] == UInt8(ascii: "'") { return start + 1 }
    return text[start...].starts(with: "\u{2019}".utf8) ? start + 3 : nil
  }

  /// Whether a word ends here: no letter or digit follows, or one that isn't parted from what stands before it.
  func endsWord(_ end: Int) -> Bool {
    end == text.endIndex || !isWord(at: end) || isUnparted(at: end) || end > text.startIndex && isUnparted(at: end - 1)
  }

  /// Whether a word begins here that stands by itself.
  func startsWord(_ start: Int) -> Bool {
    start == text.startIndex || !isWord(at: start - 1) || isUnparted(at: start - 1) || isUnparted(at: start)
  }

  /// Whether the byte is part of a word: a digit, or a letter of any script, but no dash or quotation mark beyond ASCII.
  func isWord(at index: Int) -> Bool {
    if text[index] < 0x80 { return isASCIILetter(text[index]) || isDigit(text[index]) }
    let lead = startOfCharacter(index)
    let second = lead + 1 < text.endIndex ? text[lead + 1] : 0
    switch text[lead] {
    // U+0080 to U+00BF: no-break space, guillemets and other signs.
    case 0xC2: return false
    // The Arabic comma, semicolon and question mark; per cent sign and separators of numbers; the Urdu full stop.
    case 0xD8: return ![0x8C, 0x9B, 0x9F].contains(second)
    case 0xD9: return !(0xAA...0xAD ~= second)
    case 0xDB: return second != 0x94
    // U+2000 to U+203F: spaces, dashes and quotation marks.
    case 0xE2: return second != 0x80
    // U+3000 to U+303F: Chinese full stop, comma, quotation marks.
    case 0xE3: return second != 0x80
    // The full-width signs, but for letters and digits.
    case 0xEF where second == 0xBC || second == 0xBD: return isFullWidthWord(at: lead)
    default: return true
    }
  }

  private func isFullWidthWord(at lead: Int) -> Bool {
    guard let scalar = String(decoding: text[lead...].prefix(3), as: UTF8.self).unicodeScalars.first else {
      return false
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Whether the byte belongs to a character of Chinese or Japanese, which have no blanks between words.
  func isUnparted(at index: Int) -> Bool {
    guard index < text.endIndex, text[index] >= 0x80 else { return false }
    let lead = startOfCharacter(index)
    switch text[lead] {
    case 0xE3: return lead + 1 < text.endIndex && text[lead + 1] != 0x80
    case 0xE4...0xE9: return true
    // The supplementary ideographic plane.
    case 0xF0: return lead + 1 < text.endIndex && text[lead + 1] >= 0xA0
    default: return false
    }
  }

  private func startOfCharacter(_ index: Int) -> Int {
    var lead = index
    while lead > text.startIndex, text[lead] & 0xC0 == 0x80 { lead -= 1 }
    return lead
  }

  private func endOfCharacter(_ start: Int) -> Int {
    var end = start + 1
    while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// Whether an abbreviation may end here: `NHRIs` has a plural, `IOM-led` goes on, `IOMs2` is another word.
  private func endsTerm(_ end: Int) -> Bool {
    endsWord(end) || mentions.words.endings.contains { match($0, at: end).map(endsWord) ?? false }
  }
}

extension Mentions {
  /// A text without the backslashes that keep words from being mentions.
  func withoutEscapes(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var rest = Array(text.utf8)[...]
    var result: [UInt8] = []
    var scanner = MentionScanner(self, in: rest)
    while let found = scanner.next() {
      guard case .escape(let backslash) = found else { continue }
      result += rest[..<backslash]
      rest = rest[(backslash + 1)...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}

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

  private func endOfWord(_ start: Int) -> Int {
    var end = start
    while end < text.endIndex, isWord(at: end) { end += 1 }
    return end
  }

  /// Reads what is mentioned here into `waiting`, and gives back where it ends.
  ///
  /// Nothing waits if it is something else that only looks like a mention.
  private mutating func read(at start: Int) -> Int? {
    for phrase in mentions.phrases(beginningWith: text[start]) {
      switch phrase.meaning {
      case .entries(let kind, let isPlural):
        guard let end = match(phrase.bytes, at: start, anyCase: true, hyphens: true),
          let last = readNumbers(of: kind, from: start, behind: end, isPlural: isPlural)
        else { continue }
        return last
      case .term(let term):
        guard let end = match(phrase.bytes, at: start), endsTerm(end) else { continue }
        waiting = [.mention(.term(term), start..<end)]
        return end
      case .name(let owner):
        guard let end = match(phrase.bytes, at: start, hyphenated: true), phrase.isOpen || endsWord(end) else {
          continue
        }
        if let owner { waiting = [.mention(.name(owner), start..<end)] }
        return end
      }
    }
    guard let end = DocumentSymbol.end(in: text, at: start) else { return nil }
    waiting = [.mention(.document, start..<end)]
    return end
  }
}

/// Bytes.
extension MentionScanner {
  /// Where some words end that stand here.
  ///
  /// A space in them may be any white space of the text, or with `hyphens` a hyphen, and an apostrophe may be a typographic one.
  /// A hyphen in them may be any hyphen, or if they are `hyphenated` names a space.
  func match(
    _ words: [UInt8], at start: Int, anyCase: Bool = false, hyphens: Bool = false, hyphenated: Bool = false
  ) -> Int? {
    var position = start
    for byte in words {
      position = skipSoftHyphens(position)
      guard position < text.endIndex else { return nil }
      let actual = text[position]
      if byte == UInt8(ascii: "-"), let next = skipHyphen(position) ?? (hyphenated ? skipBlank(position) : nil) {
        position = next
      } else if actual == byte && byte != UInt8(ascii: " ")
        || (anyCase && isASCIILetter(actual) && actual | 0x20 == byte)
      {
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
      } else if text[position - 1] == 0xA0, position - 1 > text.startIndex, text[position - 2] == 0xC2 {
        position -= 2
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

  /// Whether no letter or digit follows.
  func endsWord(_ end: Int) -> Bool { end == text.endIndex || !isWord(at: end) }

  /// Whether the byte is part of a word: a digit, or a letter of any script, but no dash or quotation mark beyond ASCII.
  func isWord(at index: Int) -> Bool {
    if text[index] < 0x80 { return isASCIILetter(text[index]) || isDigit(text[index]) }
    var lead = index
    while lead > text.startIndex, text[lead] & 0xC0 == 0x80 { lead -= 1 }
    switch text[lead] {
    // U+0080 to U+00BF: no-break space, guillemets and other signs.
    case 0xC2: return false
    // U+2000 to U+203F: spaces, dashes and quotation marks.
    case 0xE2: return lead + 1 < text.endIndex && text[lead + 1] != 0x80
    default: return true
    }
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

/// Goes through a text once and finds what it mentions.
struct MentionScanner {
  /// What stands at a place of the text.
  enum Found {
    /// A mention.
    case mention(Mention.Subject, Range<Int>)
    /// A backslash that keeps what follows from being a mention; it is not printed.
    case escape(at: Int)
  }

  private let mentions: Mentions
  private let text: ArraySlice<UInt8>
  private var position: Int
  /// Mentions of a list that were found together, the first one last.
  private var waiting: [Found] = []

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

  /// Reads what is mentioned here into `waiting`; gives back where it ends.
  private mutating func read(at start: Int) -> Int? {
    for phrase in mentions.phrases(beginningWith: text[start]) {
      switch phrase.meaning {
      case .entries(let kind, let isPlural):
        guard let end = match(phrase.bytes, at: start, anyCase: true), let first = skipBlank(end),
          let last = readNumbers(of: kind, from: start, first: first, isPlural: isPlural)
        else { continue }
        return last
      case .term(let term):
        guard let end = match(phrase.bytes, at: start, anyCase: false), endsTerm(end) else { continue }
        waiting = [.mention(.term(term), start..<end)]
        return end
      case .name(let name):
        guard let end = match(phrase.bytes, at: start, anyCase: false), end == text.endIndex || !isWord(at: end)
        else { continue }
        waiting = [.mention(.name(name), start..<end)]
        return end
      }
    }
    guard let end = endOfSymbol(at: start) else { return nil }
    waiting = [.mention(.document, start..<end)]
    return end
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

/// Numbers.
extension MentionScanner {
  private typealias Number = (value: Int, range: Range<Int>)

  /// Reads `8`, `4, 8 and 11`, `5-7` or `16, with 15`, each number a mention of its own; a single one takes the words before
  /// it along.
  private mutating func readNumbers(of kind: Int, from start: Int, first: Int, isPlural: Bool) -> Int? {
    guard let number = number(of: kind, at: first) else { return nil }
    var found = isPlural ? list(of: kind, from: number) : [number]
    found += further(of: kind, after: found[found.count - 1].range.upperBound)
    let end = found[found.count - 1].range.upperBound
    if found.count == 1 { found[0].range = start..<end }
    waiting = found.reversed().map { .mention(.entry(kind: kind, number: $0.value), $0.range) }
    return end
  }

  /// A number and those that follow it: `4, 8 and 11`.
  private func list(of kind: Int, from first: Number) -> [Number] {
    var found = [first]
    var isLast = false
    while !isLast, let (next, ends) = separator(at: found[found.count - 1].range.upperBound),
      let number = number(of: kind, at: next)
    {
      found.append(number)
      isLast = ends
    }
    return found
  }

  /// More numbers, as in "objective 16, with 15 and 17", unless they count what follows: "objective 16, with 15 States".
  private func further(of kind: Int, after end: Int) -> [Number] {
    guard let start = wordedSeparator(mentions.furtherWords, at: end), let number = number(of: kind, at: start) else {
      return []
    }
    let found = list(of: kind, from: number)
    let next = skipBlank(found[found.count - 1].range.upperBound) ?? text.endIndex
    return next < text.endIndex && isWord(at: next) ? [] : found
  }

  /// The number of an entry that there can be.
  private func number(of kind: Int, at start: Int) -> Number? {
    guard let (value, end) = number(at: start), mentions.numbered[kind].numbers.contains(value) else { return nil }
    return (value, start..<end)
  }

  /// A number in digits or in words, and where it ends.
  private func number(at start: Int) -> (value: Int, end: Int)? {
    guard start < text.endIndex else { return nil }
    if isDigit(text[start]) {
      let digits = text[start...].prefix(while: isDigit)
      // 8.3 is a paragraph, 8,000 a quantity.
      guard digits.count < 4, !isFraction(digits.endIndex) else { return nil }
      return (digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, digits.endIndex)
    }
    for (index, word) in mentions.numberWords.enumerated() {
      if let end = match(word, at: start, anyCase: true), end == text.endIndex || !isWord(at: end) {
        return (index + 1, end)
      }
    }
    return nil
  }

  private func isFraction(_ end: Int) -> Bool {
    guard end < text.endIndex else { return false }
    if isWord(at: end) || text[end] == UInt8(ascii: "%") { return true }
    return ".,".utf8.contains(text[end]) && end + 1 < text.endIndex && isDigit(text[end + 1])
  }

  /// What stands between two numbers: where the second one begins, and whether it is the last.
  private func separator(at end: Int) -> (next: Int, isLast: Bool)? {
    guard end < text.endIndex else { return nil }
    for dash in ["-", "\u{2013}"] {
      if let next = match(Array(dash.utf8), at: end, anyCase: false) { return (next, false) }
    }
    if let next = wordedSeparator(mentions.listWords, at: end) { return (next, true) }
    return text[end] == UInt8(ascii: ",") ? skipBlank(end + 1).map { ($0, false) } : nil
  }

  /// Where a number begins behind one of some words, before which there may be a comma.
  private func wordedSeparator(_ words: [[UInt8]], at end: Int) -> Int? {
    let isComma = end < text.endIndex && text[end] == UInt8(ascii: ",")
    guard let start = skipBlank(isComma ? end + 1 : end) else { return nil }
    return words.lazy.compactMap { match($0, at: start, anyCase: true).flatMap(skipBlank) }.first
  }
}

/// Bytes.
extension MentionScanner {
  /// Where some words end that stand here; a space in them may be any white space of the text.
  private func match(_ words: [UInt8], at start: Int, anyCase: Bool) -> Int? {
    var position = start
    for byte in words {
      guard position < text.endIndex else { return nil }
      if byte == UInt8(ascii: " ") {
        guard let next = skipBlank(position) else { return nil }
        position = next
        continue
      }
      let actual = text[position]
      let isEqual = actual == byte || (anyCase && isASCIILetter(actual) && actual | 0x20 == byte)
      guard isEqual else { return nil }
      position += 1
    }
    return position
  }

  /// The first byte behind white space; nil if there is none here.
  private func skipBlank(_ start: Int) -> Int? {
    var position = start
    while position < text.endIndex {
      if isWhiteSpace(text[position]) {
        position += 1
      } else if text[position] == 0xC2, position + 1 < text.endIndex, text[position + 1] == 0xA0 {
        position += 2
      } else {
        break
      }
    }
    return position > start ? position : nil
  }

  /// Whether the byte is part of a word: a digit, or a letter of any script, but no dash or quotation mark beyond ASCII.
  private func isWord(at index: Int) -> Bool {
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
    guard end < text.endIndex, isWord(at: end) else { return true }
    return mentions.endings.contains { ending in
      match(ending, at: end, anyCase: false).map { $0 == text.endIndex || !isWord(at: $0) } ?? false
    }
  }

  /// The end of a United Nations document symbol: an organ, and parts between slashes with a digit in one of them.
  ///
  /// Source: ST/LIB/SER.B/5/Rev.5, United Nations Document Series Symbols.
  private func endOfSymbol(at start: Int) -> Int? {
    let organ = text[start...].prefix { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
    guard organ.count < 6, organ.endIndex < text.endIndex, text[organ.endIndex] == UInt8(ascii: "/"),
      Self.organs.contains(String(decoding: organ, as: UTF8.self))
    else { return nil }
    var symbol = text[start...].prefix { isASCIILetter($0) || isDigit($0) || "/.-".utf8.contains($0) }
    while let last = symbol.last, "/.-".utf8.contains(last) { symbol.removeLast() }
    let slashes = symbol.count { $0 == UInt8(ascii: "/") }
    return slashes >= 2 && symbol.contains(where: isDigit) ? symbol.endIndex : nil
  }

  private static let organs: Set<String> = [
    "A", "CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "DP", "E", "FCCC", "HRI", "S", "ST", "T", "TD",
    "UNEP",
  ]
}

/// The numbers of entries.
extension MentionScanner {
  /// A number of an entry that there can be.
  private struct Number {
    let value: Int
    let range: Range<Int>
    let form: Form
    /// The first number that it stands for: itself, or the one behind the beginning of the range that ends with it.
    var first: Int

    enum Form {
      case digits
      /// A word, which is a name with a capital letter and may be a plain word without.
      case capital, small
    }
  }

  /// Reads `8`, `4, 8 and 11`, `5–7` or `16, with 15`, each number a mention of its own; a single one takes the words before
  /// it along.
  mutating func readNumbers(of kind: Int, from start: Int, behind end: Int, isPlural: Bool) -> Int? {
    guard let next = skipGap(end) else { return nil }
    let sign = endOfSign(at: next)
    guard let number = number(of: kind, at: sign ?? next, hasSign: sign != nil) else { return nil }
    var found = isPlural ? list(of: kind, from: number) : [number]
    guard isNumber(found, of: start, isPlural: isPlural, hasSign: sign != nil) else { return nil }
    found += further(of: kind, after: found[found.count - 1].range.upperBound)
    let end = found[found.count - 1].range.upperBound
    guard isOurs(from: start, to: end) else { return nil }
    waiting = found.reversed().map { number in
      let range = found.count == 1 ? start..<end : number.range
      return .mention(.entries(kind: kind, numbers: number.first...number.value), range)
    }
    return end
  }

  /// Reads a number and behind it what it counts: 第二圆桌会议.
  mutating func readNumber(from start: Int, behind end: Int) -> Int? {
    guard let number = number(at: end, hasSign: true), number.range.upperBound < text.endIndex else { return nil }
    for phrase in mentions.phrases(beginningAt: number.range.upperBound, of: text) {
      guard case .entries(let kind, isPlural: false) = phrase.meaning,
        mentions.numbered[kind].numbers.contains(number.value),
        let last = match(phrase.bytes, at: number.range.upperBound, anyCase: true), endsWord(last),
        isOurs(from: start, to: last)
      else { continue }
      waiting = [.mention(.entries(kind: kind, numbers: number.value...number.value), start..<last)]
      return last
    }
    return nil
  }

  /// Where a number begins behind words such as "number" or "no.", or right behind a sign such as "n°".
  private func endOfSign(at start: Int) -> Int? {
    mentions.words.signs.lazy.compactMap { sign in
      guard let end = match(sign, at: start, anyCase: true) else { return nil }
      return skipBlank(end) ?? (sign.last.map(isASCIILetter) == true ? nil : end)
    }.first
  }

  /// Whether what looks like numbers isn't plain words, or counts what follows: "the objectives one by one", "objectives four
  /// years after", "the objective one has in mind".
  private func isNumber(_ found: [Number], of start: Int, isPlural: Bool, hasSign: Bool) -> Bool {
    if isPlural, found.count == 1 {
      return found[0].form == .digits && (hasSign || !isFollowedByWord(found[0].range.upperBound))
    }
    guard !isPlural, found[0].form == .small else { return true }
    return (!hasSign || isUnparted(at: start)) && !isBehind(mentions.words.articles, start)
  }

  /// Whether the entries are ours and not those of another text, as in "SDG objective 8".
  ///
  /// Behind them, as in "objective 3 of the Global Compact on Refugees", the longest words that are known decide.
  private func isOurs(from start: Int, to end: Int) -> Bool {
    let words = mentions.words
    if isBehind(words.notBefore, start) { return false }
    guard let next = skipGap(end) else { return true }
    let longest = { (phrases: [[UInt8]]) in
      phrases.lazy.compactMap { match($0, at: next, anyCase: true) }.filter(endsWord).max() ?? next
    }
    return longest(words.notBehind) <= longest(words.behind)
  }

  /// A number and those that follow it: `4, 8 and 11`.
  private func list(of kind: Int, from first: Number) -> [Number] {
    var found = [first]
    var isLast = false
    while let last = found.last, let next = next(of: kind, behind: last, isLast: isLast) {
      var number = next.number
      if next.link == .range, last.value < number.value { number.first = last.value + 1 }
      found.append(number)
      isLast = isLast || next.link == .last
    }
    return found
  }

  /// The number that follows another one in a list; behind the last one no comma leads to more, but another "and" does, as
  /// Arabic has it between all of them.
  private func next(of kind: Int, behind last: Number, isLast: Bool) -> (number: Number, link: Separator)? {
    for (start, link) in separators(at: last.range.upperBound) where !isLast || link != .next {
      if let number = number(of: kind, at: start) { return (number, link) }
    }
    return nil
  }

  /// More numbers, as in "objective 16, with 15 and 17", unless they count what follows: "objective 16, with 15 States".
  private func further(of kind: Int, after end: Int) -> [Number] {
    let starts = endsOfWords(mentions.words.further, at: end)
    guard let number = starts.lazy.compactMap({ number(of: kind, at: $0) }).first else { return [] }
    let found = list(of: kind, from: number)
    return isFollowedByWord(found[found.count - 1].range.upperBound) ? [] : found
  }

  private func isFollowedByWord(_ end: Int) -> Bool { skipBlank(end).map { !endsWord($0) } ?? false }

  /// Whether one of some words stands before a place, perhaps with a bracket or a genitive between: "SDGs (objective 8",
  /// "the Agenda's objective 8".
  private func isBehind(_ words: [[UInt8]], _ start: Int) -> Bool {
    let isEscaped = start > text.startIndex && text[start - 1] == UInt8(ascii: "\\")
    let place = isEscaped ? start - 1 : start
    let bracket = Self.brackets.first { text[..<place].hasEnd($0) }
    let end = skipBlank(before: place - (bracket?.count ?? 0))
    guard bracket != nil || end < place || isUnparted(at: place) else { return false }
    let ends = Self.genitives.filter { text[..<end].suffix($0.count).elementsEqual($0) }.map { end - $0.count }
    return words.contains { word in isMatch(word, before: end) || ends.contains { isMatch(word, before: $0) } }
  }

  private static let brackets = ["(", "（"].map { Array($0.utf8) }

  private static let genitives = ["'s", "\u{2019}s", "'", "\u{2019}"].map { Array($0.utf8) }

  private static let apostrophe = Array("\u{2019}".utf8)

  /// Whether some words end here that are not the end of another word.
  private func isMatch(_ words: [UInt8], before end: Int) -> Bool {
    var position = end
    for byte in words.reversed() {
      guard position > text.startIndex else { return false }
      if byte == UInt8(ascii: " ") {
        let next = skipBlank(before: position)
        guard next < position else { return false }
        position = next
        continue
      }
      if byte == UInt8(ascii: "'"), text[..<position].hasEnd(Self.apostrophe) {
        position -= Self.apostrophe.count
        continue
      }
      guard text[position - 1] == byte || small(position - 1) == byte else { return false }
      position -= 1
    }
    return startsWord(position)
  }
}

/// One number.
extension MentionScanner {
  /// The number of an entry that there can be.
  private func number(of kind: Int, at start: Int, hasSign: Bool = false) -> Number? {
    guard let number = number(at: start, hasSign: hasSign), mentions.numbered[kind].numbers.contains(number.value)
    else {
      return nil
    }
    return number
  }

  /// A number in digits or in words.
  private func number(at start: Int, hasSign: Bool) -> Number? {
    var (value, end) = (0, start)
    while let digit = digit(at: end), value < 1000 { (value, end) = (value * 10 + digit.value, digit.end) }
    // 8.3 is a paragraph, 8,000 a quantity.
    if end > start {
      return value < 1000 && !isFraction(end)
        ? Number(value: value, range: start..<end, form: .digits, first: value) : nil
    }
    for (value, word, needsSign) in mentions.words.numbers where hasSign || !needsSign {
      // "two-thirds" is no two.
      guard let end = match(word, at: start, anyCase: true), endsWord(end), !isCompound(end) else { continue }
      let form = text[start] == word[0] ? Number.Form.small : .capital
      return Number(value: value, range: start..<end, form: form, first: value)
    }
    return nil
  }

  /// A digit, in one of the forms that the six languages of the United Nations write: 8, ٨, ۸ or ８.
  private func digit(at start: Int) -> (value: Int, end: Int)? {
    guard start < text.endIndex else { return nil }
    if isDigit(text[start]) { return (Int(text[start] - UInt8(ascii: "0")), start + 1) }
    for (lead, zero) in Self.zeros where text[start...].starts(with: lead) {
      let last = start + lead.count
      guard last < text.endIndex, zero..<(zero + 10) ~= text[last] else { return nil }
      return (Int(text[last] - zero), last + 1)
    }
    return nil
  }

  /// The bytes with which digits beyond ASCII begin, and the last one of a zero.
  private static let zeros: [(lead: [UInt8], zero: UInt8)] = [([0xD9], 0xA0), ([0xDB], 0xB0), ([0xEF, 0xBC], 0x90)]

  private func isCompound(_ end: Int) -> Bool {
    end + 1 < text.endIndex && text[end] == UInt8(ascii: "-") && isASCIILetter(text[end + 1])
  }

  private func isFraction(_ end: Int) -> Bool {
    guard end < text.endIndex else { return false }
    if !endsWord(end) || text[end] == UInt8(ascii: "%") { return true }
    return ".,".utf8.contains(text[end]) && digit(at: end + 1) != nil
  }

  /// How a number follows another one.
  private enum Separator {
    case next, last, range
  }

  /// What may stand between two numbers, and where the second one would begin.
  private func separators(at end: Int) -> [(next: Int, link: Separator)] {
    guard end < text.endIndex else { return [] }
    let place = skipBlank(end) ?? end
    var found: [(next: Int, link: Separator)] = []
    if let comma = endOfComma(at: end) { found.append((comma, .next)) }
    for dash in Self.dashes where text[place...].starts(with: dash) {
      found.append((skipBlank(place + dash.count) ?? place + dash.count, .range))
    }
    found += endsOfWords(mentions.words.range, at: end).map { ($0, .range) }
    return found + endsOfWords(mentions.words.list, at: end).map { ($0, .last) }
  }

  private static let dashes = ["-", "\u{2013}"].map { Array($0.utf8) }

  /// Where a number may begin behind some words, before which there may be a comma.
  ///
  /// In Arabic "and" is written together with what follows, in Chinese all words are.
  private func endsOfWords(_ words: [[UInt8]], at end: Int) -> [Int] {
    guard end < text.endIndex, let start = endOfComma(at: end) ?? skipBlank(end) ?? (text[end] < 0x80 ? nil : end)
    else {
      return []
    }
    return words.compactMap { word in
      guard let end = match(word, at: start, anyCase: true) else { return nil }
      return skipBlank(end) ?? (word.last.map { $0 < 0x80 } == true ? nil : end)
    }
  }

  /// Where something begins behind a comma: behind one of ASCII there has to be a blank.
  private func endOfComma(at end: Int) -> Int? {
    guard end < text.endIndex else { return nil }
    if text[end] == UInt8(ascii: ",") { return skipBlank(end + 1) }
    return Self.commas.first { text[end...].starts(with: $0) }.map { skipBlank(end + $0.count) ?? end + $0.count }
  }

  private static let commas = ["،", "、", "，"].map { Array($0.utf8) }

  /// Where what follows begins: behind a blank, or right here in a script without blanks.
  private func skipGap(_ end: Int) -> Int? {
    if let next = skipBlank(end) { return next }
    return end < text.endIndex && (isUnparted(at: end) || isUnparted(at: end - 1)) ? end : nil
  }
}

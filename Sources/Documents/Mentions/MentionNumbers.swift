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
    guard let next = skipBlank(end) else { return nil }
    let sign = endOfSign(at: next)
    guard let number = number(of: kind, at: sign ?? next) else { return nil }
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
    return !hasSign && !isBehind(mentions.words.articles, start)
  }

  /// Whether the entries are ours and not those of another text, as in "SDG objective 8".
  ///
  /// Behind them, as in "objective 3 of the Global Compact on Refugees", the longest words that are known decide.
  private func isOurs(from start: Int, to end: Int) -> Bool {
    let words = mentions.words
    if isBehind(words.notBefore, start) { return false }
    guard let next = skipBlank(end) else { return true }
    let longest = { (phrases: [[UInt8]]) in
      phrases.lazy.compactMap { match($0, at: next, anyCase: true) }.filter(endsWord).max() ?? next
    }
    return longest(words.notBehind) <= longest(words.behind)
  }

  /// A number and those that follow it: `4, 8 and 11`.
  private func list(of kind: Int, from first: Number) -> [Number] {
    var found = [first]
    var isLast = false
    while let last = found.last, let (next, link) = separator(at: last.range.upperBound), !isLast || link == .range,
      var number = number(of: kind, at: next)
    {
      if link == .range, last.value < number.value { number.first = last.value + 1 }
      found.append(number)
      isLast = isLast || link == .last
    }
    return found
  }

  /// More numbers, as in "objective 16, with 15 and 17", unless they count what follows: "objective 16, with 15 States".
  private func further(of kind: Int, after end: Int) -> [Number] {
    guard let start = wordedSeparator(mentions.words.further, at: end), let number = number(of: kind, at: start) else {
      return []
    }
    let found = list(of: kind, from: number)
    return isFollowedByWord(found[found.count - 1].range.upperBound) ? [] : found
  }

  private func isFollowedByWord(_ end: Int) -> Bool { skipBlank(end).map { !endsWord($0) } ?? false }

  /// Whether one of some words stands before a place, perhaps with a bracket or a genitive between: "SDGs (objective 8",
  /// "the Agenda's objective 8".
  private func isBehind(_ words: [[UInt8]], _ start: Int) -> Bool {
    let isEscaped = start > text.startIndex && text[start - 1] == UInt8(ascii: "\\")
    let place = isEscaped ? start - 1 : start
    let isInBracket = place > text.startIndex && text[place - 1] == UInt8(ascii: "(")
    let end = skipBlank(before: isInBracket ? place - 1 : place)
    guard isInBracket || end < place else { return false }
    let ends = Self.genitives.filter { text[..<end].suffix($0.count).elementsEqual($0) }.map { end - $0.count }
    return words.contains { word in isMatch(word, before: end) || ends.contains { isMatch(word, before: $0) } }
  }

  private static let genitives = ["'s", "\u{2019}s", "'", "\u{2019}"].map { Array($0.utf8) }

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
      let actual = text[position - 1]
      guard actual == byte || (isASCIILetter(actual) && actual | 0x20 == byte) else { return false }
      position -= 1
    }
    return position == text.startIndex || !isWord(at: position - 1)
  }
}

/// One number.
extension MentionScanner {
  /// The number of an entry that there can be.
  private func number(of kind: Int, at start: Int) -> Number? {
    guard let number = number(at: start), mentions.numbered[kind].numbers.contains(number.value) else { return nil }
    return number
  }

  /// A number in digits or in words.
  private func number(at start: Int) -> Number? {
    guard start < text.endIndex else { return nil }
    if isDigit(text[start]) {
      let digits = text[start...].prefix(while: isDigit)
      // 8.3 is a paragraph, 8,000 a quantity.
      guard digits.count < 4, !isFraction(digits.endIndex) else { return nil }
      let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      return Number(value: value, range: start..<digits.endIndex, form: .digits, first: value)
    }
    for (value, word) in mentions.words.numbers {
      // "two-thirds" is no two.
      guard let end = match(word, at: start, anyCase: true), endsWord(end), !isCompound(end) else { continue }
      let form = text[start] == word[0] ? Number.Form.small : .capital
      return Number(value: value, range: start..<end, form: form, first: value)
    }
    return nil
  }

  private func isCompound(_ end: Int) -> Bool {
    end + 1 < text.endIndex && text[end] == UInt8(ascii: "-") && isASCIILetter(text[end + 1])
  }

  private func isFraction(_ end: Int) -> Bool {
    guard end < text.endIndex else { return false }
    if isWord(at: end) || text[end] == UInt8(ascii: "%") { return true }
    return ".,".utf8.contains(text[end]) && end + 1 < text.endIndex && isDigit(text[end + 1])
  }

  /// How a number follows another one.
  private enum Separator {
    case next, last, range
  }

  /// What stands between two numbers, and where the second one begins.
  private func separator(at end: Int) -> (next: Int, link: Separator)? {
    guard end < text.endIndex else { return nil }
    let place = skipBlank(end) ?? end
    for dash in ["-", "\u{2013}"] where text[place...].starts(with: dash.utf8) {
      let next = place + dash.utf8.count
      return (skipBlank(next) ?? next, .range)
    }
    if let next = wordedSeparator(mentions.words.range, at: end) { return (next, .range) }
    if let next = wordedSeparator(mentions.words.list, at: end) { return (next, .last) }
    return text[end] == UInt8(ascii: ",") ? skipBlank(end + 1).map { ($0, .next) } : nil
  }

  /// Where a number begins behind one of some words, before which there may be a comma.
  private func wordedSeparator(_ words: [[UInt8]], at end: Int) -> Int? {
    let isComma = end < text.endIndex && text[end] == UInt8(ascii: ",")
    guard let start = skipBlank(isComma ? end + 1 : end) else { return nil }
    return words.lazy.compactMap { match($0, at: start, anyCase: true).flatMap(skipBlank) }.first
  }
}

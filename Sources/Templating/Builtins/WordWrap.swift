/// Lines of at most so many characters, broken between words as Python's `textwrap` does.
func wordwrap(
  _ call: Call, _ text: Text, _ width: Int, _ breaksWords: Bool, _ separator: String, _ breaksAtHyphens: Bool
) throws -> Value {
  guard width > 0 else { throw Fault.widthNotPositive }
  let wrapper = WordWrapper(width: width, breaksWords: breaksWords, breaksAtHyphens: breaksAtHyphens)
  let lines = text.string.split(omittingEmptySubsequences: false) { $0.isNewline }.flatMap { wrapper.lines(of: $0) }
  try call.limits.checkText(lines.count, times: separator.utf8.count)
  return text.with(lines.joined(separator: separator)).value
}

private struct WordWrapper {
  let width: Int
  let breaksWords: Bool
  let breaksAtHyphens: Bool

  func lines(of text: Substring) -> [String] {
    var lines: [String] = []
    var line: [Substring] = []
    var length = 0
    for piece in pieces(of: text) {
      if length + piece.count > width {
        close(&line, into: &lines)
        length = 0
      }
      if line.isEmpty, !lines.isEmpty, piece.allSatisfy(\.isWhitespace) { continue }
      line.append(piece)
      length += piece.count
    }
    close(&line, into: &lines)
    return lines.isEmpty ? [""] : lines
  }

  private func close(_ line: inout [Substring], into lines: inout [String]) {
    while let last = line.last, last.allSatisfy(\.isWhitespace) { line.removeLast() }
    if !line.isEmpty { lines.append(line.joined()) }
    line = []
  }

  /// Words and the white space between them; words too long for a line are cut if that is asked for.
  private func pieces(of text: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var rest = text
    while let first = rest.first {
      let run = rest.prefix { $0.isWhitespace == first.isWhitespace }
      pieces += first.isWhitespace ? [run] : parts(of: run)
      rest = rest.dropFirst(run.count)
    }
    return pieces
  }

  private func parts(of word: Substring) -> [Substring] {
    var parts: [Substring] = []
    var rest = word
    while !rest.isEmpty {
      let part = rest.prefix(lengthOfPart(rest))
      parts.append(part)
      rest = rest.dropFirst(part.count)
    }
    return parts
  }

  /// Up to and with a hyphen between letters, or a line's width if it must be cut.
  private func lengthOfPart(_ word: Substring) -> Int {
    var length = word.count
    if breaksAtHyphens, let hyphen = word.dropFirst().firstIndex(of: "-"), word.index(after: hyphen) < word.endIndex,
      word[word.index(after: hyphen)].isLetter
    {
      length = word.distance(from: word.startIndex, to: hyphen) + 1
    }
    return breaksWords ? min(length, width) : length
  }
}

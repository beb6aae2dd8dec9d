import Diagnostics

extension MarkdownReader {
  /// Warns of `[^name]` that stayed text because no line `[^name]: …` belongs to it.
  mutating func checkFootnotes(_ runs: [TextRun]) {
    floor = 0
    for run in runs {
      for opening in run.starts(of: "[^") { checkFootnote(at: opening, in: run) }
    }
  }

  /// Warns of lines `[^name]: …` that nothing calls: cmark leaves them out without a word.
  mutating func checkFootnoteTexts() {
    for line in source.lines(beginningWith: "[^") {
      let name = file.bytes[(line.lowerBound + 2)..<line.upperBound].prefix { $0 != UInt8(ascii: "]") }
      let mark = "[^" + String(decoding: name, as: UTF8.self) + "]"
      guard let rest = file.bytes[name.endIndex..<line.upperBound].dropFirst().first, rest == UInt8(ascii: ":"),
        !isCalled(mark, outside: line)
      else { continue }
      diagnostics.append(.unusedFootnote(mark, in: file, at: line.lowerBound..<(name.endIndex + 1)))
    }
  }

  private func isCalled(_ mark: String, outside line: Range<Int>) -> Bool {
    source.find(mark, in: source.body.lowerBound, line.lowerBound) != nil
      || source.find(mark, in: line.lowerBound + 1, source.body.upperBound) != nil
  }

  private mutating func checkFootnote(at opening: Int, in run: TextRun) {
    let name = run.bytes[(opening + 2)...].prefix { !isWhiteSpace($0) && !"[]".utf8.contains($0) }
    let mark = String(decoding: run.bytes[opening..<name.endIndex], as: UTF8.self) + "]"
    guard !name.isEmpty, name.endIndex < run.bytes.count, run.bytes[name.endIndex] == UInt8(ascii: "]"),
      let found = source.find(mark, of: run.place, after: floor)
    else { return }
    floor = found.upperBound
    if !source.isEscaped(found.lowerBound) { diagnostics.append(.missingFootnote(mark, in: file, at: found)) }
  }
}

/// The letters by which a note is called, since numbers are for references: a, b … z, aa, ab.
public func noteLetters(_ number: Int) -> String {
  var rest = number
  var letters = ""
  while rest > 0 {
    rest -= 1
    letters = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))) + letters
    rest /= 26
  }
  return letters
}

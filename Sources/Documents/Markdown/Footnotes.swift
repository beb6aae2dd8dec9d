import Diagnostics

extension MarkdownReader {
  /// Warns of `[^name]` that stayed text because no line `[^name]: …` belongs to it, or because it stands in a field.
  mutating func checkFootnotes(_ runs: [TextRun]) {
    floor = 0
    for run in runs {
      for opening in run.starts(of: "[^") { checkFootnote(at: opening, in: run) }
    }
  }

  /// Takes away the footnotes that can be reached by no call, with a warning: those that are called by nothing but footnotes
  /// of that kind, themselves, or the words of a picture, where a call is not shown.
  ///
  /// Those that no text names cmark has left out without a word; these have a line `[^name]: …` that became nothing.
  mutating func checkFootnoteTexts(of tree: borrowing CMarkTree) {
    let footnotes = tree.root.children.filter { $0.kind == .footnote }
    let lines = Set(footnotes.map { source.offset(line: $0.startLine, column: 1) })
    let called = calledFootnotes(of: tree, footnotes)
    if called.count < footnotes.count { leaveOut(footnotes, but: called, of: tree) }
    let written = source.lines(beginningWith: "[^").compactMap { line in
      mark(at: line.lowerBound, in: line).map { (line: line, mark: $0) }
    }
    var first: [String: Range<Int>] = [:]
    for (line, mark) in written where lines.contains(line.lowerBound) { first[mark.text.lowercased()] = mark.range }
    let lost = written.filter { !lines.contains($0.line.lowerBound) }
    let counts = lost.isEmpty ? [:] : markCounts()
    for (_, mark) in lost {
      if mark.text.contains(" ") {
        // It is read as the address of a link.
        diagnostics.append(.spacedFootnote(mark.text, in: file, at: mark.range))
      } else if let first = first[mark.text.lowercased()] {
        diagnostics.append(.duplicateFootnote(mark.text, in: file, at: mark.range, first: first))
      } else if counts[mark.text] == 1 {
        // It stands nowhere else, not even in code.
        diagnostics.append(.unusedFootnote(mark.text, in: file, at: mark.range))
      }
    }
  }

  /// How often each mark `[^name]` stands in the text, in one pass: there may be thousands of them.
  private func markCounts() -> [String: Int] {
    var counts: [String: Int] = [:]
    var rest = source.body.lowerBound
    while let opening = source.find("[^", in: rest, source.body.upperBound) {
      let name = file.bytes[opening.upperBound..<source.body.upperBound].prefix { !"[]\n".utf8.contains($0) }
      rest = name.endIndex
      if name.endIndex < source.body.upperBound, file.bytes[name.endIndex] == UInt8(ascii: "]") {
        counts[file.text(in: opening.lowerBound..<(name.endIndex + 1)), default: 0] += 1
      }
    }
    return counts
  }

  /// The numbers of the footnotes to which calls lead from the text, perhaps by way of others.
  private func calledFootnotes(of tree: borrowing CMarkTree, _ footnotes: [CMarkNode]) -> Set<Int> {
    var called: Set<Int> = []
    var waiting = tree.root.children.filter { $0.kind != .footnote }
    while let node = waiting.popLast() {
      node.forEachDescendant { call in
        guard let number = call.footnoteNumber, !call.isInImage, called.insert(number).inserted else { return }
        waiting.append(footnotes[number - 1])
      }
    }
    return called
  }

  /// Takes footnotes away, and counts the calls of the others anew.
  private mutating func leaveOut(_ footnotes: [CMarkNode], but called: Set<Int>, of tree: borrowing CMarkTree) {
    var numbers: [Int: Int] = [:]
    for (place, footnote) in footnotes.enumerated() {
      if called.contains(place + 1) {
        numbers[place + 1] = numbers.count + 1
      } else {
        reportUnused(footnote)
        footnote.remove()
      }
    }
    tree.root.forEachDescendant { call in
      if let number = call.footnoteNumber.flatMap({ numbers[$0] }) { call.setFootnoteNumber(number) }
    }
  }

  private mutating func reportUnused(_ footnote: CMarkNode) {
    // cmark's place is that of the words behind the mark.
    let words = source.offset(line: footnote.startLine, column: footnote.startColumn)
    let line = source.offset(line: footnote.startLine, column: 1)..<words
    guard let start = source.find("[^", in: line.lowerBound, line.upperBound)?.lowerBound,
      let mark = mark(at: start, in: line)
    else { return }
    diagnostics.append(.unusedFootnote(mark.text, in: file, at: mark.range))
  }

  /// The mark `[^name]` with which the text of a footnote begins.
  private func mark(at start: Int, in line: Range<Int>) -> (text: String, range: Range<Int>)? {
    guard let end = source.find("]:", in: start, line.upperBound)?.lowerBound else { return nil }
    return (file.text(in: start..<(end + 1)), start..<(end + 1))
  }

  private func isCalled(_ mark: String, outside line: Range<Int>) -> Bool {
    source.find(mark, in: source.body.lowerBound, line.lowerBound) != nil
      || source.find(mark, in: line.lowerBound + 1, source.body.upperBound) != nil
  }

  /// Warns of the first line `[1] Words` which `[1]` in the text was to call; tells whether it is one.
  mutating func checkNumberedNote(_ line: Range<Int>) -> Bool {
    let number = file.bytes[line].dropFirst().prefix(while: isDigit)
    guard file.bytes[line].first == UInt8(ascii: "["), 1...3 ~= number.count,
      file.bytes[number.endIndex..<line.upperBound].starts(with: "] ".utf8)
    else { return false }
    let mark = line.lowerBound..<(number.endIndex + 1)
    if isCalled(file.text(in: mark), outside: line) {
      let name = file.text(in: number.startIndex..<number.endIndex)
      diagnostics.append(.numberedNote(name, in: file, at: mark))
    }
    return true
  }

  private mutating func checkFootnote(at opening: Int, in run: TextRun) {
    let name = run.bytes[(opening + 2)...].prefix { !"[]\n".utf8.contains($0) }
    let mark = String(decoding: run.bytes[opening..<name.endIndex], as: UTF8.self) + "]"
    guard !name.allSatisfy(isWhiteSpace), name.endIndex < run.bytes.count,
      run.bytes[name.endIndex] == UInt8(ascii: "]"),
      let found = source.find(mark, of: run.place, after: floor)
    else { return }
    floor = found.upperBound
    if source.isEscaped(found.lowerBound) { return }
    if name.contains(where: isWhiteSpace) { return diagnostics.append(.spacedFootnote(mark, in: file, at: found)) }
    diagnostics.append(
      hasFootnotes ? .missingFootnote(mark, in: file, at: found) : .footnoteInField(mark, in: file, at: found))
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

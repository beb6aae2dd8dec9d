import Diagnostics

extension MarkdownReader {
  /// Warns of `[^name]` that stayed text because no line `[^name]: …` belongs to it.
  mutating func checkFootnotes(_ runs: [TextRun]) {
    floor = 0
    for run in runs {
      for opening in run.starts(of: "[^") { checkFootnote(at: opening, in: run) }
    }
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

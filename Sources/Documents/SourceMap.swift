import Diagnostics

/// Finds the bytes of a file that a piece of Markdown was read from.
///
/// cmark gives lines and columns of inlines, but is out by a quotation's or list's margin in some continued lines, and
/// does not know escapes. So its places are where a search for the text begins, not where it ends.
struct SourceMap {
  let file: SourceFile
  /// The bytes that the Markdown stands in.
  let body: Range<Int>
  /// Where the lines of the Markdown begin; only one if the text is not the same as the bytes.
  let lineStarts: [Int]
  /// Whether cmark's columns are those of the file.
  private let isVerbatim: Bool
  /// Whether two backslashes are written for one, as between YAML's double quotation marks.
  private let doublesBackslashes: Bool

  /// Maps Markdown that is a part of the file as it stands.
  init(_ file: SourceFile, body: Range<Int>) {
    self.file = file
    self.body = body
    isVerbatim = true
    doublesBackslashes = false
    var starts = [body.lowerBound]
    var offset = body.lowerBound
    while let end = file.bytes[offset..<body.upperBound].firstIndex(where: isLineBreak) {
      offset = min(file.line(at: end).next, body.upperBound)
      starts.append(offset)
    }
    lineStarts = starts
  }

  /// Maps the text of a YAML value, which quotation marks and folding may have changed.
  init(_ file: SourceFile, field: Range<Int>, text: String) {
    self.file = file
    body = field
    isVerbatim = file.bytes[field].elementsEqual(text.utf8)
    lineStarts = [field.lowerBound]
    let backslash = UInt8(ascii: "\\")
    doublesBackslashes = file.bytes[field].count { $0 == backslash } > text.utf8.count { $0 == backslash }
  }

  /// The offset of a place as cmark gives it; at the beginning of a field that is not verbatim.
  func offset(line: Int, column: Int) -> Int {
    guard isVerbatim else { return body.lowerBound }
    return min(lineStart(line) + max(column, 1) - 1, body.upperBound)
  }

  /// The bytes of a node, as cmark gives them, without white space at the end.
  func range(of node: CMarkNode) -> Range<Int> {
    let lower = offset(line: node.startLine, column: node.startColumn)
    guard isVerbatim else { return body }
    var upper = max(lower, offset(line: node.endLine, column: node.endColumn + 1))
    while upper > lower, isWhiteSpace(file.bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  /// How far from its place a text is searched for: what cmark's places are out by is a few lines.
  private static let reach = 10_000

  /// Finds a text that belongs to a node: from the place that cmark gives, or else from the beginning of the line, up to
  /// the end of its block; after `floor` if that lies in the block.
  func find(_ text: String, of node: CMarkNode, after floor: Int = 0) -> Range<Int>? {
    // Nodes that a rule has made, such as the title of a callout, have no place.
    if node.startLine == 0 { return find(text, in: max(floor, body.lowerBound), body.upperBound) }
    let end = blockEnd(of: node)
    let lower = floor <= end ? floor : 0
    let place = max(offset(line: node.startLine, column: node.startColumn), lower)
    let line = max(isVerbatim ? lineStart(node.startLine) : body.lowerBound, lower)
    return find(text, in: place, min(end, place + Self.reach)) ?? find(text, in: line, min(end, line + Self.reach))
  }

  /// Finds a text between two offsets.
  func find(_ text: String, in lower: Int, _ upper: Int) -> Range<Int>? {
    lower < upper ? file.bytes[lower..<upper].firstRange(of: Array(text.utf8)) : nil
  }

  /// Whether the sign at `offset` has a backslash before it that takes its meaning away.
  func isEscaped(_ offset: Int) -> Bool {
    let before = file.bytes[body.lowerBound..<offset]
    let backslashes = before.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return (doublesBackslashes ? backslashes / 2 : backslashes) % 2 == 1
  }

  /// Where the block ends that a node stands in.
  func blockEnd(of node: CMarkNode) -> Int {
    guard isVerbatim else { return body.upperBound }
    let block = node.block
    if block.endLine == 0 { return body.upperBound }
    let end = block.endLine < lineStarts.count ? lineStart(block.endLine + 1) : body.upperBound
    return max(end, offset(line: node.startLine, column: 1))
  }

  /// The lines that begin with a text.
  func lines(beginningWith text: String) -> [Range<Int>] {
    lineStarts.enumerated().compactMap { number, start in
      let end = number + 1 < lineStarts.count ? lineStarts[number + 1] : body.upperBound
      return file.bytes[start..<end].starts(with: text.utf8) ? start..<end : nil
    }
  }

  /// The end of the line that an offset lies in, without what ends it.
  func lineEnd(from offset: Int) -> Int {
    file.bytes[offset..<body.upperBound].firstIndex(where: isLineBreak) ?? body.upperBound
  }

  /// What stands in each line, without the blanks and the marks of quotations around it.
  var textLines: some Sequence<Range<Int>> { lineStarts.lazy.map { textLine(from: $0) } }

  /// What stands in a line, without the blanks and the marks of quotations around it.
  func textLine(_ number: Int) -> Range<Int> { textLine(from: lineStart(number)) }

  private func textLine(from start: Int) -> Range<Int> {
    let line = file.bytes[start..<lineEnd(from: start)]
    let first = line.firstIndex { !isMargin($0) } ?? line.endIndex
    let last = line[first...].lastIndex { !isBlank($0) } ?? first - 1
    return first..<(last + 1)
  }

  /// What stands in the lines of a block, which is a part of the file as it stands.
  func textLines(of node: CMarkNode) -> [Range<Int>] {
    guard isVerbatim, node.startLine > 0, node.endLine >= node.startLine else { return [] }
    let first = textLine(from: offset(line: node.startLine, column: node.startColumn))
    return [first] + (node.startLine..<node.endLine).map { textLine($0 + 1) }
  }

  private func lineStart(_ line: Int) -> Int { lineStarts[min(max(line, 1), lineStarts.count) - 1] }
}

extension SourceMap {
  /// More than a book; beyond it the time that cmark may take is no longer a matter of seconds.
  private static let maximumSize = 2_000_000
  /// cmark's time grows with the square of the brackets that are open in one paragraph: 100,000 take five seconds.
  private static let maximumBrackets = 10_000

  /// cmark fills each row up to the width of its table: a short text could become as many cells as there is memory.
  private static let maximumCells = 200_000

  /// The line below the header of a table that may have too many cells, if there is one.
  private func hugeTable() -> Range<Int>? {
    var (end, rows) = (body.upperBound, 0)
    for start in lineStarts.reversed() {
      let line = file.bytes[start..<end]
      // An empty line ends a table.
      rows = line.allSatisfy(isWhiteSpace) ? 0 : rows + 1
      let strokes = line.allSatisfy { "|-: \t\r\n".utf8.contains($0) } ? line.count { $0 == UInt8(ascii: "|") } : 0
      let columns = strokes + 1
      if strokes > 0, columns * columns > Self.maximumCells || columns * rows > Self.maximumCells { return start..<end }
      end = start
    }
    return nil
  }

  /// Why the Markdown is not even tried; nil if it is no danger.
  func refusal() -> Diagnostic? {
    if body.count > Self.maximumSize { return .markdownTooLong(in: file, at: body, limit: Self.maximumSize) }
    if let table = hugeTable() { return .hugeTable(in: file, at: table, limit: Self.maximumCells) }
    if body.count <= Self.maximumBrackets { return nil }
    let all = file.bytes
    let bytes = all.span
    var brackets = 0
    var isBlankLine = true
    for offset in body {
      switch bytes[offset] {
      case UInt8(ascii: "["): brackets += 1
      // Paragraphs end at an empty line.
      case UInt8(ascii: "\n"): if isBlankLine { brackets = 0 }
      default: break
      }
      if brackets > Self.maximumBrackets {
        return .tooManyBrackets(in: file, at: offset, limit: Self.maximumBrackets)
      }
      isBlankLine = bytes[offset] == UInt8(ascii: "\n") || isBlankLine && isWhiteSpace(bytes[offset])
    }
    return nil
  }
}

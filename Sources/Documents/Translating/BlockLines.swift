import Diagnostics

/// Where blocks stand, also those of which the library gives another place, or none.
extension SourceMap {
  /// The numbers of the first and the last line of a block.
  ///
  /// The library says that a heading ends below its underline, that a table begins with the paragraph right above it, and
  /// nothing of that paragraph.
  func lines(of node: CMarkNode) -> ClosedRange<Int> {
    let first = firstLine(of: node)
    return first...max(first, lastLine(of: node))
  }

  /// The offset at which a block begins.
  func start(of node: CMarkNode) -> Int {
    let (first, place) = (firstLine(of: node), node.startLine > 0 ? node : node.next ?? node)
    if first != place.startLine { return textLine(first).lowerBound }
    let start = offset(line: first, column: place.startColumn)
    return node.kind == .heading ? max(start, textLine(first).lowerBound) : start
  }

  /// The number of the line in which a row of a table stands; the library knows only those below its header.
  func line(ofRow row: CMarkNode, in table: CMarkNode) -> Int {
    guard row.previous == nil else { return row.startLine }
    return row.next.map { $0.startLine - 2 } ?? table.endLine - 1
  }

  private func firstLine(of node: CMarkNode) -> Int {
    if node.kind == .table, let header = node.firstChild { return line(ofRow: header, in: node) }
    return node.startLine > 0 ? node.startLine : node.next?.startLine ?? 1
  }

  private func lastLine(of node: CMarkNode) -> Int {
    if node.startLine == 0, let table = node.next { return firstLine(of: table) - 1 }
    guard node.isUnderlined(in: self), node.endLine - 1 > node.startLine else { return node.endLine }
    return isUnderline(node.endLine - 1) ? node.endLine - 1 : node.endLine
  }

  private func isUnderline(_ number: Int) -> Bool {
    let line = file.bytes[textLine(number)]
    guard let sign = line.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: "-") else { return false }
    return line.allSatisfy { $0 == sign }
  }
}

extension CMarkNode {
  /// Whether it is a heading with a line of signs below it.
  func isUnderlined(in source: SourceMap) -> Bool {
    guard kind == .heading, endLine > startLine else { return false }
    return source.file.bytes[source.start(of: self)] != UInt8(ascii: "#")
  }
}

import Diagnostics

extension MarkdownReader {
  /// Rows with more cells than the head, whose rest is dropped, or with fewer, and lines that a table has swallowed.
  mutating func checkTable(_ node: CMarkNode) {
    let lines = source.textLines(of: node)
    guard let dashes = lines.firstIndex(where: { DashLine(file.bytes[$0]) != nil }),
      let columns = DashLine(file.bytes[lines[dashes]])?.columns
    else { return }
    let isFramed = file.bytes[lines[0]].first == UInt8(ascii: "|")
    var shortRows: [Diagnostic] = []
    let rows = lines[(dashes + 1)...].filter { !$0.isEmpty }
    // A row that goes on in the next line lacks its cells only there.
    var isOpen = false
    for row in rows {
      let cells = tableCells(in: row)
      if isOpen, file.bytes[row].first != UInt8(ascii: "|") {
        shortRows.removeLast()
        diagnostics.append(.swallowedLine(in: file, at: row))
        isOpen = false
        continue
      }
      isOpen = false
      if let last = cells.last(where: { !$0.isEmpty }), cells.count > columns,
        last.lowerBound >= cells[columns].lowerBound
      {
        let extra = cells[columns].lowerBound..<last.upperBound
        diagnostics.append(.extraCells(cells.count, columns: columns, in: file, at: extra))
      } else if isFramed && isUnframed(file.bytes[row])
        || cells.count < columns && isPartOfRow(file.bytes[row], isFramed)
      {
        diagnostics.append(.swallowedLine(in: file, at: row))
      } else if cells.count < columns, !isMeantShort(cells, columns: columns, isFramed: isFramed, at: row) {
        shortRows.append(.missingCells(cells.count, columns: columns, in: file, at: row))
        isOpen = isFramed && file.bytes[row].last != UInt8(ascii: "|")
      }
    }
    // Some authors end each row where its words end.
    if shortRows.count < 3 || shortRows.count * 2 < rows.count { diagnostics += shortRows }
  }

  /// Whether a line is text, or goes on with the row above it.
  private func isPartOfRow(_ line: ArraySlice<UInt8>, _ isFramed: Bool) -> Bool {
    !line.contains(UInt8(ascii: "|")) || isFramed && line.first != UInt8(ascii: "|")
  }

  /// Whether a line has a stroke at neither end, as a note has that stands right below the rows.
  private func isUnframed(_ line: ArraySlice<UInt8>) -> Bool {
    line.first != UInt8(ascii: "|") && line.last != UInt8(ascii: "|")
  }

  /// Whether the cells that a row lacks are meant to be empty: behind a title within the table, in bold, and where a stroke
  /// at the end of a row stands for the last one.
  private func isMeantShort(_ cells: [Range<Int>], columns: Int, isFramed: Bool, at row: Range<Int>) -> Bool {
    let words = cells.filter { !$0.isEmpty }.map { file.bytes[$0] }
    return words.count < 2 && words.allSatisfy { "*_<".utf8.contains($0[$0.startIndex]) }
      || !isFramed && cells.count == columns - 1 && file.bytes[row].last == UInt8(ascii: "|")
  }

  /// Rows with an empty line before them, which are a paragraph; tells whether they are.
  mutating func checkPartedRows(_ node: CMarkNode, lines: [Range<Int>]) -> Bool {
    guard let first = lines.first, file.bytes[first].contains(UInt8(ascii: "|")) else { return false }
    let table = node.previous.flatMap { $0.kind == .table ? $0 : nil }
    let columns = table.flatMap(columnsOfTable)
    // A sentence may have a stroke in it, but none at its ends.
    let isAsFramed =
      table.map { file.bytes[source.textLine($0.startLine)].first == UInt8(ascii: "|") }
      != isUnframed(file.bytes[first])
    let isRow = isAsFramed && (columns ?? 1) > 1 && tableCells(in: first).count == columns
    guard isRow || lines.count == 1 && isFramedRow(first) else { return false }
    diagnostics.append(.partedRow(belowTable: columns != nil, in: file, at: first))
    return true
  }

  /// How many cells the head of a table has.
  private func columnsOfTable(_ node: CMarkNode) -> Int? {
    source.textLines(of: node).lazy.compactMap { DashLine(file.bytes[$0])?.columns }.first
  }

  /// `| a | b |` or `|a|b|`: two cells or more between strokes, and no formula such as `|a| and |b|`.
  private func isFramedRow(_ line: Range<Int>) -> Bool {
    let row = file.bytes[line]
    let cells = row.split(separator: UInt8(ascii: "|"))
    return row.first == UInt8(ascii: "|") && row.last == UInt8(ascii: "|") && cells.count > 1
      && (cells.allSatisfy { $0.first.map(isBlank) ?? true } || !row.contains(where: isBlank))
  }

  /// Lines that were to be a table: with a line of dashes that doesn't fit the head, or without one.
  mutating func checkTableLines(in lines: [Range<Int>]) {
    let strokes = lines.map { file.bytes[$0].contains(UInt8(ascii: "|")) }
    for (number, line) in lines.enumerated().dropFirst() where strokes[number - 1] {
      guard strokes[number] || tableCells(in: lines[number - 1]).count == 1 else { continue }
      if let dashes = DashLine(file.bytes[line]) {
        let head = tableCells(in: lines[number - 1]).count
        return diagnostics.append(.unreadTable(head: head, dashes: dashes.columns, in: file, at: line))
      }
      if DashLine.isMeant(file.bytes[line]) {
        return diagnostics.append(.unreadTable(head: nil, dashes: nil, in: file, at: line))
      }
    }
    for (line, next) in zip(lines, lines.dropFirst()) {
      let (row, other) = (file.bytes[line], file.bytes[next])
      let isFramed = ["|", "｜"].contains { row.starts(with: $0.utf8) && other.starts(with: $0.utf8) }
      guard isFramed || isGrid(row) || isTabbed(row) && isTabbed(other) else { continue }
      return diagnostics.append(.unreadTable(head: nil, dashes: nil, in: file, at: line))
    }
  }

  /// A line across the page that was to be the one below the head of a table: `------  -----`.
  mutating func checkRule(_ node: CMarkNode) {
    let line = source.textLine(node.startLine)
    let parts = file.bytes[line].split(whereSeparator: isBlank)
    guard parts.count > 1, parts.allSatisfy({ $0.count > 2 && $0.allSatisfy { $0 == UInt8(ascii: "-") } }) else {
      return
    }
    diagnostics.append(.unreadTable(head: nil, dashes: nil, in: file, at: line))
  }

  /// `+-----+-----+`, as other programs frame a table.
  private func isGrid(_ line: ArraySlice<UInt8>) -> Bool {
    line.count > 4 && line.first == UInt8(ascii: "+") && line.last == UInt8(ascii: "+")
      && line.allSatisfy { "+-=:".utf8.contains($0) }
  }

  /// Whether words are parted by tabs, as the cells of a table are that comes from another program.
  private func isTabbed(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "\t")) && ListMark(line) == nil
  }

  /// The cells of a row (GFM, section 4.10): strokes part them, but for those behind a backslash, and those at the ends.
  private func tableCells(in line: Range<Int>) -> [Range<Int>] {
    var row = line
    if file.bytes[row].first == UInt8(ascii: "|") { row = (row.lowerBound + 1)..<row.upperBound }
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    for offset in row where file.bytes[offset] == UInt8(ascii: "|") && !source.isEscaped(offset) {
      cells.append(start..<offset)
      start = offset + 1
    }
    if start < row.upperBound, !file.bytes[start..<row.upperBound].allSatisfy(isBlank) || cells.isEmpty {
      cells.append(start..<row.upperBound)
    }
    return cells.map { trimmedRange($0) }
  }

  private func trimmedRange(_ range: Range<Int>) -> Range<Int> {
    let text = file.bytes[range]
    let start = text.firstIndex { !isBlank($0) } ?? range.upperBound
    let end = (text.lastIndex { !isBlank($0) } ?? start - 1) + 1
    return start..<max(start, end)
  }
}

/// The line between the head of a table and its rows.
private struct DashLine {
  /// How many cells it has.
  let columns: Int

  /// Reads it; nil if it is none.
  init?(_ line: ArraySlice<UInt8>) {
    var cells = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { cell in
      cell.filter { !isBlank($0) }
    }
    if cells.first?.isEmpty == true { cells.removeFirst() }
    if cells.last?.isEmpty == true { cells.removeLast() }
    guard !cells.isEmpty, line.contains(UInt8(ascii: "|")) || cells == [Array("-".utf8)] || line.count > 2 else {
      return nil
    }
    for cell in cells {
      let dashes = cell.drop { $0 == UInt8(ascii: ":") }.prefix { $0 == UInt8(ascii: "-") }
      guard !dashes.isEmpty, cell.count - dashes.count <= 2,
        cell[dashes.endIndex...].allSatisfy({ $0 == UInt8(ascii: ":") })
      else { return nil }
    }
    columns = cells.count
  }

  /// Whether a line was to be one, but has other dashes, as a word processor makes of two, or other signs.
  static func isMeant(_ line: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    return text.contains("|") && text.contains { "-–—=_".contains($0) }
      && text.allSatisfy { "|-–—=_+: \t".contains($0) }
  }
}

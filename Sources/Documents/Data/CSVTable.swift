public import Diagnostics

/// A table of a comma-separated file, as RFC 4180 describes it, with the bytes that each cell was written in.
public struct CSVTable: Sendable {
  /// One cell.
  public struct Cell: Sendable, Hashable {
    /// The text without the quotation marks around it; without them, without white space at its ends.
    public let text: String
    /// Offsets of the cell's bytes in its file, quotation marks included.
    public let range: Range<Int>
  }

  /// The names of the columns, each once: the cells of the first line.
  public let header: [Cell]
  /// The lines below, each with as many cells as the header; empty lines are left out.
  public let rows: [[Cell]]

  /// Reads a table; nil if the file is not UTF-8 or empty, and the diagnostics say why.
  ///
  /// A line that can't be read, or has too many or too few cells, is left out of the rows, and is an error.
  public static func read(_ file: SourceFile) -> (CSVTable?, [Diagnostic]) {
    if let diagnostic = file.checkText() { return (nil, [diagnostic]) }
    var reader = CSVReader(file: file, offset: file.textStart)
    // All that follows from it would be told of each line.
    if let fault = reader.separatorFault { return (nil, [fault]) }
    guard let first = reader.row() else { return (nil, reader.diagnostics + [.csvEmpty(file)]) }
    if let fault = reader.openQuote { return (nil, [fault]) }
    let header = first.droppingEmptyEnd(downTo: 1)
    var rows: [[Cell]] = []
    while let row = reader.row()?.droppingEmptyEnd(downTo: header.count) {
      if reader.openQuote != nil { break }
      // Spreadsheet programs write the lines and columns that were once filled.
      if row.allSatisfy(\.text.isEmpty) { continue }
      if row.count == header.count {
        rows.append(row)
      } else {
        reader.diagnostics.append(.csvRagged(row, header: header, in: file))
      }
    }
    var names = KeyChecker()
    for column in header {
      if let first = names.insert(column.text, at: column.range) {
        reader.diagnostics.append(.csvColumn(column, first: first, in: file))
      }
    }
    return (CSVTable(header: header, rows: rows), reader.diagnostics + [reader.openQuote].compactMap { $0 })
  }
}

extension [CSVTable.Cell] {
  /// The cells without the empty ones at the end, but so many at least.
  fileprivate func droppingEmptyEnd(downTo count: Int) -> [CSVTable.Cell] {
    var cells = self
    while cells.count > count, cells.last?.text.isEmpty == true, cells.last?.range.isEmpty == true {
      cells.removeLast()
    }
    return cells
  }
}

/// Reads cells from left to right.
private struct CSVReader {
  let file: SourceFile
  var offset: Int
  var diagnostics: [Diagnostic] = []

  /// A quotation mark that isn't closed where it should be: where cells begin is unknown from there on.
  private(set) var openQuote: Diagnostic?

  private var byte: UInt8? { offset < file.bytes.count ? file.bytes[offset] : nil }

  /// That the columns are parted by something else, if the first line says so.
  var separatorFault: Diagnostic? {
    let start = file.bytes[offset...].firstIndex { !isWhiteSpace($0) } ?? file.bytes.count
    let line = start..<(file.bytes[start...].firstIndex(where: isLineBreak) ?? file.bytes.count)
    var (isQuoted, last) = (false, line.lowerBound)
    var (commas, others): ([Int], [UInt8: Int]) = ([], [:])
    for index in line {
      switch file.bytes[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: commas.append(index)
      case let byte where !isQuoted && (byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")):
        others[byte, default: 0] += 1
      default: break
      }
      if file.bytes[index] != UInt8(ascii: ","), !isBlank(file.bytes[index]) { last = index + 1 }
    }
    guard commas.allSatisfy({ $0 >= last }), let (byte, _) = others.max(by: { $0.value < $1.value }) else { return nil }
    return .csvSeparator(byte == UInt8(ascii: ";") ? "semicolons" : "tabs", in: file, at: line.lowerBound..<last)
  }

  /// The next line with something on it; nil at the end of the file.
  mutating func row() -> [CSVTable.Cell]? {
    while let byte, isWhiteSpace(byte) { offset += 1 }
    guard byte != nil else { return nil }
    var cells = [cell()]
    while byte == UInt8(ascii: ",") {
      offset += 1
      cells.append(cell())
    }
    return cells
  }

  private mutating func cell() -> CSVTable.Cell {
    while let byte, isBlank(byte) { offset += 1 }
    return byte == UInt8(ascii: "\"") ? quotedCell() : plainCell()
  }

  private mutating func plainCell() -> CSVTable.Cell {
    let start = offset
    skipToSeparator()
    var end = offset
    while end > start, isBlank(file.bytes[end - 1]) { end -= 1 }
    if let quote = file.bytes[start..<end].firstIndex(of: UInt8(ascii: "\"")) {
      diagnostics.append(.csvStrayQuote(in: file, at: quote))
    }
    return CSVTable.Cell(text: file.text(in: start..<end), range: start..<end)
  }

  /// A cell in quotation marks, in which two of them stand for one and commas and line breaks are text.
  private mutating func quotedCell() -> CSVTable.Cell {
    let start = offset
    var text: [UInt8] = []
    offset += 1
    while let byte {
      offset += 1
      if byte != UInt8(ascii: "\"") {
        text.append(byte)
      } else if self.byte == UInt8(ascii: "\"") {
        text.append(byte)
        offset += 1
      } else {
        return endOfQuotedCell(text, from: start)
      }
    }
    openQuote = openQuote ?? .csvOpenQuote(in: file, at: start)
    return CSVTable.Cell(text: String(decoding: text, as: UTF8.self), range: start..<offset)
  }

  private mutating func endOfQuotedCell(_ text: [UInt8], from start: Int) -> CSVTable.Cell {
    let end = offset
    while let byte, isBlank(byte) { offset += 1 }
    let rest = offset
    skipToSeparator()
    if offset > rest {
      // What goes on over lines and ends in the middle of a cell has taken the opening mark of a later cell for its end.
      if text.contains(where: isLineBreak) {
        openQuote = openQuote ?? .csvOpenQuote(in: file, at: start)
      } else {
        diagnostics.append(.csvTextAfterQuote(in: file, at: rest..<offset))
      }
    }
    return CSVTable.Cell(text: String(decoding: text, as: UTF8.self), range: start..<end)
  }

  private mutating func skipToSeparator() {
    while let byte, byte != UInt8(ascii: ","), !isLineBreak(byte) { offset += 1 }
  }
}

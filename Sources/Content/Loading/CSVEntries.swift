import Documents

extension CSVTable {
  /// A row as front matter: the columns are the keys, empty cells are absent values, and cells that may hold several values are
  /// lists, parted by semicolons.
  func entries(of row: [Cell], lists: Set<String>) -> [DataEntry] {
    zip(header, row).map { column, cell in
      let content: DataNode.Content =
        lists.contains(column.text) && !cell.text.isEmpty ? .sequence(cell.parts) : .scalar(cell.text, isPlain: true)
      return DataEntry(key: column.text, keyRange: column.range, value: DataNode(content, at: cell.range))
    }
  }
}

extension CSVTable.Cell {
  /// The values between semicolons.
  ///
  /// Where one stands is known exactly only in a cell without quotation marks; in one
  /// with them, the whole cell is pointed at.
  fileprivate var parts: [DataNode] {
    var offset = range.lowerBound
    let isExact = text.utf8.count == range.count
    return text.split(separator: ";", omittingEmptySubsequences: false).compactMap { part in
      let start = offset + part.utf8.prefix { $0 == UInt8(ascii: " ") }.count
      offset += part.utf8.count + 1
      let value = trimmed(part)
      guard !value.isEmpty else { return nil }
      let place = isExact ? start..<start + value.utf8.count : range
      return DataNode(.scalar(value, isPlain: true), at: place)
    }
  }
}

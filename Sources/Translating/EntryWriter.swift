import Content
import Diagnostics
import Documents

/// Writes the values of a translation into its file, and leaves all other bytes as they are.
struct EntryWriter {
  private let text: TranslatableText
  private let isTable: Bool
  private(set) var edits: TextEdits

  /// Begins with an entry as it stands in its file, of which something else may have been edited already.
  init(_ text: TranslatableText, in storage: KindDeclaration.Storage?, _ edits: TextEdits) {
    self.text = text
    self.edits = edits
    isTable = if case .table? = storage { true } else { false }
  }

  /// Writes the fingerprints in the place of those that are there.
  mutating func write(_ fingerprints: [(name: String, fingerprint: Fingerprint)], columns: inout TableColumns) {
    if isTable {
      let cell = fingerprints.map { "\($0.name) \($0.fingerprint.digits)" }.joined(separator: "; ")
      return columns.write(csvCell(cell), as: Fingerprints.key, of: text, to: &edits)
    }
    set(Fingerprints.key, to: fingerprints.map { "\($0.name): \($0.fingerprint.digits)" })
  }

  /// Writes a map in the place of the one under a key, or behind all others: a line for each of its values, or in one line where
  /// the whole entry is written so.
  mutating func set(_ key: String, to lines: [String]) {
    let old = text.values.first { $0.key == key }
    if isFlow {
      let map = "\(key): {\(lines.joined(separator: ", "))}"
      if let old { return edits.replace(old.keyRange.lowerBound..<old.value.range.upperBound, with: map) }
      return edits.insert((text.values.isEmpty ? "" : ", ") + map, at: text.range.upperBound - 1)
    }
    let margin = String(repeating: " ", count: column)
    let map = "\(key):" + lines.map { "\n\(margin)  \($0)" }.joined()
    if let old { return edits.replace(old.keyRange.lowerBound..<old.value.range.upperBound, with: map) }
    append(map, margin: margin)
  }

  /// Writes a value behind all others.
  mutating func append(_ written: String, margin: String) {
    guard let last = text.values.last else { return edits.insert(written + "\n", at: closing) }
    edits.insert("\n" + margin + written, at: text.file.lineEnd(from: max(last.value.range.upperBound, last.keyRange.upperBound + 1)))
  }

  /// Whether the entry is written between braces.
  var isFlow: Bool { text.file.bytes[text.range].first == UInt8(ascii: "{") }

  /// How far the keys of the entry stand from the margin.
  var column: Int { text.values.first.map { $0.keyRange.lowerBound - text.file.lineStart(of: $0.keyRange.lowerBound) } ?? 0 }

  /// Where front matter without a value would have its first.
  private var closing: Int { text.file.lineEnd(from: text.range.lowerBound) + 1 }
}

/// The columns of a comma-separated file, of which some may be added.
struct TableColumns {
  private let table: CSVTable?
  private let file: SourceFile
  private var cells: [(column: String, text: TranslatableText, cell: String)] = []

  init(of file: SourceFile) {
    self.file = file
    table = CSVTable.read(file).0
  }

  /// Writes a cell in a row; a column that isn't there is added by `finish`.
  mutating func write(_ cell: String, as column: String, of text: TranslatableText, to edits: inout TextEdits) {
    if let old = text.values.first(where: { $0.key == column }) {
      edits.replace(old.value.range, with: cell)
    } else {
      cells.append((column, text, cell))
    }
  }

  /// Adds the columns that some rows need, to all.
  func finish(_ edits: inout TextEdits) {
    guard let table, let last = table.header.last else { return }
    let columns = cells.map(\.column).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    for column in columns {
      edits.insert(",\(column)", at: last.range.upperBound)
      for row in table.rows {
        guard let end = row.last?.range.upperBound else { continue }
        let cell = cells.first { $0.column == column && $0.text.values.last?.value.range.upperBound == end }?.cell ?? ""
        edits.insert(",\(cell)", at: end)
      }
    }
  }
}

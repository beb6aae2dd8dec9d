import Content
import Diagnostics
import Documents

/// Writes cells into a comma-separated file, of which rows and columns may be new.
struct TableWriter {
  private let table: CSVTable?
  private let file: SourceFile
  /// The cells of columns that aren't there, by the end of their row.
  private var added: [(column: String, row: Int, cell: String)] = []
  private var rows: [[(column: String, cell: String)]] = []

  init(_ file: SourceFile) {
    self.file = file
    table = CSVTable.read(file).0
  }

  /// Writes a cell in the row of an entry.
  mutating func set(_ column: String, to words: String, of entry: TranslatableText, in edits: inout TextEdits) {
    if let old = entry.values.first(where: { $0.key == column }) {
      edits.replace(old.value.range, with: csvCell(words))
    } else if let end = entry.values.last?.value.range.upperBound {
      added.append((column, end, csvCell(words)))
    }
  }

  /// Adds a row for an entry.
  mutating func add(_ cells: [(column: String, words: String)]) {
    rows.append(cells.map { ($0.column, csvCell($0.words)) })
  }

  /// Writes the columns and rows that are new.
  func finish(_ edits: inout TextEdits) {
    // What is no table has nothing of the kind.
    if added.isEmpty, rows.isEmpty { return }
    let header = table?.header.map(\.text) ?? []
    let named = added.map(\.column) + rows.flatMap { $0.map(\.column) }
    let new = named.reduce(into: [String]()) { if !header.contains($1), !$0.contains($1) { $0.append($1) } }
    if let table, let last = table.header.last {
      edits.insert(new.map { ",\($0)" }.joined(), at: last.range.upperBound)
      for end in table.rows.compactMap({ $0.last?.range.upperBound }) {
        let cells = new.map { column in "," + (added.first { $0.column == column && $0.row == end }?.cell ?? "") }
        edits.insert(cells.joined(), at: end)
      }
    }
    let lines = rows.map { row in
      (header + new).map { column in row.first { $0.column == column }?.cell ?? "" }.joined(separator: ",")
    }
    edits.add((header.isEmpty ? [new.joined(separator: ",")] : []) + lines, to: file)
  }
}

/// Fingerprints as they are written.
enum WrittenFingerprints {
  /// The value in front matter, a line for each, and in the entries of a file with many, where all stand in one line.
  static func yaml(
    _ fingerprints: [(name: String, fingerprint: Fingerprint)], in storage: KindDeclaration.Storage?
  ) -> YAMLValue {
    let map = YAMLValue.map(fingerprints.map { ($0.name, .plain($0.fingerprint.yaml)) })
    return storage?.file == nil ? map : .plain(map.flow)
  }

  /// The cell of a table.
  static func cell(_ fingerprints: [(name: String, fingerprint: Fingerprint)]) -> String {
    fingerprints.map { "\($0.name) \($0.fingerprint.digits)" }.joined(separator: "; ")
  }
}

extension Fingerprint {
  /// The digits as they are written in YAML: in quotation marks, where other programs would take them for a number, as `12345678`
  /// and `1234567e8`.
  fileprivate var yaml: String { digits.utf8.contains { "abcdf".utf8.contains($0) } ? digits : "\"\(digits)\"" }
}

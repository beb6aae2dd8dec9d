public import Diagnostics
import Documents

/// A new entry as a text to be filled in: every field of its kind, with what belongs in it as a comment.
public struct NewEntry: Sendable {
  /// The file below the source folder.
  public let path: String
  /// What the entry will be known by: its number or its id.
  public let key: String
  /// Whether the file holds other entries too.
  public let isAddition: Bool
  private let form: EntryForm
  private let storage: KindDeclaration.Storage

  /// Why there can't be such an entry.
  public enum Fault: Error, Sendable {
    /// Its name can't be an address.
    case badID
    /// The name doesn't begin with a number within these bounds.
    case badNumber(ClosedRange<Int>)
  }

  /// Makes an entry of a kind; an entry with a number is called by it, and by words behind it if you like: `8-saving-lives`.
  public init(of kind: Kind, id: String, in schema: Schema) throws(Fault) {
    let declaration = schema[kind]
    guard isSlug(id[...]) else { throw .badID }
    var form = EntryForm(declaration.fields.fields.filter { !$0.isOff } + schema.sharedFields(of: declaration), schema)
    var name = id
    var words = id[...]
    if let numbers = declaration.numbers {
      let digits = id.prefix { $0 != "-" }
      guard let number = Int(digits), numbers.contains(number) else { throw .badNumber(numbers) }
      words = id.dropFirst(digits.count + 1)
      let padded = number < 10 ? "0\(number)" : "\(number)"
      name = words.isEmpty ? padded : "\(padded)-\(words)"
      form.given[Fields.numberKey] = String(number)
      key = String(number)
    } else {
      key = id
    }
    if key == id { form.given["id"] = id }
    form.given[declaration.title.name] = Self.title(words.isEmpty ? declaration.noun[...] : words)
    let folder = ContentFiles.folder + "/"
    storage = declaration.storage
    isAddition = storage.file != nil
    let file = (storage == .top ? "" : declaration.plural + "/") + name + ".md"
    path = folder + (storage.file ?? file)
    self.form = form
  }

  /// The whole file with the entry, which holds what it held before, if it was there.
  ///
  /// What comes out is read again: a file in which the entry would not be one more than there were is told, and nothing
  /// is written into it.
  public func file(after before: SourceFile?) throws(Diagnostic) -> [UInt8] {
    guard let before, isAddition else { return Array(begun.utf8) }
    guard let count = count(in: before) else { throw .noPlace(in: before.name, at: .file(before.name)) }
    let isEnded = before.bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true
    let after = before.bytes + (isEnded ? "" : "\n").utf8 + addition(to: before).utf8
    if self.count(in: SourceFile(name: before.name, bytes: after)) == count + 1 { return after }
    throw .noPlace(in: before.name, at: place(in: before))
  }

  /// A file that begins with the entry.
  private var begun: String {
    switch storage {
    case .folder, .top: "---\n" + form.fields + "---\n"
    case .list: form.item(indentation: "")
    case .table: form.columns() + form.row(form.allColumns)
    }
  }

  private func addition(to file: SourceFile) -> String {
    guard case .table = storage else {
      return form.item(indentation: String(repeating: " ", count: indentation(of: file)))
    }
    guard let table = CSVTable.read(file).0 else { return begun }
    return form.row(table.header.map(\.text))
  }

  /// How far the dashes of a list stand from the margin.
  private func indentation(of file: SourceFile) -> Int {
    guard let root = DataNode.parse(file).0, case .sequence = root.content else { return 0 }
    return file.bytes[..<root.range.lowerBound].reversed().prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// How many entries a file has; nil if it can't be read.
  private func count(in file: SourceFile) -> Int? {
    if case .table = storage {
      let (table, faults) = CSVTable.read(file)
      if file.bytes.isEmpty { return 0 }
      return faults.hasErrors ? nil : table?.rows.count
    }
    let (root, faults) = DataNode.parse(file)
    guard let root, !faults.hasErrors else { return nil }
    if case .sequence(let items) = root.content { return items.count }
    return root.isNothing ? 0 : nil
  }

  /// Where the entries of a file stand.
  private func place(in file: SourceFile) -> Diagnostic.Place {
    guard case .list = storage, let root = DataNode.parse(file).0 else { return .file(file.name) }
    return .bytes(root.range, of: file)
  }

  private static func title(_ words: Substring) -> String {
    let spaced = String(words.map { $0 == "-" ? " " : $0 })
    return spaced.prefix(1).uppercased() + spaced.dropFirst()
  }
}

/// Writes the fields of a kind: those that must be there, and the others as comments.
private struct EntryForm: Sendable {
  private let known: [FieldDeclaration]
  private let schema: Schema
  /// The values that are known.
  var given: [String: String] = [:]

  init(_ fields: [FieldDeclaration], _ schema: Schema) {
    known = fields
    self.schema = schema
  }

  /// All fields of a file.
  var fields: String { known.flatMap { lines(of: $0) }.map { $0 + "\n" }.joined() }

  /// The same with an empty line between them.
  var spacedFields: String { known.map { lines(of: $0).map { $0 + "\n" }.joined() }.joined(separator: "\n") }

  /// An item of a list.
  func item(indentation: String) -> String {
    let lines = known.flatMap { self.lines(of: $0) }
    // Comments may stand before the dash; the first line that is none has it.
    let first = lines.firstIndex { !$0.hasPrefix("#") } ?? 0
    return lines.enumerated().map { index, line in
      if line.hasPrefix("#") { return indentation + line.replacing("# ", with: "#   ", maxReplacements: 1) + "\n" }
      return indentation + (index == first ? "- " : "  ") + line + "\n"
    }.joined()
  }

  /// A row of a table with some columns.
  func row(_ columns: [String]) -> String {
    columns.map { name in
      known.first { $0.name == name }.flatMap { filling(of: $0)?.cell } ?? ""
    }.joined(separator: ",") + "\n"
  }

  /// The first line of a table.
  func columns() -> String { allColumns.joined(separator: ",") + "\n" }

  var allColumns: [String] { known.map(\.name) }

  /// A field with its note; what nobody must write is a comment.
  private func lines(of field: FieldDeclaration) -> [String] {
    if let filling = filling(of: field) { return ["# " + note(of: field), "\(field.name): \(filling.yaml)"] }
    let line = "# \(field.name): # " + note(of: field)
    guard case .group(let group) = field.type.element else { return [line] }
    let inner = group.fields.filter { !$0.isOff }
    let mark = field.type.isList ? "- " : "  "
    return [line]
      + inner.enumerated().map { index, part in
        "#   \(index == 0 ? mark : "  ")\(part.name): # " + note(of: part)
      }
  }

  /// What belongs in a field, in one line.
  private func note(of field: FieldDeclaration) -> String {
    // Where a note leads to in the documentation says nothing in a file.
    oneLine([type(of: field), field.note].compactMap { $0 }.joined(separator: "; "))
      .replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 }
  }

  private func type(of field: FieldDeclaration) -> String {
    let words =
      switch field.type {
      case .list(.group): "list of maps"
      case .group: "map"
      default: schema.words(for: field.type).replacing("`", with: "")
      }
    return field.isRequired ? words + ", required" : words
  }

  /// What stands in a field that must be there; nil for others.
  private func filling(of field: FieldDeclaration) -> Filling? {
    given[field.name].map { .words($0) } ?? (field.isRequired ? example(of: field.type) : nil)
  }

  /// What may stand in a field that must be there until somebody knows better.
  private func example(of type: FieldType) -> Filling {
    switch type {
    case .list: .empty("[]")
    case .map, .group: .empty("{}")
    case .text(let pattern?): .empty("\"\" # " + oneLine(pattern.words))
    case .number(let range): .words(String(range.lowerBound))
    case .date: .words("2000-01-01")
    case .boolean: .plain("false")
    case .choice(let words): .words(words.first ?? "")
    case .address: .words("https://example.org/")
    case .id: .words("name")
    case .text(nil), .prose, .reference, .source: .words("…")
    }
  }

  /// What stands in a field.
  private enum Filling {
    case words(String)
    /// What means something else in quotation marks.
    case plain(String)
    /// Nothing, as YAML writes it.
    case empty(String)

    /// As a value of YAML, in quotation marks if it would mean something else.
    var yaml: String {
      switch self {
      case .words(let words): yamlScalar(words)
      case .plain(let code), .empty(let code): code
      }
    }

    /// As a cell of a table.
    var cell: String {
      switch self {
      case .words(let words): csvCell(words)
      case .plain(let code): code
      case .empty: ""
      }
    }
  }
}

extension Schema {
  /// The text of a `site.yaml` with some values and, as comments, all other fields with what belongs there.
  public func newSettings(_ values: [String: String]) -> String {
    var form = EntryForm(siteFields.fields.filter { !$0.isOff }, self)
    form.given = values
    return form.spacedFields
  }
}

extension Diagnostic {
  /// A file in which nobody but its author knows where an entry belongs.
  static func noPlace(in path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "new/no-place", "the new entry has no place in `\(path)` as it is", at: place,
      hints: [
        "mend what `imrf check` says of the file; a YAML list has a line with a dash for each entry, down to the end of the file"
      ])
  }
}

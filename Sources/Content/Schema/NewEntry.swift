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
  private let fileFields: [FieldDeclaration]

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
    var form = EntryForm(declaration, schema)
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
    form.given["id"] = id
    form.given[declaration.title.name] = Self.title(words.isEmpty ? declaration.noun[...] : words)
    let folder = ContentFiles.folder + "/"
    storage = declaration.storage
    isAddition = storage.file != nil
    let file = (storage == .top ? "" : declaration.plural + "/") + name + ".md"
    path = folder + (storage.file ?? file)
    self.form = form
    fileFields = schema.fileFields.fields
  }

  /// The whole file with the entry, which holds what it held before.
  public func file(after before: [UInt8]) -> [UInt8] {
    let end: [UInt8] = before.isEmpty || before.last == UInt8(ascii: "\n") ? [] : [UInt8(ascii: "\n")]
    let addition: String
    switch storage {
    case .folder, .top: addition = "---\n" + form.fields(fileFields) + "---\n"
    case .list: addition = form.item()
    case .table:
      let header = String(
        decoding: before.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, as: UTF8.self)
      let columns = header.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
      addition = before.isEmpty ? form.columns() + form.row(form.allColumns) : form.row(columns)
    }
    return before + end + addition.utf8
  }

  private static func title(_ words: Substring) -> String {
    let spaced = String(words.map { $0 == "-" ? " " : $0 })
    return spaced.prefix(1).uppercased() + spaced.dropFirst()
  }
}

/// Writes the fields of a kind: those that must be there, and the others as comments.
private struct EntryForm: Sendable {
  private let kind: KindDeclaration
  private let schema: Schema
  /// The values that are known.
  var given: [String: String] = [:]

  init(_ kind: KindDeclaration, _ schema: Schema) {
    self.kind = kind
    self.schema = schema
  }

  /// All fields of a file.
  func fields(_ more: [FieldDeclaration]) -> String {
    let known = kind.fields.fields.filter { !$0.isOff } + more
    return known.flatMap { lines(of: $0) }.map { $0 + "\n" }.joined()
  }

  /// An item of a list.
  func item() -> String {
    let lines = kind.fields.fields.filter { !$0.isOff }.flatMap { self.lines(of: $0) }
    // Comments may stand before the dash; the first line that is none has it.
    let first = lines.firstIndex { !$0.hasPrefix("#") } ?? 0
    return lines.enumerated().map { index, line in
      if line.hasPrefix("#") { return line.replacing("# ", with: "#   ", maxReplacements: 1) + "\n" }
      return (index == first ? "- " : "  ") + line + "\n"
    }.joined()
  }

  /// A row of a table with some columns.
  func row(_ columns: [String]) -> String { columns.map { given[$0] ?? "" }.joined(separator: ",") + "\n" }

  /// The first line of a table.
  func columns() -> String { allColumns.joined(separator: ",") + "\n" }

  var allColumns: [String] { kind.fields.fields.filter { !$0.isOff }.map(\.name) }

  /// A field with its note; what nobody must write is a comment.
  private func lines(of field: FieldDeclaration) -> [String] {
    let value = given[field.name] ?? (field.isRequired ? example(of: field.type) : nil)
    let note = [type(of: field), field.note].compactMap { $0 }.joined(separator: "; ")
    if let value, field.isRequired || field.name == "id" {
      return ["# \(note)", "\(field.name): \(value)"]
    }
    guard case .group(let group) = field.type.element else { return ["# \(field.name): # \(note)"] }
    let inner = group.fields.filter { !$0.isOff }
    let mark = field.type.isList ? "- " : "  "
    return ["# \(field.name): # \(note)"]
      + inner.enumerated().map { index, part in
        "#   \(index == 0 ? mark : "  ")\(part.name): # "
          + [type(of: part), part.note].compactMap { $0 }.joined(separator: "; ")
      }
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

  /// What may stand in a field that must be there until somebody knows better.
  private func example(of type: FieldType) -> String {
    switch type {
    case .list: "[]"
    case .number(let range): String(range.lowerBound)
    case .date: "2000-01-01"
    case .boolean: "false"
    case .choice(let words): words.first ?? ""
    case .address: "https://example.org/"
    case .map, .group: "{}"
    case .text(let pattern?): "\"\" # \(pattern.words)"
    case .text(nil), .id, .prose, .reference, .source: "\"…\""
    }
  }
}

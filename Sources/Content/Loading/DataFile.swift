import Platform
import Diagnostics
import Documents

/// One of the files of `content/` that hold many entries, or the settings.
struct DataFile {
  private let files: Files
  private let path: String

  init(_ files: Files, _ name: String) {
    self.files = files
    path = ContentFiles.folder + "/" + name
  }

  typealias Parsed<Value> = (value: Value?, diagnostics: [Diagnostic])

  /// What `site.yaml` says.
  func settings(in schema: Schema) -> Parsed<SiteSettings> {
    read { file in
      let (root, diagnostics) = DataNode.parse(file)
      guard let root else { return (nil, diagnostics) }
      guard case .mapping(let entries) = root.content else {
        return (nil, diagnostics + [.notAMap(path, at: .bytes(root.range, of: file))])
      }
      var fields = Fields(entries, of: "site", whole: 0..<0, in: file, mentions: .none)
      let settings = SiteSettings(&fields, in: schema)
      return (settings, diagnostics + fields.diagnostics)
    }
  }

  /// The entries of a YAML list.
  func items(
    of kind: KindDeclaration, in schema: Schema, language: Language, mentions: Mentions
  ) -> Parsed<[Entry]> {
    read { file in
      var (root, diagnostics) = DataNode.parse(file)
      guard let root else { return (nil, diagnostics) }
      // Nobody has written anything yet.
      if root.isNothing { return ([], diagnostics) }
      guard case .sequence(let items) = root.content else {
        return (nil, diagnostics + [.notAList(path, of: kind, at: .bytes(root.range, of: file))])
      }
      var entries: [Entry] = []
      for item in items {
        guard case .mapping(let values) = item.content else {
          diagnostics.append(.notAMap(path, at: .bytes(item.range, of: file)))
          continue
        }
        var fields = Fields(values, of: kind.noun, whole: item.range, in: file, mentions: mentions)
        if let entry = entry(&fields, of: kind, in: schema, language) { entries.append(entry) }
        diagnostics += fields.diagnostics
      }
      return (entries, diagnostics)
    }
  }

  /// The entries of a comma-separated table.
  func rows(
    of kind: KindDeclaration, in schema: Schema, language: Language, mentions: Mentions
  ) -> Parsed<[Entry]> {
    read { file in
      let (table, problems) = CSVTable.read(file)
      guard let table else { return (nil, problems) }
      var diagnostics = problems
      let required = kind.fields.fields.filter(\.isRequired).map(\.name)
      let missing = required.filter { key in !table.header.contains { $0.text == key } }
      if !missing.isEmpty {
        return (nil, diagnostics + missing.map { missingColumn($0, of: kind, in: table.header, of: file) })
      }
      let lists = Set((kind.fields.fields + schema.sharedFields(of: kind)).filter(\.type.isList).map(\.name))
      var entries: [Entry] = []
      for row in table.rows {
        let whole = row.first.map(\.range) ?? 0..<0
        var fields = Fields(
          table.entries(of: row, lists: lists), of: kind.noun, whole: whole, in: file, mentions: mentions,
          areCells: true)
        if let entry = entry(&fields, of: kind, in: schema, language) { entries.append(entry) }
        diagnostics += fields.diagnostics
      }
      return (entries, diagnostics)
    }
  }

  /// A column that a table lacks; if one has nearly its name, that is what is wrong.
  private func missingColumn(
    _ column: String, of kind: KindDeclaration, in header: [CSVTable.Cell], of file: SourceFile
  ) -> Diagnostic {
    let columns = kind.fields.fields.filter { !$0.isOff }
    let names = columns.map(\.name)
    let others = header.filter { !names.contains($0.text) }
    if let meant = others.first(where: { nearest(to: $0.text, among: names) == column }) {
      return .unknownKey(
        meant.text, of: kind.noun, known: names, isCut: false, at: .bytes(meant.range, of: file))
    }
    let whole = (header.first?.range.lowerBound ?? 0)..<(header.last?.range.upperBound ?? 0)
    return .missingColumn(column, of: columns, at: .bytes(whole, of: file))
  }

  private func read<Value>(_ body: (SourceFile) -> Parsed<Value>) -> Parsed<Value> {
    do {
      let file = try files.read(path)
      let (value, diagnostics) = body(file)
      return (value, diagnostics + unknownChecks(in: file))
    } catch {
      return (nil, [error])
    }
  }

  private func entry(
    _ fields: inout Fields, of kind: KindDeclaration, in schema: Schema, _ language: Language
  ) -> Entry? {
    let key = Self.key(of: kind, &fields)
    let entry = fields.entry(of: kind, in: schema, key: key ?? "", path: path, language: language, body: nil)
    return key == nil ? nil : entry
  }

  /// The number of an entry, the id that it gives itself, or the one that follows from its title; nil if it has none,
  /// which is reported with its other fields.
  private static func key(of kind: KindDeclaration, _ fields: inout Fields) -> String? {
    if let numbers = kind.numbers {
      guard case .scalar(let text, isPlain: true) = fields.node(Fields.numberKey)?.content, let number = Int(text)
      else { return nil }
      return numbers.contains(number) ? String(number) : nil
    }
    if case .scalar(let id, _) = fields.node(Fields.idKey)?.content { return isSlug(id[...]) ? id : nil }
    let isRequired = kind.fields.slot(of: Fields.idKey).map { kind.fields.fields[$0].isRequired } ?? false
    guard !isRequired, let title = fields.text(kind.title.name) else { return nil }
    if let slug = asciiSlug(title) { return slug }
    fields.report(.needsID(title, at: .bytes(fields.range(of: kind.title.name), of: fields.file)))
    return nil
  }
}

import Platform
import Diagnostics
import Documents

/// One of the files of `content/` that hold many entries, or the settings.
struct DataFile {
  private let files: Files
  private let path: String
  /// The entries that it translates; nil if it doesn't.
  private let originals: [Entry]?

  init(_ files: Files, _ name: String, translating originals: [Entry]? = nil) {
    self.files = files
    path = ContentFiles.folder + "/" + name
    self.originals = originals
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

  /// Gives the settings the words of another language.
  func translate(_ settings: inout SiteSettings, into language: Language, in schema: Schema) -> [Diagnostic] {
    let original = settings
    let parsed = read { file -> Parsed<(Record, SourceFile)> in
      var (root, diagnostics) = DataNode.parse(file)
      guard let root, !root.isNothing else { return (nil, diagnostics) }
      guard case .mapping(let entries) = root.content else {
        return (nil, diagnostics + [.notAMap(path, at: .bytes(root.range, of: file))])
      }
      var fields = Fields(entries, of: "site", whole: 0..<0, in: file, mentions: .none, isTranslation: true)
      let record = fields.record(of: schema.siteFields)
      _ = fields.fingerprints()
      fields.reportUnknownKeys()
      for difference in original.differences(of: record, in: schema) {
        diagnostics.append(
          .translationDiffers(
            difference.field, at: .bytes(difference.place, of: file),
            original: .file(files.displayName(ContentFiles.settingsPath))))
      }
      return ((record, file), diagnostics + fields.diagnostics)
    }
    if let (words, file) = parsed.value { settings.translate(words, of: file, into: language, in: schema) }
    return parsed.diagnostics
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
        var fields = Fields(
          values, of: kind.noun, whole: item.range, in: file, mentions: mentions, isTranslation: originals != nil)
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
      let missing = originals != nil ? [] : required.filter { key in !table.header.contains { $0.text == key } }
      if !missing.isEmpty {
        return (nil, diagnostics + missing.map { missingColumn($0, of: kind, in: table.header, of: file) })
      }
      let lists = Set((kind.fields.fields + schema.sharedFields(of: kind)).filter(\.type.isList).map(\.name))
      var entries: [Entry] = []
      for row in table.rows {
        let whole = row.first.map(\.range) ?? 0..<0
        var fields = Fields(
          table.entries(of: row, lists: lists), of: kind.noun, whole: whole, in: file, mentions: mentions,
          areCells: true, isTranslation: originals != nil)
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
    let (key, name) =
      if let originals { key(of: kind, &fields, among: originals) } else {
        (Self.key(of: kind, &fields), nil as String?)
      }
    let entry = fields.entry(
      of: kind, in: schema, key: key ?? "", told: name, path: path, language: language, body: nil)
    return key == nil ? nil : entry
  }

  /// The key of the entry that is translated, and the field that tells it: by its number or id, or by a value that no two may
  /// share; nil if it isn't said, which is reported.
  private func key(
    of kind: KindDeclaration, _ fields: inout Fields, among originals: [Entry]
  ) -> (key: String?, name: String?) {
    let own = kind.numbers == nil ? Fields.idKey : Fields.numberKey
    if fields.isWritten(own) { return (Self.key(of: kind, &fields), own) }
    let unique = kind.fields.fields.indices.filter {
      let field = kind.fields.fields[$0]
      return field.isUnique && field.member != nil && !field.type.isList
    }
    for slot in unique {
      let name = kind.fields.fields[slot].name
      guard let value = fields.text(name) else { continue }
      return (originals.first { $0.record.values[slot].texts == [value] }?.key ?? value, name)
    }
    let keys = [own] + unique.map { kind.fields.fields[$0].name }
    fields.report(.translationOfNone(kind, keys: keys, at: .bytes(fields.range(of: kind.title.name), of: fields.file)))
    return (nil, nil)
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

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

  func settings() -> Parsed<SiteSettings> {
    read { file in
      let (root, diagnostics) = YAMLNode.parse(file)
      guard let root else { return (nil, diagnostics) }
      guard case .mapping(let entries) = root.content else {
        return (nil, diagnostics + [.notAMap(path, at: .bytes(root.range, of: file))])
      }
      var fields = Fields(entries, of: "site", whole: 0..<0, in: file, mentions: .none)
      let settings = SiteSettings(&fields)
      return (settings, diagnostics + fields.diagnostics)
    }
  }

  /// The entries of a YAML list.
  func items<Element: DecodableEntry>(
    as type: Element.Type, language: Language, mentions: Mentions
  ) -> Parsed<[Element]> {
    read { file in
      var (root, diagnostics) = YAMLNode.parse(file)
      guard let root else { return (nil, diagnostics) }
      guard case .sequence(let items) = root.content else {
        return (nil, diagnostics + [.notAList(path, of: Element.kind, at: .bytes(root.range, of: file))])
      }
      var elements: [Element] = []
      for item in items {
        guard case .mapping(let entries) = item.content else {
          diagnostics.append(.notAMap(path, at: .bytes(item.range, of: file)))
          continue
        }
        var fields = Fields(entries, of: Element.kind.noun, whole: item.range, in: file, mentions: mentions)
        if let element: Element = decode(&fields, language) { elements.append(element) }
        diagnostics += fields.diagnostics
      }
      return (elements, diagnostics)
    }
  }

  /// The entries of a comma-separated table.
  func rows<Element: DecodableEntry>(as type: Element.Type, language: Language) -> Parsed<[Element]> {
    read { file in
      let (table, problems) = CSVTable.read(file)
      guard let table else { return (nil, problems) }
      var diagnostics = problems
      var elements: [Element] = []
      let missing = ["id", "title"].filter { key in !table.header.contains { $0.text == key } }
      if !missing.isEmpty, let first = table.header.first, let last = table.header.last {
        let header = first.range.lowerBound..<last.range.upperBound
        return (nil, diagnostics + missing.map { .missingColumn($0, at: .bytes(header, of: file)) })
      }
      for row in table.rows {
        let entries = table.entries(of: row, lists: ["countries", "objectives"])
        let whole = row.first.map(\.range) ?? 0..<0
        var fields = Fields(entries, of: Element.kind.noun, whole: whole, in: file, mentions: .none)
        if let element: Element = decode(&fields, language) { elements.append(element) }
        diagnostics += fields.diagnostics
      }
      return (elements, diagnostics)
    }
  }

  private func read<Value>(_ body: (SourceFile) -> Parsed<Value>) -> Parsed<Value> {
    do {
      return body(try files.read(path))
    } catch {
      return (nil, [error])
    }
  }

  private func decode<Element: DecodableEntry>(_ fields: inout Fields, _ language: Language) -> Element? {
    let key = key(of: Element.kind, &fields)
    let element = Element.decode(&fields, key: key ?? "", path: path, language: language, body: nil)
    return key == nil ? nil : element
  }

  /// The id that an entry gives itself, or the one that follows from its name.
  private func key(of kind: Kind, _ fields: inout Fields) -> String? {
    let isNamed = kind == .country || kind == .term
    let written = isNamed ? fields.text("id") : fields.requiredText("id")
    if written == "" { return nil }
    if let written {
      if isSlug(written[...]) { return written }
      fields.report(.badID(written, at: .bytes(fields.range(of: "id"), of: fields.file)))
      return nil
    }
    let nameKey = kind == .country ? "name" : "term"
    let name = fields.requiredText(nameKey)
    if name.isEmpty { return nil }
    if let slug = asciiSlug(name) { return slug }
    fields.report(.needsID(name, at: .bytes(fields.range(of: nameKey), of: fields.file)))
    return nil
  }
}

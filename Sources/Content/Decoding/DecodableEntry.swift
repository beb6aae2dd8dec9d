/// An entry that is made from front matter, a row of a table or an item of a list.
protocol DecodableEntry: Entry {
  var common: Common { get set }

  /// Takes the entry's own fields; what is wrong with them is collected in `fields`, never thrown.
  init(_ fields: inout Fields, common: Common)

  /// Finds what the entry's references mean, in the order in which they stand on its page.
  mutating func link(with linker: inout Linker)

  /// What its place in the table depends on besides its key.
  var sortingFields: [String?] { get }
}

extension DecodableEntry {
  var sortingFields: [String?] { [] }
}

extension DecodableEntry {
  /// Reads the fields that all entries share, then the entry's own, and reports the keys that nobody asked for.
  static func decode(_ fields: inout Fields, key: String, path: String, language: Language, body: Prose?) -> Self {
    let title = fields.requiredText(titleKey)
    let isFile = kind == .page || Kind.folders.contains(kind)
    let origin = Origin(file: fields.file, path: path, range: fields.range(of: titleKey), language: language)
    let common = Common(
      key: key, title: title, summary: isFile ? fields.prose("summary") : nil, body: body,
      isDraft: isFile && fields.flag("draft"), updated: isFile ? fields.date("updated") : nil,
      extra: isFile ? fields.free("extra") : nil,
      sections: fields.sections(of: kind.sectionLists), isNumbered: kind == .objective, origin: origin)
    let entry = Self(&fields, common: common)
    fields.reportUnknownKeys()
    return entry
  }

  private static var titleKey: String {
    switch kind {
    case .country: "name"
    case .term: "term"
    default: "title"
    }
  }
}

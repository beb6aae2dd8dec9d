/// What the program reasons about in a briefing pack.
public enum Pack {
  /// The round table that it prepares for.
  public static let roundTable = Field<Reference?>("pack", "round_table")
  /// The objectives that it names itself; those of its round table if there are none.
  private static let ownObjectives = Field<[Reference]>("pack", "objectives")
  /// The countries whose practices and pledges are told in a section of their own.
  public static let countries = Field<[Reference]>("pack", "countries")
  /// What stands behind the objectives, if it says so itself.
  private static let ownAnnexes = Field<[Annex]?>("pack", "annexes")

  /// The template that makes its document, without its ending, if it isn't that of all packs.
  public static let template = Field<String?>("pack", "template")

  /// The codes of the languages that are printed on facing pages, if there are two.
  static let languages = Field<[String]>("pack", "languages")

  static let handles: [any AnyField] = [roundTable, ownObjectives, countries, ownAnnexes, template, languages]

  /// A list at the end of a pack.
  public enum Annex: String, FieldReadable, CaseIterable {
    case principles, abbreviations, countries, sources
  }

  /// What stands behind the objectives.
  public static func annexes(of pack: Entry) -> [Annex] { pack[ownAnnexes] ?? Annex.allCases }

  /// The languages of the pages that lie left and right of each other; nil for a pack in one language.
  ///
  /// What is read from left to right lies left; of two that are read in one direction, the one that is named first.
  public static func facingLanguages(of pack: Entry) -> (left: Language, right: Language)? {
    let named = pack[languages].compactMap(Language.init(code:))
    guard named.count == 2 else { return nil }
    return named[0].direction == .rightToLeft && named[1].direction == .leftToRight
      ? (named[1], named[0]) : (named[0], named[1])
  }

  /// The objectives that have a section in it, in order.
  public static func objectives(of pack: Entry, in library: Library) -> [EntryID] {
    let own = pack[ownObjectives]
    guard own.isEmpty, let roundTable = pack[roundTable] else { return own.map(\.id) }
    return library[roundTable.id][RoundTable.objectives].map(\.id)
  }

  /// The entries whose texts stand in it, besides its own.
  public static func parts(of pack: Entry, in library: Library) -> [EntryID] {
    [pack[roundTable]?.id].compactMap { $0 } + objectives(of: pack, in: library) + entries(of: pack, in: library)
  }

  /// The entries of kinds of a site's own that it names in fields of the site's own.
  public static func entries(of pack: Entry, in library: Library) -> [EntryID] {
    var found: [EntryID] = []
    for slot in library.schema[.pack].fields.fields.indices {
      for id in entries(of: pack, at: slot, in: library.schema) where !found.contains(id) { found.append(id) }
    }
    return found
  }

  /// Those that one of its fields names.
  public static func entries(of pack: Entry, at slot: Int, in schema: Schema) -> [EntryID] {
    guard schema[.pack].fields.fields[slot].isOwn else { return [] }
    var found: [EntryID] = []
    pack.record.forEachReference(at: [slot]) { reference in
      if schema[reference.kind].isOwn { found.append(reference.id) }
    }
    return found
  }

  /// What the pack is called that every round table has.
  fileprivate static func key(ofRoundTable key: String, in schema: Schema) -> String {
    "\(schema[.roundTable].name)-\(key)"
  }

  /// The pack that a round table has unless a file of that name describes another one.
  static func implied(by roundTable: Entry, in schema: Schema) -> Entry {
    let key = key(ofRoundTable: roundTable.key, in: schema)
    let reference = Reference(written: roundTable.key, range: roundTable.common.origin.range, kind: .roundTable)
    return bare(
      key, at: roundTable.common.origin, title: roundTable.title,
      [schema[.pack].titleSlot: .text(roundTable.title), Self.roundTable.slot: .reference(reference)], in: schema)
  }

  /// The translation of a pack that its round table implies by its own: without words, so that it has those of its original; nil if
  /// the pack is another one's.
  static func implied(by roundTable: Entry, translating pack: Entry, in schema: Schema) -> Entry? {
    guard case .reference(let reference) = pack.record.values[Self.roundTable.slot], reference.written == roundTable.key
    else { return nil }
    return bare(pack.key, at: roundTable.common.origin, title: "", [:], in: schema)
  }

  /// A pack that no file describes, with values by their places.
  private static func bare(
    _ key: String, at origin: Origin, title: String, _ values: [Int: FieldValue], in schema: Schema
  ) -> Entry {
    let path = "\(ContentFiles.folder)/\(schema[.pack].plural)/\(key).md"
    let common = Common(
      key: key, title: title, isDraft: false, updated: nil, extra: nil, sections: [], numbering: nil,
      origin: Origin(
        file: origin.file, path: path, range: origin.range, keyRange: origin.keyRange, language: origin.language))
    let fields = schema[.pack].fields.fields
    let record = Record(values: fields.indices.map { values[$0] ?? .none }, ranges: fields.map { _ in origin.range })
    return Entry(kind: .pack, common: common, record: record)
  }
}

extension Library {
  /// The pack that prepares for a round table: its own, or the first of others, if that one is taken by something else.
  public func pack(ofRoundTable id: EntryID) -> EntryID? {
    let packs = backlinks[id, RoundTable.packs]
    let key = Pack.key(ofRoundTable: self[id].key, in: schema)
    return packs.first { self[$0].key == key } ?? packs.first
  }
}

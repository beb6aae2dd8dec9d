/// A briefing pack: what is printed and carried into the room.
public struct Pack: Entry {
  /// What these entries are.
  public static let kind = Kind.pack
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Pack> { library.packs }

  /// What every entry has.
  public internal(set) var common: Common
  /// A second line of the title.
  public let subtitle: String?
  /// The round table that it prepares for.
  public internal(set) var roundTable: Reference<RoundTable>?
  /// The objectives that it names itself; those of its round table if there are none.
  private(set) var ownObjectives: [Reference<Objective>]
  /// The countries whose practices and pledges are told in a section of their own.
  public internal(set) var countries: [Reference<Country>]
  /// What stands behind the objectives.
  public let annexes: [Annex]

  /// A list at the end of a pack.
  public enum Annex: String, Sendable, CaseIterable {
    case principles, abbreviations, countries, sources
  }

  /// The objectives that have a section in it, in order.
  public func objectives(in library: Library) -> [ID<Objective>] {
    guard ownObjectives.isEmpty, let roundTable else { return ownObjectives.map(\.id) }
    return library.roundTables[roundTable.id].objectives.map(\.id)
  }

  /// The entries whose texts stand in it, besides its own.
  public func parts(in library: Library) -> [AnyID] {
    [roundTable?.id.any].compactMap { $0 } + objectives(in: library).map(\.any)
  }
}

extension Pack: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    subtitle = fields.text("subtitle")
    roundTable = fields.reference("round_table")
    ownObjectives = fields.references("objectives")
    countries = fields.references("countries")
    annexes = fields.choices("annexes") ?? Annex.allCases
    if roundTable == nil, ownObjectives.isEmpty { fields.reportMissing("round_table", or: "objectives") }
  }

  var sortingFields: [String?] { [roundTable?.written, title] }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&roundTable)
    linker.link(&ownObjectives)
    linker.link(&countries)
  }

  /// The pack that a round table has unless a file of that name describes another one.
  init(of roundTable: RoundTable) {
    let origin = roundTable.common.origin
    let key = "\(Kind.roundTable.rawValue)-\(roundTable.number)"
    let path = "\(ContentFiles.folder)/\(Kind.pack.plural)/\(key).md"
    common = Common(
      key: key, title: roundTable.title, isDraft: false, updated: nil, extra: nil, sections: [], isNumbered: false,
      origin: Origin(file: origin.file, path: path, range: origin.range, language: origin.language))
    subtitle = nil
    self.roundTable = Reference(written: roundTable.key, range: origin.range)
    ownObjectives = []
    countries = []
    annexes = Annex.allCases
  }

  /// The packs of round tables first, then the others by their titles.
  static func order(_ first: Pack, _ second: Pack) -> Bool {
    func place(_ pack: Pack) -> (String, String, String) { (pack.roundTable?.written ?? "~", pack.title, pack.key) }
    return place(first) < place(second)
  }
}

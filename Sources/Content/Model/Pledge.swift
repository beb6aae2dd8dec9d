/// A pledge to implement the Global Compact, or several that a document reports in one line.
public struct Pledge: Entry {
  /// What these entries are.
  public static let kind = Kind.pledge
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Pledge> { library.pledges }

  /// What every entry has.
  public internal(set) var common: Common
  /// The countries that pledged.
  public internal(set) var countries: [Reference<Country>]
  /// Who pledged, where the document names no countries: `27 States`.
  public let madeBy: String?
  /// How many pledges stand behind the line, as it is printed: `more than 150`.
  public let count: String?
  /// The objectives that it serves.
  public internal(set) var objectives: [Reference<Objective>]
  /// What kind of pledge it is, in a word.
  public let type: String?
  /// Who says so.
  public internal(set) var source: SourceReference?
}

extension Pledge: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    countries = fields.references("countries")
    madeBy = fields.text("made_by")
    count = fields.text("count")
    objectives = fields.references("objectives")
    type = fields.text("kind")
    source = fields.source("source")
  }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&countries)
    linker.link(&objectives)
    linker.link(&source)
  }
}

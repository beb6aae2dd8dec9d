public import Documents

/// A document that content cites.
public struct Source: Entry {
  /// What these entries are.
  public static let kind = Kind.source
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Source> { library.sources }

  /// What every entry has.
  public internal(set) var common: Common
  /// Who published it.
  public let publisher: String?
  /// When, as exactly as is known.
  public let date: CalendarDate?
  /// The United Nations document symbol: `A/RES/73/195`.
  public let symbol: String?
  /// Where it can be read.
  public let url: String?
  /// What kind of document it is, in a word.
  public let type: String?
}

extension Source: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    publisher = fields.text("publisher")
    date = fields.date("date", partly: true)
    symbol = fields.text("symbol")
    url = fields.address("url")
    type = fields.text("kind")
  }

  mutating func link(with linker: inout Linker) { linker.link(&common) }
}

/// A Member State of the United Nations, or an observer State.
public struct Country: Entry {
  /// What these entries are.
  public static let kind = Kind.country
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Country> { library.countries }

  /// What every entry has.
  public internal(set) var common: Common
  /// The ISO 3166-1 alpha-3 code.
  public let code: String
  /// Whether it is an observer State rather than a Member.
  public let isObserver: Bool

  /// The United Nations short name.
  public var name: String { title }
}

extension Country: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    code = fields.countryCode("code")
    isObserver = fields.flag("observer")
  }

  mutating func link(with linker: inout Linker) { linker.link(&common) }
}

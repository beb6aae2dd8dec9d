/// A page that belongs to no other kind, such as "About".
public struct Page: Entry {
  /// What these entries are.
  public static let kind = Kind.page
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Page> { library.pages }

  /// What every entry has.
  public internal(set) var common: Common
  /// Where it stands in the menu, smaller numbers first; nil if it doesn't.
  public let menu: Int?

  /// The key of the page that is the site's front door.
  public static let homeKey = "index"
}

extension Page: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    menu = fields.number("menu", in: 1...1000)
  }

  mutating func link(with linker: inout Linker) { linker.link(&common) }
}

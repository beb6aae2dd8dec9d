/// One of the ten guiding principles of the Global Compact.
public struct Principle: Entry {
  /// What these entries are.
  public static let kind = Kind.principle
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Principle> { library.principles }

  /// What every entry has.
  public internal(set) var common: Common
  /// The number, 1 to 10.
  public let number: Int
}

extension Principle: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    number = fields.number(of: .principle)
  }

  mutating func link(with linker: inout Linker) { linker.link(&common) }
}

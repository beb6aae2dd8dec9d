/// A term of the glossary.
public struct Term: Entry {
  /// What these entries are.
  public static let kind = Kind.term
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Term> { library.terms }

  /// What every entry has.
  public internal(set) var common: Common
  /// What it is shortened to.
  public let abbreviation: String?
  /// What it means.
  public internal(set) var definition: Prose
}

extension Term: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    abbreviation = fields.text("abbreviation")
    definition = fields.requiredProse("definition")
  }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&definition)
  }
}

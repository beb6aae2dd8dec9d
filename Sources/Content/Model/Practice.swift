/// A practice that a State or an organisation reported.
public struct Practice: Entry {
  /// What these entries are.
  public static let kind = Kind.practice
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Practice> { library.practices }

  /// What every entry has.
  public internal(set) var common: Common
  /// The objectives that it serves.
  public internal(set) var objectives: [Reference<Objective>]
  /// Where it is practised.
  public internal(set) var countries: [Reference<Country>]
  /// Who practises it.
  public let organisations: [String]
  /// The guiding principles that it shows.
  public internal(set) var principles: [Reference<Principle>]
  /// Who says so.
  public internal(set) var source: SourceReference?
  /// The year that it is told of.
  public let year: Int?
}

extension Practice: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    objectives = fields.requiredReferences("objectives")
    countries = fields.references("countries")
    organisations = fields.texts("organisations")
    principles = fields.references("principles")
    source = fields.source("source")
    year = fields.number("year", in: 1900...2999)
  }

  var sortingFields: [String?] { [title] }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&objectives)
    linker.link(&countries)
    linker.link(&principles)
    linker.link(&source)
  }
}

import Documents

/// What the program reasons about in a country.
public enum Country {
  /// Other names of it that people write.
  static let also = Field<[String]>("country", "also")
  /// What has one of its names in it and is something else.
  static let not = Field<[String]>("country", "not")
  /// ISO 3166-1 alpha-2.
  static let shortCode = Field<String?>("country", "alpha_2")
  /// The objectives that name a practice of it in a phrase.
  public static let objectives = InverseField("country", "objectives")
  /// The practices of it.
  public static let practices = InverseField("country", "practices")
  /// The pledges of it.
  public static let pledges = InverseField("country", "pledges")
  /// The round tables in which someone spoke for it.
  public static let roundTables = InverseField("country", "round_tables")
  /// The meetings in which someone spoke for it.
  public static let meetings = InverseField("country", "meetings")

  static let handles: [any AnyField] = [
    also, not, shortCode, objectives, practices, pledges, roundTables, meetings,
  ]
}

extension Country {
  /// By what names people may look for a country besides its title in a language: also those in the site's first language.
  public static func otherNames(of id: EntryID, in language: Language, from library: Library) -> [String] {
    let (country, original) = (library[id, language], library[id])
    var known: Set<String> = [country.title]
    return (country[also] + [original.title] + original[also]).filter { known.insert($0).inserted }
  }
}

extension Table {
  /// All names that the countries of the table have in a language, and what only has one in it.
  ///
  /// Of a country whose name is translated, the other names of the original are none.
  func names(in language: Language) -> [Mentions.Name] {
    indices.flatMap { index in
      let country = self[index, language]
      let isTranslated = !country.common.borrowed.contains(.title)
      func own(_ field: Field<[String]>) -> [String] {
        isTranslated && country.record.borrowed.contains(field.slot) ? [] : country[field]
      }
      let names = [country.title] + own(Country.also)
      let forms = language.code == "ru" && isTranslated ? names.flatMap(russianCases) : []
      return (names + forms).map { Mentions.Name($0, of: index) }
        + own(Country.not).map { Mentions.Name($0, of: nil) }
    }
  }
}

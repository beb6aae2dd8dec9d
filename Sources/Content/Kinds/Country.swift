/// What the program reasons about in a country.
public enum Country {
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

  static let handles: [any AnyField] = [objectives, practices, pledges, roundTables, meetings]
}

/// What the program reasons about in a practice.
public enum Practice {
  /// The objectives that it serves.
  public static let objectives = Field<[Reference]>("practice", "objectives")
  /// Where it is practised.
  public static let countries = Field<[Reference]>("practice", "countries")

  static let handles: [any AnyField] = [objectives, countries]
}

/// What the program reasons about in a source.
public enum Source {
  /// Who published it.
  public static let publisher = Field<String?>("source", "publisher")
  /// Where it can be read.
  public static let url = Field<String?>("source", "url")

  static let handles: [any AnyField] = [publisher, url]
}

/// What the program reasons about in a term of the glossary.
public enum Term {
  /// What it is shortened to.
  public static let abbreviation = Field<String?>("term", "abbreviation")

  static let handles: [any AnyField] = [abbreviation]
}

/// What the program reasons about in a page.
public enum Page {
  /// Where it stands in the menu, smaller numbers first; nil if it doesn't.
  public static let menu = Field<Int?>("page", "menu")

  /// The key of the page that is the site's front door.
  public static let homeKey = "index"

  /// The template that makes it, without its ending, if it isn't that of all pages.
  public static let template = Field<String?>("page", "template")

  static let handles: [any AnyField] = [menu, template]
}

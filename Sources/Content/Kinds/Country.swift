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

/// What the program reasons about in a practice.
public enum Practice {
  /// The objectives that it serves.
  public static let objectives = Field<[Reference]>("practice", "objectives")
  /// Where it is practised.
  public static let countries = Field<[Reference]>("practice", "countries")

  static let handles: [any AnyField] = [objectives, countries]
}

/// What the program reasons about in a term of the glossary.
public enum Term {
  /// What it is shortened to.
  public static let abbreviation = Field<String?>("term", "abbreviation")

  static let handles: [any AnyField] = [abbreviation]
}

/// What the program reasons about in a source.
public enum Source {
  /// Who published it.
  public static let publisher = Field<String?>("source", "publisher")
  /// Where it can be read.
  public static let url = Field<String?>("source", "url")

  static let handles: [any AnyField] = [publisher, url]
}

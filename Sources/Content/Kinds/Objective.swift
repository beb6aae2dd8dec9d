/// What the program reasons about in an objective.
public enum Objective {
  /// The number.
  public static let number = Field<Int>("objective", "number")
  /// Practices told in a phrase.
  public static let practices = Field<[PracticePhrase]>("objective", "practices")
  /// Questions to guide the discussion.
  public static let questions = Field<[Question]>("objective", "questions")
  /// The round table that reviews it.
  public static let roundTable = InverseField("objective", "round_table")
  /// The practices that serve it.
  public static let practicePages = InverseField("objective", "practice_pages")

  static let handles: [any AnyField] =
    [number, practices, questions, roundTable, practicePages] + PracticePhrase.handles + Question.handles

  /// A practice that needs no page of its own.
  public struct PracticePhrase: RecordReadable {
    /// The name of the group in the schema.
    public static let group = "practice-phrase"
    private static let countries = Field<[Reference]>(group, "countries")
    fileprivate static let handles: [any AnyField] = [countries]

    /// All that is told of it.
    public let record: Record

    /// Takes the values of the fields.
    public init(_ record: Record) { self.record = record }

    /// Where it is practised.
    public var countries: [EntryID] { record[Self.countries].map(\.id) }
  }

  /// A question to guide the discussion.
  public struct Question: RecordReadable {
    /// The name of the group in the schema.
    public static let group = "question"
    private static let derivedFrom = Field<SourceReference?>(group, "derived_from")
    fileprivate static let handles: [any AnyField] = [derivedFrom]

    private let record: Record

    /// Takes the values of the fields.
    public init(_ record: Record) { self.record = record }

    /// Whether it is the editors' own.
    public var isDerived: Bool { record[Self.derivedFrom] != nil }
  }
}

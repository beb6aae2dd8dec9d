/// What the program reasons about in a round table.
public enum RoundTable {
  /// The number.
  public static let number = Field<Int>("round-table", "number")
  /// The objectives that it reviews: the single place that says which objective belongs where.
  public static let objectives = Field<[Reference]>("round-table", "objectives")
  /// What to remember.
  public static let keyMessages = Field<[Prose]>("round-table", "key_messages")
  /// When and where it is held.
  static let occasion = Occasion.Fields(of: "round-table")
  /// The packs that prepare for it.
  public static let packs = InverseField("round-table", "packs")

  private static let people = ["co_chairs", "keynotes", "moderators", "panellists"].map {
    Field<[Person]>("round-table", $0)
  }

  /// Everyone with a part in it, in order of appearance, with the language of what is said of them.
  public static func people(of roundTable: Entry) -> [(person: Person, language: Language)] {
    people.flatMap { field in roundTable[field].map { ($0, roundTable.language(at: field.slot)) } }
  }

  static let handles: [any AnyField] = [number, objectives, keyMessages, packs] + people + occasion.all
}

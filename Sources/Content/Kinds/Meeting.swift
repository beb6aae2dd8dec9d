/// What the program reasons about in a meeting.
public enum Meeting {
  /// Who had a part in it, in order of appearance.
  public static let people = Field<[Person]>("meeting", "people")
  /// When and where it was held.
  static let occasion = Occasion.Fields(of: "meeting")

  static let handles: [any AnyField] = [people] + occasion.all
}

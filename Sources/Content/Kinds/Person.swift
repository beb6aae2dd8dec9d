/// A person with a part in a round table or a meeting.
public struct Person: RecordReadable {
  /// The name of the group in the schema.
  public static let group = "person"
  private static let country = Field<Reference?>(group, "country")
  static let handles: [any AnyField] = [country]

  /// All that is told of the person.
  public let record: Record

  /// Takes the values of the fields.
  public init(_ record: Record) { self.record = record }

  /// The country that the person spoke for.
  public var country: EntryID? { record[Self.country]?.id }
}

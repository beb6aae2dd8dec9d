/// A person with a part in a round table or a meeting.
public struct Person: Sendable {
  /// The name, with its form of address, as the documents have it.
  public let name: String
  /// The office.
  public let title: String?
  /// The organisation or ministry.
  public let affiliation: String?
  /// The country that the person spoke for.
  public internal(set) var country: Reference<Country>?

  init(_ fields: inout Fields) {
    name = fields.requiredText("name")
    title = fields.text("title")
    affiliation = fields.text("affiliation")
    country = fields.reference("country")
  }
}

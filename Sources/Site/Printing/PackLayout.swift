/// What a pack was printed from, and where in it everything has come to stand.
public struct PackLayout: Sendable {
  /// The page that was printed.
  public let html: [UInt8]
  /// The pages of its sections and of its named places, as JSON.
  public let places: [UInt8]

  /// Takes the page, and what the program that prints has told of it.
  public init(html: [UInt8], places: [UInt8]) {
    self.html = html
    self.places = places
  }
}

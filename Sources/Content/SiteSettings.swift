public import Diagnostics
public import Documents

/// What `content/site.yaml` says of the site as a whole.
public struct SiteSettings: Sendable {
  /// The title.
  public let title: String
  /// A title for narrow places.
  public let shortTitle: String?
  /// One sentence.
  public let description: String?
  /// Where the site will stand, ending in a slash.
  public var baseURL: String?
  /// The language of files without a language in their name.
  public let language: Language
  /// Who publishes it.
  public let publisher: String?
  /// Where to write to.
  public let contact: String?
  /// The day of this edition.
  public let edition: CalendarDate?
  /// Whether "objective 8" and abbreviations in texts become links by themselves.
  public let linksMentions: Bool
  /// Where United Nations documents are found, with `{symbol}` in the place of the symbol.
  public let documentURL: String?
  /// Where `document_url` stands.
  public let documentURLPlace: Diagnostic.Place
  /// The papers that `build` prints each pack for.
  public let papers: [Paper]
  /// What `build` makes of each pack.
  public let formats: [PackFormat]
  /// How grave it is to break the rules that content and templates should follow.
  public let checks: CheckLevels

  init(_ fields: inout Fields) {
    title = fields.requiredText("title")
    shortTitle = fields.text("short_title")
    description = fields.text("description")
    baseURL = fields.address("base_url", where: isSiteAddress).map(withFinalSlash)
    language = fields.language("language") ?? .english
    publisher = fields.text("publisher")
    contact = fields.text("contact")
    edition = fields.date("edition")
    linksMentions = fields.flag("link_mentions", default: true)
    documentURL = fields.documentAddress("document_url")
    documentURLPlace = .bytes(fields.range(of: "document_url"), of: fields.file)
    papers = fields.choices("papers") ?? [.a4]
    formats = fields.choices("formats") ?? [.pdf]
    checks = fields.map("checks", CheckLevels.init) ?? CheckLevels()
    fields.reportUnknownKeys()
  }
}

/// Whether a text is a full address of the web, such as `https://example.org/imrf/`, with nothing in it that would have
/// to be escaped (RFC 3986, section 2).
public func isWebAddress(_ text: String) -> Bool {
  guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
  let rest = text.utf8.dropFirst(scheme.utf8.count)
  guard let first = rest.first, first != UInt8(ascii: "/") else { return false }
  return rest.allSatisfy { $0 > UInt8(ascii: " ") && $0 != 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
}

/// Whether a site can stand at an address: one of the web that ends with a path.
public func isSiteAddress(_ text: String) -> Bool {
  isWebAddress(text) && !text.contains { $0 == "?" || $0 == "#" }
}

/// The address with a slash at its end, as relative addresses need it.
public func withFinalSlash(_ address: String) -> String {
  address.hasSuffix("/") ? address : address + "/"
}

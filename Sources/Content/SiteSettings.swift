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
  /// The addresses of other sites that nobody is to be asked for.
  public let leftAddresses: [AddressPattern]
  /// How grave it is to break the rules that content and templates should follow.
  public let checks: CheckLevels

  init(_ fields: inout Fields, in schema: Schema) {
    let site = fields.record(of: schema.siteFields)
    title = site[SiteFields.title]
    shortTitle = site[SiteFields.shortTitle]
    description = site[SiteFields.description]
    baseURL = fields.checked(site[SiteFields.baseURL], of: "base_url", isSiteAddress).map(withFinalSlash)
    language = fields.language(site[SiteFields.language], of: "language") ?? .english
    publisher = site[SiteFields.publisher]
    contact = site[SiteFields.contact]
    edition = site[SiteFields.edition]
    linksMentions = site[SiteFields.linksMentions] ?? true
    documentURL = fields.checked(site[SiteFields.documentURL], of: "document_url") { address in
      isWebAddress(address.replacing("{symbol}", with: ""))
    }
    documentURLPlace = .bytes(fields.range(of: "document_url"), of: fields.file)
    papers = site[SiteFields.papers] ?? [.a4]
    formats = site[SiteFields.formats] ?? [.pdf]
    leftAddresses = (site[SiteFields.links]?.leave ?? []).map { AddressPattern($0) }
    checks = site[SiteFields.checks].flatMap { fields.map($0, key: "checks", CheckLevels.init) } ?? CheckLevels()
    fields.reportUnknownKeys()
  }
}

/// The fields of `site.yaml`.
enum SiteFields {
  static let title = Field<String>("site", "title")
  static let shortTitle = Field<String?>("site", "short_title")
  static let description = Field<String?>("site", "description")
  static let baseURL = Field<String?>("site", "base_url")
  static let language = Field<String?>("site", "language")
  static let publisher = Field<String?>("site", "publisher")
  static let contact = Field<String?>("site", "contact")
  static let documentURL = Field<String?>("site", "document_url")
  static let linksMentions = Field<Bool?>("site", "link_mentions")
  static let formats = Field<[PackFormat]?>("site", "formats")
  static let papers = Field<[Paper]?>("site", "papers")
  static let edition = Field<CalendarDate?>("site", "edition")
  static let links = Field<LinkSettings?>("site", "links")
  static let checks = Field<DataNode?>("site", "checks")

  static let handles: [any AnyField] = [
    title, shortTitle, description, baseURL, language, publisher, contact, documentURL, linksMentions, formats, papers,
    edition, links, checks, LinkSettings.leave,
  ]
}

/// What `site.yaml` says of links to other sites.
struct LinkSettings: RecordReadable {
  static let group = "links"
  fileprivate static let leave = Field<[String]>(group, "leave")

  /// The patterns of addresses that nobody is to be asked for.
  let leave: [String]

  init(_ record: Record) { leave = record[Self.leave] }
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

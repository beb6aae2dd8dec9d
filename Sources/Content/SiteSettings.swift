public import Platform
public import Diagnostics
public import Documents

/// What `content/site.yaml` says of the site as a whole.
public struct SiteSettings: Sendable {
  /// Where that file lies below the source folder.
  public static let path = ContentFiles.settingsPath
  /// Where the site will stand, ending in a slash.
  public var baseURL: String?
  /// The language of files without a language in their name.
  public let language: Language
  /// The day up to which the texts tell what is so.
  public let asOf: CalendarDate?
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
  /// The colours of all that is made.
  public let palette: Palette
  /// The address of the logo from `site.yaml`, as it was written.
  let logo: String?
  /// Where `logo` stands.
  let logoPlace: Diagnostic.Place
  /// The addresses of other sites that nobody is to be asked for.
  public let leftAddresses: [AddressPattern]
  /// How grave it is to break the rules that content and templates should follow.
  public let checks: CheckLevels
  /// `site.yaml`.
  public let file: SourceFile
  /// The files of the translations.
  public private(set) var translatedFiles: [Language: SourceFile] = [:]
  /// What was written in `site.yaml`, and in its translations.
  private let record: Record
  private var translations: [Language: Record] = [:]

  init(_ fields: inout Fields, in schema: Schema) {
    file = fields.file
    let site = fields.record(of: schema.siteFields)
    record = site
    baseURL = fields.checked(site[SiteFields.baseURL], of: "base_url", isSiteAddress).map(withFinalSlash)
    language = fields.language(site[SiteFields.language], of: "language") ?? .english
    asOf = site[SiteFields.asOf]
    linksMentions = site[SiteFields.linksMentions] ?? true
    documentURL = fields.checked(site[SiteFields.documentURL], of: "document_url") { address in
      isWebAddress(address.replacing("{symbol}", with: "").replacing("{language}", with: ""))
    }
    documentURLPlace = .bytes(fields.range(of: "document_url"), of: fields.file)
    papers = site[SiteFields.papers] ?? [.a4]
    formats = site[SiteFields.formats] ?? [.pdf]
    palette = fields.palette(site[SiteFields.colour])
    logo = site[SiteFields.logo]
    logoPlace = .bytes(fields.range(of: "logo"), of: fields.file)
    leftAddresses = (site[SiteFields.links]?.leave ?? []).map { AddressPattern($0) }
    checks = site[SiteFields.checks].flatMap { fields.map($0, key: "checks", CheckLevels.init) } ?? CheckLevels()
    fields.reportUnknownKeys()
  }

  /// The path of the logo in the source folder.
  var logoPath: String? { logo.map { resolvedPath($0, from: Self.path) ?? $0 } }

  /// The title in the site's first language.
  public var title: String { record[Self.title] ?? "" }

  /// A text of the site in a language, and whether it is that of the first one, since there is no other; nil if there is none
  /// at all.
  public func text(_ field: Field<String?>, in language: Language) -> (text: String, isBorrowed: Bool)? {
    let own = translations[language]
    let isBorrowed = language != self.language && own?.borrowed.contains(field.slot) ?? true
    return (own ?? record)[field].map { ($0, isBorrowed) }
  }

  /// The languages that the texts of the site have been translated into.
  var translatedInto: [Language] { Array(translations.keys) }

  /// Takes the words of another language.
  mutating func translate(_ words: Record, of file: SourceFile, into language: Language, in schema: Schema) {
    translatedFiles[language] = file
    translations[language] = words.completed(from: record, as: schema.siteFields) { _ in }
  }

  /// Where a translation says something else that is no matter of words.
  func differences(of words: Record, in schema: Schema) -> [(field: String, place: Range<Int>)] {
    let texts = [Self.title, Self.shortTitle, Self.description, Self.publisher, Self.contact].map(\.slot)
    return schema.siteFields.fields.enumerated().compactMap { slot, field in
      if texts.contains(slot) || words.values[slot].count == 0 || words.values[slot].means(record.values[slot]) {
        return nil
      }
      return (field.name, words.ranges[slot])
    }
  }
}

/// The words of the site that are printed on every page.
extension SiteSettings {
  /// The title, which is always there.
  public static let title = Field<String?>("site", "title")
  /// A title for narrow places.
  public static let shortTitle = Field<String?>("site", "short_title")
  /// One sentence.
  public static let description = Field<String?>("site", "description")
  /// Who publishes it.
  public static let publisher = Field<String?>("site", "publisher")
  /// Where to write to.
  public static let contact = Field<String?>("site", "contact")
}

extension SiteSettings {
  /// What `site.yaml` says, without the rest of the content; nil if it can't be read.
  public static func load(from files: Files) -> (settings: SiteSettings?, diagnostics: [Diagnostic]) {
    let (schema, diagnostics) = Schema.load(from: files)
    let parsed = DataFile(files, "site.yaml").settings(in: schema)
    return (parsed.value, diagnostics + parsed.diagnostics)
  }
}

extension Fields {
  /// The colours that follow from the one that was written; those of the theme if there is none.
  fileprivate mutating func palette(_ written: String?) -> Palette {
    if node("colour") == nil, let empty = emptyNode("colour") {
      expected("a colour in quotation marks, since a `#` without them begins a comment", for: "colour", at: empty)
    }
    guard let colour = written.flatMap(Colour.init) else { return .standard }
    guard let darker = Palette.darker(than: colour) else { return Palette(of: colour) }
    report(.paleColour(colour, darker: darker, at: .bytes(range(of: "colour"), of: file)))
    return .standard
  }
}

extension SiteSettings {
  /// The colours that the file names, before it is known what else it says, and whether it is right.
  public static func palette(in files: Files) -> Palette {
    word("colour", in: files).flatMap(Colour.init).map(Palette.init) ?? .standard
  }

  /// What stands under a key of the file, before it is known whether the file is right.
  public static func word(_ key: String, in files: Files) -> String? {
    guard let file = try? files.read(path), case .mapping(let entries)? = DataNode.parse(file).0?.content,
      case .scalar(let text, _)? = entries.first(where: { $0.key == key })?.value.content
    else { return nil }
    return text
  }
}

/// The fields of `site.yaml`.
enum SiteFields {
  static let baseURL = Field<String?>("site", "base_url")
  static let language = Field<String?>("site", "language")
  static let documentURL = Field<String?>("site", "document_url")
  static let linksMentions = Field<Bool?>("site", "link_mentions")
  static let formats = Field<[PackFormat]?>("site", "formats")
  static let papers = Field<[Paper]?>("site", "papers")
  static let asOf = Field<CalendarDate?>("site", "as_of")
  static let colour = Field<String?>("site", "colour")
  static let logo = Field<String?>("site", "logo")
  static let links = Field<LinkSettings?>("site", "links")
  static let checks = Field<DataNode?>("site", "checks")

  static let handles: [any AnyField] = [
    SiteSettings.title, SiteSettings.shortTitle, SiteSettings.description, SiteSettings.publisher, SiteSettings.contact,
    baseURL, language, documentURL, linksMentions, formats, papers, asOf, colour, logo, links, checks,
    LinkSettings.leave,
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

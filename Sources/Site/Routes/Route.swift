public import Content

/// An address of the site and what stands there.
public struct Route: Sendable {
  /// The address from the site's root: `/objectives/8/`, `/404.html`.
  public let path: String

  /// The language of the page; of no consequence for assets.
  public let language: Language

  /// What stands there.
  let subject: Subject

  /// What a route shows.
  enum Subject: Sendable, Hashable {
    case home
    case entry(EntryID)
    /// An address at which the page of an entry stood before, by its place among those of the entry.
    case alias(EntryID, Int)
    /// One page of a list, from 1, and how many there are.
    case list(Kind, number: Int, count: Int)
    /// One page of those who refer to an entry, from 1, and how many there are.
    case referrers(ReferrerList, number: Int, count: Int)
    case notFound
    /// The page on which the site is searched.
    case search
    /// The feed of the pages that were updated last, newest first.
    case feed([EntryID])
    /// A file for machines: `sitemap.xml`, `robots.txt`, `links.json`.
    case file
    /// What programs read of a page, by its place among the routes.
    case twin(of: Int)
    /// A file of `templates/assets/`, by its place in the site's list.
    case asset(Int)
    /// A picture of the content, by its place in the library.
    case image(Int)
    /// The picture of a page, by its place among those that were drawn.
    case picture(Int)
    /// A picture of the content made smaller: its place in the library, and that among its sizes.
    case scaledImage(Int, size: Int)
    /// A file of the content to be handed out, by its place in the library.
    case attachment(Int)
  }

  /// The file below the output folder that a web server shows at the address.
  public var file: String {
    let path = path.dropFirst()
    return path.isEmpty || path.hasSuffix("/") ? path + "index.html" : String(path)
  }

  /// Whether it is a page for people rather than an asset or a file for machines.
  public var isPage: Bool {
    switch subject {
    case .asset, .image, .picture, .scaledImage, .attachment, .file, .feed, .alias, .twin: false
    default: true
    }
  }

  /// The address at which programs read what stands on the page; nil if there is nothing to read.
  var twinPath: String? {
    switch subject {
    case .home, .entry, .list, .referrers: path.hasSuffix("/") ? path + Self.twinName : nil
    default: nil
    }
  }

  /// The name of that file, in the folder of the page.
  static let twinName = "index.json"

  /// Whether it is for programs that read a page.
  public var isTwin: Bool {
    if case .twin = subject { true } else { false }
  }

  /// Whether it is a briefing pack.
  public var isPack: Bool {
    if case .entry(let id) = subject { id.kind == .pack } else { false }
  }

  /// Whether the entry says itself which template makes its page.
  var hasOwnLayout: Bool {
    if case .entry(let id) = subject { id.kind == .page && template != "page.html" } else { false }
  }

  /// Whether it leads from an old address to a page.
  var isAlias: Bool {
    if case .alias = subject { true } else { false }
  }

  /// Whether it is a feed.
  var isFeed: Bool {
    if case .feed = subject { true } else { false }
  }

  /// Whether it is for programs that take it with them: the feed, the calendar, the guide for programs.
  var isReadAnywhere: Bool { isFeed || template == Self.calendarTemplate || template == Self.guideTemplate }

  /// The template that makes feeds.
  static let feedTemplate = "feed.xml"

  /// The template that makes a page of those who refer to an entry.
  static let referrersTemplate = "referrers.html"

  /// The template that makes the page on which the site is searched.
  static let searchTemplate = "search.html"

  /// The template of the pictures of pages.
  static let pictureTemplate = "picture.html"

  /// The template that makes calendars.
  static let calendarTemplate = "calendar.ics"

  /// The template that tells programs that read texts where what stands.
  static let guideTemplate = "llms.txt"

  /// The template that makes what stands at an old address.
  static let redirectTemplate = "redirect.html"

  /// The template that makes what is printed of a pack, or becomes a Word file or an e-book.
  static let packDocumentTemplate = "pack-document.html"

  /// Whether it is a list of entries of a kind.
  func isList(of kind: Kind) -> Bool {
    if case .list(kind, _, _) = subject { true } else { false }
  }

  /// The template that makes the page; nil for assets and pictures.
  let template: String?
}

extension KindDeclaration {
  /// The template that makes the page of an entry.
  var entryTemplate: String { name + ".html" }

  /// The template that makes the list of all entries.
  var listTemplate: String { plural + ".html" }

  /// The template that makes the page of an entry whose kind has none of its own.
  static let anyEntryTemplate = "entry.html"

  /// The template that makes the list of entries whose kind has none of its own.
  static let anyListTemplate = "entries.html"
}

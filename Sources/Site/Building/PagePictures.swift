import Content
public import Diagnostics
import Platform
import Templating

/// A picture of a page, for where people pass its address on (Open Graph), as a document that is to be drawn.
public struct PagePicture: Sendable {
  /// The size in points, as most networks show it without cutting anything off.
  public static let (width, height) = (1200, 630)

  /// What is to be seen.
  public let document: PrintDocument
  /// The address of the page.
  fileprivate let page: String
}

/// A picture of a page as a file of the site.
public struct DrawnPicture: Sendable {
  /// The address of the page.
  let page: String
  /// Its own address, which tells it from other versions of it, since networks keep what they have seen: `/objectives/8/picture-1f0c3a9b.png`.
  let path: String
  let bytes: [UInt8]

  /// What became of a picture.
  public init(of picture: PagePicture, _ bytes: [UInt8]) {
    page = picture.page
    path = "\(page)picture-\(hexDigits(contentHash(bytes)).prefix(8)).png"
    self.bytes = bytes
  }
}

extension Site {
  /// The pictures that pages may have: the front door, each list, each objective and round table, in each language; and what keeps
  /// some from being made.
  ///
  /// There are none without the site's address, which such a picture has to be named with, nor in a theme without a template for them.
  public var pagePictures: (pictures: [PagePicture], diagnostics: [Diagnostic]) {
    guard baseURL != nil, !options.isPortable, templates.contains(Route.pictureTemplate) else { return ([], []) }
    var (pictures, diagnostics): ([PagePicture], [Diagnostic]) = ([], [])
    for route in routes where route.hasPicture {
      do throws(Diagnostic) {
        var output = Output()
        try render(PageContext(site: self, route: route, form: .picture), with: Route.pictureTemplate, into: &output)
        let html = Array(output.bytes)
        let files = files(shownBy: html)
        let sources = files.map(\.source) + templateFiles.map(\.file)
        pictures.append(
          PagePicture(document: PrintDocument(html: html, files: files, sources: sources), page: route.path))
      } catch {
        diagnostics.append(error)
      }
    }
    return (pictures, diagnostics)
  }
}

extension Route {
  fileprivate var hasPicture: Bool {
    switch subject {
    case .home, .list(_, number: 1, _): true
    case .entry(let id): id.kind == .objective || id.kind == .roundTable
    default: false
    }
  }
}

extension PageContext {
  /// The picture of the page: its own, or that of the list in which it stands, or that of the front door; none if none was drawn.
  var picture: Value {
    let kind: Kind? =
      switch route.subject {
      case .entry(let id): id.kind
      case .list(let kind, _, _): kind
      case .referrers(let list, _, _): list.entry.kind
      default: nil
      }
    let places = [route.path] + (kind.map { [listPath(library.schema[$0])] } ?? []) + [homePath]
    guard let found = places.lazy.compactMap({ self.site.picturesByPage[$0] }).first else { return .none }
    return [
      "url": .text(permalink(found.path) ?? ""), "width": .int(PagePicture.width), "height": .int(PagePicture.height),
    ]
  }
}

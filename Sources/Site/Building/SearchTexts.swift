import Content
public import Diagnostics
import Documents
import Platform
import Synchronization

/// The texts in which visitors of a site search: of each page the element that templates mark by `data-pagefind-body`.
///
/// What stands around it, such as the menu, is the same on all pages and bears on no search. So the texts tell whether an index is
/// still right.
public struct SearchTexts: Sendable {
  /// The folder of the site in which the index lies.
  public static let folder = "pagefind"

  /// What tells these texts from others.
  public let key: String
  /// Whether there is nothing to search in.
  public var isEmpty: Bool { pages.isEmpty }

  private let pages: [Route]
  /// The folder in which the finished pages lie.
  private let site: String

  /// Those of the pages that have one, with the hash of each.
  fileprivate init(_ hashes: [(page: Route, hash: UInt64)], in site: String) {
    let sorted = hashes.sorted { $0.page.file < $1.page.file }
    pages = sorted.map(\.page)
    key = hexDigits(contentHash(sorted.flatMap { Array("\($0.page.file) \(hexDigits($0.hash))\n".utf8) }))
    self.site = site
  }

  /// Writes each text as a page of its own, below a folder as the page lies on the site.
  public func write(to folder: String) throws(Diagnostic) {
    for page in pages {
      let bytes = try readFile("\(site)/\(page.file)").bytes
      guard let text = Self.text(in: bytes[...]) else { continue }
      let path = "\(folder)/\(page.file)"
      if let slash = path.lastIndex(of: "/") { try makeFolders(String(path[..<slash])) }
      let document = Self.head(page.language) + text + Array("</html>".utf8)
      try writeFile(document[...], to: path, named: path)
    }
  }

  private static func head(_ language: Language) -> [UInt8] {
    Array("<!doctype html><html lang=\"\(language.code)\">".utf8)
  }

  private static let mark = Array("data-pagefind-body".utf8)

  /// The element of a page that has the mark.
  fileprivate static func text(in page: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    // No tag before the one with the mark is looked at.
    guard let place = page.firstRange(of: mark)?.lowerBound,
      let start = page[..<place].lastIndex(of: UInt8(ascii: "<"))
    else { return nil }
    let bytes = Array(page[start...])
    var scanner = TagScanner(bytes)
    var element: (name: ArraySlice<UInt8>, start: Int, depth: Int)?
    while let (range, mark) = scanner.nextMark() {
      switch (mark, element) {
      case (.start(let name, let attributes, false), nil):
        guard attributes.contains(where: { bytes[$0.name].elementsEqual(Self.mark) }) else { continue }
        element = (bytes[name], range.lowerBound, 1)
      case (.start(let name, _, false), let open?) where bytes[name].elementsEqual(open.name):
        element?.depth += 1
      case (.end(let name), let open?) where bytes[name].elementsEqual(open.name):
        if open.depth == 1 { return bytes[open.start..<range.upperBound] }
        element?.depth -= 1
      default: continue
      }
    }
    return nil
  }
}

/// Notes the texts of pages from all threads, while these are made.
final class SearchTextCollector: Sendable {
  private let hashes = Mutex<[String: (page: Route, hash: UInt64)]>([:])

  /// Notes a page, in the place of what it was before.
  func note(_ page: ArraySlice<UInt8>, of route: Route) {
    guard route.isPage, let text = SearchTexts.text(in: page) else { return }
    let hash = contentHash(Array(text))
    hashes.withLock { $0[route.file] = (route, hash) }
  }

  /// The texts of the pages that lie in a folder now.
  func texts(in folder: String) -> SearchTexts { SearchTexts(hashes.withLock { Array($0.values) }, in: folder) }
}

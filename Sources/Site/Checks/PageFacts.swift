import Documents
import Synchronization
import Templating

/// What the rules need to know of a finished page.
struct PageFacts: Sendable {
  /// A link to somewhere on this site.
  struct Link: Sendable {
    let address: String
    let place: TagScanner.Attribute
    let destination: SiteMap.Destination
    /// Whether people can follow it.
    let isForPeople: Bool
  }

  /// An id that stands twice.
  struct RepeatedID: Sendable {
    let id: String
    let first: TagScanner.Attribute
    let second: TagScanner.Attribute
  }

  let number: Int
  let route: Route
  private(set) var ids: [String: TagScanner.Attribute] = [:]
  private(set) var repeatedIDs: [RepeatedID] = []
  private(set) var links: [Link] = []
  /// Where the tags of pictures without a text begin.
  private(set) var images: [Range<Int>] = []

  init(_ bytes: [UInt8], of route: Route, number: Int, map: SiteMap) {
    self.number = number
    self.route = route
    var scanner = TagScanner(bytes)
    while let tag = scanner.next() {
      if let id = tag.id { add(id, text(of: id, in: bytes)) }
      if let address = tag.address {
        add(address, text(of: address, in: bytes), map, isForPeople: scanner.isWord(tag.name, "a"))
      }
      // Whoever sends a form gets there, too.
      if let action = tag.action, scanner.isWord(tag.name, "form") {
        add(action, text(of: action, in: bytes), map, isForPeople: true)
      }
      if !tag.hasAlt, scanner.isWord(tag.name, "img") { images.append(tag.start..<tag.name.upperBound) }
    }
  }

  private mutating func add(
    _ place: TagScanner.Attribute, _ address: String, _ map: SiteMap, isForPeople: Bool
  ) {
    let destination = map.destination(of: address, on: route, number: number)
    guard destination != .elsewhere else { return }
    links.append(Link(address: address, place: place, destination: destination, isForPeople: isForPeople))
  }

  private mutating func add(_ attribute: TagScanner.Attribute, _ id: String) {
    if let first = ids[id], !id.isEmpty {
      repeatedIDs.append(RepeatedID(id: id, first: first, second: attribute))
    } else {
      ids[id] = attribute
    }
  }

  private func text(of attribute: TagScanner.Attribute, in bytes: [UInt8]) -> String {
    let text = String(decoding: bytes[attribute.value], as: UTF8.self)
    return text.utf8.contains(UInt8(ascii: "&")) ? unescapedHTML(text) : text
  }
}

/// Looks at pages as they are made, from all threads.
final class PageInspector: Sendable {
  private let map: SiteMap
  private let found = Mutex<[PageFacts]>([])

  init(_ site: Site) { map = SiteMap(site) }

  /// Looks at what stands at a route, if it is a page.
  func inspect(_ bytes: [UInt8], at route: Route) {
    guard route.isPage, let number = map.number(of: route) else { return }
    let facts = PageFacts(bytes, of: route, number: number, map: map)
    found.withLock { $0.append(facts) }
  }

  /// All pages in the order of their routes.
  var pages: [PageFacts] { found.withLock { $0.sorted { $0.number < $1.number } } }
}

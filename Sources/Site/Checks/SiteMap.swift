import Content
import Platform

/// Finds what the addresses on pages lead to (RFC 3986, section 5.2).
struct SiteMap: Sendable {
  /// Where an address leads.
  enum Destination: Hashable {
    /// To another site, or to no page at all, such as `mailto:`.
    case elsewhere
    /// To a place where this site has nothing.
    case nowhere
    /// To a route by its number, and a part of the page.
    case route(Int, fragment: String?)
  }

  private let numbers: [String: Int]
  private let root: String
  private let own: [SiteAddress]
  private let packFiles: Set<String>

  init(_ site: Site) {
    let paths = site.routes.map { Self.withoutIndex($0.file) }
    numbers = Dictionary(zip(paths, paths.indices), uniquingKeysWith: { first, _ in first })
    root = site.rootPath
    own = site.ownAddresses
    packFiles = site.plan.packFiles
  }

  /// The number of a route.
  func number(of route: Route) -> Int? { numbers[Self.withoutIndex(route.file)] }

  /// Where an address leads on the page of a route, whose own number is `number`.
  func destination(of address: String, on route: Route, number: Int) -> Destination {
    let bytes = address.utf8
    let path = bytes.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    let fragment = bytes.firstIndex(of: UInt8(ascii: "#")).map { String(address[bytes.index(after: $0)...]) }
    if path.starts(with: "//".utf8) || hasScheme(path) {
      guard let inside = own.lazy.compactMap({ $0.inside(String(Substring(path))) }).first else { return .elsewhere }
      if packFiles.contains(inside) { return .elsewhere }
      let target = resolvedPath(percentDecoded(inside[...]), from: "").flatMap { numbers[Self.withoutIndex($0)] }
      return target.map { .route($0, fragment: fragment) } ?? .nowhere
    }
    if path.isEmpty { return .route(number, fragment: fragment) }
    guard let target = target(of: Substring(path), on: route) else { return .nowhere }
    return .route(target, fragment: fragment)
  }

  /// Whether an address begins with a word and a colon, such as `https:` or `data:`.
  private func hasScheme(_ path: Substring.UTF8View) -> Bool {
    path.prefix { $0 != UInt8(ascii: "/") }.contains(UInt8(ascii: ":"))
  }

  private func target(of path: Substring, on route: Route) -> Int? {
    let path = percentDecoded(path)
    guard path.utf8.first == UInt8(ascii: "/") else {
      return resolvedPath(path, from: route.file).flatMap { numbers[Self.withoutIndex($0)] }
    }
    guard path.utf8.starts(with: root.utf8) else { return nil }
    let inside = Substring(path.utf8.dropFirst(root.utf8.count))
    return resolvedPath(String(inside), from: "").flatMap { numbers[Self.withoutIndex($0)] }
  }

  /// The path without the name that servers add to that of a folder.
  private static func withoutIndex(_ path: String) -> String {
    if path == "index.html" { return "" }
    return path.hasSuffix("/index.html") ? String(Substring(path.utf8.dropLast(11))) : path
  }
}

public import Platform
import Content
public import Diagnostics

/// The addresses that a site has published, as a file beside the content keeps them, so that none is given up unnoticed.
public struct AddressBook: Sendable {
  /// The file, in the source folder.
  public static let path = Schema.folder + "/_addresses.txt"

  /// What the file is to say from now on: the addresses of this site, and those that are gone.
  public let text: String
  /// What is said of those that are gone.
  public let diagnostics: [Diagnostic]
  /// What it says now; nil if it isn't there.
  private let before: SourceFile?

  /// An address in the file.
  private struct Line {
    let path: String
    let title: String
    let place: Diagnostic.Place
  }

  private static let head = """
    # The addresses of the pages that this site has published. `imrf build` keeps this file, and warns of an address that
    # is gone. Delete a line to hear no more of it.

    """

  /// More are only counted.
  private static let mostTold = 20

  /// Looks at what a site publishes now, and at what it has published before.
  public init(of site: Site, in files: Files) throws(Diagnostic) {
    before = try Self.read(from: files)
    var titles: [String: String] = [:]
    for route in site.routes where route.isLasting { titles[route.path] = site.entryTitle(of: route) }
    let gone = (before.map(Self.lines) ?? []).filter { site.route(at: $0.path) == nil }
    diagnostics = Self.diagnostics(for: gone, of: site)
    for line in gone { titles[line.path] = line.title }
    let lines = titles.map { Self.line($0.key, $0.value) }
    text = Self.head + lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined()
  }

  /// Writes the file, if it is to say something else than it does.
  public func keep(in source: String) -> [Diagnostic] {
    if before.map({ $0.bytes.elementsEqual(text.utf8) }) ?? false { return [] }
    let path = source + "/" + Self.path
    do throws(Diagnostic) {
      // Where a link leads, nothing of ours is to be written.
      guard [.file, .unknown].contains(FolderEntry.kind(of: path)) else { return [.addressesNotKept("it is no file")] }
      _ = try writeResult(Array(text.utf8), to: path)
      return []
    } catch {
      return [.addressesNotKept(error.message)]
    }
  }

  private static func read(from files: Files) throws(Diagnostic) -> SourceFile? {
    do throws(Diagnostic) {
      return try files.read(path)
    } catch {
      guard files.list(Schema.folder)?.paths.contains(path) == true else { return nil }
      throw .addressesNotKept(error.message)
    }
  }

  /// An address and its title; a space would end the address.
  private static func line(_ path: String, _ title: String) -> String {
    let words = title.split(whereSeparator: \.isNewline).joined(separator: " ")
    return path.replacing(" ", with: "%20") + (words.isEmpty ? "" : " " + words) + "\n"
  }

  /// The addresses in a file, each once; what git writes between two versions is none.
  private static func lines(of file: SourceFile) -> [Line] {
    var known: Set<String> = []
    return file.bytes.split(separator: UInt8(ascii: "\n")).compactMap { bytes in
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 1)
      guard let address = parts.first, address.hasPrefix("/") else { return nil }
      let path = percentDecoded(address)
      guard known.insert(path).inserted else { return nil }
      let end = bytes.startIndex + address.utf8.count
      return Line(
        path: path, title: parts.count > 1 ? String(parts[1]) : "",
        place: .bytes(bytes.startIndex..<end, of: file))
    }
  }

  private static func diagnostics(for gone: [Line], of site: Site) -> [Diagnostic] {
    let told = gone.prefix(mostTold).map { line -> Diagnostic in
      let heir = site.heir(of: line.path, title: line.title)
      return heir.map { .addressGone(line.path, listed: line.place, heir: $0.entry, isCell: $0.isCell) }
        ?? .addressGone(line.path, at: line.place)
    }
    let rest = gone.count - told.count
    return told + (rest > 0 ? [.moreAddressesGone(rest, at: gone[mostTold].place)] : [])
  }
}

extension Route {
  /// Whether people may have kept the address: pages of a long list come and go.
  fileprivate var isLasting: Bool {
    switch subject {
    case .home, .entry, .alias, .list(_, number: 1, _), .search: true
    case .list, .referrers, .notFound, .feed, .file, .asset, .image, .picture, .scaledImage, .attachment, .twin: false
    }
  }
}

extension Site {
  /// Whether what is built is what the public sees: no drafts, and no copy for another place.
  public var isForPublic: Bool {
    !options.includesDrafts && !options.isPortable
      && (options.baseURL == nil || options.baseURL == library.settings.baseURL)
  }

  /// The title of the entry that stands at a route, or to which it leads.
  fileprivate func entryTitle(of route: Route) -> String {
    switch route.subject {
    case .entry(let id), .alias(let id, _): library[id, route.language].title
    case .home: home.map { library[$0, route.language].title } ?? ""
    default: ""
    }
  }

  /// The entry whose page stood at an address before: one of the same title or key, of the same kind if that can be told.
  fileprivate func heir(of path: String, title: String) -> (entry: Entry, isCell: Bool)? {
    let first = library.settings.language
    let prefix = path.dropFirst().prefix { $0 != "/" }
    let language = Language(code: String(prefix)).flatMap { $0 == first ? nil : $0 } ?? first
    let bare = language == first ? path : String(path.dropFirst(prefix.count + 1))
    let key = bare.split(separator: "/").last.map(String.init) ?? ""
    let all = library.schema.kinds
    for kinds in [all.filter { $0.key(at: bare) != nil }, all] {
      let ids = kinds.flatMap { library[$0.kind].ids }.filter { id in
        language == first || library.languages(of: id).contains(language)
      }
      let found = [ids.filter { library[$0, language].title == title }, ids.filter { library[$0].key == key }]
      if let id = found.first(where: { $0.count == 1 })?.first {
        let isCell = if case .table = library.schema[id.kind].storage { true } else { false }
        return (library[id, language], isCell)
      }
    }
    return nil
  }
}

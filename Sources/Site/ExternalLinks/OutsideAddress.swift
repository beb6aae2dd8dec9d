public import Platform
import Content
public import Diagnostics

/// An address of another site that a reader of this one can be sent to.
public struct OutsideAddress: Sendable {
  /// The address as a browser asks for it, with its fragment.
  public let text: String
  /// Where it is written in content and templates.
  public var places: [Diagnostic.Place] = []
  /// Where the symbol of a document is written, of which `document_url` makes the address.
  public var symbols: [Diagnostic.Place] = []
  /// Where `document_url` is written, if it makes the address.
  public var pattern: Diagnostic.Place?
  /// The address of the first page that has it; nil if none has.
  public var page: String?

  /// Makes an address that is written nowhere yet.
  public init(_ text: String) { self.text = text }
}

extension Site {
  /// The addresses of other sites in all pages and sources that may be asked for, in alphabetical order.
  ///
  /// What the site was loaded from is searched for the places where they are written.
  public func outsideAddresses(in files: Files) async -> [OutsideAddress] {
    let pages = await pagesByAddress()
    let listed = library[.source].compactMap { $0[Source.url].flatMap(browserForm) }
    let own = ownAddresses
    let texts = Set(pages.keys).union(listed).filter { text in
      !own.contains { $0.inside(text) != nil } && !library.settings.leftAddresses.contains { $0.matches(text) }
    }.sorted()
    let symbols = texts.map(documentSymbol)
    let written = WrittenAddresses(texts, symbols: symbols)
    var addresses = texts.map(OutsideAddress.init)
    for index in texts.indices {
      addresses[index].page = pages[texts[index]]
      if symbols[index] != nil { addresses[index].pattern = library.settings.documentURLPlace }
    }
    for finding in await parallelMap(sources(in: files), written.findings).joined() {
      let place = finding.isSymbol ? \OutsideAddress.symbols : \OutsideAddress.places
      addresses[finding.address][keyPath: place].append(finding.place)
    }
    return addresses
  }

  /// The addresses of other sites that pages have, each with the first page that has it.
  private func pagesByAddress() async -> [String: String] {
    let found = await parallelRuns(of: routes.count) { run in
      var pages: [String: String] = [:]
      for route in self.routes[run] where route.isPage {
        // What keeps a page from being made is said by `check`.
        guard let html = try? self.render(route) else { continue }
        for address in PageAddresses(html).all where pages[address] == nil { pages[address] = route.path }
      }
      return pages
    }
    return found.reduce(into: [:]) { all, pages in all.merge(pages) { first, _ in first } }
  }

  /// The symbol of the United Nations document that an address was made for, if it was.
  private func documentSymbol(of address: String) -> String? {
    let parts = library.settings.documentURL?.split(separator: "{symbol}", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, address.hasPrefix(parts[0]), address.hasSuffix(parts[1]),
      address.count > parts[0].count + parts[1].count
    else { return nil }
    return String(address.dropFirst(parts[0].count).dropLast(parts[1].count))
  }

  /// The files of content and templates; those that can't be read were reported when the site was loaded.
  private func sources(in files: Files) -> [SourceFile] {
    let paths = Site.folders.flatMap { files.list($0)?.paths ?? [] }
    return paths.filter { !isPrivate($0) || Theme.isTemplate($0) }.compactMap { try? files.read($0) }
  }
}

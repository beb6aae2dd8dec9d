public import Content
public import Documents

/// A pack to be printed on a paper, as a PDF that stands beside the pack's page.
public struct PackPrint: Sendable {
  /// The pack.
  public let pack: ID<Pack>
  /// The language.
  public let language: Language
  /// The paper.
  public let paper: Paper
  /// The address from the site's root: `/packs/round-table-2.pdf`, `/packs/round-table-2-letter.pdf`.
  public let path: String

  /// What it is called on the command line: `round-table-2`.
  public let name: String

  init(_ pack: ID<Pack>, page: Route, on paper: Paper) {
    name = String(page.path.split(separator: "/").last ?? "")
    self.pack = pack
    self.language = page.language
    self.paper = paper
    let stem = page.path.dropLast()
    path = paper == .a4 ? "\(stem).pdf" : "\(stem)-\(paper.rawValue).pdf"
  }

  /// The name of the file: `round-table-2.pdf`.
  public var fileName: String { String(path.split(separator: "/").last ?? "") }
}

extension Site {
  /// The address of a pack's page, if the site's is known.
  public func permalink(of print: PackPrint) -> String? {
    baseURL.map { $0 + route(of: print).path.dropFirst() }
  }

  /// The day when a pack was changed last, or that of the edition.
  public func day(of print: PackPrint) -> CalendarDate? { updated(route(of: print)) ?? library.settings.edition }

  /// The pack's page.
  func route(of print: PackPrint) -> Route {
    let path = addresses.path(of: print.pack.any, in: print.language)
    return Route(path: path, language: print.language, subject: .entry(print.pack.any))
  }

  /// The PDFs that the site offers, on each of its papers; none if packs aren't printed.
  public var prints: [PackPrint] {
    guard options.printsPacks else { return [] }
    return prints(on: library.settings.papers).filter { !options.lostPrints.contains($0.path) }
  }

  /// All packs on some papers.
  public func prints(on papers: [Paper]) -> [PackPrint] {
    routes.flatMap { route -> [PackPrint] in
      guard case .entry(let id) = route.subject, id.kind == .pack else { return [] }
      return papers.map { PackPrint(ID(id), page: route, on: $0) }
    }
  }
}

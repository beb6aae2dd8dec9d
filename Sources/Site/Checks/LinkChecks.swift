import Platform
import Content
import Diagnostics
import Documents

extension PageChecks {
  /// Links that lead to nothing: addresses written by hand, and parts of pages that a template doesn't make.
  func brokenLinks() -> [Diagnostic] {
    let paths = pages.map(\.route.path)
    return diagnostics(for: linksToNowhere()) { first, place, notes in
      .brokenLink(first.words, known: paths, at: place, notes)
    }
      + diagnostics(for: linksToMissingParts()) { first, place, notes in
        .missingPart(first.words, known: first.known, at: place, notes)
      }
  }

  private func linksToNowhere() -> [Sighting] {
    sightings { page, link in
      link.destination == .nowhere ? Sighting(route: page.route, range: link.place.range, words: link.address) : nil
    }
  }

  /// Templates make the parts that links name, so it is the template of the page linked to that lacks one.
  private func linksToMissingParts() -> [Sighting] {
    let targets = Dictionary(pages.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    return sightings { page, link in
      guard case .route(let number, let fragment?) = link.destination, let target = targets[number],
        !target.has(fragment)
      else { return nil }
      // Only a full address of such a part can come from the content: what is written there otherwise was looked up by its file.
      return Sighting(
        route: page.route, range: link.place.range, words: link.address, known: target.ids.keys.sorted(),
        template: target.route.template, mayBeContent: link.address.contains("://"), written: link.address)
    }
  }

  private func sightings(_ judge: (PageFacts, PageFacts.Link) -> Sighting?) -> [Sighting] {
    pages.flatMap { page in page.links.compactMap { judge(page, $0) } }
  }

  /// Pages that people come to only if they know the address.
  func orphans() -> [Diagnostic] {
    var linked: Set<Int> = []
    for page in pages {
      for link in page.links where link.isForPeople {
        if case .route(let number, _) = link.destination, number != page.number { linked.insert(number) }
      }
    }
    return pages.filter { !linked.contains($0.number) && !standsAlone($0.route) }.map { orphan($0.route) }
  }

  private func orphan(_ route: Route) -> Diagnostic {
    let entry = PageContext(site: site, route: route).entry
    let place = entry.map { site.library[$0, route.language].common.origin.place }
    let mend: Diagnostic.OrphanMend =
      switch route.subject {
      case _ where route.language != site.library.settings.language: .translation
      case .entry(let id): id.kind == .page ? .page : .entry
      default: .made
      }
    return .orphanPage(route.path, mend: mend, at: place ?? self.place(ofTemplate: route.template))
  }

  /// Whether nobody expects a link to a page: the front door, the error page, lists of nothing.
  private func standsAlone(_ route: Route) -> Bool {
    switch route.subject {
    case .home: route.language == site.library.settings.language
    case .notFound: true
    case .list(let kind, _, _): site.library[kind].isEmpty
    default: false
    }
  }
}

extension PageFacts {
  /// Whether a link may name a part of the page: an id, the top, or words to be searched for.
  fileprivate func has(_ fragment: String) -> Bool {
    fragment.isEmpty || fragment == "top" || fragment.hasPrefix(":~:") || ids[fragment] != nil
      || ids[percentDecoded(fragment[...])] != nil
  }
}

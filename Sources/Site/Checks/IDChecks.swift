import Content
import Diagnostics
import Documents

/// An id names one part of a page: links, labels and styles reach only the first that has it.
extension PageChecks {
  /// Ids that the template has twice.
  func duplicateIDs() -> [Diagnostic] {
    let sightings = repeatedIDs.filter { heading(of: $0) == nil }
    return diagnostics(for: sightings) { first, place, notes in .duplicateID(first.words, at: place, notes) }
  }

  /// Headings of texts whose id a template has given to something else.
  func takenIDs() -> [Diagnostic] {
    var reported: Set<Diagnostic.Place> = []
    return repeatedIDs.compactMap { sighting in
      guard let place = heading(of: sighting), reported.insert(place).inserted else { return nil }
      return .takenID(sighting.words, at: place, notes(on: sighting))
    }
  }

  private var repeatedIDs: [Sighting] {
    pages.flatMap { page in
      page.repeatedIDs.map { repeated in
        Sighting(
          route: page.route, range: repeated.second.range, other: repeated.first.range, words: repeated.id)
      }
    }
  }

  /// Where the text of a page has the heading of an id.
  private func heading(of sighting: Sighting) -> Diagnostic.Place? {
    let page = PageContext(site: site, route: sighting.route)
    for entry in [page.entry].compactMap({ $0 }) + page.sections {
      let prefix = page.anchorPrefix(of: entry)
      let common = page.library[entry, page.language].common
      let heading = common.body?.document.headings.first { prefix + $0.id == sighting.words }
      if let heading { return .bytes(heading.range, of: common.origin.file) }
    }
    return nil
  }
}

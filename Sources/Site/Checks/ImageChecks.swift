import Content
import Diagnostics

extension PageChecks {
  /// Pictures of templates that say nothing to those who can't see them (WCAG 2.2, success criterion 1.1.1).
  func imagesWithoutText() -> [Diagnostic] {
    let sightings = pages.flatMap { page in page.images.map { Sighting(page: page, range: $0) } }
    return diagnostics(for: sightings) { _, place, notes in .imageWithoutAlt(at: place, notes) }
  }

  /// Pictures of the content that no page shows or leads to.
  func unusedImages() -> [Diagnostic] {
    var used: Set<Int> = []
    for page in pages {
      for case .route(let number, _) in page.links.map(\.destination) { used.insert(number) }
    }
    return zip(site.routes, site.routes.indices).compactMap { route, number in
      guard case .image(let index) = route.subject, !used.contains(number) else { return nil }
      return .unusedImage(site.library.images[index].file.name)
    }
  }
}

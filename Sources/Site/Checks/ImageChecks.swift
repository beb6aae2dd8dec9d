import Content
import Diagnostics

extension Site {
  /// Files to be handed out that nothing leads to; what drafts lead to waits with them.
  func unusedFiles() -> [Diagnostic] {
    library.attachments.filter { $0.use == .none && route(at: RoutePlan.filePath($0.path)) == nil }.map {
      .unusedFile($0.file.name)
    }
  }
}

extension PageChecks {
  /// Pictures of templates that say nothing to those who can't see them (WCAG 2.2, success criterion 1.1.1).
  func imagesWithoutText() -> [Diagnostic] {
    let sightings = pages.flatMap { page in page.images.map { Sighting(route: page.route, range: $0) } }
    return diagnostics(for: sightings) { _, place, notes in .imageWithoutAlt(at: place, notes) }
  }

  /// Pictures of the content that no page shows or leads to; what drafts show waits with them.
  func unusedImages() -> [Diagnostic] {
    var used: Set<Int> = []
    for page in pages {
      for case .route(let number, _) in page.links.map(\.destination) { used.insert(number) }
    }
    let published = zip(site.routes, site.routes.indices).compactMap { route, number -> (image: Int, isUsed: Bool)? in
      if case .image(let index) = route.subject { (index, used.contains(number)) } else { nil }
    }
    let seen = Set(published.filter(\.isUsed).map(\.image))
    let images = site.library.images
    return images.indices.filter { images[$0].use != .drafts && !seen.contains($0) }.map {
      .unusedImage(images[$0].file.name)
    }
  }
}

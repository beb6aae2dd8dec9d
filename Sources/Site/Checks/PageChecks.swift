import Content
import Diagnostics
import Templating

/// The rules for finished pages, which look at all of them together.
struct PageChecks {
  let site: Site
  let pages: [PageFacts]
  private let templates: TemplateText

  init(_ site: Site, _ pages: [PageFacts]) {
    self.site = site
    self.pages = pages
    templates = TemplateText(hostEnvironment().parts(of: site.templateFiles))
  }

  /// Something on a page that breaks a rule.
  struct Sighting {
    let route: Route
    /// What to point at in the page.
    let range: Range<Int>
    /// What it is at odds with.
    var other: Range<Int>?
    /// What stands there, in a word.
    var words = ""
    /// What might have been meant.
    var known: [String] = []
    /// The template to blame if no text of a template is the cause; that of the page if there is none.
    var template: String?
    /// Whether the content may be to blame if no text of a template is the cause.
    var mayBeContent = false
    /// What the content then says in so many words, if that is known.
    var written: String?
  }

  /// What breaks a rule in one place of the templates.
  private struct Group {
    let place: Diagnostic.Place
    var sightings: [Sighting]
    /// The page of the first.
    let page: SourceFile

    /// Whether a sighting is the same fault: the same place, and where that is no more than a template, the same words.
    func holds(_ sighting: Sighting, at place: Diagnostic.Place) -> Bool {
      guard self.place == place else { return false }
      if case .range = place { return true }
      return sightings.first?.words == sighting.words
    }
  }

  /// One diagnostic for each fault of the templates, however many pages show it.
  ///
  /// Addresses that a template puts together may be wrong in as many ways as there are pages: after a few they are only
  /// counted.
  func diagnostics(
    for sightings: [Sighting], _ sentence: (_ first: Sighting, Diagnostic.Place, [Diagnostic.Note]) -> Diagnostic
  ) -> [Diagnostic] {
    var groups: [Diagnostic.Place: [Group]] = [:]
    var page: (path: String, file: SourceFile)?
    for sighting in sightings {
      let path = sighting.route.path
      let file = (page?.path == path ? page?.file : nil) ?? file(of: sighting.route)
      page = (path, file)
      let place =
        templates.place(of: sighting.range, in: file) ?? place(inContent: sighting, on: file)
        ?? place(ofTemplate: sighting)
      let known = groups[place] ?? []
      let index = known.firstIndex { $0.holds(sighting, at: place) } ?? (known.count < 8 ? nil : known.count - 1)
      if let index {
        groups[place]?[index].sightings.append(sighting)
      } else {
        groups[place, default: []].append(Group(place: place, sightings: [sighting], page: file))
      }
    }
    return groups.values.joined().compactMap { group in
      group.sightings.first.map { sentence($0, group.place, notes(on: group)) }
    }
  }

  private func place(ofTemplate sighting: Sighting) -> Diagnostic.Place {
    place(ofTemplate: sighting.template ?? sighting.route.template)
  }

  private func place(inContent sighting: Sighting, on page: SourceFile) -> Diagnostic.Place? {
    guard sighting.mayBeContent else { return nil }
    let content = ContentText(site)
    return sighting.written.map { content.place(ofWords: $0, at: sighting.route) }
      ?? content.place(of: sighting.range.lowerBound, in: page, at: sighting.route)
  }

  /// A template as a whole.
  func place(ofTemplate name: String?) -> Diagnostic.Place {
    site.templateFiles.first { $0.name == name }.map { .file($0.file.name) } ?? .none
  }

  /// Where a page shows what breaks a rule.
  func notes(on sighting: Sighting) -> [Diagnostic.Note] {
    notes(on: Group(place: .none, sightings: [sighting], page: file(of: sighting.route)))
  }

  /// Where the first page shows it, and which others do; more than a few are only counted.
  private func notes(on group: Group) -> [Diagnostic.Note] {
    guard let first = group.sightings.first else { return [] }
    var notes = [Diagnostic.Note.onPage(first.route.path, nil, at: .bytes(first.range, of: group.page))]
    if let other = first.other { notes.append(.alsoOnPage(at: .bytes(other, of: group.page))) }
    var told: Set<String> = [first.route.path + first.words]
    let others = group.sightings.filter { told.insert($0.route.path + $0.words).inserted }
    for sighting in others.prefix(3) {
      notes.append(.onPage(sighting.route.path, sighting.words == first.words ? nil : sighting.words, at: .none))
    }
    let count = others.count - 3
    return notes + (count > 0 ? [.onMorePages(count)] : [])
  }

  /// The page as it is made, by its address.
  func file(of route: Route) -> SourceFile {
    SourceFile(name: route.path, bytes: (try? site.render(route)) ?? [])
  }
}

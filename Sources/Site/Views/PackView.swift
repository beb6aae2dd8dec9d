import Content
import Documents
import Templating

extension Pack: Viewable {
  static let members = table([
    Member("subtitle") { .optional($0.entry.value.subtitle) },
    Member("round_table") { $0.page.optional($0.entry.value.roundTable) },
    Member("objectives") { $0.page.views($0.objectives) },
    Member("annexes") { .list($0.entry.value.annexes.map { .text($0.rawValue) }) },
    Member("principles") { $0.has(.principles) ? .list($0.page.views(of: .principle)) : .list([]) },
    Member("glossary") { $0.has(.abbreviations) ? .list($0.abbreviations) : .list([]) },
    Member("countries") { $0.has(.countries) ? .list($0.index) : .list([]) },
    Member("sources") { $0.has(.sources) ? .list($0.sources) : .list([]) },
    Member("reports") { .list($0.reports) },
    Member("downloads") { .list($0.downloads) },
    Member("build_id") { .optional($0.page.form.buildID) },
  ])
}

extension View<Pack> {
  fileprivate var objectives: [ID<Objective>] { entry.value.objectives(in: page.library) }

  fileprivate func has(_ annex: Pack.Annex) -> Bool { entry.value.annexes.contains(annex) }

  /// The entries whose texts stand in the pack.
  private var parts: [AnyID] {
    [id.any] + entry.value.parts(in: page.library)
  }

  /// The terms whose abbreviations the pack uses.
  fileprivate var abbreviations: [Value] {
    let (library, parts) = (page.library, Set(parts))
    return library.terms.ids.filter { term in
      let users = library.backlinks.referring[term.any] ?? []
      return library.terms[term].abbreviation != nil && users.contains { parts.contains($0.entry) }
    }.map { page.view($0) }
  }

  /// The sources that the pack cites, in the order of the list of sources.
  fileprivate var sources: [Value] {
    let cited = parts.flatMap { page.library.read($0, in: page.language) { $0.citations.map(\.id.index) } }
    return Set(cited).sorted().map { page.view(of: AnyID(kind: .source, index: $0)) }
  }

  /// What the pack can be had as, in the order of `site.yaml`.
  fileprivate var downloads: [Value] {
    page.packFiles.filter { $0.pack == id && $0.language == page.language }.map { file in
      let facts = page.site.made?[file.path]
      return [
        "format": .text(file.format.rawValue), "paper": .optional(file.paper?.rawValue),
        "url": .text(page.fileURL(file.path)), "file": .text(file.fileName), "pages": .optional(facts?.pages),
        "size": .optional(facts?.size),
      ]
    }
  }
}

/// The index of countries and what they report.
extension View<Pack> {
  /// The countries that the pack's objectives name, each with the paragraphs and boxes that do so.
  fileprivate var index: [Value] {
    var places: [Int: [Value]] = [:]
    for objective in objectives {
      for (country, place) in self.places(in: objective) { places[country.index, default: []].append(place) }
    }
    return places.sorted { $0.key < $1.key }.map {
      ["country": page.view(of: AnyID(kind: .country, index: $0.key)), "places": .list($0.value)]
    }
  }

  /// Where an objective names countries: in numbered paragraphs, and in the box of practices.
  private func places(in objective: ID<Objective>) -> [(ID<Country>, Value)] {
    let entry = page.library.objectives[objective, page.language]
    let paragraphs = (entry.common.body?.namesByParagraph ?? []).map { country, paragraph in
      let number = "\(entry.number).\(paragraph + 1)"
      return (country, ["label": .text(number), "url": .text("#p" + number)] as Value)
    }
    let pages = page.library.backlinks.practicesOfObjective[objective]
    let boxed = pages.flatMap { page.library.practices[$0].countries } + entry.practices.flatMap(\.countries)
    let label = filled(page.word("practices-of-objective"), ["number": String(entry.number)])
    let box: Value = ["label": .text(label), "url": .text(page.url(of: objective.any, fragment: "practices"))]
    return paragraphs + Set(boxed.map(\.id)).map { ($0, box) }
  }

  /// What the pack's countries reported and pledged.
  fileprivate var reports: [Value] {
    let backlinks = page.library.backlinks
    let objectives = Set(objectives)
    return entry.value.countries.map(\.id).map { country in
      let practices = backlinks.practicesOfCountry[country].filter {
        !objectives.isDisjoint(with: page.library.practices[$0].objectives.map(\.id))
      }
      return [
        "country": page.view(country), "practices": page.views(practices),
        "pledges": page.views(backlinks.pledgesOfCountry[country]),
      ]
    }
  }
}

extension Prose {
  /// The countries that numbered paragraphs name, each once a paragraph, in order.
  fileprivate var namesByParagraph: [(ID<Country>, paragraph: Int)] {
    var names: [(ID<Country>, paragraph: Int)] = []
    for (mention, target) in zip(document.mentions, mentions) {
      guard case .name(let country) = target, let paragraph = document.paragraph(before: mention.offset),
        !names.contains(where: { $0 == (country, paragraph) })
      else { continue }
      names.append((country, paragraph))
    }
    return names
  }
}

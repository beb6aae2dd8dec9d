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
    Member("reports") { .list($0.reports) },
    Member("downloads") { .list($0.downloads) },
    Member("silent_countries") { $0.page.views($0.silentCountries) },
    Member("build_id") { .optional($0.page.form.buildID) },
  ])
}

extension View<Pack> {
  fileprivate var objectives: [ID<Objective>] { entry.value.objectives(in: page.library) }

  fileprivate func has(_ annex: Pack.Annex) -> Bool { entry.value.annexes.contains(annex) }

  private var roundTable: RoundTable? {
    entry.value.roundTable.map { page.library.roundTables[$0.id, page.language] }
  }

  /// The entries whose texts stand in the pack.
  var parts: [AnyID] {
    [id.any] + entry.value.parts(in: page.library)
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

/// The index of countries.
extension View<Pack> {
  /// The countries whose people sit in the round table, and those that the pack's objectives name, with the paragraphs and
  /// boxes that do so.
  fileprivate var index: [Value] {
    var places: [Int: [Value]] = [:]
    for country in Set(roundTable?.people.compactMap(\.country?.id) ?? []) {
      places[country.index, default: []].append(["label": .text(page.word("index-session")), "url": .text("#session")])
    }
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

}

/// What countries report.
extension View<Pack> {
  /// What the pack's countries reported and pledged, in its objectives: those of which there is something to tell.
  fileprivate var reports: [Value] {
    reportingCountries.filter { !isSilent($0) }.map { country in
      [
        "country": page.view(country), "practices": page.views(practices(of: country)),
        "phrases": .list(phrases(of: country)),
        "pledges": page.views(page.library.backlinks.pledgesOfCountry[country]),
      ]
    }
  }

  /// Those of which there is nothing to tell.
  fileprivate var silentCountries: [ID<Country>] { reportingCountries.filter(isSilent) }

  private var reportingCountries: [ID<Country>] { entry.value.countries.map(\.id) }

  private func isSilent(_ country: ID<Country>) -> Bool {
    practices(of: country).isEmpty && phrases(of: country).isEmpty
      && page.library.backlinks.pledgesOfCountry[country].isEmpty
  }

  private func practices(of country: ID<Country>) -> [ID<Practice>] {
    let objectives = Set(objectives)
    return page.library.backlinks.practicesOfCountry[country].filter {
      !objectives.isDisjoint(with: page.library.practices[$0].objectives.map(\.id))
    }
  }

  /// The practices that objectives tell without a page of their own, each with its objective.
  private func phrases(of country: ID<Country>) -> [Value] {
    objectives.flatMap { id in
      let view = View<Objective>(page: page, id: id)
      return view.entry.value.practices.filter { $0.countries.map(\.id).contains(country) }.map {
        ["objective": page.view(id), "practice": view.fields(of: $0)] as Value
      }
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

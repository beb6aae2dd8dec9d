import Content
import Documents
import Templating

extension EntryMemberTables {
  /// What templates see of a pack besides its fields.
  static let packMembers: [Member<EntryView>] = [
    Member("objectives") { $0.page.views($0.objectives) },
    Member("entries") { $0.page.views(Pack.entries(of: $0.entry, in: $0.page.library)) },
    Member("annexes") { .list(Pack.annexes(of: $0.entry).map { .text($0.rawValue) }) },
    Member("principles") { $0.has(.principles) ? $0.page.views(of: .principle) : .list([]) },
    Member("glossary") { $0.has(.abbreviations) ? .list($0.abbreviations) : .list([]) },
    Member("countries") { $0.has(.countries) ? .list($0.index) : .list([]) },
    Member("reports") { .list($0.reports) },
    Member("downloads") { .list($0.downloads) },
    Member("silent_countries") { $0.page.views($0.silentCountries) },
    Member("build_id") { .optional($0.page.form.buildID) },
  ]
}

extension EntryView {
  fileprivate var objectives: [EntryID] { Pack.objectives(of: entry, in: page.library) }

  fileprivate func has(_ annex: Pack.Annex) -> Bool { Pack.annexes(of: entry).contains(annex) }

  private var roundTable: Entry? {
    entry[Pack.roundTable].map { page.library[$0.id, page.language] }
  }

  /// The entries whose texts stand in the pack.
  var parts: [EntryID] {
    [id] + Pack.parts(of: entry, in: page.library)
  }

  /// What the pack can be had as, in the order of `site.yaml`; in the site's first language, where it isn't made in the page's.
  ///
  /// On paper, one on facing pages is made once, and is the one of each of its languages.
  var downloads: [Value] {
    let facing = Pack.facingLanguages(of: entry).map { [$0.left, $0.right] }
    let files = page.packFiles.filter { $0.pack == id }.map { file in
      (file, file.paper == nil ? [file.language] : facing ?? [file.language])
    }
    let own = files.filter { $0.1.contains(page.language) }
    return (own.isEmpty ? files.filter { $0.0.language == page.library.settings.language } : own).map {
      file, languages in
      let facts = page.site.made?[file.path]
      return [
        "format": .text(file.format.rawValue), "languages": .list(languages.map { Value($0) }),
        "paper": .optional(file.paper?.rawValue),
        "url": .text(page.fileURL(file.path)), "file": .text(file.fileName), "pages": .optional(facts?.pages),
        "size": .optional(facts?.size),
      ]
    }
  }
}

/// The index of countries.
extension EntryView {
  /// The countries whose people sit in the round table, and those that its discussion and the pack's objectives name, with the paragraphs and
  /// boxes that do so.
  fileprivate var index: [Value] {
    var places: [Int: [Value]] = [:]
    for country in Set(roundTable.map { RoundTable.people(of: $0).compactMap(\.person.country) } ?? []) {
      places[country.index, default: []].append(["label": .text(page.word("index-session")), "url": .text("#session")])
    }
    let discussed = entry[Pack.roundTable].map { paragraphs(in: $0.id) } ?? []
    for (country, place) in discussed + objectives.flatMap(self.places) {
      places[country.index, default: []].append(place)
    }
    return page.sorted(places.keys.sorted().map { EntryID(.country, $0) }).map {
      ["country": page.view(of: $0), "places": .list(places[$0.index] ?? [])]
    }
  }

  /// Where an objective names countries: in numbered paragraphs, and in the box of practices.
  private func places(in objective: EntryID) -> [(EntryID, Value)] {
    let entry = page.library[objective, page.language]
    let told = page.shownPractices(of: objective).flatMap { page.library[$0][Practice.countries].map(\.id) }
    let boxed = told + entry[Objective.practices].flatMap(\.countries)
    let label = page.words("practices-of-objective", ["number": entry.key])
    let box: Value = ["label": .text(label), "url": .text(page.url(of: objective, fragment: "practices"))]
    return paragraphs(in: objective) + Set(boxed).map { ($0, box) }
  }

  /// The numbered paragraphs of an entry that name countries.
  private func paragraphs(in id: EntryID) -> [(EntryID, Value)] {
    let common = page.library[id, page.language].common
    return (common.body?.namesByParagraph ?? []).compactMap { country, paragraph in
      page.anchor(ofParagraph: paragraph, of: id).map {
        (country, ["label": .text(common.numberOfPart(paragraph)), "url": .text("#" + $0)])
      }
    }
  }

}

/// What countries report.
extension EntryView {
  /// What the pack's countries reported and pledged, in its objectives: those of which there is something to tell.
  fileprivate var reports: [Value] {
    reportingCountries.filter { !isSilent($0) }.map { country in
      [
        "country": page.view(of: country), "practices": page.views(practices(of: country)),
        "phrases": .list(phrases(of: country)),
        "pledges": page.views(page.sorted(page.library.backlinks[country, Country.pledges])),
      ]
    }
  }

  /// Those of which there is nothing to tell.
  fileprivate var silentCountries: [EntryID] { reportingCountries.filter(isSilent) }

  private var reportingCountries: [EntryID] { entry[Pack.countries].map(\.id) }

  private func isSilent(_ country: EntryID) -> Bool {
    practices(of: country).isEmpty && phrases(of: country).isEmpty
      && page.library.backlinks[country, Country.pledges].isEmpty
  }

  private func practices(of country: EntryID) -> [EntryID] {
    let objectives = Set(objectives)
    return page.sorted(page.library.backlinks[country, Country.practices]).filter {
      !objectives.isDisjoint(with: page.library[$0][Practice.objectives].map(\.id))
    }
  }

  /// The practices that objectives tell without a page of their own, each with its objective.
  private func phrases(of country: EntryID) -> [Value] {
    objectives.flatMap { id in
      let view = EntryView(page: page, id: id)
      let group = page.library.schema.group(Objective.PracticePhrase.group)
      return view.entry[Objective.practices].filter { $0.countries.contains(country) }.map {
        [
          "objective": page.view(of: id),
          "practice": .map(view.value(of: $0.record, as: group, in: view.entry.language(at: Objective.practices.slot))),
        ] as Value
      }
    }
  }
}

extension Prose {
  /// The countries that numbered paragraphs name, each once a paragraph, in order.
  fileprivate var namesByParagraph: [(EntryID, paragraph: Int)] {
    var names: [(EntryID, paragraph: Int)] = []
    for (mention, target) in zip(document.mentions, mentions) {
      guard case .name(let country) = target, let paragraph = document.paragraph(of: mention.offset),
        !names.contains(where: { $0 == (country, paragraph) })
      else { continue }
      names.append((country, paragraph))
    }
    // The words of footnotes stand at the end of a text, and their calls before.
    return names.sorted { $0.paragraph < $1.paragraph }
  }
}

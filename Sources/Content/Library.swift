import Diagnostics

/// All content, loaded, validated and cross-linked; it never changes.
public final class Library: Sendable {
  /// What the author says of the site as a whole.
  public let settings: SiteSettings
  /// The references the other way round.
  public let backlinks: Backlinks

  /// The pictures among the content, by path.
  public let images: [Image]

  /// Libraries that differ only in what some entries say have the same one.
  public let outline: Outline

  let tables: Tables

  init(settings: SiteSettings, tables: Tables, images: [Image], outline: Outline, backlinks: Backlinks? = nil) {
    self.settings = settings
    self.tables = tables
    self.images = images
    self.outline = outline
    self.backlinks = backlinks ?? Backlinks(tables)
  }

  /// The objectives, by number.
  public var objectives: Table<Objective> { tables.objectives }
  /// The round tables, by number.
  public var roundTables: Table<RoundTable> { tables.roundTables }
  /// The guiding principles, by number.
  public var principles: Table<Principle> { tables.principles }
  /// The meetings, by date.
  public var meetings: Table<Meeting> { tables.meetings }
  /// The practices, by title.
  public var practices: Table<Practice> { tables.practices }
  /// The packs, those of round tables first, then by title.
  public var packs: Table<Pack> { tables.packs }
  /// The pledges, in the order of the file.
  public var pledges: Table<Pledge> { tables.pledges }
  /// The sources, in the order of the file.
  public var sources: Table<Source> { tables.sources }
  /// The countries, in the order of the file.
  public var countries: Table<Country> { tables.countries }
  /// The terms of the glossary, by alphabet.
  public var terms: Table<Term> { tables.terms }
  /// The pages that belong to no other kind, by key.
  public var pages: Table<Page> { tables.pages }
}

extension Library {
  /// Reads what an entry of any kind has in common with all others, in a language or in the site's first one.
  public func read<Result>(_ id: AnyID, in language: Language, _ body: (borrowing Common) -> Result) -> Result {
    tables.read(id, in: language, body)
  }

  /// How many entries of a kind there are.
  public func count(of kind: Kind) -> Int {
    switch kind {
    case .objective: objectives.count
    case .roundTable: roundTables.count
    case .principle: principles.count
    case .meeting: meetings.count
    case .practice: practices.count
    case .pack: packs.count
    case .pledge: pledges.count
    case .country: countries.count
    case .source: sources.count
    case .term: terms.count
    case .page: pages.count
    }
  }

  /// The languages besides the site's first one that an entry of any kind was translated into, by code.
  public func languages(of id: AnyID) -> [Language] {
    switch id.kind {
    case .objective: objectives.languages(of: ID(id))
    case .roundTable: roundTables.languages(of: ID(id))
    case .principle: principles.languages(of: ID(id))
    case .meeting: meetings.languages(of: ID(id))
    case .practice: practices.languages(of: ID(id))
    case .pack: packs.languages(of: ID(id))
    case .page: pages.languages(of: ID(id))
    case .pledge, .country, .source, .term: []
    }
  }
}

extension Library {
  /// Visits what those entries have in common that have texts or cite, in each of their languages.
  public func forEachText(_ body: (borrowing Common) -> Void) {
    tables.forEachEntry(withTranslations: true) { body($1) }
  }
}

/// The entries that a library has, their names, places and days: an object that stands for all of these together.
public final class Outline: Sendable {}

/// The tables of a library, while it is being put together.
struct Tables: Sendable {
  var objectives: Table<Objective>
  var roundTables: Table<RoundTable>
  var principles: Table<Principle>
  var meetings: Table<Meeting>
  var practices: Table<Practice>
  var packs: Table<Pack>
  var pledges: Table<Pledge>
  var sources: Table<Source>
  var countries: Table<Country>
  var terms: Table<Term>
  var pages: Table<Page>

  /// Reads what an entry of any kind has in common with all others, in a language or in the site's first one.
  func read<Result>(_ id: AnyID, in language: Language, _ body: (borrowing Common) -> Result) -> Result {
    switch id.kind {
    case .objective: body(objectives.entry(ID(id), in: language).value.common)
    case .roundTable: body(roundTables.entry(ID(id), in: language).value.common)
    case .principle: body(principles.entry(ID(id), in: language).value.common)
    case .meeting: body(meetings.entry(ID(id), in: language).value.common)
    case .practice: body(practices.entry(ID(id), in: language).value.common)
    case .pack: body(packs.entry(ID(id), in: language).value.common)
    case .pledge: body(pledges.entry(ID(id), in: language).value.common)
    case .country: body(countries.entry(ID(id), in: language).value.common)
    case .source: body(sources.entry(ID(id), in: language).value.common)
    case .term: body(terms.entry(ID(id), in: language).value.common)
    case .page: body(pages.entry(ID(id), in: language).value.common)
    }
  }

  /// Links all entries and their translations; what leads nowhere is reported.
  mutating func link(with directory: Directory) async -> LinkingOutcome {
    var outcome = LinkingOutcome()
    await objectives.link(with: directory, &outcome)
    await roundTables.link(with: directory, &outcome)
    await principles.link(with: directory, &outcome)
    await meetings.link(with: directory, &outcome)
    await practices.link(with: directory, &outcome)
    await packs.link(with: directory, &outcome)
    await pledges.link(with: directory, &outcome)
    await sources.link(with: directory, &outcome)
    await countries.link(with: directory, &outcome)
    await terms.link(with: directory, &outcome)
    await pages.link(with: directory, &outcome)
    return outcome
  }
}

/// What linking has found besides what the references mean.
struct LinkingOutcome: Sendable {
  var diagnostics: [Diagnostic] = []
  /// The addresses within entries that links of others name.
  var namedAnchors: Set<NamedAnchor> = []

  mutating func add(_ findings: Linker.Findings) {
    diagnostics += findings.diagnostics
    namedAnchors.formUnion(findings.namedAnchors)
  }
}

extension Table where Element: DecodableEntry {
  /// Links the entries on all cores, since ten thousand of them have fifty thousand references.
  fileprivate mutating func link(with directory: Directory, _ outcome: inout LinkingOutcome) async {
    let linked = await parallelMap(entries) { $0.linked(with: directory) }
    entries = linked.map(\.entry)
    for (_, findings) in linked { outcome.add(findings) }
    for (language, versions) in translations {
      for (index, entry) in versions {
        let linked = entry.linked(with: directory)
        translations[language]?[index] = linked.entry
        outcome.add(linked.findings)
      }
    }
  }
}

extension Shared where Element: DecodableEntry {
  /// The entry with what its references mean.
  func linked(with directory: Directory) -> (entry: Shared, findings: Linker.Findings) {
    var entry = value
    var linker = Linker(directory, origin: entry.common.origin)
    linker.link(entry: &entry)
    return (Shared(entry), linker.findings)
  }
}

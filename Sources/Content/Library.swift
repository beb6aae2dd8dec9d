import Diagnostics

/// All content, loaded, validated and cross-linked; it never changes.
public final class Library: Sendable {
  /// What the author says of the site as a whole.
  public let settings: SiteSettings
  /// The references the other way round.
  public let backlinks: Backlinks

  /// The pictures among the content, by path.
  public let images: [Image]

  private let tables: Tables

  init(settings: SiteSettings, tables: Tables, images: [Image]) {
    self.settings = settings
    self.tables = tables
    self.images = images
    backlinks = Backlinks(tables)
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
  public func forEachText(_ body: (Common) -> Void) {
    tables.forEachEntry(withTranslations: true) { body($1) }
  }
}

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
  mutating func link(with directory: Directory) async -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    diagnostics += await objectives.link(with: directory)
    diagnostics += await roundTables.link(with: directory)
    diagnostics += await principles.link(with: directory)
    diagnostics += await meetings.link(with: directory)
    diagnostics += await practices.link(with: directory)
    diagnostics += await packs.link(with: directory)
    diagnostics += await pledges.link(with: directory)
    diagnostics += await sources.link(with: directory)
    diagnostics += await countries.link(with: directory)
    diagnostics += await terms.link(with: directory)
    diagnostics += await pages.link(with: directory)
    return diagnostics
  }
}

extension Table where Element: DecodableEntry {
  /// Links the entries on all cores, since ten thousand of them have fifty thousand references.
  fileprivate mutating func link(with directory: Directory) async -> [Diagnostic] {
    let linked = await parallelMap(entries) { $0.linked(with: directory) }
    entries = linked.map(\.entry)
    var diagnostics = linked.flatMap(\.diagnostics)
    for (language, versions) in translations {
      for (index, entry) in versions {
        let linked = entry.linked(with: directory)
        translations[language]?[index] = linked.entry
        diagnostics += linked.diagnostics
      }
    }
    return diagnostics
  }
}

extension Shared where Element: DecodableEntry {
  fileprivate func linked(with directory: Directory) -> (entry: Shared, diagnostics: [Diagnostic]) {
    var entry = value
    var linker = Linker(directory, origin: entry.common.origin)
    linker.link(entry: &entry)
    return (Shared(entry), linker.diagnostics)
  }
}

import Platform
public import Diagnostics

/// All content, loaded, validated and cross-linked; it never changes.
public final class Library: Sendable {
  /// What the author says of the site as a whole.
  public let settings: SiteSettings
  /// The kinds of entries, and their fields.
  public let schema: Schema
  /// The references the other way round.
  public let backlinks: Backlinks

  /// The pictures among the content, by path.
  public let images: [Image]

  /// The files to be handed out among the content, by path.
  public let attachments: [Attachment]

  /// The place of the site's logo among the pictures.
  public let logo: Int?

  /// Libraries that differ only in what some entries say have the same one.
  public let outline: Outline

  let tables: Tables
  let listings: Listings

  init(
    settings: SiteSettings, tables: Tables, images: [Image], attachments: [Attachment], logo: Int?, outline: Outline,
    backlinks: Backlinks? = nil
  ) {
    self.settings = settings
    self.tables = tables
    self.images = images
    self.attachments = attachments
    self.logo = logo
    self.outline = outline
    schema = tables.schema
    listings = Listings(tables)
    self.backlinks = backlinks ?? Backlinks(tables)
  }

  /// All entries of a kind, in the order in which they are listed.
  public subscript(kind: Kind) -> Table { tables[kind] }

  /// An entry in the site's first language.
  public subscript(id: EntryID) -> Entry { tables[id.kind][id.index] }

  /// An entry in a language, or in the site's first one if it was not translated.
  public subscript(id: EntryID, language: Language) -> Entry { tables[id.kind][id.index, language] }

  /// The languages besides the site's first one that an entry was translated into, by code.
  public func languages(of id: EntryID) -> [Language] { tables[id.kind].languages(ofEntryAt: id.index) }

  /// The languages that something is written in, the site's first one at the beginning, the others by code.
  public var languages: [Language] {
    let others = schema.kinds.flatMap { tables[$0.kind].translations.keys } + settings.translatedInto
    return [settings.language] + Set(others).subtracting([settings.language]).sorted()
  }

  /// The full addresses of this site that lead to no entry, with the files in which they are written.
  public var ownAddresses: [(address: OwnAddress, file: SourceFile)] {
    var all: [(OwnAddress, SourceFile)] = []
    tables.forEachEntry(withTranslations: true) { _, entry in
      all += entry.common.ownAddresses.map { ($0, entry.common.origin.file) }
    }
    return all
  }

  /// Visits those entries that have texts or cite, in each of their languages.
  public func forEachText(_ body: (Entry) -> Void) {
    tables.forEachEntry(withTranslations: true) { id, entry in
      if id.kind != .source, id.kind != .country { body(entry) }
    }
  }
}

/// The entries that a library has, their names, places and days: an object that stands for all of these together.
public final class Outline: Sendable {}

/// The tables of a library, by kind, while it is being put together.
struct Tables: Sendable {
  let schema: Schema
  private var tables: [Table]

  /// Makes tables without entries.
  init(_ schema: Schema) {
    self.schema = schema
    tables = schema.kinds.map { Table($0.kind) }
  }

  subscript(kind: Kind) -> Table {
    _read { yield tables[kind.index] }
    _modify { yield &tables[kind.index] }
  }

  /// Links all entries and their translations; what leads nowhere is reported.
  ///
  /// On all cores, since ten thousand entries have fifty thousand references.
  mutating func link(with names: NameIndex) async -> LinkingOutcome {
    var outcome = LinkingOutcome()
    for index in tables.indices {
      let linked = await parallelMap(tables[index].entries) { $0.linked(with: names) }
      tables[index].entries = linked.map(\.entry)
      for (_, findings) in linked { outcome.add(findings) }
      for (language, versions) in tables[index].translations {
        for (place, entry) in versions {
          let linked = entry.linked(with: names)
          tables[index].translations[language]?[place] = linked.entry
          outcome.add(linked.findings)
        }
      }
    }
    return outcome
  }

  /// Visits all entries in the order of their ids, in the site's first language or in all.
  func forEachEntry(withTranslations: Bool = false, _ body: (EntryID, Entry) -> Void) {
    for table in tables {
      for (index, entry) in table.entries.enumerated() { body(EntryID(table.kind, index), entry) }
      guard withTranslations else { continue }
      for (index, entry) in table.translations.values.joined() { body(EntryID(table.kind, index), entry) }
    }
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

extension Entry {
  /// The entry with what its references mean.
  func linked(with names: NameIndex) -> (entry: Entry, findings: Linker.Findings) {
    var linker = Linker(names, linking: self)
    return (linker.linked(self), linker.findings)
  }
}

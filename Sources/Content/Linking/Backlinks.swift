/// The references of a library the other way round: who refers to an entry.
public struct Backlinks: Sendable {
  /// The round tables that review an objective.
  public let roundTablesOfObjective: Inverse<RoundTable, Objective>
  /// The objectives that name an objective as related.
  public let relatedToObjective: Inverse<Objective, Objective>
  /// The practices that serve an objective.
  public let practicesOfObjective: Inverse<Practice, Objective>
  /// The meetings that dealt with an objective, as a whole or in a session.
  public let meetingsOfObjective: Inverse<Meeting, Objective>
  /// The pledges that serve an objective.
  public let pledgesOfObjective: Inverse<Pledge, Objective>
  /// The objectives that a principle bears on.
  public let objectivesOfPrinciple: Inverse<Objective, Principle>
  /// The practices that show a principle.
  public let practicesOfPrinciple: Inverse<Practice, Principle>
  /// The meetings that prepared a round table.
  public let meetingsOfRoundTable: Inverse<Meeting, RoundTable>
  /// The round tables that are a part of a meeting.
  public let roundTablesOfMeeting: Inverse<RoundTable, Meeting>
  /// The meetings that are a part of a meeting.
  public let partsOfMeeting: Inverse<Meeting, Meeting>
  /// The packs that prepare for a round table.
  public let packsOfRoundTable: Inverse<Pack, RoundTable>
  /// The practices of a country.
  public let practicesOfCountry: Inverse<Practice, Country>
  /// The objectives that name a practice of a country in a phrase.
  public let objectivesOfCountry: Inverse<Objective, Country>
  /// The pledges of a country.
  public let pledgesOfCountry: Inverse<Pledge, Country>
  /// The round tables in which someone spoke for a country.
  public let roundTablesOfCountry: Inverse<RoundTable, Country>
  /// The meetings in which someone spoke for a country.
  public let meetingsOfCountry: Inverse<Meeting, Country>
  /// The entries that cite a source, by the place of the source.
  public let citing: [[AnyID]]
  /// Whose texts refer to an entry, each with the sentence.
  public private(set) var referring: [AnyID: [(entry: AnyID, sentence: String)]]

  init(_ tables: Tables) {
    roundTablesOfObjective = Inverse(tables.roundTables, tables.objectives) { $0.objectives }
    relatedToObjective = Inverse(tables.objectives, tables.objectives) { $0.related }
    practicesOfObjective = Inverse(tables.practices, tables.objectives) { $0.objectives }
    meetingsOfObjective = Inverse(tables.meetings, tables.objectives) {
      $0.objectives + $0.sessions.flatMap(\.objectives)
    }
    pledgesOfObjective = Inverse(tables.pledges, tables.objectives) { $0.objectives }
    objectivesOfPrinciple = Inverse(tables.objectives, tables.principles) { $0.principles }
    practicesOfPrinciple = Inverse(tables.practices, tables.principles) { $0.principles }
    meetingsOfRoundTable = Inverse(tables.meetings, tables.roundTables) { [$0.roundTable].compactMap { $0 } }
    roundTablesOfMeeting = Inverse(tables.roundTables, tables.meetings) { [$0.occasion.partOf].compactMap { $0 } }
    partsOfMeeting = Inverse(tables.meetings, tables.meetings) { [$0.occasion.partOf].compactMap { $0 } }
    packsOfRoundTable = Inverse(tables.packs, tables.roundTables) { [$0.roundTable].compactMap { $0 } }
    practicesOfCountry = Inverse(tables.practices, tables.countries) { $0.countries }
    objectivesOfCountry = Inverse(tables.objectives, tables.countries) { $0.practices.flatMap(\.countries) }
    pledgesOfCountry = Inverse(tables.pledges, tables.countries) { $0.countries }
    roundTablesOfCountry = Inverse(tables.roundTables, tables.countries) { $0.people.compactMap(\.country) }
    meetingsOfCountry = Inverse(tables.meetings, tables.countries) { $0.participants.compactMap(\.person.country) }
    citing = Self.citing(tables)
    referring = Self.referring(tables)
  }

  private static func citing(_ tables: Tables) -> [[AnyID]] {
    var lists = [[AnyID]](repeating: [], count: tables.sources.count)
    tables.forEachEntry { id, common in
      for citation in common.citations where lists[citation.id.index].last != id { lists[citation.id.index].append(id) }
    }
    return lists
  }

  private static func referring(_ tables: Tables) -> [AnyID: [(entry: AnyID, sentence: String)]] {
    var lists: [AnyID: [(entry: AnyID, sentence: String)]] = [:]
    tables.forEachEntry { id, common in
      for reference in common.references { lists[reference.target, default: []].append((id, reference.sentence)) }
    }
    return lists
  }

  /// Lets the texts of an entry refer to other entries than before.
  mutating func replace(_ old: [TextReference], of entry: AnyID, with new: [TextReference]) {
    for reference in old { referring[reference.target]?.removeAll { $0.entry == entry } }
    for reference in new {
      let list = referring[reference.target] ?? []
      let place = list.firstIndex { entry < $0.entry } ?? list.endIndex
      referring[reference.target, default: []].insert((entry, reference.sentence), at: place)
    }
  }
}

extension Tables {
  /// Visits what can refer to others, in the order of their ids, in the site's first language or in all.
  func forEachEntry(withTranslations: Bool = false, _ body: (AnyID, borrowing Common) -> Void) {
    func visit<Element: Entry>(_ table: Table<Element>) {
      for (index, entry) in table.entries.enumerated() {
        body(AnyID(kind: Element.kind, index: index), entry.value.common)
      }
      guard withTranslations else { return }
      for (index, entry) in table.translations.values.joined() {
        body(AnyID(kind: Element.kind, index: index), entry.value.common)
      }
    }
    visit(objectives)
    visit(roundTables)
    visit(principles)
    visit(meetings)
    visit(practices)
    visit(packs)
    visit(pledges)
    visit(terms)
    visit(pages)
  }
}

/// Which entries of one kind refer to an entry of another, each once, in order.
public struct Inverse<From: Entry, To: Entry>: Sendable {
  private var lists: [[ID<From>]]

  init(_ from: Table<From>, _ to: Table<To>, _ references: (From) -> [Reference<To>]) {
    lists = Array(repeating: [], count: to.count)
    for (index, entry) in from.entries.enumerated() {
      for reference in references(entry.value) where lists[reference.id.index].last?.index != index {
        lists[reference.id.index].append(ID(index))
      }
    }
  }

  /// The entries that refer to an entry.
  public subscript(id: ID<To>) -> [ID<From>] { lists[id.index] }
}

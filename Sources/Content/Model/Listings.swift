import Documents
import Platform
import Synchronization

/// The orders in which entries are listed in languages besides the site's first one, whose order is that of the tables.
///
/// Each is worked out when a page asks for it first, and serves for all pages of the language.
final class Listings: Sendable {
  private let tables: Tables
  private let known: Mutex<[Subject: Order?]> = Mutex([:])
  private let collations: Mutex<[Language: Collation]> = Mutex([:])

  /// The order of a kind's entries in a language.
  struct Order: Sendable {
    /// The places of the entries in their table.
    let places: [Int]
    /// Where in the list stands what has a place in the table.
    let ranks: [Int]

    fileprivate init(_ places: [Int]) {
      self.places = places
      var ranks = places
      for (rank, place) in places.enumerated() { ranks[place] = rank }
      self.ranks = ranks
    }
  }

  private struct Subject: Hashable {
    let kind: Kind
    let language: Language
  }

  init(_ tables: Tables) { self.tables = tables }

  /// The order of words in a language.
  func collation(in language: Language) -> Collation {
    collations.withLock { known in
      let collation = known[language] ?? Collation(language: language.code)
      known[language] = collation
      return collation
    }
  }

  /// The order of a kind's entries in a language; nil if it is that of their table.
  func order(of kind: Kind, in language: Language) -> Order? {
    known.withLock { known in
      let subject = Subject(kind: kind, language: language)
      if let order = known[subject] { return order }
      let order = tables.order(of: kind, in: language, by: collation(in: language))
      known[subject] = .some(order)
      return order
    }
  }
}

extension Tables {
  /// Works an order out; nil if nothing of the kind is translated, or if it isn't sorted by words.
  fileprivate func order(of kind: Kind, in language: Language, by collation: Collation) -> Listings.Order? {
    let (table, declaration) = (self[kind], schema[kind])
    guard table.translations[language] != nil, declaration.order.isByWords(of: declaration.fields) else { return nil }
    let entries = table.indices.map { table[$0, language] }
    return Listings.Order(declaration.order.places(of: entries, by: collation))
  }

  /// The languages whose words can only be put in order with the library for that.
  func languagesThatNeedCollation(first: Language) -> [Language] {
    let sorted = schema.kinds.filter { $0.order.isByWords(of: $0.fields) }
    let words = sorted.lazy.flatMap { kind in self[kind.kind].flatMap { kind.order.words(of: $0) } }
    let isNeeded = !words.isEmpty && Collation(language: first.code).needsLibrary(for: words)
    let others = Set(sorted.flatMap { self[$0.kind].translations.keys })
    return (isNeeded ? [first] : []) + others.sorted()
  }
}

extension Library {
  /// The places in their table of a kind's entries, in the order of a language; nil if that is the order of the table.
  public func order(of kind: Kind, in language: Language) -> [Int]? { listing(of: kind, in: language)?.places }

  /// Entries of several kinds in the order of a language, kind by kind, which are in the order of their ids.
  public func sorted(_ ids: [EntryID], in language: Language) -> [EntryID] {
    if language == settings.language { return ids }
    let ranks = ids.map { listing(of: $0.kind, in: language)?.ranks[$0.index] ?? $0.index }
    return ids.indices.sorted { (ids[$0].kind, ranks[$0]) < (ids[$1].kind, ranks[$1]) }.map { ids[$0] }
  }

  /// The entry so many places behind another one in the order of a language.
  public func neighbour(of id: EntryID, at distance: Int, in language: Language) -> EntryID? {
    let order = listing(of: id.kind, in: language)
    let rank = (order?.ranks[id.index] ?? id.index) + distance
    guard self[id.kind].indices.contains(rank) else { return nil }
    return EntryID(id.kind, order?.places[rank] ?? rank)
  }

  /// The letter under which an index lists an entry.
  public func letter(of id: EntryID, in language: Language) -> String {
    listings.collation(in: language).letter(of: self[id, language].title)
  }

  private func listing(of kind: Kind, in language: Language) -> Listings.Order? {
    language == settings.language ? nil : listings.order(of: kind, in: language)
  }
}

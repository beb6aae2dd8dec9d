/// Those who refer to an entry in one way: a list that may be long, and then gets pages of its own.
public struct ReferrerList: Sendable, Hashable {
  /// The entry that they refer to.
  public let entry: EntryID
  /// How they refer to it.
  public let way: Way

  /// A way to refer to an entry.
  public enum Way: Sendable, Hashable {
    /// In a field; its place among the inverses of the entry's kind.
    case field(Int)
    /// In a text, by a link or a name.
    case text
    /// By citing it.
    case citation
  }

  /// A list of an entry.
  public init(of entry: EntryID, _ way: Way) {
    self.entry = entry
    self.way = way
  }

  /// The list of an entry to which others refer in a field of ours.
  public init(of entry: EntryID, _ inverse: InverseField) { self.init(of: entry, .field(inverse.slot)) }

  /// How many of them the entry's own page shows; if there are more, the list has pages.
  public static let shown = 20

  /// How many stand on one of those pages.
  public static let perPage = 50

  /// On how many pages a list of so many stands, besides the entry's own; none if that has room for all.
  public static func pages(for count: Int) -> Int { count > shown ? (count + perPage - 1) / perPage : 0 }
}

extension Backlinks {
  /// Those who are in a list, in order.
  public subscript(list: ReferrerList) -> [EntryID] {
    switch list.way {
    case .field(let inverse): self[list.entry, inverse: inverse]
    case .text: (referring[list.entry] ?? []).map(\.entry)
    case .citation: citing[list.entry.index]
    }
  }

  /// How many are in a list.
  public func count(_ list: ReferrerList) -> Int {
    switch list.way {
    case .field(let inverse): self[list.entry, inverse: inverse].count
    case .text: referring[list.entry]?.count ?? 0
    case .citation: citing[list.entry.index].count
    }
  }
}

extension KindDeclaration {
  /// The ways to refer to entries of the kind that make lists of many.
  public var waysToRefer: [ReferrerList.Way] {
    inverses.indices.filter { !inverses[$0].isUnique }.map { .field($0) } + [.text]
      + (kind == .source ? [.citation] : [])
  }
}

/// The references of a library the other way round: who refers to an entry.
public struct Backlinks: Sendable {
  /// By kind and inverse, those who refer to each entry of the kind, each once, in order.
  private var inverses: [[[[EntryID]]]]
  /// The entries that cite a source, by the place of the source.
  public let citing: [[EntryID]]
  /// Whose texts refer to an entry, each with the sentence.
  public private(set) var referring: [EntryID: [(entry: EntryID, sentence: String)]]
  /// Of the lists that have pages of their own, how many.
  public private(set) var pages: [ReferrerList: Int] = [:]

  init(_ tables: Tables) {
    inverses = tables.schema.kinds.map { kind in
      Array(repeating: Array(repeating: [], count: tables[kind.kind].count), count: kind.inverses.count)
    }
    citing = Self.citing(tables)
    referring = Self.referring(tables)
    tables.forEachEntry { id, entry in
      for path in tables.schema[id.kind].paths {
        entry.record.forEachReference(at: path.slots[...]) { reference in
          guard let target = reference.target,
            inverses[path.target.index][path.inverse][target].last != id
          else { return }
          inverses[path.target.index][path.inverse][target].append(id)
        }
      }
    }
    for kind in tables.schema.kinds {
      for id in tables[kind.kind].ids {
        for way in kind.waysToRefer { countPages(of: ReferrerList(of: id, way)) }
      }
    }
  }

  private mutating func countPages(of list: ReferrerList) {
    let count = ReferrerList.pages(for: count(list))
    if count > 0 { pages[list] = count } else { pages.removeValue(forKey: list) }
  }

  /// Those who refer to an entry.
  public subscript(id: EntryID, inverse: InverseField) -> [EntryID] { self[id, inverse: inverse.slot] }

  /// Those who refer to an entry, by the place among the inverses of its kind.
  public subscript(id: EntryID, inverse inverse: Int) -> [EntryID] { inverses[id.kind.index][inverse][id.index] }

  private static func citing(_ tables: Tables) -> [[EntryID]] {
    var lists = [[EntryID]](repeating: [], count: tables[.source].count)
    tables.forEachEntry { id, entry in
      for citation in entry.common.citations where lists[citation.id.index].last != id {
        lists[citation.id.index].append(id)
      }
    }
    return lists
  }

  private static func referring(_ tables: Tables) -> [EntryID: [(entry: EntryID, sentence: String)]] {
    var lists: [EntryID: [(entry: EntryID, sentence: String)]] = [:]
    tables.forEachEntry { id, entry in
      for reference in entry.common.references {
        lists[reference.target, default: []].append((id, reference.sentence))
      }
    }
    return lists
  }

  /// Lets the texts of an entry refer to other entries than before.
  mutating func replace(_ old: [TextReference], of entry: EntryID, with new: [TextReference]) {
    for reference in old { referring[reference.target]?.removeAll { $0.entry == entry } }
    for reference in new {
      let list = referring[reference.target] ?? []
      let place = list.firstIndex { entry < $0.entry } ?? list.endIndex
      referring[reference.target, default: []].insert((entry, reference.sentence), at: place)
    }
    for reference in old + new { countPages(of: ReferrerList(of: reference.target, .text)) }
  }
}

extension Record {
  /// Visits the references at the end of a way through groups and lists.
  func forEachReference(at slots: ArraySlice<Int>, _ body: (Reference) -> Void) {
    guard let slot = slots.first else { return }
    visit(values[slot], slots.dropFirst(), body)
  }

  private func visit(_ value: FieldValue, _ rest: ArraySlice<Int>, _ body: (Reference) -> Void) {
    switch value {
    case .reference(let reference): body(reference)
    case .source(let source): for source in [source] + source.further { body(source.source) }
    case .record(let record): record.forEachReference(at: rest, body)
    case .list(let values): for value in values { visit(value, rest, body) }
    case .none, .text, .number, .boolean, .date, .prose, .map: break
    }
  }
}

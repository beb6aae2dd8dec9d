import Documents
import Platform

extension KindDeclaration.Order {
  /// A value by which entries are sorted; what is left out comes last.
  enum Key: Comparable {
    case number(Int)
    /// What isn't words: a day, or the name of another entry.
    case text(String)
    /// Words, as their author wrote them.
    case words(String)
    /// Words, by their place in the order of a language.
    case placed(Collation.Key)
    case none
  }

  /// The places of entries, in the order of a language.
  func places(of entries: [Entry], by collation: Collation) -> [Int] {
    switch self {
    case .asWritten: return Array(entries.indices)
    case .occasion: return Occasion.places(of: entries)
    case .fields:
      let keys = entries.map(key(of:)).placed(by: collation)
      return entries.indices.sorted { first, second in
        for (left, right) in zip(keys[first], keys[second]) where left != right { return left < right }
        return entries[first].key < entries[second].key
      }
    }
  }

  /// What the place of an entry depends on besides its own key.
  func key(of entry: Entry) -> [Key] {
    switch self {
    case .asWritten: []
    case .occasion:
      [Occasion(entry)?.starts?.iso, Occasion(entry)?.partOf?.written].map { $0.map { .text($0) } ?? .none }
    case .fields(let slots): slots.map { Key(entry.record.values[$0]) }
    }
  }

  /// The words that the place of an entry depends on.
  func words(of entry: Entry) -> [String] { key(of: entry).compactMap(\.words) }

  /// Whether entries are sorted by words, so that each language has an order of its own.
  func isByWords(of fields: Group) -> Bool {
    guard case .fields(let slots) = self else { return false }
    return slots.contains { if case .text = fields.fields[$0].type { true } else { false } }
  }
}

extension KindDeclaration.Order.Key {
  fileprivate init(_ value: FieldValue) {
    switch value {
    case .number(let number): self = .number(number)
    case .text(let text): self = .words(text)
    case .date(let date): self = .text(date.iso)
    case .reference(let reference): self = Int(reference.written).map { .number($0) } ?? .text(reference.written)
    default: self = .none
    }
  }

  /// The words that it is.
  fileprivate var words: String? { if case .words(let words) = self { words } else { nil } }
}

extension [[KindDeclaration.Order.Key]] {
  /// The same, with the places of words in the order of a language.
  fileprivate func placed(by collation: Collation) -> [[KindDeclaration.Order.Key]] {
    var keys = collation.keys(of: flatMap { $0.compactMap(\.words) })[...]
    return map { $0.map { key in key.words == nil ? key : .placed(keys.removeFirst()) } }
  }
}

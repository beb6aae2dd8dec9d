import Documents

extension KindDeclaration.Order {
  /// A value by which entries are sorted; what is left out comes last.
  enum Key: Comparable {
    case number(Int)
    case text(String)
    case none
  }

  /// Puts entries into the order.
  func sorted(_ entries: [Entry]) -> [Entry] {
    switch self {
    case .asWritten: entries
    case .occasion: Occasion.order(entries)
    case .fields:
      entries.map { (key(of: $0), $0) }.sorted { first, second in
        for (left, right) in zip(first.0, second.0) where left != right { return left < right }
        return first.1.key < second.1.key
      }.map(\.1)
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
}

extension KindDeclaration.Order.Key {
  /// Words are sorted without regard to capitals.
  fileprivate init(_ value: FieldValue) {
    switch value {
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text.lowercased())
    case .date(let date): self = .text(date.iso)
    case .reference(let reference): self = Int(reference.written).map { .number($0) } ?? .text(reference.written)
    default: self = .none
    }
  }
}

/// The keys of a field that say something of some types only.
enum FieldKey: String, CaseIterable {
  case values, from, to, partly, pattern, expected, inverse, unique, cited
  case notBefore = "not_before"

  /// Whether the key says something of a type, or of the values of a list.
  func belongs(to type: FieldType) -> Bool {
    switch (self, type.element) {
    case (.values, .choice), (.from, .number), (.to, .number), (.partly, .date), (.notBefore, .date), (.pattern, .text),
      (.expected, .text), (.inverse, .reference), (.cited, .source):
      true
    case (.unique, let element): element.canBeUnique
    default: false
    }
  }
}

extension FieldType {
  /// Whether two values can be held against each other, to find those that are the same.
  var canBeUnique: Bool {
    switch self {
    case .text, .id, .number, .date, .choice, .address, .reference, .source: true
    case .prose, .boolean, .map, .group, .list: false
    }
  }

  /// Whether entries can be put in order by it.
  var canBeSorted: Bool {
    switch self {
    case .text, .id, .number, .date, .choice, .address, .reference: true
    case .prose, .boolean, .map, .source, .group, .list: false
    }
  }

  /// Whether references may name an entry by it.
  var canName: Bool {
    switch self {
    case .text, .id, .choice, .address: true
    case .list(let type): type.canName
    default: false
    }
  }

  /// Whether it is a map.
  var isMap: Bool {
    switch self {
    case .map, .group: true
    default: false
    }
  }

  /// Whether it is a map with fields of its own.
  var isGroup: Bool {
    if case .group = self { true } else { false }
  }

  /// Whether values of one type can stand in for those of another.
  func isLike(_ other: FieldType) -> Bool {
    switch (self, other) {
    case (.text, .text), (.id, .id), (.prose, .prose), (.number, .number), (.date, .date), (.boolean, .boolean),
      (.choice, .choice), (.address, .address), (.map, .map), (.source, .source):
      true
    case (.reference(let kind), .reference(let other)): kind == other
    case (.group(let group), .group(let other)): group.name == other.name
    case (.list(let element), .list(let other)): element.isLike(other)
    default: false
    }
  }
}

/// What can be called on a value with a dot, as in `title.upper()`: those methods of Python that templates use.
enum Method {
  /// The method of a name, if values of this kind have it.
  static func named(_ name: String, of value: Value) -> Filter? { table(of: value)[name] }

  /// The names of all methods that values of this kind have.
  static func names(of value: Value) -> [String] { table(of: value).keys.sorted() }

  private static func table(of value: Value) -> [String: Filter] {
    switch value {
    case .text, .wrapped, .markup: onText
    case .list, .tuple: onLists
    case .map: onMaps
    default: [:]
    }
  }

  private static func table(_ methods: [Filter]) -> [String: Filter] {
    Dictionary(methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static let onMaps = table([
    Filter("keys", on: .map("map")) { .list($0.keys) },
    Filter("values", on: .map("map")) { .list($0.values) },
    Filter("items", on: .map("map")) { .list($0.items) },
    Filter("get", on: .map("map"), .any("key"), .any("default", default: .none)) { map, key, standard in
      map[try MapKey(key)] ?? standard
    },
  ])

  private static let onLists = table([
    Filter("count", on: .list("list"), .any("value")) { list, value in
      .int(list.count { Value.isEqual($0, value) })
    },
    Filter("index", on: .list("list"), .any("value")) { list, value in
      guard let index = list.firstIndex(where: { Value.isEqual($0, value) }) else { throw Fault.notInList }
      return .int(index)
    },
  ])

  private static let onText = table(
    Filter.changingText + Filter.paddingText + Filter.askingText + Filter.searchingText + Filter.dividingText)
}

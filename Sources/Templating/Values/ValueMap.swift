/// Values by name, in the order in which the names were added; a name is a text, or another value as in `{1: "one"}`.
///
/// A few names are found by looking through them, which is faster than hashing; beyond that there is an index.
public struct ValueMap: Sendable {
  private var entries: [(key: MapKey, value: Value)] = []
  private var index: [MapKey: Int]?

  /// From this many names on, an index pays.
  private static let indexed = 12

  /// Makes an empty map.
  public init() {}

  /// Makes a map of pairs; of pairs with the same name the last wins, in the place of the first.
  public init(_ pairs: [(String, Value)]) {
    entries.reserveCapacity(pairs.count)
    for (name, value) in pairs { self[name] = value }
  }

  /// The names that are texts, in order.
  public var names: [String] { entries.compactMap(\.key.text) }

  /// All names in order.
  public var keys: [Value] { entries.map(\.key.value) }

  /// The values in the order of their names.
  public var values: [Value] { entries.map(\.value) }

  /// How many names there are.
  public var count: Int { entries.count }

  /// Each name with its value, as a tuple.
  var items: [Value] { entries.map { .tuple([$0.key.value, $0.value]) } }

  /// Names and values in order.
  var pairs: [(key: MapKey, value: Value)] { entries }

  /// The value of a name that is a text; setting nil removes the name.
  public subscript(name: String) -> Value? {
    get { self[MapKey(name)] }
    set { self[MapKey(name)] = newValue }
  }

  /// The value of a name of any kind; setting nil removes the name.
  subscript(key: MapKey) -> Value? {
    get { position(of: key).map { entries[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): entries[position].value = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// The value of a name of a template.
  func value(of name: Name) -> Value? {
    if index != nil { return self[name.text] }
    for entry in entries where entry.key.isText(name) { return entry.value }
    return nil
  }

  private func position(of key: MapKey) -> Int? {
    if let index { index[key] } else { entries.firstIndex { $0.key == key } }
  }

  private mutating func append(_ key: MapKey, _ value: Value) {
    entries.append((key, value))
    if index == nil { buildIndex() } else { index?[key] = entries.count - 1 }
  }

  private mutating func remove(at position: Int) {
    entries.remove(at: position)
    buildIndex()
  }

  private mutating func buildIndex() {
    index = nil
    guard entries.count >= Self.indexed else { return }
    index = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.key, $0) })
  }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
  /// Makes a map of pairs in the order written.
  public init(dictionaryLiteral pairs: (String, Value)...) { self.init(pairs) }
}

/// A value of a YAML or JSON document with the bytes that it was written in.
public struct DataNode: Sendable, Hashable {
  /// What the value is.
  public enum Content: Sendable, Hashable {
    /// A text, a number, a date, a truth value or nothing: YAML leaves it to the reader which.
    ///
    /// `isPlain` says that it was written without quotes, so that `8` may be a number while `"8"` is a text. An absent
    /// value (`title:`) is an empty plain scalar.
    case scalar(String, isPlain: Bool)
    /// A list.
    case sequence([DataNode])
    /// A map, in the order in which it was written; no key stands in it twice.
    case mapping([DataEntry])
  }

  /// What the value is.
  public let content: Content
  /// Offsets of the value's bytes in its file, quotes and brackets included, without white space at the end.
  public let range: Range<Int>

  /// Makes a value that was written at `range`.
  public init(_ content: Content, at range: Range<Int>) {
    self.content = content
    self.range = range
  }
}

/// A key of a map and its value.
public struct DataEntry: Sendable, Hashable {
  /// The key without quotes.
  public let key: String
  /// Offsets of the key's bytes in its file, quotes included.
  public let keyRange: Range<Int>
  /// What stands after the colon.
  public let value: DataNode

  /// Makes an entry of a key that was written at `keyRange`.
  public init(key: String, keyRange: Range<Int>, value: DataNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

extension DataNode {
  /// A plain scalar that is a number as JSON writes it, so that `007`, `+41` and `Infinity` are the words that they look
  /// like; nil for everything else.
  public var number: Double? {
    guard case .scalar(let text, isPlain: true) = content, isJSONNumber(Array(text.utf8)[...]) else { return nil }
    return Double(text)
  }
}

/// How deep lists and maps may lie in one another; far beyond what a person writes, far from where a stack ends.
let maximumDepth = 64

/// Finds keys that a map already has.
struct KeyChecker {
  /// The first keys, as many as a person writes: comparing them costs less than hashing.
  private var few: [(key: String, range: Range<Int>)] = []
  private var many: [String: Range<Int>] = [:]

  /// Remembers the key; returns where it stood before, if it did.
  mutating func insert(_ key: String, at range: Range<Int>) -> Range<Int>? {
    if let first = few.first(where: { $0.key == key })?.range ?? many[key] { return first }
    if few.count < 16 { few.append((key, range)) } else { many[key] = range }
    return nil
  }
}

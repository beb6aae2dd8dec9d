import Documents

/// A value that is to be written as YAML.
indirect enum YAMLValue {
  /// Words.
  case words(String)
  /// Digits and the like, which need no quotation marks.
  case plain(String)
  /// A map, in the order in which it is to be written.
  case map([(key: String, value: YAMLValue)])
  /// A list.
  case list([YAMLValue])

  /// The value under a key, a line for each of its values.
  func lines(under key: String) -> [String] {
    switch self {
    case .words, .plain: ["\(key): \(flow)"]
    case .map(let values): ["\(key):"] + values.flatMap { $0.value.lines(under: $0.key) }.map { "  " + $0 }
    case .list(let items): ["\(key):"] + items.flatMap(\.item).map { "  " + $0 }
    }
  }

  /// The value as an item of a list, a line for each of its values.
  var item: [String] {
    guard case .map(let values) = self, !values.isEmpty else { return ["- \(flow)"] }
    return values.flatMap { $0.value.lines(under: $0.key) }.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
  }

  /// The value in one line.
  var flow: String {
    switch self {
    case .words(let words): yamlScalar(words)
    case .plain(let code): code
    case .map(let values): "{" + values.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ") + "}"
    case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    }
  }
}

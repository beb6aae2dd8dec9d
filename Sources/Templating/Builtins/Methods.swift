/// What can be called on a value with a dot, as in `title.upper()`: those methods of Python that templates use.
enum Method {
  /// The method of a name, if values of this kind have it.
  static func named(_ name: String, of value: Value) -> Filter? { table(of: value)[name] }

  /// The names of all methods that values of this kind have.
  static func names(of value: Value) -> [String] { table(of: value).keys.sorted() }

  private static func table(of value: Value) -> [String: Filter] {
    switch value {
    case .text, .markup: onText
    case .list: onLists
    case .map: onMaps
    default: [:]
    }
  }

  private static func table(_ methods: [Filter]) -> [String: Filter] {
    Dictionary(methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static let onMaps = table([
    Filter("keys", on: .map("map")) { .list($0.keys.map { .text($0) }) },
    Filter("values", on: .map("map")) { .list($0.values) },
    Filter("items", on: .map("map")) { .list(pairs(of: $0)) },
    Filter("get", on: .map("map"), .any("key"), .any("default", default: .none)) { map, key, standard in
      map[try Value.key(key)] ?? standard
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

  private static let onText = table(asFilters + ofLetters + ofParts)

  /// Those that are filters as well.
  private static let asFilters = Filter.onText.filter { ["upper", "lower", "capitalize", "title"].contains($0.name) }

  private static let ofLetters: [Filter] = [
    Filter("strip", on: .printable("text"), .optional(.text("chars"))) { $0.with(trimmed($0.string, $1)).value },
    Filter("lstrip", on: .printable("text"), .optional(.text("chars"))) {
      $0.with(trimmed($0.string, $1, end: false)).value
    },
    Filter("rstrip", on: .printable("text"), .optional(.text("chars"))) {
      $0.with(trimmed($0.string, $1, start: false)).value
    },
    Filter("isdigit", on: .text("text")) { .bool(!$0.isEmpty && $0.allSatisfy(\.isWholeNumber)) },
  ]

  private static let ofParts: [Filter] = [
    Filter("startswith", on: .text("text"), .any("prefix")) { text, prefix in
      .bool(try texts(prefix).contains { text.hasPrefix($0) })
    },
    Filter("endswith", on: .text("text"), .any("suffix")) { text, suffix in
      .bool(try texts(suffix).contains { text.hasSuffix($0) })
    },
    Filter(
      "replace", on: .printable("text"), .printable("old"), .printable("new"), .int("count", default: -1),
      calling: { call, text, old, new, count in
        text.with(
          try replaced(text.fitting(old), with: text.fitting(new), in: text.string, count, within: call.limits)
        ).value
      }),
    Filter("split", on: .printable("text"), .optional(.text("sep")), .int("maxsplit", default: -1), body: split),
    Filter("splitlines", on: .printable("text")) { text in
      .list(
        text.string.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
          .map { text.with(String($0)).value })
    },
    Filter(
      "join", on: .printable("text"), .list("items"),
      calling: { call, text, items in
        let filter = try call.registry.filter("join")
        return try filter.apply(to: .list(items), [text.value, .none], call)
      }),
    Filter("count", on: .text("text"), .text("part")) { text, part in .int(occurrences(of: part, in: text)) },
    Filter("find", on: .text("text"), .text("part")) { .int(position(of: $1, in: $0) ?? -1) },
    Filter("index", on: .text("text"), .text("part")) { text, part in
      guard let position = position(of: part, in: text) else { throw Fault.notInText }
      return .int(position)
    },
  ]
}

private func texts(_ value: Value) throws(Fault) -> [String] {
  if let string = value.string { return [string] }
  guard let items = value.sequence else { throw .needle(value, in: "") }
  return items.compactMap(\.string)
}

private func split(_ text: Text, _ separator: String?, _ most: Int) throws -> Value {
  let limit = most < 0 ? Int.max : most
  guard let separator else {
    return .list(
      text.string.split(maxSplits: limit, whereSeparator: \.isWhitespace).map { text.with(String($0)).value })
  }
  if separator.isEmpty { throw Fault.emptySeparator }
  return .list(
    text.string.split(separator: separator, maxSplits: limit, omittingEmptySubsequences: false)
      .map { text.with(String($0)).value })
}

private func occurrences(of part: String, in text: String) -> Int {
  part.isEmpty ? text.count + 1 : text.split(separator: part, omittingEmptySubsequences: false).count - 1
}

/// How many characters stand before the first occurrence.
private func position(of part: String, in text: String) -> Int? {
  guard let range = rangeOfBytes(Array(part.utf8), in: Array(text.utf8), from: 0) else { return nil }
  return String(decoding: Array(text.utf8)[..<range.lowerBound], as: UTF8.self).count
}

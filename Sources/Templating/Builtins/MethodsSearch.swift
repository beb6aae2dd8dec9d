extension Filter {
  /// Methods that look for a part of a text.
  static let searchingText: [Filter] = [
    Filter("startswith", on: .text("text"), .any("prefix")) { text, prefix in
      .bool(try texts(prefix).contains { text.unicodeScalars.starts(with: $0.unicodeScalars) })
    },
    Filter("endswith", on: .text("text"), .any("suffix")) { text, suffix in
      .bool(try texts(suffix).contains { text.utf8.reversed().starts(with: $0.utf8.reversed()) })
    },
    searching("count") { .int($0.count) },
    searching("find") { .int($0.first ?? -1) },
    searching("rfind") { .int($0.last ?? -1) },
    searching("index") { found throws(Fault) in .int(try existing(found.first)) },
    searching("rindex") { found throws(Fault) in .int(try existing(found.last)) },
  ]

  /// A method that is given where a part occurs between two positions.
  private static func searching(
    _ name: String, _ result: @escaping @Sendable (Occurrences) throws(Fault) -> Value
  ) -> Filter {
    Filter(
      name, on: .text("text"), .exactText("sub"), .optional(.int("start")), .optional(.int("end"))
    ) { text, part, start, end in
      try result(Occurrences(of: part.string, in: text, from: start, to: end))
    }
  }

  /// Methods that divide a text.
  static let dividingText: [Filter] = [
    Filter("split", on: .exactText("text"), .optional(.exactText("sep")), .int("maxsplit", default: -1)) {
      try divided($0, $1, $2, fromEnd: false)
    },
    Filter("rsplit", on: .exactText("text"), .optional(.exactText("sep")), .int("maxsplit", default: -1)) {
      try divided($0, $1, $2, fromEnd: true)
    },
    Filter("splitlines", on: .exactText("text"), .bool("keepends", default: false)) { text, keepsBreaks in
      .list(text.string.lines(keepingBreaks: keepsBreaks).map { text.with($0).value })
    },
    Filter("partition", on: .exactText("text"), .exactText("sep")) { try parted($0, $1.string, atLast: false) },
    Filter("rpartition", on: .exactText("text"), .exactText("sep")) { try parted($0, $1.string, atLast: true) },
  ]
}

/// Where a part occurs in a text, by the positions of characters.
private struct Occurrences {
  private let search: PartSearch<Unicode.Scalar>
  private let part: [Unicode.Scalar]
  private let characters: [Unicode.Scalar]
  private let start: Int

  init(of part: String, in text: String, from start: Int?, to end: Int?) {
    let all = Array(text.unicodeScalars)
    func position(_ bound: Int) -> Int { max(bound < 0 ? bound + all.count : bound, 0) }
    self.start = position(start ?? 0)
    let end = min(position(end ?? all.count), all.count)
    self.part = Array(part.unicodeScalars)
    search = PartSearch(self.part)
    // Nothing occurs behind the end, not even what is empty.
    characters = Array(all.prefix(end))
  }

  private var isOutside: Bool { start > characters.count }

  var count: Int { isOutside ? 0 : search.all(in: Array(characters[start...])).count }

  var first: Int? { isOutside ? nil : search.first(in: characters, from: start)?.lowerBound }

  var last: Int? {
    if isOutside { return nil }
    let backwards = PartSearch(part.reversed()).first(in: Array(characters[start...].reversed()))
    return backwards.map { characters.count - $0.upperBound }
  }
}

private func existing(_ position: Int?) throws(Fault) -> Int {
  guard let position else { throw .notInText }
  return position
}

/// One text, or a tuple of several.
private func texts(_ value: Value) throws(Fault) -> [String] {
  if let string = value.string { return [string] }
  guard case .tuple(let tuple) = value else { throw .needle(value, in: "") }
  let texts = tuple.values.compactMap(\.string)
  if texts.count < tuple.values.count { throw .needle(value, in: "") }
  return texts
}

/// The parts between white space, or between a separator, from which end the count of cuts may begin.
private func divided(_ text: Text, _ separator: Text?, _ most: Int, fromEnd: Bool) throws -> Value {
  let limit = most < 0 ? Int.max : most
  let characters = Array(text.string.unicodeScalars)
  let ordered = fromEnd ? characters.reversed() : characters
  let parts =
    if let separator {
      try parts(
        of: ordered,
        between: fromEnd ? separator.string.unicodeScalars.reversed() : Array(separator.string.unicodeScalars), limit)
    } else {
      words(of: ordered, limit)
    }
  let values = parts.map { text.with(fromEnd ? String($0.reversed()) : String($0)).value }
  return .list(fromEnd ? values.reversed() : values)
}

private func parts(
  of characters: [Unicode.Scalar], between separator: [Unicode.Scalar], _ limit: Int
) throws(Fault) -> [ArraySlice<Unicode.Scalar>] {
  if separator.isEmpty { throw .emptySeparator }
  var parts: [ArraySlice<Unicode.Scalar>] = []
  var start = 0
  for place in PartSearch(separator).all(in: characters).prefix(limit) {
    parts.append(characters[start..<place.lowerBound])
    start = place.upperBound
  }
  return parts + [characters[start...]]
}

/// Words; what is left after so many cuts keeps its white space but that before it and, as in Python, at its end.
private func words(of characters: [Unicode.Scalar], _ limit: Int) -> [ArraySlice<Unicode.Scalar>] {
  var words: [ArraySlice<Unicode.Scalar>] = []
  var rest = characters.drop(while: \.isSpace)
  while !rest.isEmpty, words.count < limit {
    let word = rest.prefix { !$0.isSpace }
    words.append(word)
    rest = rest[word.endIndex...].drop(while: \.isSpace)
  }
  return rest.isEmpty ? words : words + [rest]
}

/// What stands before the first or last separator, the separator, and what stands behind it.
private func parted(_ text: Text, _ separator: String, atLast: Bool) throws -> Value {
  if separator.isEmpty { throw Fault.emptySeparator }
  let places = Occurrences(of: separator, in: text.string, from: nil, to: nil)
  guard let position = atLast ? places.last : places.first else {
    return .tuple((atLast ? ["", "", text.string] : [text.string, "", ""]).map { text.with($0).value })
  }
  let characters = Array(text.string.unicodeScalars)
  let rest = characters[position...].dropFirst(separator.length)
  return .tuple(
    [String(characters[..<position]), separator, String(rest)].map { text.with($0).value })
}

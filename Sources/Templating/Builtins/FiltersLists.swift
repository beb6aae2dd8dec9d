extension Filter {
  /// Filters on lists.
  static let onLists: [Filter] = [
    Filter("first", on: .list("value")) { $0.first ?? .undefined },
    Filter("last", on: .list("value")) { $0.last ?? .undefined },
    Filter("length", on: .any("value"), body: length),
    Filter("list", on: .list("value")) { .list($0) },
    Filter("join", on: .list("value"), .printable("d", default: ""), .optional(.text("attribute")), calling: join),
    Filter("reverse", on: .any("value"), body: reverse),
    Filter(
      "sort", on: .list("value"), .bool("reverse", default: false), .bool("case_sensitive", default: false),
      .optional(.text("attribute")), body: sort),
    Filter(
      "unique", on: .list("value"), .bool("case_sensitive", default: false), .optional(.text("attribute")),
      body: unique),
    Filter("min", on: .list("value"), .bool("case_sensitive", default: false), .optional(.text("attribute"))) {
      try extreme($0, $1, $2) { try Value.isLess($0, $1) }
    },
    Filter("max", on: .list("value"), .bool("case_sensitive", default: false), .optional(.text("attribute"))) {
      try extreme($0, $1, $2) { try Value.isLess($1, $0) }
    },
    Filter("sum", on: .list("value"), .optional(.text("attribute")), .any("start", default: .int(0)), calling: sum),
    Filter("batch", on: .list("value"), .int("linecount"), .any("fill_with", default: .none), calling: batch),
    Filter("slice", on: .list("value"), .int("slices"), .any("fill_with", default: .none), calling: slice),
    Filter(
      "groupby", on: .list("value"), .text("attribute"), .any("default", default: .none),
      .bool("case_sensitive", default: false), body: groupby),
  ]
}

private func length(_ value: Value) throws -> Value {
  guard let length = value.length else { throw Fault.withoutLength(value) }
  return .int(length)
}

private func join(_ call: Call, _ items: [Value], _ separator: Text, _ attribute: String?) throws -> Value {
  let path = attribute.map(AttributePath.init)
  let texts = try items.map { try Text(try path?.value(in: $0) ?? $0) }
  let isMarkup = separator.isMarkup || texts.contains(where: \.isMarkup)
  let between = isMarkup ? separator.html : separator.string
  try call.limits.checkText(texts.count, times: between.utf8.count)
  let joined = texts.map { isMarkup ? $0.html : $0.string }.joined(separator: between)
  try call.limits.checkText(bytes: joined.utf8.count)
  return Text(joined, isMarkup: isMarkup).value
}

private func reverse(_ value: Value) throws -> Value {
  if let string = value.string { return value.with(String(string.reversed())) }
  guard let items = value.sequence else { throw Fault.notIterable(value) }
  return .list(items.reversed())
}

private func sort(_ items: [Value], _ isReversed: Bool, _ isCaseSensitive: Bool, _ attribute: String?) throws -> Value {
  let paths = attribute.map { $0.split(separator: ",").map { AttributePath(trimmed(String($0), nil)) } }
  let keyed = try items.map { item in
    let own = try paths?.map { try $0.value(in: item) } ?? [item]
    let keys = isCaseSensitive ? own : own.map(\.withoutCase)
    return (key: keys.count == 1 ? keys[0] : .list(keys), item: item)
  }
  // Swift's sort keeps the order of equals, as Python's does, also when sorting downwards.
  let sorted = try keyed.sorted { left, right in
    isReversed ? try Value.isLess(right.key, left.key) : try Value.isLess(left.key, right.key)
  }
  return .list(sorted.map(\.item))
}

private func unique(_ items: [Value], _ isCaseSensitive: Bool, _ attribute: String?) throws -> Value {
  let path = attribute.map(AttributePath.init)
  // Texts and whole numbers are hashed; what is left is rare enough to be compared with all before it.
  var seenTexts: Set<String> = []
  var seenInts: Set<Int> = []
  var seen: [Value] = []
  return .list(
    try items.filter { item in
      let own = try path?.value(in: item) ?? item
      let key = isCaseSensitive ? own : own.withoutCase
      if let text = key.string { return seenTexts.insert(text).inserted }
      if let int = key.wholeNumber { return seenInts.insert(int).inserted }
      if seen.contains(where: { Value.isEqual($0, key) }) { return false }
      seen.append(key)
      return true
    })
}

extension Value {
  /// The whole number that the value is equal to, if it is one.
  fileprivate var wholeNumber: Int? {
    switch number {
    case .int(let int)?: int
    case .double(let double)?: Int(exactly: double)
    case nil: nil
    }
  }
}

private func extreme(
  _ items: [Value], _ isCaseSensitive: Bool, _ attribute: String?, _ isBefore: (Value, Value) throws -> Bool
) throws -> Value {
  let path = attribute.map(AttributePath.init)
  var best: (key: Value, item: Value)?
  for item in items {
    let own = try path?.value(in: item) ?? item
    let key = isCaseSensitive ? own : own.withoutCase
    if let held = best, try !isBefore(key, held.key) { continue }
    best = (key, item)
  }
  return best?.item ?? .undefined
}

private func sum(_ call: Call, _ items: [Value], _ attribute: String?, _ start: Value) throws -> Value {
  let path = attribute.map(AttributePath.init)
  return try items.reduce(start) { try .add($0, try path?.value(in: $1) ?? $1, within: call.limits) }
}

/// Lists of so many values each, the last of which may be filled up.
private func batch(_ call: Call, _ items: [Value], _ count: Int, _ filler: Value) throws -> Value {
  guard count > 0 else { throw Fault.countNotPositive("batch") }
  if !filler.isNone { try call.limits.checkList(count: count) }
  return .list(
    stride(from: 0, to: items.count, by: count).map { start in
      let row = Array(items[start..<min(items.count, start + min(count, items.count))])
      return .list(filler.isNone ? row : row + repeatElement(filler, count: count - row.count))
    })
}

/// So many lists, the first of which are one longer if it doesn't come out even; the others may be filled up.
private func slice(_ call: Call, _ items: [Value], _ count: Int, _ filler: Value) throws -> Value {
  guard count > 0 else { throw Fault.countNotPositive("slice") }
  try call.limits.checkList(count: count)
  let (least, longer) = items.count.quotientAndRemainder(dividingBy: count)
  return .list(
    (0..<count).map { column in
      let start = column * least + min(column, longer)
      let part = Array(items[start..<start + least + (column < longer ? 1 : 0)])
      return .list(filler.isNone || column < longer ? part : part + [filler])
    })
}

private func groupby(
  _ items: [Value], _ attribute: String, _ standard: Value, _ isCaseSensitive: Bool
) throws -> Value {
  let path = AttributePath(attribute)
  let keyed = try items.map { item in
    let own = try path.value(in: item, or: standard.isNone ? nil : standard)
    return (key: isCaseSensitive ? own : own.withoutCase, own: own, item: item)
  }
  var groups: [(key: Value, own: Value, items: [Value])] = []
  for (key, own, item) in try keyed.sorted(by: { try Value.isLess($0.key, $1.key) }) {
    if let last = groups.last, Value.isEqual(last.key, key) {
      groups[groups.count - 1].items.append(item)
    } else {
      groups.append((key, own, [item]))
    }
  }
  return .list(groups.map { .object(Group(grouper: $0.own, list: $0.items)) })
}

/// What `groupby` gives: a pair of what its items have in common and the items.
private struct Group: TemplateObject {
  let grouper: Value
  let list: [Value]

  private static let members = MemberTable<Group>(
    "group", [Member("grouper") { $0.grouper }, Member("list") { .list($0.list) }])

  var typeName: String { Self.members.typeName }

  var memberNames: [String] { Self.members.names }

  var sequence: [Value]? { [grouper, .list(list)] }

  func member(_ name: Symbol) -> Value? { Self.members.value(of: name, in: self) }
}

extension Value {
  /// The value for a comparison that takes capitals and small letters for the same.
  fileprivate var withoutCase: Value { string.map { .text($0.lowercased()) } ?? self }
}

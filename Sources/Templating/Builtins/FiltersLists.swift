extension Filter {
  /// Filters on lists.
  static let onLists: [Filter] = [
    Filter("first", on: .list("value")) { $0.first ?? .undefined }.keepingEscapes,
    Filter("last", on: .any("value"), body: last).keepingEscapes,
    Filter("length", on: .any("value"), body: length).keepingEscapes,
    Filter("list", on: .list("value")) { .list($0) }.keepingEscapes,
    Filter("join", on: .list("value"), .printable("d", default: ""), .optional(.text("attribute")), calling: join)
      .keepingEscapes,
    Filter("reverse", on: .any("value"), body: reverse).keepingEscapes,
    Filter("min", on: .list("value"), .bool("case_sensitive", default: false), .optional(.text("attribute"))) {
      try extreme($0, $1, $2, .before)
    }.keepingEscapes,
    Filter("max", on: .list("value"), .bool("case_sensitive", default: false), .optional(.text("attribute"))) {
      try extreme($0, $1, $2, .after)
    }.keepingEscapes,
    Filter("sum", on: .list("value"), .optional(.text("attribute")), .any("start", default: .int(0)), calling: sum)
      .keepingEscapes,
    Filter("batch", on: .list("value"), .int("linecount"), .any("fill_with", default: .none), calling: batch)
      .keepingEscapes,
    Filter("slice", on: .list("value"), .int("slices"), .any("fill_with", default: .none), calling: slice)
      .keepingEscapes,
  ]
}

/// The last value; unlike the first, the last character of HTML stays HTML, as in MarkupSafe.
private func last(_ value: Value) throws -> Value {
  if value.string != nil { return try value.item(-1) ?? .undefined }
  guard let items = value.sequence else { throw Fault.notIterable(value) }
  return items.last ?? .undefined
}

private func length(_ value: Value) throws -> Value {
  guard let length = value.length else { throw Fault.withoutLength(value) }
  return .int(length)
}

private func join(_ call: Call, _ items: ValueList, _ separator: Text, _ attribute: String?) throws -> Value {
  let path = attribute.map(AttributePath.init)
  var texts = try items.map { try Text(printing: try path?.value(in: $0) ?? $0) }
  var separator = separator
  if !call.isEscaping {
    separator.isMarkup = false
  } else if texts.contains(where: \.isMarkup) {
    separator = Text(separator.html, isMarkup: true)
  }
  if !separator.isMarkup { for index in texts.indices { texts[index].isMarkup = false } }
  try call.limits.checkText(texts.count, times: separator.string.utf8.count)
  let joined = separator.joining(texts)
  try call.limits.checkText(bytes: joined.string.utf8.count)
  return joined.value
}

private func reverse(_ value: Value) throws -> Value {
  if let string = value.string { return value.with(String(string.unicodeScalars.reversed())) }
  guard let items = value.sequence else { throw Fault.notIterable(value) }
  return .list(items.reversed())
}

private func extreme(
  _ items: ValueList, _ isCaseSensitive: Bool, _ attribute: String?, _ wanted: Order
) throws -> Value {
  let path = attribute.map(AttributePath.init)
  var best: (key: Value, item: Value)?
  for item in items {
    let own = try path?.value(in: item) ?? item
    let key = isCaseSensitive ? own : own.withoutCase
    if let held = best, try Value.order(key, held.key) != wanted { continue }
    best = (key, item)
  }
  return best?.item ?? .undefined
}

private func sum(_ call: Call, _ items: ValueList, _ attribute: String?, _ start: Value) throws -> Value {
  let path = attribute.map(AttributePath.init)
  let items = try items.map { try path?.value(in: $0) ?? $0 }
  switch start {
  case .text, .wrapped, .markup: throw Fault.sumOfTexts
  case .list(let list):
    return .list(try sum(call, items, list.array) { if case .list(let list) = $0 { list.array } else { nil } })
  case .tuple(let tuple):
    return .tuple(try sum(call, items, tuple.values) { if case .tuple(let tuple) = $0 { tuple.values } else { nil } })
  default: return try items.reduce(start) { try .add($0, $1, within: call.limits) }
  }
}

/// All lists one behind the other, in one that grows.
private func sum(
  _ call: Call, _ items: [Value], _ start: [Value], _ values: (Value) -> [Value]?
) throws(Fault) -> [Value] {
  var sum = start
  for item in items {
    guard let more = values(item) else { throw .operands("+", .list(sum), item) }
    sum += more
    try call.limits.checkList(count: sum.count)
  }
  return sum
}

/// Lists of so many values each, the last of which may be filled up.
private func batch(_ call: Call, _ items: ValueList, _ count: Int, _ filler: Value) throws -> Value {
  guard count > 0 else { throw Fault.countNotPositive("batch") }
  if !filler.isNone { try call.limits.checkList(count: count) }
  return .list(
    stride(from: 0, to: items.count, by: count).map { start in
      let row = Array(items[start..<min(items.count, start + min(count, items.count))])
      return .list(filler.isNone ? row : row + repeatElement(filler, count: count - row.count))
    })
}

/// So many lists, the first of which are one longer if it doesn't come out even; the others may be filled up.
private func slice(_ call: Call, _ items: ValueList, _ count: Int, _ filler: Value) throws -> Value {
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

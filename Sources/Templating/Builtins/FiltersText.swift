extension Filter {
  /// Filters on text.
  static let onText: [Filter] = [
    Filter("upper", on: .printable("value")) { $0.with($0.string.uppercased()).value },
    Filter("lower", on: .printable("value")) { $0.with($0.string.lowercased()).value },
    Filter("capitalize", on: .printable("value")) { $0.with(capitalized($0.string)).value },
    Filter("title", on: .printable("value")) { $0.with(titled($0.string)).value },
    Filter("trim", on: .printable("value"), .optional(.text("chars"))) { text, chars in
      text.with(trimmed(text.string, chars)).value
    },
    Filter(
      "replace", on: .printable("value"), .printable("old"), .printable("new"), .optional(.int("count")),
      calling: replace),
    Filter(
      "truncate", on: .printable("value"), .int("length", default: 255), .bool("killwords", default: false),
      .printable("end", default: "..."), .int("leeway", default: 5), body: truncate),
    Filter("center", on: .printable("value"), .int("width", default: 80), calling: center),
    Filter(
      "indent", on: .printable("value"), .any("width", default: .int(4)), .bool("first", default: false),
      .bool("blank", default: false), calling: indent),
    Filter("wordcount", on: .text("value")) { .int(wordCount($0)) },
    Filter(
      "wordwrap", on: .printable("value"), .int("width", default: 79), .bool("break_long_words", default: true),
      .text("wrapstring", default: "\n"), .bool("break_on_hyphens", default: true), calling: wordwrap),
    Filter("format", on: .printable("value"), .rest("values"), .named("named"), calling: format),
    Filter("string", on: .printable("value")) { $0.value },
    Filter("slug", on: .text("value")) { .text(slug($0)) },
  ]
}

private func capitalized(_ text: String) -> String {
  text.prefix(1).uppercased() + text.dropFirst().lowercased()
}

/// Every word with a capital; words begin behind white space, hyphens and opening brackets.
private func titled(_ text: String) -> String {
  var startsWord = true
  var out = ""
  for character in text {
    out += startsWord ? character.uppercased() : character.lowercased()
    startsWord = character.isWhitespace || "-({[<".contains(character)
  }
  return out
}

func trimmed(_ text: String, _ characters: String?, start: Bool = true, end: Bool = true) -> String {
  func isCut(_ character: Character) -> Bool { characters?.contains(character) ?? character.isWhitespace }
  var rest = text[...]
  if start { rest = rest.drop(while: isCut) }
  while end, let last = rest.last, isCut(last) { rest.removeLast() }
  return String(rest)
}

private func replace(_ call: Call, _ text: Text, _ old: Text, _ new: Text, _ count: Int?) throws -> Value {
  let isMarkup = text.isMarkup || old.isMarkup || new.isMarkup
  let whole = Text(isMarkup ? text.html : text.string, isMarkup: isMarkup)
  return whole.with(
    try replaced(whole.fitting(old), with: whole.fitting(new), in: whole.string, count, within: call.limits)
  ).value
}

/// The text with the first so many occurrences replaced, or all; as in Python, nothing occurs between all characters.
func replaced(
  _ old: String, with new: String, in text: String, _ count: Int?, within limits: Limits
) throws(Fault) -> String {
  let (bytes, part) = (Array(text.utf8), Array(old.utf8))
  var out: [UInt8] = []
  var position = 0
  var rest = count.map { $0 < 0 ? Int.max : $0 } ?? Int.max
  while rest > 0, let range = rangeOfBytes(part, in: bytes, from: position) {
    out += bytes[position..<range.lowerBound]
    out += Array(new.utf8)
    try limits.checkText(bytes: out.count)
    position = range.upperBound
    rest -= 1
    guard part.isEmpty else { continue }
    let next = characterEnd(in: bytes, from: position)
    out += bytes[position..<next]
    position = next
    if position == bytes.count, rest > 0 {
      out += Array(new.utf8)
      break
    }
  }
  return String(decoding: out + bytes[min(position, bytes.count)...], as: UTF8.self)
}

/// The offset behind the UTF-8 character that begins at an offset.
private func characterEnd(in bytes: [UInt8], from start: Int) -> Int {
  var end = min(start + 1, bytes.count)
  while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
  return end
}

private func truncate(_ text: Text, _ length: Int, _ cutsWords: Bool, _ end: Text, _ leeway: Int) throws -> Value {
  guard text.string.count - max(leeway, 0) > length else { return text.value }
  let ending = text.fitting(end)
  var start = String(text.string.prefix(max(max(length, 0) - ending.count, 0)))
  if !cutsWords, let space = start.lastIndex(of: " ") { start = String(start[..<space]) }
  return text.with(start + ending).value
}

private func center(_ call: Call, _ text: Text, _ width: Int) throws -> Value {
  guard width > text.string.count else { return text.value }
  try call.limits.checkText(bytes: width)
  let missing = width - text.string.count
  let left = missing / 2 + (missing & width & 1)
  return text.with(spaces(left) + text.string + spaces(missing - left)).value
}

private func indent(_ call: Call, _ text: Text, _ width: Value, _ first: Bool, _ blank: Bool) throws -> Value {
  var margin = try Text(width).string
  if case .int(let count) = width {
    try call.limits.checkText(bytes: count)
    margin = spaces(count)
  }
  let lines = text.string.split(separator: "\n", omittingEmptySubsequences: false)
  try call.limits.checkText(lines.count, times: margin.utf8.count)
  let indented = lines.enumerated().map { index, line in
    (index == 0 ? first : blank || !line.isEmpty) ? margin + line : String(line)
  }
  return text.with(indented.joined(separator: "\n")).value
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }

private func wordCount(_ text: String) -> Int {
  text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.count
}

private func format(_ call: Call, _ text: Text, _ values: [Value], _ named: ValueMap) throws -> Value {
  try formatted(text, with: values.isEmpty && named.count > 0 ? [.map(named)] : values, limits: call.limits)
}

/// Lowercase letters and digits with hyphens between words, fit for an address; Latin letters lose their marks.
private func slug(_ text: String) -> String {
  let words = text.lowercased().unicodeScalars.split { scalar in
    !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
      && scalar.properties.generalCategory != .nonspacingMark && scalar != "'" && scalar != "’"
  }
  return words.map { $0.map(plainLetter).joined() }.filter { !$0.isEmpty }.joined(separator: "-")
}

/// A Latin letter without its marks, by its Unicode name; other letters as they are, marks and apostrophes as nothing.
private func plainLetter(_ scalar: Unicode.Scalar) -> String {
  if scalar.properties.generalCategory == .nonspacingMark || scalar == "'" || scalar == "’" { return "" }
  if scalar.isASCII { return String(scalar) }
  if scalar == "ß" { return "ss" }
  let words = scalar.properties.name?.split(separator: " ") ?? []
  guard words.first == "LATIN", let index = words.firstIndex(of: "LETTER"), index + 1 < words.count,
    words[index + 1].count <= 2
  else { return String(scalar) }
  return words[index + 1].lowercased()
}

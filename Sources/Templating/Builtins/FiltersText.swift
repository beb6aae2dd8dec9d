extension Filter {
  /// Filters on text.
  static let onText: [Filter] = [
    Filter("upper", on: .printable("value")) { $0.with($0.string.uppercased()).value }.keepingEscapes.keepingWords,
    Filter("lower", on: .printable("value")) { $0.with($0.string.lowered).value }.keepingEscapes.keepingWords,
    Filter("capitalize", on: .printable("value")) { $0.with($0.string.capitalized).value }.keepingEscapes.keepingWords,
    Filter("title", on: .printable("value")) { .text($0.string.withCapitals) }.keepingEscapes.keepingWords,
    Filter("trim", on: .printable("value"), .optional(.text("chars"))) { $0.with($0.string.trimmed($1)).value }
      .keepingEscapes.keepingWords,
    Filter(
      "replace", on: .printable("value"), .printable("old"), .printable("new"), .optional(.int("count")),
      calling: replace
    ).keepingEscapes,
    Filter(
      "truncate", on: .exactText("value"), .int("length", default: 255), .bool("killwords", default: false),
      .exactText("end", default: "..."), .optional(.int("leeway")), body: truncate
    ).keepingEscapes.keepingWords,
    Filter("center", on: .printable("value"), .int("width", default: 80)) { call, text, width in
      try centered(text, width, within: call.limits)
    }.keepingEscapes,
    Filter(
      "indent", on: .exactText("value"), .any("width", default: .int(4)), .bool("first", default: false),
      .bool("blank", default: false), calling: indent
    ).keepingEscapes,
    Filter("wordcount", on: .printable("value")) { .int(wordCount($0.string)) }.keepingEscapes,
    Filter(
      "wordwrap", on: .exactText("value"), .int("width", default: 79), .bool("break_long_words", default: true),
      .optional(.exactText("wrapstring")), .bool("break_on_hyphens", default: true), calling: wordwrap
    ).keepingEscapes,
    Filter("format", on: .printable("value"), .rest("values"), .named("named"), calling: format).keepingEscapes,
    Filter("string", on: .printable("value")) { $0.value }.keepingEscapes.keepingWords,
    Filter("pprint", on: .any("value")) { .text(try prettyPrinted($0)) }.keepingEscapes,
    Filter("slug", on: .text("value")) { .text(slug($0)) }.keepingEscapes,
  ]
}

/// If either part is HTML, what was no HTML yet is escaped first, unless only the new part is and the text is too.
private func replace(_ call: Call, _ text: Text, _ old: Text, _ new: Text, _ count: Int?) throws -> Value {
  let count = count ?? -1
  if !call.isEscaping {
    return try replaced(Text(text.string), old.string, Text(new.string), count, within: call.limits).value
  }
  let isMarkup = text.isMarkup || old.isMarkup || new.isMarkup
  let whole = isMarkup ? Text(text.html, isMarkup: true) : text
  return try replaced(whole, old.string, new, count, within: call.limits).value
}

/// The text with the first so many occurrences replaced, or all if the count is negative.
///
/// As in Python, nothing occurs between all characters; as in MarkupSafe, what is put into HTML is escaped and what is
/// looked for is not.
func replaced(
  _ text: Text, _ old: String, _ new: Text, _ count: Int, within limits: Limits
) throws(Fault) -> Text {
  let characters = Array(text.string.unicodeScalars)
  let most = count < 0 ? Int.max : count
  let places = PartSearch(old.unicodeScalars).all(in: characters).prefix(most)
  let piece = Array(text.fitting(new).unicodeScalars)
  try limits.checkText(places.count, times: piece.count)
  var out: [Unicode.Scalar] = []
  var end = 0
  for place in places {
    out += characters[end..<place.lowerBound] + piece
    end = place.upperBound
  }
  let whole = text.with(String(out + characters[end...]))
  try limits.checkText(bytes: whole.string.utf8.count)
  return whole
}

private func truncate(_ text: Text, _ length: Int, _ cutsWords: Bool, _ end: Text, _ leeway: Int?) throws -> Value {
  let leeway = leeway ?? 5
  if leeway < 0 || length < end.string.length { throw Fault.truncationLength(length, end: end.string, leeway) }
  if text.string.length - leeway <= length { return text.value }
  var start = text.string.start(length - end.string.length)
  if !cutsWords, let space = start.unicodeScalars.lastIndex(of: " ") { start = String(start[..<space]) }
  return (text.with(start) + end).value
}

/// The text among spaces, or among another character; the odd one stands where Python puts it.
func centered(_ text: Text, _ width: Int, with fill: String = " ", within limits: Limits) throws(Fault) -> Value {
  let length = text.string.length
  guard width > length else { return text.value }
  try limits.checkText(width, times: fill.utf8.count)
  let missing = width - length
  let left = missing / 2 + (missing & width & 1)
  return text.with(
    String(repeating: fill, count: left) + text.string + String(repeating: fill, count: missing - left)
  ).value
}

private func indent(_ call: Call, _ text: Text, _ width: Value, _ first: Bool, _ blank: Bool) throws -> Value {
  var margin = try margin(width, within: call.limits)
  if text.isMarkup { margin.isMarkup = true }
  let lines = (text.string + "\n").lines().map { text.with($0) }
  try call.limits.checkText(lines.count, times: margin.html.utf8.count + 1)
  let newline = text.with("\n")
  let indented = blank ? (newline + margin).joining(lines) : newline.joining(indented(lines, margin))
  return (first ? margin + indented : indented).value
}

private func margin(_ width: Value, within limits: Limits) throws(Fault) -> Text {
  if width.string != nil { return try Text(width) }
  guard case .int(let count)? = width.number else { throw .marginKind(width) }
  try limits.checkText(bytes: count)
  return Text(String(repeating: " ", count: max(count, 0)))
}

/// All lines but the first and the empty ones behind a margin.
private func indented(_ lines: [Text], _ margin: Text) -> [Text] {
  lines.enumerated().map { index, line in index == 0 || line.string.isEmpty ? line : margin + line }
}

private func wordCount(_ text: String) -> Int {
  text.unicodeScalars.split { !$0.isWordPart }.count
}

private func format(_ call: Call, _ text: Text, _ values: [Value], _ named: ValueMap) throws -> Value {
  if named.count == 0 { return try formatted(text, with: .tuple(values), limits: call.limits) }
  if !values.isEmpty { throw Fault.formatMixed }
  return try formatted(text, with: .map(named), limits: call.limits)
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

/// A text with its `%` places filled in, as Python's `%` operator does: a tuple has a value for each place, a map values
/// for `%(name)s`, and anything else is the one value.
func formatted(_ template: Text, with values: Value, limits: Limits) throws(Fault) -> Value {
  var formatter = Formatter(template: template, values: values, limits: limits)
  return template.with(try formatter.text()).value
}

private struct Formatter {
  private let template: Text
  private let values: [Value]
  /// The value itself if it has items; then there may be more of them than places.
  private let items: Value?
  private let limits: Limits
  private var rest: Substring.UnicodeScalarView
  private var next = 0

  /// What stands between `%` and its letter.
  private struct Place {
    var name: String?
    var flags: Set<Unicode.Scalar> = []
    var width = 0
    var layout = NumberLayout()
  }

  init(template: Text, values: Value, limits: Limits) {
    self.template = template
    self.limits = limits
    switch values {
    case .tuple(let tuple): (self.values, items) = (tuple.values, nil)
    case .map, .list: (self.values, items) = ([values], values)
    default: (self.values, items) = ([values], nil)
    }
    rest = template.string.unicodeScalars[...]
  }

  mutating func text() throws(Fault) -> String {
    var out = String.UnicodeScalarView()
    var size = 0
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        out.append(scalar)
        continue
      }
      let filled = try filledPlace()
      size += filled.utf8.count
      try limits.checkText(bytes: size)
      out.append(contentsOf: filled.unicodeScalars)
    }
    if next < values.count, items == nil { throw .formatCount(values.count) }
    return String(out)
  }

  private mutating func filledPlace() throws(Fault) -> String {
    var place = try readPlace()
    guard let letter = rest.popFirst() else { throw .formatPlace("%") }
    if letter == "%" { return "%" }
    try limits.checkText(bytes: max(place.width, place.layout.precision ?? 0))
    let value = try self.value(for: place)
    let isNumber = !"srac".unicodeScalars.contains(letter)
    if isNumber, place.flags.contains("0"), !place.flags.contains("-") { place.layout.zeroWidth = place.width }
    let text = try filled(letter, value, place).padded(to: place.width, place.flags.contains("-") ? "<" : ">")
    return letter == "s" ? value.wrapping(text) : text
  }

  private mutating func readPlace() throws(Fault) -> Place {
    var place = Place()
    if rest.first == "(" { place.name = try readName() }
    while let flag = rest.first, "-+ 0#".unicodeScalars.contains(flag) {
      place.flags.insert(flag)
      rest.removeFirst()
    }
    place.width = try readNumber() ?? 0
    if place.width < 0 {
      place.flags.insert("-")
      place.width = place.width == .min ? .max : -place.width
    }
    if rest.first == "." {
      rest.removeFirst()
      place.layout.precision = max(try readNumber() ?? 0, 0)
    }
    if let size = rest.first, "hlL".unicodeScalars.contains(size) { rest.removeFirst() }
    place.layout.sign = place.flags.contains("+") ? "+" : place.flags.contains(" ") ? " " : ""
    place.layout.isAlternate = place.flags.contains("#")
    return place
  }

  /// A name in parentheses, which may have others inside.
  private mutating func readName() throws(Fault) -> String {
    var name = String.UnicodeScalarView()
    var depth = 0
    while let scalar = rest.popFirst() {
      depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
      if depth == 0 { return String(name.dropFirst()) }
      name.append(scalar)
    }
    throw .formatPlace("%(")
  }

  /// Digits, or `*` for the next value.
  private mutating func readNumber() throws(Fault) -> Int? {
    if rest.first == "*" {
      rest.removeFirst()
      let value = try nextValue()
      if template.isMarkup { throw .formatInHTML("*") }
      return try digits(value)
    }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? nil : Int(String(digits)) ?? Int.max
  }

  private mutating func value(for place: Place) throws(Fault) -> Value {
    guard let name = place.name else { return try nextValue() }
    guard case .map(let map)? = items, let value = map[name] else { throw .formatName(name) }
    return value
  }

  private mutating func nextValue() throws(Fault) -> Value {
    guard next < values.count else { throw .formatCount(values.count) }
    defer { next += 1 }
    return values[next]
  }

  private func filled(_ letter: Unicode.Scalar, _ value: Value, _ place: Place) throws(Fault) -> String {
    switch letter {
    case "s": return cut(template.fitting(try Text(value)), place)
    case "r": return cut(template.fitting(Text(try value.represented())), place)
    case "a": return cut(template.fitting(Text(inASCII(try value.represented()))), place)
    case "c", "x", "X", "o":
      if template.isMarkup { throw .formatInHTML("%\(letter)") }
      return letter == "c" ? try character(value) : place.layout.text(try digits(value), letter, prefixes: bases)
    case "d", "i", "u": return place.layout.text(try whole(value), "d", prefixes: [:])
    case "e", "E", "f", "F", "g", "G": return place.layout.text(try fraction(value), letter)
    default: throw .formatPlace("%\(letter)")
    }
  }

  private func character(_ value: Value) throws(Fault) -> String {
    if case .int(let int)? = value.number, let scalar = UInt32(exactly: int).flatMap(Unicode.Scalar.init) {
      return String(scalar)
    }
    guard let string = value.string, string.length == 1 else { throw .formatNumber(value) }
    return string
  }

  private var bases: [Unicode.Scalar: String] { ["x": "0x", "X": "0X", "o": "0o"] }

  private func digits(_ value: Value) throws(Fault) -> Int {
    guard case .int(let int)? = value.number else { throw .formatNumber(value) }
    return int
  }

  /// A whole number; in HTML a text with one will do, as MarkupSafe has it.
  private func whole(_ value: Value) throws(Fault) -> Int {
    if case .int(let int)? = value.number { return int }
    if template.isMarkup, let text = value.string, let int = try text.wholeNumber(base: 10) { return int }
    guard let number = value.number, number.double.isFinite else { throw .formatNumber(value) }
    guard let int = Int(exactly: number.double.rounded(.towardZero)) else { throw .numberTooLarge("%") }
    return int
  }

  private func fraction(_ value: Value) throws(Fault) -> Double {
    if let number = value.number { return number.double }
    guard template.isMarkup, let number = value.string?.fractionalNumber else { throw .formatNumber(value) }
    return number
  }

  private func cut(_ text: String, _ place: Place) -> String {
    place.layout.precision.map { text.start($0) } ?? text
  }
}

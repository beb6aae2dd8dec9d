/// A text with its `%` places filled in, as Python's `%` operator does for `%s %r %d %i %f %x %X %o %c` and `%%`.
func formatted(_ template: Text, with values: [Value], limits: Limits) throws(Fault) -> Value {
  var formatter = Formatter(template: template, values: values, limits: limits)
  return template.with(try formatter.text()).value
}

private struct Formatter {
  let template: Text
  let values: [Value]
  let limits: Limits
  private var rest: Substring.UnicodeScalarView
  private var next = 0

  /// What stands between `%` and its letter.
  private struct Place {
    var name: String?
    var flags: Set<Unicode.Scalar> = []
    var width = 0
    var precision: Int?
  }

  init(template: Text, values: [Value], limits: Limits) {
    self.template = template
    self.values = values
    self.limits = limits
    rest = template.string.unicodeScalars[...]
  }

  mutating func text() throws(Fault) -> String {
    var out = ""
    while let scalar = rest.popFirst() {
      if scalar == "%" { out += try filledPlace() } else { out.unicodeScalars.append(scalar) }
      try limits.checkText(bytes: out.utf8.count)
    }
    let takesNames = values.count == 1 && values[0].kind == "a map"
    if next < values.count, !takesNames { throw .formatCount(values.count) }
    return out
  }

  private mutating func filledPlace() throws(Fault) -> String {
    let place = readPlace()
    guard let letter = rest.popFirst() else { throw .formatPlace("%") }
    if letter == "%" { return "%" }
    let value = try self.value(for: place)
    try limits.checkText(bytes: max(place.width, place.precision ?? 0))
    return padded(try filled(letter, value, place), place, isNumber: letter != "s" && letter != "r")
  }

  private mutating func readPlace() -> Place {
    var place = Place()
    if rest.first == "(", let end = rest.firstIndex(of: ")") {
      place.name = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...]
    }
    while let flag = rest.first, "-+ 0#".unicodeScalars.contains(flag) {
      place.flags.insert(flag)
      rest.removeFirst()
    }
    place.width = readNumber() ?? 0
    if rest.first == "." {
      rest.removeFirst()
      place.precision = readNumber() ?? 0
    }
    return place
  }

  private mutating func readNumber() -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? nil : Int(String(digits)) ?? Int.max
  }

  private mutating func value(for place: Place) throws(Fault) -> Value {
    if let name = place.name {
      guard case .map(let map)? = values.first, let value = map[name] else { throw .formatName(name) }
      return value
    }
    guard next < values.count else { throw .formatCount(values.count) }
    defer { next += 1 }
    return values[next]
  }

  private func filled(_ letter: Unicode.Scalar, _ value: Value, _ place: Place) throws(Fault) -> String {
    switch letter {
    case "s": return cut(template.fitting(try Text(value)), place)
    case "r": return cut(String(try Value.list([value]).printed().dropFirst().dropLast()), place)
    case "c": return try Text(value).string
    case "d", "i": return signed(String(try whole(value)), place)
    case "x", "X", "o":
      return signed(String(try whole(value), radix: letter == "o" ? 8 : 16, uppercase: letter == "X"), place)
    case "f", "F":
      guard let number = value.number else { throw .formatNumber(value) }
      return signed(fixed(number.double, places: place.precision ?? 6), place)
    default: throw .formatPlace("%\(letter)")
    }
  }

  private func whole(_ value: Value) throws(Fault) -> Int {
    guard let number = value.number, let int = Int(exactly: number.double.rounded(.towardZero)) else {
      throw .formatNumber(value)
    }
    if case .int(let int) = number { return int }
    return int
  }

  private func cut(_ text: String, _ place: Place) -> String {
    place.precision.map { String(text.prefix($0)) } ?? text
  }

  private func signed(_ digits: String, _ place: Place) -> String {
    if digits.hasPrefix("-") { return digits }
    return place.flags.contains("+") ? "+" + digits : place.flags.contains(" ") ? " " + digits : digits
  }

  private func padded(_ text: String, _ place: Place, isNumber: Bool) -> String {
    let missing = place.width - text.count
    guard missing > 0 else { return text }
    if place.flags.contains("-") { return text + String(repeating: " ", count: missing) }
    guard isNumber, place.flags.contains("0") else { return String(repeating: " ", count: missing) + text }
    let sign = text.prefix { "+- ".contains($0) }
    return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
  }
}

/// A number with so many digits behind the point, rounded to the nearest.
func fixed(_ number: Double, places: Int) -> String {
  let factor = raised(10, to: min(places, 20))
  let scaled = roundedExactly(number.magnitude, times: factor)
  guard scaled < 9e18, places <= 18 else { return number.description }
  let digits = String(Int(scaled))
  let sign = number < 0 ? "-" : ""
  guard places > 0 else { return sign + digits }
  let padded = String(repeating: "0", count: max(places + 1 - digits.count, 0)) + digits
  return sign + padded.dropLast(places) + "." + padded.suffix(places)
}

/// The product rounded to a whole number, by its exact value: 2.675 * 100 lies below 267.5, though it prints as that.
func roundedExactly(_ number: Double, times factor: Double) -> Double {
  let product = number * factor
  let floor = product.rounded(.down)
  let error = (-product).addingProduct(number, factor)
  guard product - floor == 0.5, error != 0 else { return product.rounded(.toNearestOrEven) }
  return error > 0 ? floor + 1 : floor
}

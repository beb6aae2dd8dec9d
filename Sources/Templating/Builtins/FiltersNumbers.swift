extension Filter {
  /// Filters on numbers.
  static let onNumbers: [Filter] = [
    Filter("abs", on: .number("value")) { try absolute($0) }.keepingEscapes,
    Filter("int", on: .any("value"), .any("default", default: .int(0)), .int("base", default: 10), body: int)
      .keepingEscapes,
    Filter("float", on: .any("value"), .any("default", default: .double(0)), body: float).keepingEscapes,
    Filter(
      "round", on: .number("value"), .int("precision", default: 0), .text("method", default: "common"),
      body: round
    ).keepingEscapes,
    Filter("filesizeformat", on: .any("value"), .bool("binary", default: false), body: filesizeformat).keepingEscapes,
    Filter("ordinal", on: .int("value")) { .text(ordinal($0)) }.keepingEscapes,
  ]
}

private func absolute(_ number: Number) throws(Fault) -> Value {
  switch number {
  case .int(let int): int < 0 ? try Value.int(int).negated() : .int(int)
  case .double(let double): .double(double.magnitude)
  }
}

private func int(_ value: Value, _ standard: Value, _ base: Int) throws -> Value {
  switch value.number {
  case .int(let int): return .int(int)
  case .double(let double): return double.isNaN ? standard : .int(try whole(double, "int"))
  case nil: break
  }
  guard let text = value.string else { return standard }
  if let number = try text.wholeNumber(base: base) { return .int(number) }
  guard let fraction = text.fractionalNumber, fraction.isFinite else { return standard }
  return .int(try whole(fraction, "int"))
}

private func whole(_ number: Double, _ sign: String) throws(Fault) -> Int {
  guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw .numberTooLarge(sign) }
  return whole
}

private func float(_ value: Value, _ standard: Value) -> Value {
  if let number = value.number { return .double(number.double) }
  return value.string?.fractionalNumber.map { .double($0) } ?? standard
}

private func round(_ number: Number, _ precision: Int, _ method: String) throws -> Value {
  switch method {
  case "common":
    if case .int(let int) = number { return .int(try rounded(int, precision)) }
    return .double(rounded(number.double, precision))
  case "ceil": return .double(try scaled(number, precision, .up))
  case "floor": return .double(try scaled(number, precision, .down))
  default: throw Fault.roundingMethod(method)
  }
}

/// Rounded by the exact digits of the number, so that 2.675 becomes 2.67, which it is nearer to.
private func rounded(_ number: Double, _ places: Int) -> Double {
  guard number.isFinite, places < 324 else { return number }
  let size = Double(Decimal(number).rounded(places: max(places, -400)).scientific) ?? 0
  return Double(signOf: number, magnitudeOf: size)
}

/// A whole number rounded to tens, hundreds and so on; a half goes to the even neighbour.
private func rounded(_ number: Int, _ places: Int) throws(Fault) -> Int {
  guard places < 0 else { return number }
  guard places > -19 else { return 0 }
  let unit = (0..<(-places)).reduce(1) { product, _ in product * 10 }
  let (quotient, rest) = number.quotientAndRemainder(dividingBy: unit)
  let isUp = rest.magnitude > unit.magnitude / 2 || (rest.magnitude == unit.magnitude / 2 && quotient % 2 != 0)
  let units = quotient + (isUp ? number.signum() : 0)
  let (result, overflow) = units.multipliedReportingOverflow(by: unit)
  if overflow { throw .numberTooLarge("round") }
  return result
}

private func scaled(_ number: Number, _ precision: Int, _ rule: FloatingPointRoundingRule) throws(Fault) -> Double {
  let power = try Value.raise(10.0, .int(precision)).number?.double ?? 1
  let scaled = (number.double * power).rounded(rule)
  if !scaled.isFinite { throw .numberTooLarge("round") }
  if power == 0 { throw .divisionByZero("round") }
  // A whole number has no zero below zero.
  return scaled == 0 ? 0 : scaled / power
}

private func filesizeformat(_ value: Value, _ isBinary: Bool) throws -> Value {
  guard let bytes = value.number?.double ?? value.string?.fractionalNumber else { throw Fault.sizeKind(value) }
  let base: Double = isBinary ? 1024 : 1000
  if bytes == 1 { return "1 Byte" }
  if bytes < base { return .text("\(try whole(bytes, "filesizeformat")) Bytes") }
  let prefixes =
    isBinary ? ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"] : ["k", "M", "G", "T", "P", "E", "Z", "Y"]
  var unit = base * base
  for prefix in prefixes.dropLast() {
    if bytes < unit { return .text("\(oneDecimal(base * bytes / unit)) \(prefix)B") }
    unit *= base
  }
  return .text("\(oneDecimal(base * bytes / unit)) \(prefixes[prefixes.count - 1])B")
}

private func oneDecimal(_ number: Double) -> String {
  number.isFinite ? Decimal(number).fixed(places: 1) : number.description
}

/// The English ordinal: 1st, 2nd, 3rd, 4th, 11th, 21st.
private func ordinal(_ number: Int) -> String {
  let (tens, ones) = (abs(number % 100), abs(number % 10))
  let ending =
    switch ones {
    case 1 where tens != 11: "st"
    case 2 where tens != 12: "nd"
    case 3 where tens != 13: "rd"
    default: "th"
    }
  return "\(number)\(ending)"
}

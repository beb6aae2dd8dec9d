extension Filter {
  /// Filters on numbers.
  static let onNumbers: [Filter] = [
    Filter("abs", on: .number("value")) { try absolute($0) },
    Filter("int", on: .any("value"), .int("default", default: 0), .int("base", default: 10), body: int),
    Filter("float", on: .any("value"), .any("default", default: .double(0)), body: float),
    Filter(
      "round", on: .number("value"), .int("precision", default: 0), .text("method", default: "common"),
      body: round),
    Filter("filesizeformat", on: .number("value"), .bool("binary", default: false), body: filesizeformat),
    Filter("ordinal", on: .int("value")) { .text(ordinal($0)) },
  ]
}

private func absolute(_ number: Number) throws(Fault) -> Value {
  switch number {
  case .int(let int): int < 0 ? try Value.int(int).negated() : .int(int)
  case .double(let double): .double(double.magnitude)
  }
}

private func int(_ value: Value, _ standard: Int, _ base: Int) -> Value {
  switch value.number {
  case .int(let int): return .int(int)
  case .double(let double): return .int(whole(double) ?? standard)
  case nil: return .int(value.string.flatMap { whole(trimmed($0, nil), base: base) } ?? standard)
  }
}

/// The whole number that a text says, as digits of a base or with a fraction, which is cut off.
private func whole(_ text: String, base: Int) -> Int? {
  guard (2...36).contains(base) else { return nil }
  let digits = text.split(separator: "_").joined()
  let prefixes = [16: "0x", 8: "0o", 2: "0b"]
  let plain = prefixes[base].map { digits.lowercased().hasPrefix($0) } ?? false ? String(digits.dropFirst(2)) : digits
  return Int(plain, radix: base) ?? Double(digits).flatMap(whole)
}

private func whole(_ number: Double) -> Int? { Int(exactly: number.rounded(.towardZero)) }

private func float(_ value: Value, _ standard: Value) -> Value {
  if let number = value.number { return .double(number.double) }
  return value.string.flatMap { Double(trimmed($0, nil)) }.map { .double($0) } ?? standard
}

private func round(_ number: Number, _ precision: Int, _ method: String) throws -> Value {
  let value = number.double
  let factor = raised(10, to: min(max(precision, -300), 300))
  switch method {
  case "common":
    let rounded = precision > 15 ? value : nearest(value, factor)
    if case .int = number, let int = whole(rounded) { return .int(int) }
    return .double(rounded)
  case "ceil": return .double((value * factor).rounded(.up) / factor)
  case "floor": return .double((value * factor).rounded(.down) / factor)
  default: throw Fault.roundingMethod(method)
  }
}

private func nearest(_ value: Double, _ factor: Double) -> Double {
  let magnitude = roundedExactly(value.magnitude, times: factor) / factor
  return value < 0 ? -magnitude : magnitude
}

private func filesizeformat(_ number: Number, _ isBinary: Bool) -> Value {
  let bytes = number.double
  let base: Double = isBinary ? 1024 : 1000
  if bytes == 1 { return "1 Byte" }
  if bytes < base { return .text("\(whole(bytes) ?? 0) Bytes") }
  let prefixes =
    isBinary ? ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"] : ["k", "M", "G", "T", "P", "E", "Z", "Y"]
  var size = bytes / base
  var prefix = 0
  while size >= base, prefix < prefixes.count - 1 {
    size /= base
    prefix += 1
  }
  return .text("\(fixed(size, places: 1)) \(prefixes[prefix])B")
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

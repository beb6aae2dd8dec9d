#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two kinds of number, told apart as Python does.
enum Number {
  case int(Int)
  case double(Double)

  var double: Double {
    switch self {
    case .int(let int): Double(int)
    case .double(let double): double
    }
  }

  var value: Value {
    switch self {
    case .int(let int): .int(int)
    case .double(let double): .double(double)
    }
  }
}

extension Value {
  /// The value as a number; `true` counts 1 and `false` 0.
  var number: Number? {
    switch self {
    case .int(let int): .int(int)
    case .double(let double): .double(double)
    case .bool(let bool): .int(bool ? 1 : 0)
    default: nil
    }
  }

  /// `left + right` for numbers, texts, lists and tuples.
  static func add(_ left: Value, _ right: Value, within limits: Limits) throws(Fault) -> Value {
    if let pair = numbers(left, right) { return try compute("+", pair, { $0.addingReportingOverflow($1) }, +) }
    switch (left, right) {
    case (.list(let first), .list(let second)):
      try limits.checkList(count: first.count + second.count)
      return .list(first.array + second.array)
    case (.tuple(let first), .tuple(let second)):
      try limits.checkList(count: first.values.count + second.values.count)
      return .tuple(first.values + second.values)
    default:
      guard left.string != nil, right.string != nil else { throw .operands("+", left, right) }
      return try join([left, right], within: limits)
    }
  }

  /// `left - right`.
  static func subtract(_ left: Value, _ right: Value) throws(Fault) -> Value {
    guard let pair = numbers(left, right) else { throw .operands("-", left, right) }
    return try compute("-", pair, { $0.subtractingReportingOverflow($1) }, -)
  }

  /// `left * right` for numbers, and a text or list so many times.
  static func multiply(_ left: Value, _ right: Value, within limits: Limits) throws(Fault) -> Value {
    if let pair = numbers(left, right) {
      return try compute("*", pair, { $0.multipliedReportingOverflow(by: $1) }, *)
    }
    if case .int(let count)? = left.number, let repeated = try right.repeated(count, within: limits) { return repeated }
    if case .int(let count)? = right.number, let repeated = try left.repeated(count, within: limits) { return repeated }
    throw .operands("*", left, right)
  }

  /// `left / right`, always with a fraction.
  static func divide(_ left: Value, _ right: Value) throws(Fault) -> Value {
    let (dividend, divisor) = try divisible("/", left, right)
    return .double(dividend.double / divisor.double)
  }

  /// `left // right`: the quotient rounded down.
  static func divideRoundingDown(_ left: Value, _ right: Value) throws(Fault) -> Value {
    let pair = try divisible("//", left, right)
    return try compute("//", pair, { floorDivision($0, $1) }, { floorDivision($0, $1).quotient })
  }

  /// `left % right`: what remains, with the sign of the divisor.
  static func remainder(_ left: Value, _ right: Value) throws(Fault) -> Value {
    let pair = try divisible("%", left, right)
    return try compute("%", pair, { floorRemainder($0, $1) }, { floorDivision($0, $1).remainder })
  }

  /// `left ** right`; a whole number to a negative power has a fraction.
  static func raise(_ left: Value, _ right: Value) throws(Fault) -> Value {
    guard let (base, power) = numbers(left, right) else { throw .operands("**", left, right) }
    if case (.int(let int), .int(let exponent)) = (base, power), exponent >= 0 {
      guard let result = raised(int, to: exponent) else { throw .numberTooLarge("**") }
      return .int(result)
    }
    let (first, second) = (base.double, power.double)
    if first == 0, second < 0 { throw .divisionByZero("**") }
    if first < 0, first.isFinite, second.isFinite, second.rounded() != second { throw .powerOfNegative }
    let result = pow(first, second)
    if result.isInfinite, first.isFinite, second.isFinite { throw .numberTooLarge("**") }
    return .double(result)
  }

  /// `-self`.
  func negated() throws(Fault) -> Value {
    switch number {
    case .int(let int): try .subtract(0, .int(int))
    case .double(let double): .double(-double)
    case nil: throw .operand("-", self)
    }
  }

  /// `+self`.
  func affirmed() throws(Fault) -> Value {
    guard let number else { throw .operand("+", self) }
    return number.value
  }

  /// `a ~ b ~ c`: all as text; if one is HTML the others are escaped, where anything is.
  static func join(
    _ values: some Sequence<Value>, isEscaping: Bool = true, within limits: Limits
  ) throws(Fault) -> Value {
    var joined = Text("")
    for value in values {
      let text = try Text(printing: value)
      try limits.checkText(bytes: joined.string.utf8.count + text.string.utf8.count)
      if isEscaping, joined.isMarkup || text.isMarkup { joined = joined + text } else { joined.string += text.string }
    }
    return joined.value
  }

  /// Nothing is repeated as often as asked for, which may be more often than there is time for: nothing once is as good.
  private func repeated(_ count: Int, within limits: Limits) throws(Fault) -> Value? {
    switch self {
    case .list(let list) where list.isEmpty: return self
    case .list(let list):
      try limits.checkList(count, times: list.count)
      return .list(Array(repeatElement(list.array, count: max(count, 0)).joined()))
    case .tuple(let tuple) where tuple.values.isEmpty: return self
    case .tuple(let tuple):
      try limits.checkList(count, times: tuple.values.count)
      return .tuple(Array(repeatElement(tuple.values, count: max(count, 0)).joined()))
    case .text(""), .markup(""), .wrapped("", _, _): return self
    case .text(let string), .markup(let string), .wrapped(let string, _, _):
      try limits.checkText(count, times: string.utf8.count)
      return with(String(repeating: string, count: max(count, 0)))
    default: return nil
    }
  }
}

private func numbers(_ left: Value, _ right: Value) -> (Number, Number)? {
  guard let left = left.number, let right = right.number else { return nil }
  return (left, right)
}

/// Both as numbers, the second of which isn't zero.
private func divisible(_ sign: String, _ left: Value, _ right: Value) throws(Fault) -> (Number, Number) {
  guard let pair = numbers(left, right) else { throw .operands(sign, left, right) }
  guard pair.1.double != 0 else { throw .divisionByZero(sign) }
  return pair
}

private func compute(
  _ sign: String, _ pair: (Number, Number),
  _ whole: (Int, Int) -> (partialValue: Int, overflow: Bool), _ fractional: (Double, Double) -> Double
) throws(Fault) -> Value {
  guard case (.int(let left), .int(let right)) = pair else {
    return .double(fractional(pair.0.double, pair.1.double))
  }
  let (result, overflow) = whole(left, right)
  if overflow { throw .numberTooLarge(sign) }
  return .int(result)
}

private func floorDivision(_ left: Int, _ right: Int) -> (partialValue: Int, overflow: Bool) {
  let (quotient, overflow) = left.dividedReportingOverflow(by: right)
  if overflow { return (quotient, true) }
  return (left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient, false)
}

private func floorRemainder(_ left: Int, _ right: Int) -> (partialValue: Int, overflow: Bool) {
  let (remainder, _) = left.remainderReportingOverflow(dividingBy: right)
  return (remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder, false)
}

/// The quotient rounded down and what remains, by the same steps as Python's `float` takes.
private func floorDivision(_ left: Double, _ right: Double) -> (quotient: Double, remainder: Double) {
  var remainder = left.truncatingRemainder(dividingBy: right)
  var quotient = (left - remainder) / right
  if remainder == 0 {
    remainder = Double(signOf: right, magnitudeOf: 0)
  } else if (remainder < 0) != (right < 0) {
    remainder += right
    quotient -= 1
  }
  if quotient == 0 { return (Double(signOf: left / right, magnitudeOf: 0), remainder) }
  let floor = quotient.rounded(.down)
  return (quotient - floor > 0.5 ? floor + 1 : floor, remainder)
}

/// The power of a whole number; nil if it doesn't fit.
private func raised(_ base: Int, to exponent: Int) -> Int? {
  var (result, factor, rest) = (1, base, exponent)
  while true {
    if rest & 1 == 1 {
      guard let product = product(result, factor) else { return nil }
      result = product
    }
    rest >>= 1
    if rest == 0 { return result }
    guard let square = product(factor, factor) else { return nil }
    factor = square
  }
}

private func product(_ left: Int, _ right: Int) -> Int? {
  let (product, overflow) = left.multipliedReportingOverflow(by: right)
  return overflow ? nil : product
}

/// The exact decimal digits of a fraction, so that rounding it means what it says: 2.675 lies a little below itself.
struct Decimal {
  /// From 0 to 9, the most significant first.
  private(set) var digits: [UInt8]
  /// How many of the digits stand before the point; below zero there are zeros behind it.
  private(set) var point: Int

  /// The digits of the size of a finite number.
  init(_ double: Double) {
    guard double != 0 else {
      (digits, point) = ([], 0)
      return
    }
    // The number is a whole one times a power of two; a half is five tenths.
    var whole = UInt64(double.magnitude.significand * 0x1p52)
    var exponent = Int(double.exponent) - 52
    let zeros = min(whole.trailingZeroBitCount, max(-exponent, 0))
    whole >>= UInt64(zeros)
    exponent += zeros
    var limbs = Limbs(whole)
    limbs.multiply(by: exponent < 0 ? 5 : 2, times: abs(exponent))
    digits = limbs.digits
    point = digits.count + min(exponent, 0)
  }

  /// Rounded to so many digits; a half goes to the even neighbour.
  func rounded(to count: Int) -> Decimal {
    guard count < digits.count else { return self }
    var rounded = self
    rounded.digits = Array(digits.prefix(max(count, 0)))
    guard count >= 0, isAboveHalf(from: count) else { return rounded }
    for index in rounded.digits.indices.reversed() {
      rounded.digits[index] = (rounded.digits[index] + 1) % 10
      if rounded.digits[index] != 0 { return rounded }
    }
    rounded.digits.insert(1, at: 0)
    rounded.point += 1
    return rounded
  }

  /// Rounded to so many digits behind the point, or before it if there are less than none.
  func rounded(places: Int) -> Decimal { rounded(to: point + places) }

  /// All digits there are, with a power of ten.
  var scientific: String { scientific(places: max(digits.count - 1, 0)) }

  /// Whether what stands from a digit on is more than half a unit of the digit before it, or half and that is odd.
  private func isAboveHalf(from index: Int) -> Bool {
    if digits[index] != 5 { return digits[index] > 5 }
    let last = index > 0 ? digits[index - 1] : 0
    return last % 2 == 1 || digits[(index + 1)...].contains { $0 != 0 }
  }

  /// With so many digits behind the point: `3.14`.
  func fixed(places: Int) -> String {
    let rounded = rounded(places: places)
    let whole = rounded.text(from: min(rounded.point, 0), to: rounded.point)
    let start = whole.isEmpty ? "0" : whole
    return places > 0 ? start + "." + rounded.text(from: rounded.point, to: rounded.point + places) : start
  }

  /// With one digit before the point and so many behind it: `3.14e+00`.
  func scientific(places: Int) -> String {
    let rounded = rounded(to: places + 1)
    let exponent = rounded.digits.isEmpty ? 0 : rounded.point - 1
    let fraction = places > 0 ? "." + rounded.text(from: 1, to: places + 1) : ""
    let size = String(abs(exponent))
    return rounded.text(from: 0, to: 1) + fraction + "e" + (exponent < 0 ? "-" : "+") + (size.count < 2 ? "0" : "")
      + size
  }

  /// With so many digits that count, in the shorter of the two forms; zeros at the end are left out unless kept.
  func general(digits count: Int, keepingZeros: Bool = false) -> String {
    let count = max(count, 1)
    let rounded = rounded(to: count)
    let exponent = rounded.digits.isEmpty ? 0 : rounded.point - 1
    let isFixed = (-4..<count).contains(exponent)
    let text = isFixed ? rounded.fixed(places: count - 1 - exponent) : rounded.scientific(places: count - 1)
    return keepingZeros ? text : text.withoutTrailingZeros
  }

  /// The digits between two positions, with zeros where there are none.
  private func text(from start: Int, to end: Int) -> String {
    String((start..<max(start, end)).map { Unicode.Scalar(0x30 + (digits.indices.contains($0) ? digits[$0] : 0)) })
  }
}

extension String {
  /// A number without the zeros at the end of its fraction, and without the point if nothing is left behind it.
  fileprivate var withoutTrailingZeros: String {
    guard contains(".") else { return self }
    let mantissa = prefix { $0 != "e" }
    var kept = mantissa
    while kept.last == "0" { kept.removeLast() }
    if kept.last == "." { kept.removeLast() }
    return String(kept) + dropFirst(mantissa.count)
  }
}

/// A whole number of any size, nine digits a piece, the least significant first.
private struct Limbs {
  private var limbs: [UInt64]
  private static let base: UInt64 = 1_000_000_000

  init(_ number: UInt64) {
    limbs = [number % Self.base, number / Self.base % Self.base, number / Self.base / Self.base]
  }

  /// Multiplies by a power of 2 or 5.
  mutating func multiply(by factor: UInt64, times count: Int) {
    let step = 12
    let large = (0..<step).reduce(1) { product, _ in product * factor }
    for _ in 0..<count / step { multiply(by: large) }
    for _ in 0..<count % step { multiply(by: factor) }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % Self.base
      carry = product / Self.base
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// The digits without zeros in front.
  var digits: [UInt8] {
    var digits: [UInt8] = []
    for limb in limbs.reversed() {
      let text = String(limb)
      digits += repeatElement(0, count: 9 - text.utf8.count) + text.utf8.map { $0 - 0x30 }
    }
    return Array(digits.drop { $0 == 0 })
  }
}

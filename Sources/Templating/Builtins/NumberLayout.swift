/// How a number is written, as both of Python's ways to format say it.
struct NumberLayout {
  /// What stands before a number that is not negative: nothing, `+` or a space.
  var sign = ""
  /// Whether digits of a base are marked as such, and zeros at the end kept.
  var isAlternate = false
  /// The sign between each three digits, or four of a base that is no ten.
  var grouping: Character?
  /// At least so many characters, filled up with zeros behind the sign.
  var zeroWidth = 0
  var precision: Int?

  /// A whole number in a base: `d`, `x`, `X`, `o` or `b`.
  func text(_ number: Int, _ letter: Unicode.Scalar, prefixes: [Unicode.Scalar: String]) -> String {
    let radix = letter == "o" ? 8 : letter == "b" ? 2 : letter == "d" ? 10 : 16
    let digits = String(number.magnitude, radix: radix, uppercase: letter == "X")
    let zeros = String(repeating: "0", count: max((precision ?? 0) - digits.count, 0))
    let prefix = isAlternate ? prefixes[letter] ?? "" : ""
    let sign = (number < 0 ? "-" : sign) + prefix
    return sign + grouped(zeros + digits, each: radix == 10 ? 3 : 4, width: zeroWidth - sign.count)
  }

  /// A number with a fraction: `f`, `e`, `g`, their capitals, or `%`.
  func text(_ number: Double, _ letter: Unicode.Scalar) -> String {
    let isLarge = letter.properties.isUppercase
    let sign = number.sign == .minus && !number.isNaN ? "-" : self.sign
    guard number.isFinite else {
      let word = (number.isNaN ? "nan" : "inf") + (letter == "%" ? "%" : "")
      return put(together: sign, isLarge ? word.uppercased() : word)
    }
    let digits = digits(number, letter)
    return put(together: sign, isLarge ? digits.uppercased() : digits)
  }

  /// A number with a fraction as it is printed, or in digits that are given.
  func text(printed number: Double, as digits: String? = nil) -> String {
    put(together: number.sign == .minus && !number.isNaN ? "-" : sign, digits ?? number.magnitude.printed)
  }

  private func digits(_ number: Double, _ letter: Unicode.Scalar) -> String {
    let precision = precision ?? 6
    switch letter {
    case "e", "E": return Decimal(number).scientific(places: precision)
    case "g", "G": return Decimal(number).general(digits: precision, keepingZeros: isAlternate)
    case "%": return Decimal(number * 100).fixed(places: precision) + "%"
    default: return Decimal(number).fixed(places: precision)
    }
  }

  /// The sign and the digits, of which those before the point are in groups.
  private func put(together sign: String, _ digits: String) -> String {
    let whole = digits.prefix { $0.isNumber }
    let rest = digits.dropFirst(whole.count)
    return sign + grouped(String(whole), each: 3, width: zeroWidth - sign.count - rest.count) + rest
  }

  /// Digits with zeros before them up to a width, in groups of so many.
  private func grouped(_ digits: String, each size: Int, width: Int) -> String {
    var count = max(digits.count, width)
    guard let grouping else { return String(repeating: "0", count: count - digits.count) + digits }
    // The signs between the groups are part of the width, but none stands first.
    while count > digits.count, count - 1 + (count - 2) / size >= width { count -= 1 }
    var out = ""
    for (index, digit) in (String(repeating: "0", count: count - digits.count) + digits).enumerated() {
      if index > 0, (count - index).isMultiple(of: size) { out.append(grouping) }
      out.append(digit)
    }
    return out
  }
}

extension String {
  /// The text with so much space that it has a width, at its left or right end or at both.
  func padded(to width: Int, _ alignment: Character, with fill: String = " ") -> String {
    let missing = width > length ? width - length : 0
    let left = alignment == "<" ? 0 : alignment == "^" ? missing / 2 : missing
    return String(repeating: fill, count: left) + self + String(repeating: fill, count: missing - left)
  }
}

/// Numbers in texts, by the rules of Python's `int` and `float`.
extension String {
  /// The whole number that the text says in digits of a base; nil if it says none.
  ///
  /// Base 0 takes the base from a prefix such as `0x`, which the bases 2, 8 and 16 allow too.
  func wholeNumber(base: Int) throws(Fault) -> Int? {
    guard base == 0 || (2...36).contains(base), let text = plainNumber else { return nil }
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.prefix(1)) : ""
    let digits = text.dropFirst(sign.count)
    let prefixes = ["0x": 16, "0o": 8, "0b": 2]
    if let radix = prefixes[String(digits.prefix(2))], base == 0 || base == radix {
      return try whole(sign, digits.dropFirst(2), radix)
    }
    if base == 0, digits.hasPrefix("0"), digits.contains(where: { $0 != "0" }) { return nil }
    return try whole(sign, digits, base == 0 ? 10 : base)
  }

  private func whole(_ sign: String, _ digits: Substring, _ radix: Int) throws(Fault) -> Int? {
    let isNumber = digits.allSatisfy { digit in digit.valueInAnyBase.map { $0 < radix } ?? false }
    guard isNumber, !digits.isEmpty else { return nil }
    guard let number = Int(sign + digits, radix: radix) else { throw .numberTooLarge("int") }
    return number
  }

  /// The number with a fraction that the text says; nil if it says none.
  var fractionalNumber: Double? {
    guard let text = plainNumber else { return nil }
    let size = text.drop { $0 == "-" || $0 == "+" }
    let isWord = ["inf", "infinity", "nan"].contains(size)
    guard isWord || size.allSatisfy({ "0123456789.e+-".contains($0) }) else { return nil }
    return Double(text)
  }

  /// Small letters, digits of ASCII, no white space around it and no `_` between digits; nil if a `_` stands elsewhere.
  private var plainNumber: String? {
    let characters = trimmed().unicodeScalars.map { $0.decimalDigit.map { Unicode.Scalar(0x30 + UInt8($0)) } ?? $0 }
    for (index, character) in characters.enumerated() where character == "_" {
      let neighbours = [index - 1, index + 1].map { characters.indices.contains($0) ? characters[$0] : "_" }
      guard neighbours.allSatisfy({ $0.properties.isASCIIHexDigit || $0.isLetter }) else { return nil }
    }
    return String(characters.filter { $0 != "_" }).lowercased()
  }
}

extension Character {
  /// What a digit of a base up to 36 counts: letters go on after 9.
  fileprivate var valueInAnyBase: Int? { isASCII ? Int(String(self), radix: 36) : nil }
}

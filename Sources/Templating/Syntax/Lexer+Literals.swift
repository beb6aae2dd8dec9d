import Diagnostics

/// Numbers as Python writes them.
extension Lexer {
  mutating func lexNumber() {
    let start = position
    if let radix = radix(at: start) {
      position += 2
      skipDigits { Character(Unicode.Scalar($0)).hexDigitValue.map { $0 < radix } ?? false }
      return addInt(file.text(in: start + 2..<position), radix: radix, from: start)
    }
    skipDigits(isDigit)
    let isPosition = tokens.last?.kind == .sign(.dot)
    if !isPosition, skipFraction() {
      add(.double(Double(digits(file.text(in: start..<position))) ?? 0), from: start)
    } else {
      addInt(file.text(in: start..<position), radix: 10, from: start)
    }
  }

  private func radix(at index: Int) -> Int? {
    guard byte(at: index) == UInt8(ascii: "0") else { return nil }
    return switch byte(at: index + 1) | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private mutating func skipDigits(_ isDigit: (UInt8) -> Bool) {
    while isDigit(byte(at: position)) || byte(at: position) == UInt8(ascii: "_") { position += 1 }
  }

  /// Steps over `.5`, `e10` or both, and says whether there was either.
  private mutating func skipFraction() -> Bool {
    let start = position
    if byte(at: position) == UInt8(ascii: "."), isDigit(byte(at: position + 1)) {
      position += 1
      skipDigits(isDigit)
    }
    if byte(at: position) | 0x20 == UInt8(ascii: "e") {
      let hasSign = [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(byte(at: position + 1))
      let exponent = position + (hasSign ? 2 : 1)
      if isDigit(byte(at: exponent)) {
        position = exponent
        skipDigits(isDigit)
      }
    }
    return position > start
  }

  private mutating func addInt(_ text: String, radix: Int, from start: Int) {
    let digits = digits(text)
    if radix == 10 && digits.hasPrefix("0") && digits.contains(where: { $0 != "0" }) {
      addInvalid(.leadingZero, from: start)
    } else if digits.isEmpty || text.hasSuffix("_") || text.contains("__") {
      addInvalid(.unreadableNumber, from: start)
    } else if let int = Int(digits, radix: radix) {
      add(.int(int), from: start)
    } else {
      addInvalid(.literalTooLarge(file.text(in: start..<position)), from: start)
    }
  }

  private mutating func addInvalid(_ fault: Fault, from start: Int) {
    report(fault, at: start..<position)
    add(.invalid, from: start)
  }

  private func digits(_ text: String) -> String { String(text.filter { $0 != "_" }) }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

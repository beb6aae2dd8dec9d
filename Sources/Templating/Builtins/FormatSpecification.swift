/// What follows the colon of a `{}` place: `[[fill]align][sign][#][0][width][grouping][.precision][type]`.
struct FormatSpecification {
  private var fill = " "
  private var alignment: Character?
  private(set) var width = 0
  private(set) var layout = NumberLayout()
  private var letter: Unicode.Scalar?
  private var hasSign = false

  /// Reads a specification; nil if it is none.
  init?(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    takeAlignment(&rest)
    if let sign = rest.first, "+- ".unicodeScalars.contains(sign) {
      hasSign = true
      layout.sign = sign == "-" ? "" : String(rest.removeFirst())
      if sign == "-" { rest.removeFirst() }
    }
    layout.isAlternate = Self.take("#", &rest)
    if Self.take("0", &rest), alignment == nil { fill = "0" }
    width = Self.takeNumber(&rest) ?? 0
    if let sign = rest.first, sign == "," || sign == "_" {
      layout.grouping = Character(sign)
      rest.removeFirst()
    }
    if Self.take(".", &rest) {
      guard let precision = Self.takeNumber(&rest) else { return nil }
      layout.precision = precision
    }
    letter = rest.popFirst()
    if !rest.isEmpty { return nil }
  }

  private mutating func takeAlignment(_ rest: inout ArraySlice<Unicode.Scalar>) {
    let signs = "<>=^".unicodeScalars
    if let second = rest.dropFirst().first, signs.contains(second) {
      fill = String(rest.removeFirst())
    } else if !(rest.first.map(signs.contains) ?? false) {
      return
    }
    alignment = rest.popFirst().map { Character($0) }
  }

  private static func take(_ sign: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
    guard rest.first == sign else { return false }
    rest.removeFirst()
    return true
  }

  private static func takeNumber(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest[digits.endIndex...]
    return digits.isEmpty ? nil : Int(String(digits)) ?? Int.max
  }

  /// The value laid out; nil if values of its kind can't be laid out so.
  func text(_ value: Value) -> String? {
    switch value {
    case .text(let string), .wrapped(let string, _, _): text(string)
    case .int(let int): text(int)
    case .bool(let bool): text(bool ? 1 : 0)
    case .double(let double): text(double)
    default: nil
    }
  }

  private func text(_ string: String) -> String? {
    guard letter ?? "s" == "s", !hasSign, !layout.isAlternate, layout.grouping == nil, alignment != "=" else {
      return nil
    }
    let cut = layout.precision.map { string.start($0) } ?? string
    return padded(cut, standard: "<")
  }

  private func text(_ int: Int) -> String? {
    switch letter ?? "d" {
    case "d" where layout.precision == nil, "n" where layout.precision == nil && layout.grouping == nil:
      return padded(withZeros.text(int, "d", prefixes: [:]), standard: ">")
    case "b", "o", "x", "X":
      guard layout.precision == nil, layout.grouping != "," else { return nil }
      let prefixes: [Unicode.Scalar: String] = ["b": "0b", "o": "0o", "x": "0x", "X": "0X"]
      return padded(withZeros.text(int, letter ?? "x", prefixes: prefixes), standard: ">")
    case "c":
      guard layout.precision == nil, layout.grouping == nil, !hasSign, !layout.isAlternate else { return nil }
      return UInt32(exactly: int).flatMap(Unicode.Scalar.init).map { padded(String($0), standard: "<") }
    case "e", "E", "f", "F", "g", "G", "%": return text(Double(int))
    default: return nil
    }
  }

  private func text(_ double: Double) -> String? {
    switch letter {
    case nil: return padded(plain(double), standard: ">")
    case "n" where layout.grouping == nil: return padded(withZeros.text(double, "g"), standard: ">")
    case "e", "E", "f", "F", "g", "G", "%": return padded(withZeros.text(double, letter ?? "f"), standard: ">")
    default: return nil
    }
  }

  /// A fraction without a letter: as it is printed, or with so many digits but at least one behind the point.
  private func plain(_ double: Double) -> String {
    guard let precision = layout.precision, double.isFinite else { return withZeros.text(printed: double) }
    let digits = Decimal(double).general(digits: precision)
    let hasPoint = digits.contains { $0 == "." || $0 == "e" }
    return withZeros.text(printed: Double(signOf: double, magnitudeOf: 1), as: hasPoint ? digits : digits + ".0")
  }

  /// The layout with the zeros that fill up a number behind its sign.
  private var withZeros: NumberLayout {
    var layout = layout
    if fill == "0", alignment == nil || alignment == "=" { layout.zeroWidth = width }
    return layout
  }

  private func padded(_ text: String, standard: Character) -> String {
    guard alignment == "=" else { return text.padded(to: width, alignment ?? standard, with: fill) }
    let sign = text.prefix { "+- ".contains($0) }
    return sign + String(text.dropFirst(sign.count)).padded(to: width - sign.count, ">", with: fill)
  }
}

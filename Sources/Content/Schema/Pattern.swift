/// What a text must look like: a regular expression that the whole of it fits.
///
/// The language is what Swift, JSON Schema (ECMA 262) and others mean by the same signs: letters, `.`, classes such as
/// `[A-Z0-9]`, groups, alternatives and repetitions. A text is held against all ways through the expression at once, so
/// that none takes longer than its length times that of the expression.
public struct Pattern: Sendable {
  /// The expression, as it was written.
  public let expression: String
  /// The pattern in words, for messages.
  public let words: String
  private let steps: [Step]

  /// A step on a way through an expression.
  fileprivate enum Step: Sendable {
    /// One character of a set, then the next step.
    case one(CharacterSet)
    /// Two ways on, as distances.
    case fork(Int, Int)
    case jump(Int)
  }

  /// Some characters, or all others.
  fileprivate struct CharacterSet: Sendable {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var isInverted = false

    func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar) } != isInverted }

    /// All but the ends of lines.
    static let any = CharacterSet(ranges: ["\n"..."\n", "\r"..."\r", "\u{2028}"..."\u{2029}"], isInverted: true)
    static let digits: [ClosedRange<Unicode.Scalar>] = ["0"..."9"]
    static let wordCharacters: [ClosedRange<Unicode.Scalar>] = ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"]
  }

  /// Reads an expression; throws what is wrong with it.
  public init(_ expression: String, words: String) throws(Fault) {
    self.expression = expression
    self.words = words
    var reader = PatternReader(expression)
    steps = try reader.all()
  }

  /// Whether a whole text fits.
  public func matches(_ text: String) -> Bool {
    var ways = Ways(steps)
    ways.add(0)
    for scalar in text.unicodeScalars {
      var next = Ways(steps)
      for place in ways.places {
        if case .one(let set) = steps[place], set.contains(scalar) { next.add(place + 1) }
      }
      if next.isEmpty { return false }
      ways = next
    }
    return ways.areAtEnd
  }

  /// Whether a text of some characters fits, however long it is.
  func matchesSomething(of characters: String) -> Bool {
    var ways = Ways(steps)
    ways.add(0)
    var next = 0
    while next < ways.places.count {
      let place = ways.places[next]
      next += 1
      if case .one(let set) = steps[place], characters.unicodeScalars.contains(where: set.contains) {
        ways.add(place + 1)
      }
    }
    return ways.areAtEnd
  }

  /// Where one may be in an expression.
  private struct Ways {
    private let steps: [Step]
    private var isKnown: [Bool]
    /// The steps at which a character is wanted.
    private(set) var places: [Int] = []

    init(_ steps: [Step]) {
      self.steps = steps
      isKnown = Array(repeating: false, count: steps.count + 1)
    }

    var areAtEnd: Bool { isKnown[steps.count] }
    var isEmpty: Bool { places.isEmpty && !areAtEnd }

    /// Adds a step and all to which one gets from it without a character.
    mutating func add(_ place: Int) {
      var open = [place]
      while let place = open.popLast() {
        if isKnown[place] { continue }
        isKnown[place] = true
        guard place < steps.count else { continue }
        switch steps[place] {
        case .one: places.append(place)
        case .jump(let distance): open.append(place + distance)
        case .fork(let first, let second): open += [place + first, place + second]
        }
      }
    }
  }
}

extension Pattern {
  /// What is wrong with an expression.
  public enum Fault: Error, Sendable {
    /// There are signs that mean nothing there, or not the same to all programs.
    case sign(Substring)
    /// Something is open at the end.
    case unfinished
    /// It has too many steps.
    case tooLong
  }
}

/// Makes steps of an expression.
private struct PatternReader {
  private var rest: Substring
  private var depth = 0

  /// How many steps there may be; each costs time for each character of a text.
  private static let maximum = 1000
  private static let maximumDepth = 20
  /// The signs that mean something else than themselves.
  private static let signs = "^$\\.*+?()[]{}|/"

  init(_ expression: String) { rest = expression[...] }

  mutating func all() throws(Pattern.Fault) -> [Pattern.Step] {
    let steps = try alternatives()
    if !rest.isEmpty { throw .sign(rest.prefix(1)) }
    return steps
  }

  private mutating func alternatives() throws(Pattern.Fault) -> [Pattern.Step] {
    var steps = try sequence()
    while rest.first == "|" {
      rest.removeFirst()
      let other = try sequence()
      steps = [.fork(1, steps.count + 2)] + steps + [.jump(other.count + 1)] + other
      if steps.count > Self.maximum { throw .tooLong }
    }
    return steps
  }

  private mutating func sequence() throws(Pattern.Fault) -> [Pattern.Step] {
    var steps: [Pattern.Step] = []
    while let sign = rest.first, sign != "|", sign != ")" {
      let one = try single()
      steps += try repeated(one)
      if steps.count > Self.maximum { throw .tooLong }
    }
    return steps
  }

  private mutating func single() throws(Pattern.Fault) -> [Pattern.Step] {
    let start = rest
    let sign = rest.removeFirst()
    switch sign {
    case "(":
      if rest.hasPrefix("?:") { rest.removeFirst(2) }
      depth += 1
      if depth > Self.maximumDepth { throw .tooLong }
      let steps = try alternatives()
      depth -= 1
      guard rest.popFirst() == ")" else { throw .unfinished }
      return steps
    case "[": return [.one(try characterClass())]
    case ".": return [.one(.any)]
    case "\\": return [.one(Pattern.CharacterSet(ranges: try escaped(besides: "")))]
    case _ where Self.signs.contains(sign) && sign != "/": throw .sign(start.prefix(1))
    default:
      // What people see as one character may be several to other programs.
      guard let scalar = sign.unicodeScalars.first, sign.unicodeScalars.count == 1 else { throw .sign(start.prefix(1)) }
      return [.one(Pattern.CharacterSet(ranges: [scalar...scalar]))]
    }
  }

  private mutating func escaped(besides more: String) throws(Pattern.Fault) -> [ClosedRange<Unicode.Scalar>] {
    guard let sign = rest.popFirst() else { throw .unfinished }
    switch sign {
    case "d": return Pattern.CharacterSet.digits
    case "w": return Pattern.CharacterSet.wordCharacters
    case _ where (Self.signs + more).contains(sign):
      guard let scalar = sign.unicodeScalars.first else { throw .unfinished }
      return [scalar...scalar]
    default: throw .sign("\\" + String(sign))
    }
  }

  private mutating func characterClass() throws(Pattern.Fault) -> Pattern.CharacterSet {
    var set = Pattern.CharacterSet()
    if rest.first == "^" {
      rest.removeFirst()
      set.isInverted = true
    }
    while let sign = rest.first, sign != "]" {
      let first = try member()
      if rest.first == "-", rest.dropFirst().first != "]" {
        let start = rest
        rest.removeFirst()
        let last = try member()
        guard let from = first.only, let to = last.only, from <= to else { throw .sign(start.prefix(2)) }
        set.ranges.append(from...to)
      } else {
        set.ranges += first
      }
    }
    guard rest.popFirst() != nil else { throw .unfinished }
    if set.ranges.isEmpty { throw .sign("[]") }
    return set
  }

  private mutating func member() throws(Pattern.Fault) -> [ClosedRange<Unicode.Scalar>] {
    let start = rest
    guard let sign = rest.popFirst() else { throw .unfinished }
    if sign == "\\" { return try escaped(besides: "-") }
    guard sign != "[", let scalar = sign.unicodeScalars.first, sign.unicodeScalars.count == 1 else {
      throw .sign(start.prefix(1))
    }
    return [scalar...scalar]
  }

  /// The steps as often as a sign behind them says.
  private mutating func repeated(_ steps: [Pattern.Step]) throws(Pattern.Fault) -> [Pattern.Step] {
    guard let (least, most) = try count() else { return steps }
    if let sign = rest.first, "*+?{".contains(sign) { throw .sign(rest.prefix(1)) }
    guard steps.count * max(least, most ?? 1, 1) <= Self.maximum else { throw .tooLong }
    var all = Array(repeatElement(steps, count: least).joined())
    guard let most else {
      return all + [.fork(1, steps.count + 2)] + steps + [.jump(-steps.count - 1)]
    }
    let optional = [.fork(1, steps.count + 1)] + steps
    for _ in least..<most { all += optional }
    return all
  }

  /// How often something may be there: at least, and at most if that is limited.
  private mutating func count() throws(Pattern.Fault) -> (least: Int, most: Int?)? {
    let start = rest
    switch rest.first {
    case "*":
      rest.removeFirst()
      return (0, nil)
    case "+":
      rest.removeFirst()
      return (1, nil)
    case "?":
      rest.removeFirst()
      return (0, 1)
    case "{": break
    default: return nil
    }
    guard let end = rest.firstIndex(of: "}") else { throw .unfinished }
    let parts = rest[..<end].dropFirst().split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    rest = rest[end...].dropFirst()
    guard let first = parts.first, let least = number(first) else { throw .sign(start.prefix(upTo: rest.startIndex)) }
    if parts.count == 1 { return (least, least) }
    if parts[1].isEmpty { return (least, nil) }
    guard let most = number(parts[1]), least <= most else { throw .sign(start.prefix(upTo: rest.startIndex)) }
    return (least, most)
  }

  private func number(_ digits: Substring) -> Int? {
    guard digits.allSatisfy({ "0"..."9" ~= $0 }), let number = Int(digits) else { return nil }
    return min(number, Self.maximum + 1)
  }
}

extension [ClosedRange<Unicode.Scalar>] {
  /// The character, if it is one.
  fileprivate var only: Unicode.Scalar? {
    count == 1 && self[0].lowerBound == self[0].upperBound ? self[0].lowerBound : nil
  }
}

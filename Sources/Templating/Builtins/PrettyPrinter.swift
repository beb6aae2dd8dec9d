/// A value over several lines where one is too short, with the names of maps in order, as Python's `pprint` writes it.
func prettyPrinted(_ value: Value) throws(Fault) -> String {
  var printer = PrettyPrinter()
  try printer.write(try value.withSortedMaps(), indent: 0, allowance: 0, isOutermost: true)
  return printer.text
}

private struct PrettyPrinter {
  private(set) var text = ""
  private let width = 80

  /// Writes a value from a column on, such that there is room for the brackets that close behind it.
  mutating func write(_ value: Value, indent: Int, allowance: Int, isOutermost: Bool = false) throws(Fault) {
    let whole = try value.represented()
    if whole.length <= width - indent - allowance {
      text += whole
      return
    }
    switch value {
    case .list(let list): try writeItems(list, "[", "]", indent, allowance)
    case .tuple(let tuple):
      try writeItems(tuple.values, "(", tuple.values.count == 1 ? ",)" : ")", indent, allowance)
    case .map(let map): try writeEntries(map, indent, allowance)
    case .text(let string), .wrapped(let string, _, _): writeText(string, indent, allowance, isOutermost)
    default: text += whole
    }
  }

  private mutating func writeItems(
    _ items: some Collection<Value>, _ opening: String, _ closing: String, _ indent: Int, _ allowance: Int
  ) throws(Fault) {
    text += opening
    for (index, item) in items.enumerated() {
      if index > 0 { breakLine(indent + 1, after: ",") }
      let isLast = index == items.count - 1
      try write(item, indent: indent + 1, allowance: isLast ? allowance + closing.count : 1)
    }
    text += closing
  }

  private mutating func writeEntries(_ map: ValueMap, _ indent: Int, _ allowance: Int) throws(Fault) {
    text += "{"
    for (index, (key, value)) in map.pairs.enumerated() {
      if index > 0 { breakLine(indent + 1, after: ",") }
      let name = try key.value.represented()
      text += name + ": "
      let isLast = index == map.count - 1
      try write(value, indent: indent + 1 + name.length + 2, allowance: isLast ? allowance + 1 : 1)
    }
    text += "}"
  }

  private mutating func breakLine(_ indent: Int, after sign: String = "") {
    text += sign + "\n" + String(repeating: " ", count: indent)
  }

  /// A text as several pieces in quotation marks; alone, in parentheses.
  private mutating func writeText(_ string: String, _ indent: Int, _ allowance: Int, _ isOutermost: Bool) {
    let (indent, allowance) = isOutermost ? (indent + 1, allowance + 1) : (indent, allowance)
    let pieces = pieces(of: string, width - indent, allowance)
    if pieces.count == 1 { return text += pieces[0] }
    text += isOutermost ? "(" : ""
    for (index, piece) in pieces.enumerated() {
      if index > 0 { breakLine(indent) }
      text += piece
    }
    text += isOutermost ? ")" : ""
  }

  /// The lines of a text, and those that are too long in parts that end with white space.
  private func pieces(of string: String, _ width: Int, _ allowance: Int) -> [String] {
    let lines = string.lines(keepingBreaks: true)
    return lines.enumerated().flatMap { index, line in
      let isLast = index == lines.count - 1
      let quoted = quotation(of: line)
      if quoted.length <= (isLast ? width - allowance : width) { return [quoted] }
      return filled(words(of: line), width, isLast ? allowance : 0)
    }
  }

  private func filled(_ words: [String], _ width: Int, _ allowance: Int) -> [String] {
    var pieces: [String] = []
    var current = Piece()
    for (index, word) in words.enumerated() {
      let room = index == words.count - 1 ? width - allowance : width
      let longer = current.adding(word)
      if longer.length > room {
        if !current.text.isEmpty { pieces.append(quotation(of: current.text)) }
        current = Piece().adding(word)
      } else {
        current = longer
      }
    }
    return current.text.isEmpty ? pieces : pieces + [quotation(of: current.text)]
  }

  /// A part of a line that grows word by word, with the length that it has in quotation marks.
  private struct Piece {
    private(set) var text = ""

    var length: Int { quotation(of: text).length }

    func adding(_ word: String) -> Piece {
      var longer = self
      longer.text += word
      return longer
    }
  }

  /// Each word with the white space behind it.
  private func words(of line: String) -> [String] {
    var words: [String] = []
    var rest = line.unicodeScalars[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(where: \.isSpace) ?? rest.endIndex
      let next = rest[end...].firstIndex { !$0.isSpace } ?? rest.endIndex
      words.append(String(rest[..<next]))
      rest = rest[next...]
    }
    return words
  }
}

extension Value {
  /// The same value with the names of all maps in it in order.
  fileprivate func withSortedMaps() throws(Fault) -> Value {
    switch self {
    case .list(let list): return .list(try sorted(list))
    case .tuple(let tuple): return .tuple(try sorted(tuple.values))
    case .map(let map):
      var sorted = ValueMap()
      for (key, value) in map.pairs.sorted(by: { $0.key.value.isBefore($1.key.value) }) {
        sorted[key] = try value.withSortedMaps()
      }
      return .map(sorted)
    default: return self
    }
  }

  private func sorted(_ items: some Collection<Value>) throws(Fault) -> [Value] {
    var sorted: [Value] = []
    for item in items { sorted.append(try item.withSortedMaps()) }
    return sorted
  }

  /// The order of two names of entries; those of kinds without an order are ordered by their kinds.
  private func isBefore(_ other: Value) -> Bool {
    do { return try Value.isLess(self, other) } catch { return rank < other.rank }
  }

  /// The place of Python's name of the kind in the alphabet.
  private var rank: Int {
    switch self {
    case .none: 0
    case .bool: 1
    case .double: 2
    case .int: 3
    case .text, .wrapped, .markup: 4
    default: 5
    }
  }
}

import TestSupport

/// Writes Markdown at random out of all constructs of CommonMark and GFM, nested and broken, but without raw HTML and
/// without the notations that are ours.
struct MarkdownGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A document of a few blocks.
  mutating func document() -> String {
    var text = (0...Int.random(in: 0...6, using: &random)).map { _ in block(depth: 0) }.joined(separator: "\n")
    if random.once(in: 2) { text += "\n\n[ref]: /target \"A title\"\n[other]: <https://example.org/a b>\n" }
    let words = { (text: String) in text.replacing("[^", with: "[") }
    if random.once(in: 2) { text += "\n[^1]: " + words(inline(depth: 1)) + "\n" }
    if random.once(in: 3) {
      text += "\n[^long]: " + words(inline(depth: 1)) + "\n\n    " + words(inline(depth: 1)) + "\n"
    }
    return text.replacing("[@", with: "[ @")
  }

  /// A paragraph and a table.
  mutating func shortDocument() -> String { paragraph() + "\n" + table() + "\n" }

  private mutating func block(depth: Int) -> String {
    switch Int.random(in: 0...(depth > 2 ? 7 : 13), using: &random) {
    case 0, 1, 2: paragraph()
    case 3: String(repeating: "#", count: Int.random(in: 2...7, using: &random)) + " " + inline(depth: 0) + "\n"
    case 4: inline(depth: 0) + "\n" + random.one(of: ["---", "===", "--"]) + "\n"
    case 5:
      random.one(of: ["```\n", "~~~ swift extra\n", "````\n"]) + paragraph() + random.one(of: ["```\n", "~~~\n", ""])
    case 6: "    " + inline(depth: 2) + "\n"
    case 7: random.one(of: ["---\n", "***\n", "\n", "- - -\n", "\n\n"])
    case 8: table()
    case 9: prefixed(depth, first: "> ", rest: random.one(of: ["> ", ">", ""]))
    case 10: prefixed(depth, first: random.one(of: ["- ", "* ", "+ "]), rest: "  ")
    case 11: prefixed(depth, first: random.one(of: ["1. ", "7) ", "123. "]), rest: "   ")
    case 12: prefixed(depth, first: random.one(of: ["- [ ] ", "- [x] ", "* [X]"]), rest: "  ")
    default: prefixed(depth, first: "   - ", rest: random.one(of: ["     ", "  ", "\t"]))
    }
  }

  private mutating func prefixed(_ depth: Int, first: String, rest: String) -> String {
    let blocks = (0...Int.random(in: 0...2, using: &random)).map { _ in block(depth: depth + 1) }
    let lines = blocks.joined(separator: random.one(of: ["", "\n"])).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n") + "\n"
  }

  private mutating func paragraph() -> String {
    let lines = (0...Int.random(in: 0...3, using: &random)).map { _ in inline(depth: 0) }
    return lines.joined(separator: random.one(of: ["\n", "  \n", "\\\n", "\n   "])) + "\n"
  }

  private mutating func table() -> String {
    let columns = Int.random(in: 1...4, using: &random)
    let rules = (0..<columns).map { _ in random.one(of: ["---", ":--", "--:", ":-:", "-"]) }
    var rows = [row(columns), "|" + rules.joined(separator: "|") + "|"]
    for _ in 0...Int.random(in: 0...3, using: &random) {
      rows.append(row(max(1, columns + random.one(of: [0, 0, 0, -1, 1]))))
    }
    return rows.joined(separator: "\n") + "\n"
  }

  private mutating func row(_ columns: Int) -> String {
    "| " + (0..<columns).map { _ in inline(depth: 1) }.joined(separator: " | ") + random.one(of: [" |", ""])
  }

  private mutating func inline(depth: Int) -> String {
    let count = Int.random(in: 1...(depth > 2 ? 2 : 6), using: &random)
    return (0..<count).map { _ in span(depth: depth) }.joined(separator: random.one(of: [" ", " ", "", ". "]))
  }

  private mutating func span(depth: Int) -> String {
    if depth > 3 || random.once(in: 2) { return word() }
    let inner = inline(depth: depth + 1)
    switch Int.random(in: 0...11, using: &random) {
    case 0: return "*\(inner)*"
    case 1: return "_\(inner)_"
    case 2: return "**\(inner)**"
    case 3: return "~~\(inner)~~"
    case 4: return "`\(inner)`"
    case 5: return "[\(inner)](\(address()))"
    case 6: return "[\(inner)](<\(address())> 'a \"title\"')"
    case 7: return "![\(inner)](\(address()) \"t & t\")"
    case 8: return "[\(inner)][ref]"
    case 9: return random.one(of: ["[ref]", "[other][]", "[^1]", "[^long]", "[^none]", "![ref]"])
    case 10:
      return random.one(of: ["***\(inner)**", "**\(inner)", "[\(inner)", "``\(inner)`", "\(inner)](x)", "~\(inner)~"])
    default:
      return random.one(of: [
        "<https://example.org/?a=1&b=2>", "<a.b@example.org>", "www.example.org/x_y",
        "https://example.org/a(b)", "mail a@example.org.",
      ])
    }
  }

  private mutating func address() -> String {
    random.one(of: [
      "https://example.org/a?b=c&d='e'", "../objectives/08.md#gaps", "#gaps", "mailto:a@example.org", "a%20b/ü.md",
      "x(y)z", "", "tel:+41-22", "a\\_b", "&auml;.md", "12",
    ])
  }

  private mutating func word() -> String {
    random.one(of: [
      "word", "two words", "Größe", "قال", "移民", "👩‍👩‍👧", "&amp;", "&copy;", "&nosuch;", "<", ">", "\"q\"", "'", "1.", "-",
      "#", "\\*", "\\[", "\\", "*", "_", "a_b_c", "~", "~~", "@", "a@b", "://", "w", "ww", ":", "!", "[", "]", "(", ")",
      "|",
      "\\|", "&#65;", "&#x1F600;", "\t", "e\u{301}", "1986\\. x", "+", "= =", "x id=", "x href=", "$", "{{ x }}",
    ])
  }
}

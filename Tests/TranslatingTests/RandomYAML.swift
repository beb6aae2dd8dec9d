import TestSupport

/// A value of a YAML file, to be written in any of the ways that YAML allows.
indirect enum YAMLTree {
  case words(String)
  /// A word by which something is found, which stands in one line.
  case id(String)
  case map([(key: String, value: YAMLTree)])
  case list([YAMLTree])
}

/// Writes values in styles that it picks by chance: in lines or between brackets, with any quotation marks, margins and remarks.
struct RandomYAML {
  private var chance: SeededGenerator

  init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

  /// One of some things.
  mutating func pick<T>(_ things: [T]) -> T { things[Int.random(in: 0..<things.count, using: &chance)] }

  /// Whether something that happens once in a number of times happens.
  mutating func happens(onceIn times: Int) -> Bool { Int.random(in: 0..<times, using: &chance) == 0 }

  /// Some of the values of a map, in order.
  mutating func some(of values: [(key: String, value: YAMLTree)]) -> [(key: String, value: YAMLTree)] {
    values.filter { _ in !happens(onceIn: 3) }
  }

  /// A whole file.
  mutating func file(_ tree: YAMLTree) -> String {
    let head = pick(["", "", "# A remark\n", "---\n", "\n"])
    let body = happens(onceIn: 5) ? flow(tree, margin: "") + remark() + "\n" : lines(tree, margin: "")
    return head + body + pick(["", "", "\n", "\n# The end\n", "...\n"])
  }

  /// The fields of front matter.
  mutating func fields(_ tree: YAMLTree) -> String {
    if case .map(let values) = tree, values.isEmpty { return pick(["", "{}\n", "# Nothing yet\n", "{ }\n", "\n"]) }
    let body = happens(onceIn: 5) ? flow(tree, margin: "") + remark() + "\n" : lines(tree, margin: "")
    return pick(["", "", "# A remark\n", "\n"]) + body + pick(["", "", "\n", "# The end\n"])
  }

  /// The bytes of a file: with or without a mark of the byte order, a last line break, and with any ends of lines.
  mutating func bytes(_ text: String, mayBeOpen: Bool = true) -> [UInt8] {
    let closed = mayBeOpen && happens(onceIn: 4) && text.last == "\n" ? String(text.dropLast()) : text
    let bytes = Array(closed.replacing("\n", with: pick(["\n", "\n", "\r\n"])).utf8)
    return (happens(onceIn: 4) ? [0xEF, 0xBB, 0xBF] : []) + bytes
  }

  private mutating func remark() -> String { pick(["", "", "", " # a remark", "   # one, {two}: [three]"]) }

  /// A value in lines that stand behind a margin.
  private mutating func lines(_ tree: YAMLTree, margin: String) -> String {
    switch tree {
    case .words(let words), .id(let words): return margin + quoted(words, inFlow: false) + remark() + "\n"
    case .map(let values) where values.isEmpty: return margin + "{}\n"
    case .list(let items) where items.isEmpty: return margin + "[]\n"
    case .map(let values):
      return values.map { entry(pick([entryKey($0.key), $0.key]), $0.value, margin: margin) }.joined()
    case .list(let items):
      let dash = pick(["- ", "- ", "-   "])
      return items.map { item in
        if happens(onceIn: 4) { return margin + dash + flow(item, margin: margin + "  ") + remark() + "\n" }
        let inner = margin + String(repeating: " ", count: dash.count)
        return between(margin) + margin + dash + lines(item, margin: inner).dropFirst(inner.count)
      }.joined()
    }
  }

  /// A key; that of the note as the program writes it.
  private mutating func entryKey(_ key: String) -> String {
    key == "translation_of" ? key : pick([key, key, "\"\(key)\"", "'\(key)'", key + " "])
  }

  private mutating func between(_ margin: String) -> String { pick(["", "", "", "\n", margin + "# Between\n"]) }

  /// A key and its value; what comes first in an item can't have anything before it.
  private mutating func entry(_ key: String, _ value: YAMLTree, margin: String) -> String {
    switch value {
    case .id(let id): return "\(margin)\(key): \(quoted(id, inFlow: false))\(remark())\n"
    case .words(let words):
      if words.isEmpty { return "\(margin)\(key):\(remark())\n" }
      if happens(onceIn: 4) { return "\(margin)\(key): " + block(words, margin: margin) }
      if happens(onceIn: 8) { return "\(margin)\(key):\n\(margin)    \(quoted(words, inFlow: false))\n" }
      return "\(margin)\(key): \(quoted(words, inFlow: false))\(remark())\n"
    case .map(let values):
      if values.isEmpty || happens(onceIn: 3) {
        return "\(margin)\(key): \(flow(value, margin: margin + "  "))\(remark())\n"
      }
      return "\(margin)\(key):\(remark())\n" + lines(value, margin: margin + pick(["  ", "    "]))
    case .list(let items):
      if items.isEmpty || happens(onceIn: 3) {
        return "\(margin)\(key): \(flow(value, margin: margin + "  "))\(remark())\n"
      }
      return "\(margin)\(key):\(remark())\n" + lines(value, margin: margin + pick(["", "  ", "    "]))
    }
  }

  /// A text below `|` or `>`.
  private mutating func block(_ words: String, margin: String) -> String {
    let header = pick(["|", ">", "|-", ">-", "|+", ">+"]) + pick(["", "", " # a remark"])
    let inner = margin + pick(["  ", "   "])
    return "\(header)\n\(inner)\(words)\n" + pick(["", "", "\n", "\n\n", "\(inner) \n", "\n\(inner)  \n"])
  }

  /// A value between brackets.
  private mutating func flow(_ tree: YAMLTree, margin: String) -> String {
    let (opening, closing, inner): (String, String, [String])
    switch tree {
    case .words(let words), .id(let words): return words.isEmpty ? "" : quoted(words, inFlow: true)
    case .map(let values):
      (opening, closing) = ("{", "}")
      inner = values.map { "\(entryKey($0.key)): \(flow($0.value, margin: margin + "  "))" }
    case .list(let items): (opening, closing, inner) = ("[", "]", items.map { flow($0, margin: margin + "  ") })
    }
    if inner.isEmpty { return opening + pick(["", " "]) + closing }
    let end = pick(["", "", ",", " ", ", ", " ,"])
    if happens(onceIn: 3) {
      let separator = pick([",\n", ", # a remark\n", "\n\(margin)  ,\n"]) + margin + "  "
      return "\(opening)\n\(margin)  \(inner.joined(separator: separator))\(end)\(remark())\n\(margin)\(closing)"
    }
    return opening + pick(["", " "]) + inner.joined(separator: pick([", ", " , ", ",  "])) + end + closing
  }

  /// Words with or without quotation marks.
  private mutating func quoted(_ words: String, inFlow: Bool) -> String {
    let signs = inFlow ? ",[]{}:#&*\"'\\" : "[]:#&*\"'\\"
    let isPlain = !words.isEmpty && !words.contains { signs.contains($0) }
    let double = words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let styles = ["\"\(double)\"", "'\(words.replacing("'", with: "''"))'"]
    return pick(styles + (isPlain ? [words, words] : []))
  }
}

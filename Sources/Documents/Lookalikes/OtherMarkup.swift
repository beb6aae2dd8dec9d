import Diagnostics

/// A sign that means something in wikis, in Pandoc, in Obsidian and the like, and is text here.
private struct OtherMark {
  /// What stands between its two ends.
  enum Content {
    /// Words in a line.
    case words
    /// Several words in a line.
    case spaced
    /// Words without a blank at either end, and with no letter or digit outside: `a==b` is a formula.
    case emphasized
    /// A few letters or digits: `x^2^`.
    case raised
    /// The name of a sign or a command.
    case name
  }

  let opening: [UInt8]
  let closing: [UInt8]
  let content: Content
  let hint: String

  init(_ opening: String, _ closing: String, _ content: Content, _ hint: String) {
    (self.opening, self.closing) = (Array(opening.utf8), Array(closing.utf8))
    (self.content, self.hint) = (content, hint)
  }

  /// Where it ends if it begins at a place of a text.
  func end(in text: [UInt8], at start: Int) -> Int? {
    guard text[start...].starts(with: opening) else { return nil }
    let rest = text[(start + opening.count)...].prefix(Self.longest).prefix { $0 != UInt8(ascii: "\n") }
    guard let end = rest.firstRange(of: closing), !rest[..<end.lowerBound].isEmpty else { return nil }
    let before = start > 0 ? text[start - 1] : UInt8(ascii: " ")
    let after = end.upperBound < text.count ? text[end.upperBound] : UInt8(ascii: " ")
    return fits(rest[..<end.lowerBound], between: before, and: after) ? end.upperBound : nil
  }

  private func fits(_ words: ArraySlice<UInt8>, between before: UInt8, and after: UInt8) -> Bool {
    guard let first = words.first, let last = words.last else { return false }
    func isPlain(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isDigit(byte) }
    switch content {
    case .words: return true
    case .spaced: return words.contains(where: isBlank)
    case .emphasized:
      return !isBlank(first) && !isBlank(last) && !isPlain(before) && !isPlain(after)
        && before != opening[0] && after != opening[0] && first != opening[0]
    case .raised:
      return words.count <= 12 && words.allSatisfy { isPlain($0) || "+-".utf8.contains($0) } && after != opening[0]
        && before != opening[0]
    case .name:
      return words.allSatisfy { isASCIILetter($0) || $0 == UInt8(ascii: "_") } && !isPlain(before) && !isPlain(after)
    }
  }

  /// How to write what stands there: a page of a wiki may be a file here.
  func hint(for text: String) -> String {
    guard opening.elementsEqual("[[".utf8) else { return hint }
    let parts = text.dropFirst(2).dropLast(2).split(separator: "|")
    guard let page = parts.first,
      page.utf8.allSatisfy({ isASCIILetter($0) || isDigit($0) || "-_/.#".utf8.contains($0) })
    else { return hint }
    let file = page.split(separator: "#", maxSplits: 1)
    let address = file[0] + (file[0].hasSuffix(".md") ? "" : ".md") + (file.count > 1 ? "#" + file[1] : "")
    return hint + ", with the name of a file: `[\(parts.last ?? page)](\(address))`"
  }

  /// Those within a line; of two that begin alike the longer one first.
  static let inline = [
    OtherMark("![[", "]]", .words, "a picture is written `![what it shows](file.jpg)`"),
    OtherMark("[[", "]]", .words, "a link is written `[words](address)`"),
    OtherMark("[https://", "]", .spaced, "a link is written `[words](address)`"),
    OtherMark("[http://", "]", .spaced, "a link is written `[words](address)`"),
    OtherMark("^[", "]", .words, "call a footnote by `[^name]`, and write it on a line of its own: `[^name]: …`"),
    OtherMark("［@", "］", .words, "a source is cited by `[@source]`, with these brackets"),
    OtherMark("[＠", "]", .words, "a source is cited by `[@source]`, with this sign"),
    OtherMark("【@", "】", .words, "a source is cited by `[@source]`, with these brackets"),
    OtherMark("==", "==", .emphasized, "words are marked by `<mark>words</mark>`"),
    OtherMark(
      "%%", "%%", .emphasized, "take it out: a remark that nobody is to read stands in the front matter, behind `#`"),
    OtherMark("'''", "'''", .emphasized, "strong words are written `**words**`"),
    OtherMark("''", "''", .emphasized, "emphasized words are written `*words*`"),
    OtherMark("＊＊", "＊＊", .emphasized, "strong words are written `**words**`, with these signs"),
    OtherMark("~", "~", .raised, "a lowered sign is written `<sub>2</sub>`, and words are struck out by `~~words~~`"),
    OtherMark("^", "^", .raised, "a raised sign is written `<sup>2</sup>`"),
    OtherMark(":", ":", .name, "write the sign itself, and not its name"),
    OtherMark("\\textbf{", "}", .words, "strong words are written `**words**`"),
    OtherMark("\\textit{", "}", .words, "emphasized words are written `*words*`"),
    OtherMark("\\emph{", "}", .words, "emphasized words are written `*words*`"),
    OtherMark("\\cite{", "}", .words, "a source is cited by `[@source]`"),
    OtherMark(
      "\\footnote{", "}", .words, "call a footnote by `[^name]`, and write it on a line of its own: `[^name]: …`"),
    OtherMark("$$", "$$", .words, "write a formula in words and signs, or as a picture"),
    OtherMark("{{", "}}", .words, "what templates do can't be done in a text"),
    OtherMark("{%", "%}", .words, "what templates do can't be done in a text"),
    OtherMark("{.", "}", .words, attributes),
    OtherMark("{#", "}", .words, "take it out: a heading has its address of its words"),
    OtherMark("{:", "}", .words, attributes), OtherMark("{width=", "}", .words, attributes),
    OtherMark("{height=", "}", .words, attributes), OtherMark("{target=", "}", .words, attributes),
  ]

  /// How many bytes may stand between its ends.
  private static let longest = 300

  /// Whether one of them begins with a byte: most bytes of a text begin none.
  static let firsts: [Bool] = (0...255).map { byte in inline.contains { $0.opening[0] == byte } }

  private static let attributes = "take it out: how words and pictures look is told by the templates"

  /// What a line begins with.
  static let lines: [(start: [UInt8], hint: String)] = [
    (":::", box), ("!!! ", box), ("??? ", box),
    ("\\newpage", page), ("\\pagebreak", page), ("\\clearpage", page),
    ("[!", box), ("［!", box), ("【!", box),
    ("[TOC]", "take it out: pages and packs make their own contents"),
    ("[[_TOC_]]", "take it out: pages and packs make their own contents"),
    ("*[", "abbreviations stand in the glossary"),
    ("** ", inner), ("*** ", inner),
    ("==", "a heading is written `## Heading`"), ("＃", "a heading is written `## Heading`"),
    (": ", "write what a word means as an item of a list: `- **Word**: what it means`"),
    (":\t", "write what a word means as an item of a list: `- **Word**: what it means`"),
  ].map { (Array($0.0.utf8), $0.1) }

  private static let inner = "an item within another one is indented: `  - words`"
  private static let box = "a box is a quotation that begins with `> [!NOTE]`"
  private static let page = "take it out: where pages end is told by the templates"
}

extension MarkdownReader {
  /// Warns of signs within lines that mean something in other programs.
  mutating func checkOtherMarks(_ runs: [TextRun]) {
    floor = 0
    for run in runs {
      var end = 0
      for offset in run.bytes.indices where offset >= end && OtherMark.firsts[Int(run.bytes[offset])] {
        guard let (mark, last) = otherMark(in: run.bytes, at: offset) else { continue }
        end = last
        let text = String(decoding: run.bytes[offset..<last], as: UTF8.self)
        guard let place = source.find(text, of: run.place, after: floor) else { continue }
        floor = place.upperBound
        if source.isEscaped(place.lowerBound) { continue }
        diagnostics.append(.otherMarkup(mark.hint(for: text), in: file, at: place))
      }
    }
  }

  private func otherMark(in text: [UInt8], at offset: Int) -> (OtherMark, Int)? {
    for mark in OtherMark.inline where mark.opening[0] == text[offset] {
      if let end = mark.end(in: text, at: offset) { return (mark, end) }
    }
    return nil
  }

  /// Warns of a line that begins with a sign which means something in other programs, once in a paragraph.
  mutating func checkOtherMarks(in lines: [Range<Int>], ofQuotation isQuoted: Bool) {
    for (number, line) in lines.enumerated() where !isASCIILetter(file.bytes[line].first ?? 0) {
      guard let mark = OtherMark.lines.first(where: { file.bytes[line].starts(with: $0.start) }),
        isOtherMark(mark.start, in: lines, number, isQuoted: isQuoted)
      else { continue }
      return diagnostics.append(.otherMarkup(mark.hint, in: file, at: line))
    }
  }

  /// Whether a line holds what belongs to such a sign, and nothing else.
  private func isOtherMark(_ start: [UInt8], in lines: [Range<Int>], _ number: Int, isQuoted: Bool) -> Bool {
    let line = file.bytes[lines[number]]
    switch start[0] {
    case UInt8(ascii: "*") where start[1] == UInt8(ascii: "["): return line.firstRange(of: Array("]: ".utf8)) != nil
    case UInt8(ascii: "*"): return number > 0 && line.dropFirst(start.count).firstRange(of: Array("**".utf8)) == nil
    // What ends a box needs no word of its own.
    case UInt8(ascii: ":") where start.count == 3: return line.contains { $0 != UInt8(ascii: ":") }
    case UInt8(ascii: "="): return line.count > 4 && line.suffix(2).elementsEqual("==".utf8) && lines.count == 1
    // `[!NOTE]` in a quotation is a box, if there is one of that name.
    case UInt8(ascii: "[") where start.count == 2:
      let name = line.dropFirst(2).drop(while: isBlank).prefix(while: isASCIILetter)
      let isBox =
        isQuoted && name.startIndex == line.startIndex + 2 && line[name.endIndex...].first == UInt8(ascii: "]")
      return number == 0 && !name.isEmpty && !isBox
    case UInt8(ascii: "\\"), UInt8(ascii: "["): return line.count == start.count
    // In French a colon may wrap.
    case UInt8(ascii: ":") where start.count == 2:
      return number == 0
        || number == 1 && lines[0].count <= Self.longestTerm
          && ".,;:".utf8.contains(file.bytes[lines[0]].last ?? 0) == false
    default: return true
    }
  }

  /// How many bytes a word has at most that is explained in the line below.
  private static let longestTerm = 40
}

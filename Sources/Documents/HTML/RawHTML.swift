import Diagnostics

extension MarkdownReader {
  /// Turns the harmless inline tags into markers and removes all other raw HTML, with a warning each.
  ///
  /// What comes out is well-formed: a pair of tags is kept only if both stand in the same inline and are closed in the
  /// order in which they were opened.
  mutating func readRawHTML(_ nodes: [CMarkNode]) {
    var open = OpenTags()
    var forbidden: Set<String> = []
    for node in nodes {
      if node.kind == .htmlInline, let tag = RawTag(node.literal), let parent = node.parent {
        warnOfAttributes(of: tag, node)
        keep(tag, node, in: parent, &open)
      } else {
        forbid(node, &forbidden)
      }
    }
    for unclosed in open.all { drop(unclosed.node, .unclosed) }
  }

  private mutating func keep(_ tag: RawTag, _ node: CMarkNode, in parent: CMarkNode, _ open: inout OpenTags) {
    switch tag.form {
    case .void: replace(node, by: tag.html)
    case .opening: open.push(tag, node, in: parent)
    case .closing:
      guard let (opening, unclosed) = open.pop(tag.name, in: parent) else { return drop(node, .unopened) }
      for between in unclosed { drop(between.node, .unclosed) }
      replace(opening.node, by: opening.tag.html)
      replace(node, by: tag.html)
    }
  }

  /// Removes what is not allowed; the end of a pair whose beginning was reported goes without saying.
  private mutating func forbid(_ node: CMarkNode, _ reported: inout Set<String>) {
    if Exemptions.isExemption(node.literal) { return node.remove() }
    let isKnown = node.kind == .htmlInline && !reported.insert(RawTag.name(of: node.literal)).inserted
    if isKnown, node.literal.hasPrefix("</") { node.remove() } else { drop(node, .forbidden) }
  }

  private mutating func replace(_ node: CMarkNode, by html: String) {
    CMarkNode.marker(.html(snippets.count)).insert(before: node)
    snippets.append(html)
    node.remove()
  }

  private mutating func drop(_ node: CMarkNode, _ reason: RawHTMLProblem) {
    diagnostics.append(.rawHTML(reason, in: file, at: place(of: node)))
    node.remove()
  }

  private mutating func warnOfAttributes(of tag: RawTag, _ node: CMarkNode) {
    if !tag.dropped.isEmpty { diagnostics.append(.rawHTML(.attributes(tag.dropped), in: file, at: place(of: node))) }
    if let language = tag.unknownLanguage {
      diagnostics.append(.rawHTML(.language(language), in: file, at: place(of: node)))
    }
  }

  /// The tag itself, or the first line of a block.
  private func place(of node: CMarkNode) -> Range<Int> {
    let text = node.literal.prefix { !$0.isNewline }
    return source.find(String(text), of: node) ?? source.range(of: node)
  }
}

/// Why raw HTML was left out.
enum RawHTMLProblem {
  case forbidden
  case unopened
  case unclosed
  case attributes([String])
  case language(String)
}

/// The tags that wait for their end, by the inline that they stand in.
private struct OpenTags {
  struct Entry {
    let tag: RawTag
    let node: CMarkNode
    let number: Int
  }

  private struct Inline {
    var entries: [Entry] = []
    /// How many there are of each name.
    var counts: [String: Int] = [:]

    mutating func push(_ entry: Entry) {
      entries.append(entry)
      counts[entry.tag.name, default: 0] += 1
    }

    /// Takes out the last one of a name and all behind it, the last one first; none if there is none of that name, which is known
    /// without going through all: there may be thousands.
    mutating func pop(_ name: String) -> [Entry] {
      guard counts[name, default: 0] > 0 else { return [] }
      var taken: [Entry] = []
      while let entry = entries.popLast() {
        taken.append(entry)
        counts[entry.tag.name, default: 0] -= 1
        if entry.tag.name == name { break }
      }
      return taken
    }
  }

  private var inlines: [CMarkNode: Inline] = [:]
  private var count = 0

  mutating func push(_ tag: RawTag, _ node: CMarkNode, in parent: CMarkNode) {
    inlines[parent, default: Inline()].push(Entry(tag: tag, node: node, number: count))
    count += 1
  }

  /// Takes out the last tag of that name and all that were opened after it; nil if there is none.
  mutating func pop(_ name: String, in parent: CMarkNode) -> (opening: Entry, unclosed: [Entry])? {
    guard let taken = inlines[parent]?.pop(name), let opening = taken.last else { return nil }
    return (opening, taken.dropLast().reversed())
  }

  /// What is left, in the order in which it was written.
  var all: [Entry] { inlines.values.flatMap(\.entries).sorted { $0.number < $1.number } }
}

/// A tag that authors may write.
private struct RawTag {
  enum Kind {
    case opening, closing, void
  }

  let name: String
  let form: Kind
  /// The tag as it is written out: nothing of the author's own but its name and escaped values.
  let html: String
  /// Names of attributes that are left out.
  let dropped: [String]
  /// What `lang` says, if that is the code of no language, and left out.
  private(set) var unknownLanguage: String?

  /// The elements that can't do harm and that Markdown has no sign for.
  static let names: Set<String> = ["sup", "sub", "br", "abbr", "cite", "q", "mark", "kbd", "bdi", "span"]
  private static let attributes: Set<String> = ["lang", "dir", "title"]

  /// Reads a tag, which cmark has found to be one (CommonMark, section 6.6); nil if it is not among `names`.
  init?(_ literal: String) {
    let bytes = Array(literal.utf8)
    name = Self.name(of: literal)
    var scanner = TagScanner(bytes)
    guard Self.names.contains(name), let (_, mark) = scanner.nextMark() else { return nil }
    guard case .start(_, let attributes, _) = mark else {
      guard name != "br" else { return nil }
      (form, html, dropped) = (.closing, "</\(name)>", [])
      return
    }
    var kept: [(name: String, value: String)] = []
    var dropped: [String] = []
    for (name, value) in attributes {
      let attribute = (
        name: String(decoding: bytes[name], as: UTF8.self).lowercased(),
        value: String(decoding: bytes[value], as: UTF8.self)
      )
      if attribute.name == "lang", Self.keepsAttributes(self.name), !Self.isLanguage(attribute.value) {
        unknownLanguage = attribute.value
        continue
      }
      if Self.keeps(attribute, of: self.name), !kept.contains(where: { $0.name == attribute.name }) {
        kept.append(attribute)
      } else {
        dropped.append(attribute.name)
      }
    }
    self.dropped = dropped
    let written = kept.map { " \($0.name)=\"\(escapedAttribute($0.value))\"" }.joined()
    (form, html) = name == "br" ? (.void, "<br />") : (.opening, "<\(name)\(written)>")
  }

  /// The name of the element in small letters; empty for a comment and the like.
  static func name(of literal: String) -> String {
    let bytes = Array(literal.utf8)
    var scanner = TagScanner(bytes)
    return switch scanner.nextMark()?.mark {
    case .start(let name, _, _), .end(let name): String(decoding: bytes[name], as: UTF8.self).lowercased()
    case .comment, nil: ""
    }
  }

  private static func keeps(_ attribute: (name: String, value: String), of element: String) -> Bool {
    guard keepsAttributes(element), attributes.contains(attribute.name) else { return false }
    return attribute.name != "dir" || ["ltr", "rtl", "auto"].contains(attribute.value)
  }

  private static func keepsAttributes(_ element: String) -> Bool { element != "cite" && element != "br" }

  /// Whether a text has the form of a language's code (RFC 5646, section 2.1), of two letters or three; nothing has ever
  /// been registered of longer ones.
  private static func isLanguage(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*/) != nil
  }
}

/// An attribute's value between double quotation marks; its character references stay as the author wrote them.
private func escapedAttribute(_ value: String) -> String {
  value.unicodeScalars.reduce(into: "") { out, scalar in
    switch scalar {
    case "\"": out += "&quot;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    default: out.unicodeScalars.append(scalar)
    }
  }
}

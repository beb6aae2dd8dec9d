/// A page as pandoc wants it, which keeps attributes of few elements, and begins chapters only at headings outside of others.
///
/// - Sections are dissolved, but for boxes; their ids move to the headings behind them.
/// - Footnotes have the roles by which pandoc knows them (DPUB-ARIA 1.0), outside of raised text, since a call is raised
///   anyway, and no links back, which it makes itself.
/// - Numbered paragraphs begin with their number, which on the site is the style sheet's affair, and which has their id. The
///   class of a paragraph moves to a block around it, the id of a term to a mark in it.
/// - What on the site stands on a line of its own does so here; captions that nobody sees are left out.
func readingForm(of html: [UInt8]) -> [UInt8] {
  var writer = ReadingWriter(html)
  writer.write()
  return writer.output
}

private struct ReadingWriter {
  private var rest: ArraySlice<UInt8>
  private(set) var output: [UInt8] = []
  /// What the end tags of the elements that are open now become, by their names.
  private var ends: [String: [String]] = [:]
  /// The ids of sections that wait for a heading.
  private var ids: [String] = []

  init(_ html: [UInt8]) {
    rest = html[...]
    output.reserveCapacity(html.count + html.count / 16)
  }

  mutating func write() {
    while let start = rest.firstIndex(of: UInt8(ascii: "<")), let end = rest[start...].end(of: ">") {
      output += rest[..<start]
      let tag = Tag(text: String(decoding: rest[start..<end], as: UTF8.self))
      rest = rest[end...]
      output += (tag.isEnd ? ends[tag.name]?.popLast() ?? tag.text : form(of: tag)).utf8
    }
    output += rest
  }

  /// What stands in place of a start tag.
  private mutating func form(of tag: Tag) -> String {
    switch tag.name {
    case "article", "header", "section", "div": container(tag)
    case "p": paragraph(tag)
    case "h1", "h2", "h3", "h4", "h5", "h6": heading(tag)
    case "sup": open(tag, tag.classes == ["footnote-ref"] ? ("", "") : (tag.text, "</sup>"))
    case "th": open(tag, tag["scope"] == "row" ? (tag.text + "<strong>", "</strong></th>") : (tag.text, "</th>"))
    case "a": link(tag)
    case "caption" where rest.starts(with: hiddenCaption.utf8): skip(to: "</caption>")
    case "dt": tag["id"].map { "<dt><span id=\"\($0)\"></span>" } ?? tag.text
    case "span": ownLines.isDisjoint(with: tag.classes) ? tag.text : "<br>" + tag.text
    default: tag.text
    }
  }

  /// Opens an element of which the start tag and the end tag become something else.
  private mutating func open(_ tag: Tag, _ form: (start: String, end: String)) -> String {
    ends[tag.name, default: []].append(form.end)
    return form.start
  }

  private mutating func container(_ tag: Tag) -> String {
    if tag.classes == ["footnotes"] { return open(tag, ("<section role=\"doc-endnotes\">", "</section>")) }
    guard boxes.isDisjoint(with: tag.classes) else {
      return open(tag, ("<div class=\"\(tag["class"] ?? "")\">", "</div>"))
    }
    if let id = tag["id"] { ids.append(id) }
    return open(tag, ("", ""))
  }

  private mutating func paragraph(_ tag: Tag) -> String {
    if let number = tag["data-number"], let id = tag["id"] {
      return open(tag, ("<p><span class=\"paragraph-number\" id=\"\(id)\">\(number)</span> ", "</p>"))
    }
    guard let name = tag["class"] else { return open(tag, (tag.text, "</p>")) }
    return open(tag, ("<div class=\"\(name)\"><p>", "</p></div>"))
  }

  private mutating func heading(_ tag: Tag) -> String {
    defer { ids = [] }
    let marks = ids.map { "<span id=\"\($0)\">" }.joined()
    return open(tag, (tag.text + marks, ids.map { _ in "</span>" }.joined() + "</\(tag.name)>"))
  }

  private mutating func link(_ tag: Tag) -> String {
    if tag.classes.contains("footnote-backref") { return skip(to: "</a>") }
    return tag.text.contains(" data-footnote-ref") ? "<a role=\"doc-noteref\"" + tag.text.dropFirst(2) : tag.text
  }

  private mutating func skip(to end: String) -> String {
    rest = rest[(rest.end(of: end) ?? rest.endIndex)...]
    return ""
  }
}

/// A tag as it is written.
private struct Tag {
  let text: String

  var isEnd: Bool { text.hasPrefix("</") }

  var name: String { String(text.drop { $0 == "<" || $0 == "/" }.prefix { $0.isLetter || $0.isNumber }) }

  var classes: Set<String> { Set((self["class"] ?? "").split(separator: " ").map(String.init)) }

  /// The value of an attribute.
  subscript(attribute: String) -> String? {
    let parts = text.split(separator: " \(attribute)=\"", maxSplits: 1)
    return parts.count == 2 ? String(parts[1].prefix { $0 != "\"" }) : nil
  }
}

/// The classes of blocks that are set apart from the text.
private let boxes: Set = ["box", "callout"]
/// The classes of what the style sheets of the site put on a line of its own.
private let ownLines: Set = ["person-role", "point-text"]
/// How a caption begins that is there for screen readers.
private let hiddenCaption = "<span class=\"visually-hidden\">"

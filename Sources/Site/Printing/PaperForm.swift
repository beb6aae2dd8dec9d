/// A page as a printing program wants it.
///
/// - What stands within a link becomes plain text: PDF/UA readers find no other (ISO 14289-1, section 7.18.5).
/// - Behind a link to another site stands its address, as `<span class="address">`, unless the link shows it already; a link
///   within the document says in `data-page` what its page number follows, as in "p. 12".
/// - A link that leads nowhere becomes its text: on paper there is no address that is relative to the site.
/// - Footnotes stand in the text as `<span class="footnote">`, from where the program takes them to the foot of the page.
func paperForm(of html: [UInt8], pageWord: String) -> [UInt8] {
  var writer = PaperWriter(html, pageWord: pageWord)
  writer.write()
  return writer.output
}

private struct PaperWriter {
  private let html: [UInt8]
  private let pageWord: String
  /// The texts of the footnotes by their ids.
  private let notes: [String: [UInt8]]
  private(set) var output: [UInt8] = []

  init(_ html: [UInt8], pageWord: String) {
    self.html = html
    self.pageWord = pageWord
    notes = footnotes(in: html)
    output.reserveCapacity(html.count + html.count / 8)
  }

  mutating func write() {
    var rest = html[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      output += rest[..<start]
      rest = rest[start...]
      if rest.starts(with: footnoteSection.utf8), let end = rest.end(of: "</section>") {
        rest = rest[end...]
      } else if rest.starts(with: footnoteCall.utf8), let end = rest.end(of: "</sup>") {
        writeCall(rest[..<end])
        rest = rest[end...]
      } else if rest.starts(with: "<a ".utf8), let end = rest.end(of: "</a>") {
        writeLink(rest[..<end])
        rest = rest[end...]
      } else {
        output.append(rest.removeFirst())
      }
    }
    output += rest
  }

  /// A footnote where it is called.
  private mutating func writeCall(_ call: ArraySlice<UInt8>) {
    let target = address(in: call).dropFirst()
    guard let text = notes[String(decoding: target, as: UTF8.self)] else { return }
    output += "<span class=\"footnote\">".utf8
    var inner = PaperWriter(text, pageWord: pageWord)
    inner.write()
    output += inner.output
    output += "</span>".utf8
  }

  private mutating func writeLink(_ link: ArraySlice<UInt8>) {
    guard let tagEnd = link.firstIndex(of: UInt8(ascii: ">")) else { return output += link }
    let text = link[(tagEnd + 1)...].dropLast("</a>".utf8.count).withoutTags
    let target = address(in: link)
    guard let first = target.first else { return output += text }
    let isInside = first == UInt8(ascii: "#")
    guard isInside || target.contains(UInt8(ascii: ":")) else { return output += text }
    output += link[..<tagEnd]
    if isInside { output += " data-page=\"\(pageWord)\"".utf8 }
    output += link[tagEnd...tagEnd] + text + Array("</a>".utf8)
    if !isInside, target.end(of: "://") != nil, !text.elementsEqual(target) {
      output += Array("<span class=\"address\">".utf8) + target + Array("</span>".utf8)
    }
  }

  /// The address of the first tag of some HTML.
  private func address(in html: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var scanner = TagScanner(Array(html))
    while let tag = scanner.next() {
      if let address = tag.address { return html.dropFirst(address.value.lowerBound).prefix(address.value.count) }
    }
    return []
  }
}

/// How cmark-gfm begins the list of footnotes, a call of one, and one.
let footnoteSection = "<section class=\"footnotes\""
let footnoteCall = "<sup class=\"footnote-ref\">"
private let footnoteItem = "<li id=\""

/// The footnotes of a page by their ids, as running text.
private func footnotes(in html: [UInt8]) -> [String: [UInt8]] {
  var notes: [String: [UInt8]] = [:]
  var rest = html[...]
  while let start = rest.end(of: footnoteSection), let end = rest[start...].end(of: "</section>") {
    var list = rest[start..<end].dropLast("</section>".utf8.count)
    while let item = list.end(of: footnoteItem) {
      list = list[item...]
      let next = list.end(of: footnoteItem).map { $0 - footnoteItem.utf8.count } ?? list.endIndex
      let id = list.prefix { $0 != UInt8(ascii: "\"") }
      let text = list[id.endIndex..<next].drop { $0 != UInt8(ascii: ">") }.dropFirst()
      notes[String(decoding: id, as: UTF8.self)] = runningText(of: text)
    }
    rest = rest[end...]
  }
  return notes
}

/// What stands in a footnote, without its blocks and without the link back to its call.
private func runningText(of note: ArraySlice<UInt8>) -> [UInt8] {
  var text: [UInt8] = []
  var rest = note
  while let start = rest.firstIndex(of: UInt8(ascii: "<")), let tagEnd = rest[start...].end(of: ">") {
    text += rest[..<start]
    let tag = rest[start..<tagEnd]
    rest = rest[tagEnd...]
    if tag.end(of: "footnote-backref") != nil, let linkEnd = rest.end(of: "</a>") {
      rest = rest[linkEnd...]
    } else if !blocks.contains(where: { tag.starts(with: "<\($0)>".utf8) || tag.starts(with: "</\($0)>".utf8) }) {
      text += tag
    }
  }
  return Array(
    (text + rest).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).joined(separator: [
      UInt8(ascii: " ")
    ]))
}

/// The blocks of a footnote that only part its text.
private let blocks = ["p", "ul", "ol", "li"]

extension ArraySlice<UInt8> {
  /// Where the first occurrence of a text ends.
  func end(of text: String) -> Int? { firstRange(of: Array(text.utf8))?.upperBound }

  /// The text between tags.
  fileprivate var withoutTags: [UInt8] {
    var isTag = false
    return filter { byte in
      if byte == UInt8(ascii: "<") { isTag = true }
      defer { if byte == UInt8(ascii: ">") { isTag = false } }
      return !isTag
    }
  }
}

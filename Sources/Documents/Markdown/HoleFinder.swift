/// What stands in the tree, as a text, where a hole is to be.
///
/// It begins with the byte F8, so that no author can write one: it is in no UTF-8 text, and cmark makes it of no character
/// reference, as it makes FF of `&#xFFFF;`. A text, because cmark lets no custom node into a table's cell.
enum Marker {
  /// A citation, by its place in `citations`.
  case citation(Int)
  /// The end of the words of a link to a file, by the link's place in `links`.
  case fileFacts(Int)
  /// The beginning of a paragraph.
  case paragraph(Int)
  /// Where the title of a callout is to be.
  case calloutTitle(Callout)
  /// HTML of ours, by its place in the reader's `snippets`.
  case html(Int)

  static let start: UInt8 = 0xF8

  var bytes: [UInt8] {
    let (letter, number): (Character, Int) =
      switch self {
      case .citation(let index): ("c", index)
      case .fileFacts(let index): ("f", index)
      case .paragraph(let index): ("p", index)
      case .calloutTitle(let callout): ("t", Int(callout.rawValue))
      case .html(let index): ("h", index)
      }
    return [Self.start] + Array("\(letter)\(number);".utf8)
  }

  /// Reads a marker; nil if the letter is none of ours.
  init?(letter: UInt8, number: Int) {
    switch letter {
    case UInt8(ascii: "c"): self = .citation(number)
    case UInt8(ascii: "f"): self = .fileFacts(number)
    case UInt8(ascii: "p"): self = .paragraph(number)
    case UInt8(ascii: "h"): self = .html(number)
    default:
      guard let callout = Callout(rawValue: UInt8(number)) else { return nil }
      self = .calloutTitle(callout)
    }
  }
}

/// Finds the places in rendered HTML that depend on the page.
///
/// Every `<` in it was written by cmark's renderer or by a node of ours, for in the author's text, in attributes and in
/// code it is `&lt;` (or `%3C`), and `>` and `"` are escaped likewise. So what follows a `<` is never an author's, and a
/// tag ends at the next `>`.
struct HoleFinder {
  private let html: [UInt8]
  private let headings: [Heading]
  private let snippets: [String]
  private var offset = 0
  private var heading = 0
  private var table = 0
  private var note = 0
  /// How many ways lead back from the note so far.
  private var returns = 0
  private var result: HTMLFragment
  private let mentionable: Mentions
  private var mentions: [Mention] = []
  private var linkOffsets: [Int]
  /// How many elements are open in which nothing is mentioned: headings, code, quotations.
  private var silence = 0
  /// Whether a link is open, in which only names are mentioned, since they become no links.
  private var isInLink = false
  /// Whether the text that comes is the number of a footnote.
  private var isFootnoteCall = false
  /// The ids of all calls of notes, once somebody has asked for them.
  private var calls: Set<ArraySlice<UInt8>>?

  /// Looks at HTML that belongs to these headings, in their order, and in which `Marker.html` stands for a snippet.
  init(_ html: [UInt8], headings: [Heading], links: Int, snippets: [String], mentionable: Mentions) {
    self.html = html
    self.headings = headings
    self.snippets = snippets
    self.mentionable = mentionable
    linkOffsets = Array(repeating: 0, count: links)
    result = HTMLFragment(capacity: html.count + headings.count * 32)
  }

  /// The HTML with its holes, what it mentions, and where its relative links stand.
  consuming func fragment() -> (html: HTMLFragment, mentions: [Mention], linkOffsets: [Int]) {
    while let start = html[offset...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == Marker.start }) {
      let closing: UInt8 = html[start] == Marker.start ? UInt8(ascii: ";") : UInt8(ascii: ">")
      let end = (html[start...].firstIndex(of: closing) ?? html.count - 1) + 1
      readText(html[offset..<start])
      offset = end
      if html[start] == Marker.start { readMarker(at: start) } else { read(html[start..<end]) }
    }
    readText(html[offset...])
    return (result, mentions, linkOffsets)
  }

  /// Makes holes of what a text between tags mentions.
  private mutating func readText(_ text: ArraySlice<UInt8>) {
    if isFootnoteCall {
      isFootnoteCall = false
      return result.append(noteLetters(Int(String(decoding: text, as: UTF8.self)) ?? 0).utf8)
    }
    guard silence == 0, !mentionable.isEmpty, text.count > 1 else { return result.append(text) }
    var scanner = MentionScanner(mentionable, in: text)
    var written = text.startIndex
    while let found = scanner.next() {
      switch found {
      case .escape(let backslash):
        result.append(text[written..<backslash])
        written = backslash + 1
      case .mention where !mentionable.areLinked: break
      case .mention(let subject, _) where isInLink && !subject.isName: break
      case .mention(let subject, let range):
        result.append(text[written..<range.lowerBound])
        let words = String(decoding: text[range], as: UTF8.self)
        mentions.append(Mention(subject: subject, text: words, offset: result.count))
        written = range.upperBound
        if subject.isName { written = range.lowerBound } else { result.append(.mention(mentions.count - 1)) }
      }
    }
    result.append(text[written...])
  }

  /// Counts the elements in which nothing is mentioned.
  private mutating func noteSilence(_ tag: ArraySlice<UInt8>) {
    let isClosing = tag.dropFirst().first == UInt8(ascii: "/")
    let name = tag.dropFirst(isClosing ? 2 : 1).prefix { isASCIILetter($0) || isDigit($0) }
    if name.elementsEqual("a".utf8) {
      isInLink = !isClosing
    } else if Self.silent.contains(where: name.elementsEqual) {
      silence += isClosing ? -1 : 1
    }
  }

  private static let silent = [
    "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "q", "abbr", "kbd", "cite",
  ]
  .map { Array($0.utf8) }

  private static let link = Array("<a ".utf8)
  private static let note = Array("<li id=\"fn-".utf8)
  private static let footnoteCall = Array(" data-footnote-ref".utf8)
  private static let checked = Array(" checked=".utf8)
  private static let footnoteReturn = Array("\" class=\"footnote-backref\"".utf8)

  private mutating func read(_ tag: ArraySlice<UInt8>) {
    if isDeadWayBack(tag) { return leaveOutLink() }
    if !mentionable.isEmpty { noteSilence(tag) }
    isFootnoteCall = tag.starts(with: Self.link) && tag.firstRange(of: Self.footnoteCall) != nil
    switch tag.dropFirst().first {
    case UInt8(ascii: "h"): readHeading(tag, digit: 2)
    case UInt8(ascii: "/"): readClosing(tag)
    case UInt8(ascii: "t"): readTable(tag)
    case UInt8(ascii: "i") where tag.starts(with: "<input".utf8): readBox(tag)
    case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "l"): readAttributes(tag)
    default: result.append(tag)
    }
  }

  private mutating func readMarker(at start: Int) {
    switch Marker(letter: html[start + 1], number: number(at: start + 2)) {
    case .citation(let index):
      // A raised number stands close to the word before it, and an author writes a space before the bracket.
      result.trimEnd()
      result.append(.citation(index))
    case .fileFacts(let index): result.append(.fileFacts(index))
    case .calloutTitle(let callout): result.append(.calloutTitle(callout))
    case .html(let index):
      noteSilence(Array(snippets[index].utf8)[...])
      result.append(snippets[index].utf8)
    case .paragraph(let index): result.append(.paragraph(index))
    case nil: break
    }
  }

  /// `<h2>` or `</h2>`; the digit tells it from `<hr />`.
  private mutating func readHeading(_ tag: ArraySlice<UInt8>, digit: Int) {
    let place = tag.startIndex + digit
    guard tag.count == digit + 2, tag[place - 1] == UInt8(ascii: "h"), isDigit(tag[place]) else {
      result.append(tag)
      return
    }
    result.append(tag[..<place])
    result.append(.headingLevel(number(at: place)))
    if digit == 2, heading < headings.count {
      result.append(" id=\"".utf8)
      result.append(.idPrefix)
      result.append(headings[heading].id.utf8)
      result.append("\"".utf8)
      heading += 1
    }
    result.append([UInt8(ascii: ">")])
  }

  private mutating func readClosing(_ tag: ArraySlice<UInt8>) {
    readHeading(tag, digit: 3)
    if tag.elementsEqual("</table>".utf8) { result.append("</div>".utf8) }
  }

  /// A table gets a region to scroll in, and `<th>`, perhaps with attributes, a scope.
  private mutating func readTable(_ tag: ArraySlice<UInt8>) {
    if tag.elementsEqual("<table>".utf8) {
      result.append("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"".utf8)
      result.append(.table(table))
      result.append("\"><table><caption>".utf8)
      result.append(.table(table))
      result.append("</caption>".utf8)
      table += 1
    } else if tag.starts(with: "<th>".utf8) || tag.starts(with: "<th ".utf8) {
      result.append("<th scope=\"col\"".utf8)
      result.append(tag.dropFirst(3))
    } else {
      result.append(tag)
    }
  }

  /// `<a>`, `<img>` and the `<li>` of footnotes: addresses and ids.
  private mutating func readAttributes(_ tag: ArraySlice<UInt8>) {
    let quote = UInt8(ascii: "\"")
    if tag.starts(with: Self.note) { (note, returns) = (note + 1, 0) }
    let isReturn = tag.starts(with: Self.link) && tag.firstRange(of: Self.footnoteReturn) != nil
    if isReturn { returns += 1 }
    let start = result.count
    var rest = tag
    while let opening = rest.firstIndex(of: quote), let closing = rest[(opening + 1)...].firstIndex(of: quote) {
      result.append(rest[...opening])
      if rest[..<opening].ends(with: " id=") {
        result.append(.idPrefix)
        result.append(rest[(opening + 1)...closing])
      } else if isReturn, rest[..<opening].ends(with: " aria-label=") {
        result.append(.noteReturn(note))
        // No two links of a page that lead to different places have one name.
        if returns > 1 { result.append(" \(returns)".utf8) }
        result.append([quote])
      } else if rest[..<opening].ends(with: " href=") || rest[..<opening].ends(with: " src=") {
        readAddress(rest[(opening + 1)..<closing], ofTagAt: start)
        result.append([quote])
      } else {
        result.append(rest[(opening + 1)...closing])
      }
      rest = rest[(closing + 1)...]
    }
    result.append(rest)
  }

  /// The box of a task: where items are parted by empty lines, cmark puts it before the item's first paragraph, and a line
  /// above it.
  private mutating func readBox(_ tag: ArraySlice<UInt8>) {
    let rest = html[offset...].drop(while: isWhiteSpace)
    let isApart = rest.starts(with: "<p>".utf8)
    if isApart { result.append("<p>".utf8) }
    result.append(tag.dropLast(" />".utf8.count))
    result.append(.task(isDone: tag.firstRange(of: Self.checked) != nil))
    result.append(" />".utf8)
    guard isApart else { return }
    result.append(" ".utf8)
    offset = rest.startIndex + "<p>".utf8.count
  }

  /// Whether a link leads from a note to a call that isn't there: cmark counts those in the words of pictures and in footnotes
  /// that are left out.
  private mutating func isDeadWayBack(_ tag: ArraySlice<UInt8>) -> Bool {
    let start = Array("<a href=\"#".utf8)
    guard tag.starts(with: Self.link), tag.starts(with: start), tag.firstRange(of: Self.footnoteReturn) != nil else {
      return false
    }
    let ids = calls ?? callIDs()
    calls = ids
    return !ids.contains(tag.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") })
  }

  /// The ids of all calls of notes.
  private func callIDs() -> Set<ArraySlice<UInt8>> {
    let sign = Array(" id=\"".utf8)
    return Set(
      html.ranges(of: sign + Array("fnref-".utf8)).map { range in
        html[(range.lowerBound + sign.count)...].prefix { $0 != UInt8(ascii: "\"") }
      })
  }

  /// Passes over a link, and takes back the space before it.
  private mutating func leaveOutLink() {
    result.trimEnd()
    offset = html[offset...].firstRange(of: Array("</a>".utf8))?.upperBound ?? offset
  }

  private mutating func readAddress(_ address: ArraySlice<UInt8>, ofTagAt start: Int) {
    if address.first.map(isDigit) == true {
      let link = number(at: address.startIndex)
      linkOffsets[link] = start
      result.append(.link(link))
    } else if address.first == UInt8(ascii: "#") {
      result.append(.ownAddress)
      result.append(address.prefix(1))
      // A `#` alone leads to the top of the page and needs no prefix, and the number of a paragraph is one of a kind.
      if address.count > 1, !isParagraphAnchor(address.dropFirst()) { result.append(.idPrefix) }
      result.append(address.dropFirst())
    } else {
      result.append(address)
    }
  }

  private func number(at start: Int) -> Int {
    html[start...].prefix(while: isDigit).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}

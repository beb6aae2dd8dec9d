/// What stands in the tree, as a text, where a hole is to be.
///
/// It begins with the byte FF, which is in no UTF-8 text, so that no author can write one. A text, because cmark lets no
/// custom node into a table's cell.
enum Marker {
  /// A citation, by its place in `citations`.
  case citation(Int)
  /// The beginning of a paragraph.
  case paragraph(Int)
  /// Where the title of a callout is to be.
  case calloutTitle(Callout)
  /// HTML of ours, by its place in the reader's `snippets`.
  case html(Int)

  static let start: UInt8 = 0xFF

  var bytes: [UInt8] {
    let (letter, number): (Character, Int) =
      switch self {
      case .citation(let index): ("c", index)
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
  private var result: HTMLFragment

  /// Looks at HTML that belongs to these headings, in their order, and in which `Marker.html` stands for a snippet.
  init(_ html: [UInt8], headings: [Heading], snippets: [String]) {
    self.html = html
    self.headings = headings
    self.snippets = snippets
    result = HTMLFragment(capacity: html.count + headings.count * 32)
  }

  /// The HTML with its holes.
  consuming func fragment() -> HTMLFragment {
    while let start = html[offset...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == Marker.start }) {
      let closing: UInt8 = html[start] == Marker.start ? UInt8(ascii: ";") : UInt8(ascii: ">")
      let end = (html[start...].firstIndex(of: closing) ?? html.count - 1) + 1
      result.append(html[offset..<start])
      offset = end
      if html[start] == Marker.start { readMarker(at: start) } else { read(html[start..<end]) }
    }
    result.append(html[offset...])
    return result
  }

  private mutating func read(_ tag: ArraySlice<UInt8>) {
    switch tag.dropFirst().first {
    case UInt8(ascii: "h"): readHeading(tag, digit: 2)
    case UInt8(ascii: "/"): readClosing(tag)
    case UInt8(ascii: "t"): readTable(tag)
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
    case .calloutTitle(let callout): result.append(.calloutTitle(callout))
    case .html(let index): result.append(snippets[index].utf8)
    case .paragraph(let index):
      // The marker is the first thing in its paragraph: the hole belongs within the `<p>` before it.
      result.removeLast(1)
      result.append(.paragraph(index))
      result.append([UInt8(ascii: ">")])
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
      result.append("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"".utf8)
      result.append(.table(table))
      result.append("><table>".utf8)
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
    var rest = tag
    while let opening = rest.firstIndex(of: quote), let closing = rest[(opening + 1)...].firstIndex(of: quote) {
      result.append(rest[...opening])
      if rest[..<opening].ends(with: " id=") {
        result.append(.idPrefix)
        result.append(rest[(opening + 1)...closing])
      } else if rest[..<opening].ends(with: " href=") || rest[..<opening].ends(with: " src=") {
        readAddress(rest[(opening + 1)..<closing])
        result.append([quote])
      } else {
        result.append(rest[(opening + 1)...closing])
      }
      rest = rest[(closing + 1)...]
    }
    result.append(rest)
  }

  private mutating func readAddress(_ address: ArraySlice<UInt8>) {
    if address.first.map(isDigit) == true {
      result.append(.link(number(at: address.startIndex)))
    } else if address.count > 1, address.first == UInt8(ascii: "#") {
      result.append(address.prefix(1))
      result.append(.idPrefix)
      result.append(address.dropFirst())
    } else {
      // A whole address, or a `#` alone, which leads to the top of the page and needs no prefix.
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

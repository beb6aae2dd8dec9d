import Content
import Documents
import Templating

extension PageContext {
  /// The HTML of a translated text with a word before each part of it that renders an older version of its original.
  ///
  /// It is a text, and not a mark or a colour: who hears the page or prints it is told, too.
  func marked(_ html: [UInt8], _ older: OlderParts) -> [UInt8] {
    switch older {
    case .none: return html
    case .line: return Array("<span class=\"older\">[\(escapedHTML(word("paragraph-older")))]</span> ".utf8) + html
    case .blocks(let places, let count):
      let starts = topLevelStarts(in: html)
      // If the page shows other blocks than were written, nobody knows which is which: it is told of the text as a whole.
      let marked = starts.count == count ? places.map { starts[$0] } : [0]
      let note = Array("<p class=\"older\">\(escapedHTML(word("paragraph-older")))</p>\n".utf8)
      let ends = marked.dropFirst() + [html.count]
      return html[..<(marked.first ?? 0)] + zip(marked, ends).flatMap { note + html[$0..<$1] }
    }
  }
}

/// Where the elements begin that stand in no other, but for the notes at the end.
private func topLevelStarts(in html: [UInt8]) -> [Int] {
  var scanner = TagScanner(html)
  var starts: [Int] = []
  var depth = 0
  while let (range, mark) = scanner.nextMark() {
    switch mark {
    case .start(let name, _, let isClosed):
      if depth == 0, !scanner.isWord(name, "section") { starts.append(range.lowerBound) }
      let isEmpty = ["hr", "br", "img", "input"].contains { scanner.isWord(name, $0) }
      if !isClosed, !isEmpty { depth += 1 }
    case .end: depth -= 1
    case .comment: break
    }
  }
  return starts
}

import Content
import Documents

/// Puts elements on a page in the place of `LanguageMarks`.
///
/// `<bdi lang="en" dir="ltr">` also keeps what stands beside the words in its place. A link or another inline element that holds
/// nothing else has these attributes itself, unless it has one of them already. In tags and comments, in drawings and formulas, and
/// in elements that can only hold text, the words stand alone.
struct LanguageElements {
  private let page: [UInt8]
  private var scanner: TagScanner
  private var out: [UInt8] = []
  /// The element that the last tag begins, if it may have the attributes itself.
  private var host: String?
  /// Whether the last tag begins an element that can only hold text.
  private var isInTextElement = false
  /// How many drawings and formulas lie around.
  private var drawings = 0

  private static let hosts = ["a", "span", "q", "bdi"]
  private static let textElements = ["title", "textarea", "script", "style", "option"]
  private static let drawingElements = ["svg", "math"]

  init(page: [UInt8]) {
    self.page = page
    scanner = TagScanner(page)
    out.reserveCapacity(page.count)
  }

  mutating func put() -> [UInt8] {
    var end = 0
    while let (range, mark) = scanner.nextMark() {
      putText(end..<range.lowerBound, before: mark)
      out.append(withoutMarks: page[range])
      note(mark)
      end = range.upperBound
    }
    putText(end..<page.count, before: nil)
    return out
  }

  private mutating func note(_ mark: TagScanner.Mark) {
    host = nil
    switch mark {
    case .start(let name, let attributes, let isClosed):
      let hasLanguage = attributes.contains { isOne($0.name, of: ["lang", "dir"]) }
      host = hasLanguage ? nil : Self.hosts.first { scanner.isWord(name, $0) }
      isInTextElement = isOne(name, of: Self.textElements)
      if !isClosed, isOne(name, of: Self.drawingElements) { drawings += 1 }
    case .end(let name):
      isInTextElement = false
      if drawings > 0, isOne(name, of: Self.drawingElements) { drawings -= 1 }
    case .comment: break
    }
  }

  /// What stands between two tags.
  private mutating func putText(_ range: Range<Int>, before next: TagScanner.Mark?) {
    var rest = page[range]
    if isInTextElement || drawings > 0 { return out.append(withoutMarks: rest) }
    while let found = LanguageMarks.firstWords(in: rest) {
      out.append(withoutMarks: rest[..<found.range.lowerBound])
      put(found, inHost: found.range == range && isEndOfHost(next))
      rest = rest[found.range.upperBound...]
    }
    out.append(withoutMarks: rest)
  }

  private mutating func put(_ found: LanguageMarks.Words, inHost: Bool) {
    let attributes = " lang=\"\(found.language.code)\" dir=\"\(found.language.direction.rawValue)\""
    if inHost {
      out.insert(contentsOf: attributes.utf8, at: out.count - 1)
      out += page[found.words]
    } else {
      out += "<bdi\(attributes)>".utf8
      out += page[found.words]
      out += "</bdi>".utf8
    }
  }

  private func isEndOfHost(_ mark: TagScanner.Mark?) -> Bool {
    guard let host, case .end(let name)? = mark else { return false }
    return scanner.isWord(name, host)
  }

  private func isOne(_ name: Range<Int>, of words: [String]) -> Bool { words.contains { scanner.isWord(name, $0) } }
}

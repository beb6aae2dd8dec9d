import Content
import Documents

/// Puts elements on a page in the place of `LanguageMarks`.
///
/// `<bdi lang="en" dir="ltr">` also keeps what stands beside the words in its place. A link or another inline element that holds
/// nothing else has these attributes itself, unless it has one of them already, and an element with `data-language` has them if all
/// words in it are in one language. In tags and comments, in drawings and formulas, and
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

  /// The element around that takes the language of its words.
  private var taker: LanguageTaker?

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
    noteTaker(mark)
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
    taker?.note(rest)
    if isInTextElement || drawings > 0 { return out.append(withoutMarks: rest) }
    while let found = LanguageMarks.firstWords(in: rest) {
      out.append(withoutMarks: rest[..<found.range.lowerBound])
      put(found, inHost: found.range == range && isEndOfHost(next))
      rest = rest[found.range.upperBound...]
    }
    out.append(withoutMarks: rest)
  }

  /// Begins and ends the element that takes the language of its words; it stands in no other one.
  private mutating func noteTaker(_ mark: TagScanner.Mark) {
    switch mark {
    case .start(let range, let attributes, let isClosed):
      let name = String(decoding: page[range], as: UTF8.self)
      if isClosed || voidElements.contains(name) { return }
      func value(_ wanted: String) -> String? {
        attributes.first { scanner.isWord($0.name, wanted) }.map { String(decoding: page[$0.value], as: UTF8.self) }
      }
      let language = value("lang").flatMap(Language.init(code:))
      if taker != nil {
        taker?.begin(name, language)
      } else if language == nil, value("data-language") != nil, value("dir") == nil {
        taker = LanguageTaker(name, end: out.count - 1)
      }
    case .end(let range):
      guard let ended = taker?.end(String(decoding: page[range], as: UTF8.self)), ended else { return }
      if let taker, let language = taker.common {
        out.insert(contentsOf: attributes(of: language).utf8, at: taker.end)
      }
      taker = nil
    case .comment: break
    }
  }

  private func attributes(of language: Language) -> String {
    " lang=\"\(language.code)\" dir=\"\(language.direction.rawValue)\""
  }

  private mutating func put(_ found: LanguageMarks.Words, inHost: Bool) {
    let attributes = attributes(of: found.language)
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

/// An element that takes the language of its words, as far as it is known.
private struct LanguageTaker {
  /// Where its start tag ends.
  let end: Int
  /// It and the elements that are open in it, each with the language that has been said for it.
  private var open: [(name: String, language: Language?)]
  /// The languages of the words so far; nil for that of the page.
  private var languages: Set<Language?> = []

  init(_ name: String, end: Int) {
    self.end = end
    open = [(name, nil)]
  }

  /// The language that is said for what comes next.
  private var language: Language? { open.last?.language ?? nil }

  /// The language of all words, if it is one and not that of the page.
  var common: Language? { languages.count == 1 ? languages.first.flatMap { $0 } : nil }

  /// Notes a text with its marks.
  mutating func note(_ text: ArraySlice<UInt8>) {
    var rest = text
    while let found = LanguageMarks.firstWords(in: rest) {
      noteWords(rest[..<found.range.lowerBound], in: language)
      noteWords(rest[found.words], in: found.language)
      rest = rest[found.range.upperBound...]
    }
    noteWords(rest, in: language)
  }

  private mutating func noteWords(_ words: ArraySlice<UInt8>, in language: Language?) {
    if hasWords(unescapedHTML(String(decoding: words, as: UTF8.self))) { languages.insert(language) }
  }

  /// Begins an element in it.
  mutating func begin(_ name: String, _ language: Language?) { open.append((name, language ?? self.language)) }

  /// Ends an element; tells whether it was this one.
  mutating func end(_ name: String) -> Bool {
    guard let index = open.lastIndex(where: { $0.name == name }) else { return false }
    open.removeSubrange(index...)
    return open.isEmpty
  }
}

import Content
import Synchronization
import Templating

/// Marks around words that are in another language than their page.
///
/// Words get them where they are printed, and may then go through macros, into attributes and titles. What stands there at last
/// is only known once the page is made: `LanguageMarks.resolved` then puts elements in their place, or takes them away. They
/// are noncharacters of Unicode, which no text holds that is exchanged (Unicode 16, section 23.7), and which no filter takes for
/// letters.
enum LanguageMarks {
  /// The first mark of the words, behind which the letters of the language's code follow as marks.
  private static let start: UInt8 = 0x90
  private static let end: UInt8 = 0x91
  private static let letters: ClosedRange<UInt8> = 0x92...0xAB
  /// What all noncharacters from U+FDD0 to U+FDEF begin with in UTF-8.
  private static let lead: [UInt8] = [0xEF, 0xB7]

  /// Words of a language on the page, and the bytes that they take with their marks.
  struct Words {
    let language: Language
    let words: Range<Int>
    let range: Range<Int>
  }

  /// What stands before words.
  static func start(of language: Language) -> String {
    let letters = language.code.utf8.flatMap { lead + [Self.letters.lowerBound + ($0 - UInt8(ascii: "a"))] }
    return String(decoding: lead + [start] + letters, as: UTF8.self)
  }

  /// What stands behind words.
  static let endOfWords = String(decoding: lead + [end], as: UTF8.self)

  /// The words between marks.
  static func marked(_ words: String, in language: Language) -> String {
    start(of: language) + words + endOfWords
  }

  /// What is no HTML, without its marks.
  static func removed(from text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    out.append(withoutMarks: text)
    return out
  }

  /// A page with elements in the place of marks.
  static func resolved(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var elements = LanguageElements(page: Array(html))
    return elements.put()
  }

  /// The first words in a text that have marks; they go on up to the next mark, whatever it is.
  static func firstWords(in text: ArraySlice<UInt8>) -> Words? {
    var rest = text
    while let (start, mark) = next(in: rest) {
      rest = rest[(start + 3)...]
      guard mark == Self.start else { continue }
      let language = Language(code: takeCode(&rest))
      let end = next(in: rest)
      let words = rest.startIndex..<(end?.offset ?? rest.endIndex)
      guard let language, !words.isEmpty else { continue }
      let behind = end?.mark == Self.end ? words.upperBound + 3 : words.upperBound
      return Words(language: language, words: words, range: start..<behind)
    }
    return nil
  }

  private static func takeCode(_ rest: inout ArraySlice<UInt8>) -> String {
    var code: [UInt8] = []
    while let (offset, mark) = next(in: rest.prefix(3)), offset == rest.startIndex, letters.contains(mark) {
      code.append(mark - letters.lowerBound + UInt8(ascii: "a"))
      rest = rest.dropFirst(3)
    }
    return String(decoding: code, as: UTF8.self)
  }

  /// The next mark and where it is.
  fileprivate static func next(in text: ArraySlice<UInt8>) -> (offset: Int, mark: UInt8)? {
    var rest = text
    while let offset = rest.firstIndex(of: lead[0]) {
      if offset + 2 < rest.endIndex, rest[offset + 1] == lead[1], 0x90...0xAF ~= rest[offset + 2] {
        return (offset, rest[offset + 2])
      }
      rest = rest[(offset + 1)...]
    }
    return nil
  }
}

extension [UInt8] {
  /// Appends bytes, but for the marks among them.
  mutating func append(withoutMarks bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let (offset, _) = LanguageMarks.next(in: rest) {
      self += rest[..<offset]
      rest = rest[(offset + 3)...]
    }
    self += rest
  }
}

extension PageContext {
  /// Words as templates get them: marked when they are printed, if they are in another language than the page.
  func text(_ words: String, in language: Language) -> Value {
    guard marks(words, in: language) else { return .text(words) }
    return .wrapped(words, before: LanguageMarks.start(of: language), after: LanguageMarks.endOfWords)
  }

  /// Words of the page's language, or with marks of their own, to stand among words that get marks themselves.
  func text(_ words: String, among language: Language) -> String {
    language == self.language ? words : LanguageMarks.endOfWords + words + LanguageMarks.start(of: language)
  }

  /// The title of an entry in the language of the page, or in the one that it has.
  func title(of id: EntryID) -> Value {
    let entry = library[id, language]
    return text(entry.title, in: entry.common.language(of: .title))
  }

  /// The same, to stand among other words.
  func titleText(of id: EntryID) -> String {
    let entry = library[id, language]
    let titled = entry.common.language(of: .title)
    return marks(entry.title, in: titled) ? LanguageMarks.marked(entry.title, in: titled) : entry.title
  }

  /// A text of the site as a whole; none if it has none.
  func text(_ field: Field<String?>) -> Value {
    library.settings.text(field, in: language).map {
      text($0.text, in: $0.isBorrowed ? library.settings.language : language)
    } ?? .none
  }

  /// Whether words get marks, which the page then has; where there is no word, nothing has a language: in figures and symbols.
  private func marks(_ words: String, in language: Language) -> Bool {
    guard language != self.language, hasWords(words) else { return false }
    hasMarks.store(true, ordering: .relaxed)
    return true
  }

  /// HTML in another language than the page in an element that says so.
  func html(_ html: String, in language: Language, as element: String) -> String {
    if language == self.language { return html }
    hasMarks.store(true, ordering: .relaxed)
    return "<\(element) lang=\"\(language.code)\" dir=\"\(language.direction.rawValue)\">\(html)</\(element)>"
  }
}

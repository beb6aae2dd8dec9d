import Content
import Documents
import Synchronization
import Templating

/// Marks around words that are in another language than their page.
///
/// Words get them when a template asks for them, and may then go through filters and macros, into attributes and titles. What
/// stands there at last is only known once the page is made: `LanguageMarks.resolved` then puts elements in their place, or
/// takes them away. They are noncharacters of Unicode, which no text holds that is exchanged (Unicode 16, section 23.7).
enum LanguageMarks {
  /// Before the code of the language, which has two letters.
  private static let start: [UInt8] = [0xEF, 0xB7, 0x90]
  private static let end: [UInt8] = [0xEF, 0xB7, 0x91]
  /// What both begin with.
  private static let lead: UInt8 = 0xEF

  /// The words between marks.
  static func marked(_ words: String, in language: Language) -> String {
    String(decoding: start + Array((language.code + words).utf8) + end, as: UTF8.self)
  }

  /// What is no HTML, without its marks.
  static func removed(from text: ArraySlice<UInt8>) -> [UInt8] {
    var resolver = Resolver(text)
    resolver.isText = true
    return resolver.resolved()
  }

  /// A page with elements in the place of marks.
  ///
  /// `<bdi lang="en" dir="ltr">` also keeps what stands beside the words in its place. A link or another inline element that holds
  /// nothing else has these attributes itself. In attributes, and in elements that can only hold text, the words stand alone.
  static func resolved(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var resolver = Resolver(html)
    return resolver.resolved()
  }

  private struct Resolver {
    private let bytes: ArraySlice<UInt8>
    private var out: [UInt8] = []
    private var offset: Int
    /// Where the last tag begins in the output.
    private var tag = 0
    private var isInTag = false
    /// The quotation mark that an attribute ends with.
    private var quote: UInt8?
    /// Whether marks are to be taken away and nothing put in their place.
    var isText = false
    /// The name of the element that can only hold text.
    private var textElement: [UInt8]?

    private static let textElements = ["title", "textarea", "script", "style", "option"].map { Array($0.utf8) }
    private static let hosts = ["a", "span", "q", "bdi"].map { Array($0.utf8) }

    init(_ bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      offset = bytes.startIndex
      out.reserveCapacity(bytes.count)
    }

    mutating func resolved() -> [UInt8] {
      while offset < bytes.endIndex {
        let byte = bytes[offset]
        if byte == LanguageMarks.lead, isAt(LanguageMarks.start) {
          resolveMark()
        } else if byte == LanguageMarks.lead, isAt(LanguageMarks.end) {
          offset += LanguageMarks.end.count
        } else {
          follow(byte)
          out.append(byte)
          offset += 1
        }
      }
      return out
    }

    private func isAt(_ mark: [UInt8]) -> Bool { bytes[offset...].starts(with: mark) }

    /// Notes whether what follows stands in a tag.
    private mutating func follow(_ byte: UInt8) {
      if isText { return }
      if let quote {
        if byte == quote { self.quote = nil }
      } else if isInTag {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        if byte == UInt8(ascii: ">") { endTag() }
      } else if byte == UInt8(ascii: "<"), beginsTag {
        (isInTag, tag) = (true, out.count)
      }
    }

    /// In an element that can only hold text, nothing but its end is a tag.
    private var beginsTag: Bool {
      let rest = bytes[(offset + 1)...]
      guard let textElement else { return rest.first.map { $0 != UInt8(ascii: " ") } ?? false }
      return rest.starts(with: [UInt8(ascii: "/")] + textElement)
    }

    private mutating func endTag() {
      isInTag = false
      let name = tagName
      textElement = textElement == nil && Self.textElements.contains(name) ? name : nil
    }

    /// The name of the last tag, in small letters; that of an end tag begins with a slash.
    private var tagName: [UInt8] {
      out[(tag + 1)...].prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }.map {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0
      }
    }

    private mutating func resolveMark() {
      offset += LanguageMarks.start.count
      // A filter may have made capitals of them.
      let code = bytes[offset...].prefix(2).map { $0 | 0x20 }.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
      offset += code.count
      let language = Language(code: String(decoding: code, as: UTF8.self))
      let words = bytes[offset...].prefix { $0 != UInt8(ascii: "<") }
      let end = words.firstRange(of: LanguageMarks.end)?.lowerBound ?? words.endIndex
      guard let language, !isInTag, textElement == nil, !isText, end > offset else { return }
      let behind = bytes[end...].dropFirst(LanguageMarks.end.count)
      let attributes = " lang=\"\(language.code)\" dir=\"\(language.direction.rawValue)\"".utf8
      let content = Array(bytes[offset..<end]).withoutMarks
      if out.last == UInt8(ascii: ">"), Self.hosts.contains(tagName), behind.starts(with: Array("</".utf8) + tagName) {
        out.insert(contentsOf: attributes, at: out.count - 1)
        out += content
      } else {
        out += Array("<bdi".utf8) + attributes + [UInt8(ascii: ">")] + content + Array("</bdi>".utf8)
      }
      offset = end
    }
  }
}

extension [UInt8] {
  /// Without marks that have come into the middle of marked words.
  fileprivate var withoutMarks: [UInt8] { contains(0xEF) ? LanguageMarks.removed(from: self[...]) : self }
}

extension PageContext {
  /// Words as templates get them: marked if they are in another language than the page.
  func text(_ words: String, in language: Language) -> Value {
    language == self.language ? .text(words) : .text(marked(words, in: language))
  }

  /// The title of an entry in the language of the page, or in the one that it has.
  func title(of id: EntryID) -> Value { .text(titleText(of: id)) }

  /// The same, to stand among other words.
  func titleText(of id: EntryID) -> String {
    let common = library[id, language].common
    let titled = common.language(of: .title)
    return titled == language ? common.title : marked(common.title, in: titled)
  }

  /// A text of the site as a whole; none if it has none.
  func text(_ field: Field<String?>) -> Value {
    library.settings.text(field, in: language).map {
      text($0.text, in: $0.isBorrowed ? library.settings.language : language)
    } ?? .none
  }

  /// Where there is no word, nothing has a language: in figures and symbols.
  private func marked(_ words: String, in language: Language) -> String {
    guard hasWords(words) else { return words }
    hasMarks.store(true, ordering: .relaxed)
    return LanguageMarks.marked(words, in: language)
  }

  /// HTML in another language than the page in an element that says so.
  func html(_ html: String, in language: Language, as element: String) -> String {
    if language == self.language { return html }
    return "<\(element) lang=\"\(language.code)\" dir=\"\(language.direction.rawValue)\">\(html)</\(element)>"
  }
}

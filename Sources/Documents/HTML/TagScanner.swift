/// Goes through a page or a drawing from tag to tag, by bytes.
public struct TagScanner {
  /// What the bytes are.
  public enum Language: Sendable {
    /// HTML Living Standard, section 13.2.5: in `<script>`, `<style>`, `<textarea>` and `<title>` nothing is a tag.
    case html
    /// Extensible Markup Language 1.0, section 2: nothing is a tag in `<![CDATA[…]]>`.
    case xml
  }

  /// A start tag with the attributes that rules ask for.
  public struct Tag {
    /// The offset of its `<`.
    public let start: Int
    /// Its name, as it is written.
    public let name: Range<Int>
    /// `id`.
    public fileprivate(set) var id: Attribute?
    /// `href` or `src`.
    public fileprivate(set) var address: Attribute?
    /// `action`.
    public fileprivate(set) var action: Attribute?
    /// `poster`.
    public fileprivate(set) var poster: Attribute?
    /// `rel`.
    public fileprivate(set) var rel: Attribute?
    /// Whether there are words for a picture, if only to say that it needs none.
    public fileprivate(set) var hasAlt = false
  }

  /// An attribute with its value, without the quotation marks.
  public struct Attribute: Sendable {
    /// The name, the equals sign and the value with its quotation marks.
    public let range: Range<Int>
    /// The value; empty if there is none.
    public let value: Range<Int>
  }

  /// A tag or a comment.
  public enum Mark {
    /// A start tag with the names and values of all its attributes, as they are written; whether it says itself that nothing
    /// stands in the element.
    case start(name: Range<Int>, attributes: [(name: Range<Int>, value: Range<Int>)], isClosed: Bool)
    /// An end tag.
    case end(name: Range<Int>)
    /// A comment, or what begins with `<!` or `<?`.
    case comment
  }

  private let bytes: [UInt8]
  private let language: Language
  private var offset = 0

  /// Begins at the first byte.
  public init(_ bytes: [UInt8], language: Language = .html) {
    self.bytes = bytes
    self.language = language
  }

  /// The next start tag.
  public mutating func next() -> Tag? {
    while let start = nextStart() {
      if has("!", at: offset) {
        skipComment()
      } else if beginsName(at: offset) {
        var tag = Tag(start: start, name: name())
        while let attribute = attribute() { note(attribute, in: &tag) }
        endStartTag(tag.name)
        return tag
      }
    }
    return nil
  }

  /// The next tag or comment, and the bytes that it takes: what stands between it and the last one is text.
  public mutating func nextMark() -> (range: Range<Int>, mark: Mark)? {
    while let start = nextStart() {
      if beginsName(at: offset) {
        let (end, mark) = startTag()
        return (start..<end, mark)
      }
      if has("/", at: offset), beginsName(at: offset + 1) {
        let mark = endTag()
        return (start..<offset, mark)
      }
      if ["!", "?", "/"].contains(where: { has($0, at: offset) }) {
        skipComment()
        return (start..<offset, .comment)
      }
    }
    return nil
  }

  /// Whether the bytes are a word, in small letters or large.
  public func isWord(_ range: Range<Int>, _ word: String) -> Bool {
    bytes[range].elementsEqual(word.utf8) { $0 == $1 || (isASCIILetter($0) && $0 | 0x20 == $1) }
  }

  /// Goes behind the next `<`, and tells where that is.
  private mutating func nextStart() -> Int? {
    guard let start = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
    offset = start + 1
    return start
  }

  private func beginsName(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    return isASCIILetter(byte) || (language == .xml && (byte == UInt8(ascii: "_") || byte >= 0x80))
  }

  /// Goes behind a comment, or what is none but looks like one; in a document type of XML there may be tags.
  private mutating func skipComment() {
    if has("!--", at: offset) {
      skip(behind: "-->")
    } else if language == .html {
      skip(behind: ">")
    } else if has("![CDATA[", at: offset) {
      skip(behind: "]]>")
    }
  }

  private mutating func name() -> Range<Int> { skipWord { $0 == UInt8(ascii: "/") } }

  private mutating func startTag() -> (end: Int, mark: Mark) {
    let name = name()
    var attributes: [(name: Range<Int>, value: Range<Int>)] = []
    while let attribute = attribute() { attributes.append((attribute.name, attribute.attribute.value)) }
    let isClosed = offset < bytes.count && bytes[offset - 1] == UInt8(ascii: "/")
    let end = min(offset + 1, bytes.count)
    endStartTag(name)
    return (end, .start(name: name, attributes: attributes, isClosed: isClosed))
  }

  private mutating func endTag() -> Mark {
    offset += 1
    let name = name()
    skip(behind: ">")
    return .end(name: name)
  }

  /// Goes behind a start tag, and to the end tag of an element in which nothing is a tag.
  private mutating func endStartTag(_ name: Range<Int>) {
    offset = min(offset + 1, bytes.count)
    guard language == .html else { return }
    for element in ["script", "style", "textarea", "title"] where isWord(name, element) { skip(before: "</" + element) }
  }

  /// The next attribute of the tag; nil at its end.
  private mutating func attribute() -> (name: Range<Int>, attribute: Attribute)? {
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "/") || isSpace(bytes[offset]) { offset += 1 }
    guard offset < bytes.count, bytes[offset] != UInt8(ascii: ">") else { return nil }
    let start = offset
    offset += 1
    let rest = skipWord { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }
    let name = start..<rest.upperBound
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else {
      return (name, Attribute(range: name, value: name.upperBound..<name.upperBound))
    }
    offset += 1
    let value = value()
    return (name, Attribute(range: start..<offset, value: value))
  }

  /// A value in quotation marks or without.
  private mutating func value() -> Range<Int> {
    skipSpace()
    guard offset < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[offset]) else {
      return skipWord { _ in false }
    }
    let start = offset + 1
    let end = bytes[start...].firstIndex(of: bytes[offset]) ?? bytes.count
    offset = min(end + 1, bytes.count)
    return start..<end
  }

  private func note(_ attribute: (name: Range<Int>, attribute: Attribute), in tag: inout Tag) {
    let (name, attribute) = attribute
    if isWord(name, "id") {
      tag.id = tag.id ?? attribute
    } else if isWord(name, "href") || isWord(name, "src") {
      tag.address = tag.address ?? attribute
    } else if isWord(name, "action") {
      tag.action = tag.action ?? attribute
    } else if isWord(name, "poster") {
      tag.poster = tag.poster ?? attribute
    } else if isWord(name, "rel") {
      tag.rel = tag.rel ?? attribute
    } else if isWord(name, "alt") {
      tag.hasAlt = true
    }
  }
}

/// Steps.
extension TagScanner {
  /// What stands here up to white space, the end of the tag, or a sign.
  private mutating func skipWord(endingWith isEnd: (UInt8) -> Bool) -> Range<Int> {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ">"), !isSpace(bytes[offset]), !isEnd(bytes[offset]) {
      offset += 1
    }
    return start..<offset
  }

  private mutating func skipSpace() {
    while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
  }

  private mutating func skip(before text: String) {
    while offset < bytes.count, !has(text, at: offset) { offset += 1 }
  }

  private mutating func skip(behind text: String) {
    skip(before: text)
    offset = min(offset + text.utf8.count, bytes.count)
  }

  private func has(_ text: String, at index: Int) -> Bool {
    let end = index + text.utf8.count
    return end <= bytes.count && isWord(index..<end, text)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }
}

import Diagnostics

/// Which white space around block tags is left out of a page.
public struct Whitespace: Sendable {
  /// Whether the line break right after a block tag or comment is left out: Jinja's `trim_blocks`.
  public var trimsBlocks = false
  /// Whether the spaces from the start of the line to a block tag or comment are left out: Jinja's `lstrip_blocks`.
  public var stripsBlocks = false

  /// Keeps all white space, as Jinja does unless told otherwise.
  public init() {}
}

/// Cuts a template into tokens, by bytes; what can't be read becomes a fault and an `invalid` token.
struct Lexer {
  let file: SourceFile
  let bytes: [UInt8]
  let whitespace: Whitespace
  var position = 0
  var tokens: [Token] = []
  var faults: [Fault] = []
  /// How the tag before the next text ended.
  private var before = Trimming.none

  /// What a tag does to the white space beside it.
  private enum Trimming { case none, lineBreak, all }

  init(_ file: SourceFile, whitespace: Whitespace) {
    self.file = file
    self.whitespace = whitespace
    bytes = file.bytes
  }

  /// All tokens of the file, the last of which is the end of the file.
  mutating func tokenize() {
    if let invalid = file.firstInvalidByte {
      report(.notUTF8, at: invalid..<invalid + 1)
      position = bytes.count
    } else {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
      while position < bytes.count { lexSegment() }
    }
    add(.endOfFile, from: bytes.count)
  }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<position))
  }

  mutating func report(_ fault: Fault, at range: Range<Int>) {
    faults.append(fault.at(.bytes(range, of: file)))
  }

  func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  func has(_ text: String, at index: Int) -> Bool {
    // Asked at each byte of a tag, and nearly always answered by the first.
    text.utf8.first == byte(at: index) && bytes[index...].starts(with: text.utf8)
  }

  /// Text up to the next tag, and the tag.
  private mutating func lexSegment() {
    let start = position
    position = nextTag(from: start)
    addText(start..<position)
    switch byte(at: position + 1) {
    case _ where position == bytes.count: return
    case UInt8(ascii: "#"): lexComment()
    case UInt8(ascii: "%"): lexBlock()
    default: lexTag(.outputStart)
    }
  }

  private func nextTag(from start: Int) -> Int {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), [0x7B, 0x25, 0x23].contains(bytes[index + 1]) { return index }
      index += 1
    }
    return bytes.count
  }

  private mutating func addText(_ range: Range<Int>) {
    let start = trimmedStart(of: range)
    let end = max(start, trimmedEnd(of: range))
    before = .none
    if start < end { tokens.append(Token(kind: .text(start..<end), range: start..<end)) }
  }

  private func trimmedStart(of range: Range<Int>) -> Int {
    switch before {
    case .none: range.lowerBound
    case .all: range.first { !isSpace(bytes[$0]) } ?? range.upperBound
    case .lineBreak: range.lowerBound + lengthOfLineBreak(at: range.lowerBound)
    }
  }

  private func trimmedEnd(of range: Range<Int>) -> Int {
    if range.upperBound == bytes.count { return range.upperBound - lengthOfLineBreak(endingAt: range.upperBound) }
    let mark = byte(at: range.upperBound + 2)
    if mark == UInt8(ascii: "-") { return range.last { !isSpace(bytes[$0]) }.map { $0 + 1 } ?? range.lowerBound }
    let isOutput = byte(at: range.upperBound + 1) == UInt8(ascii: "{")
    guard whitespace.stripsBlocks, mark != UInt8(ascii: "+"), !isOutput else { return range.upperBound }
    let last = range.last { bytes[$0] != UInt8(ascii: " ") && bytes[$0] != UInt8(ascii: "\t") }
    guard let last else { return range.lowerBound == 0 ? 0 : range.upperBound }
    return isLineBreak(bytes[last]) ? last + 1 : range.upperBound
  }

  private mutating func lexComment() {
    let start = position
    let body = start + (isMark(byte(at: start + 2)) ? 3 : 2)
    guard let end = (body..<bytes.count).first(where: { has("#}", at: $0) }) else {
      report(.unclosedComment, at: start..<start + 2)
      return position = bytes.count
    }
    position = end + 2
    endTag(markAt: max(body, end - 1))
  }

  /// Notes how the tag that ended treats the text after it.
  mutating func endTag(markAt index: Int, keepsLineBreak: Bool = false) {
    switch byte(at: index) {
    case UInt8(ascii: "-"): before = .all
    case UInt8(ascii: "+"): before = .none
    default: before = whitespace.trimsBlocks && !keepsLineBreak ? .lineBreak : .none
    }
  }

  private mutating func lexBlock() {
    if let body = endOfTag(named: "raw", at: position) { lexRaw(from: body) } else { lexTag(.blockStart) }
  }

  /// Where `{% name %}` ends, if it stands at the index.
  private func endOfTag(named name: String, at index: Int) -> Int? {
    guard has("{%", at: index) else { return nil }
    var end = index + 2
    if isMark(byte(at: end)) { end += 1 }
    while isSpace(byte(at: end)) { end += 1 }
    guard has(name, at: end) else { return nil }
    end += name.utf8.count
    while isSpace(byte(at: end)) { end += 1 }
    if isMark(byte(at: end)) { end += 1 }
    return has("%}", at: end) ? end + 2 : nil
  }

  private mutating func lexRaw(from body: Int) {
    endTag(markAt: body - 3, keepsLineBreak: true)
    for index in body..<bytes.count {
      guard let end = endOfTag(named: "endraw", at: index) else { continue }
      addText(body..<index)
      position = end
      return endTag(markAt: end - 3)
    }
    report(.unclosedRaw, at: position..<body)
    position = bytes.count
  }

  private func lengthOfLineBreak(at index: Int) -> Int {
    if has("\r\n", at: index) { return 2 }
    return isLineBreak(byte(at: index)) ? 1 : 0
  }

  private func lengthOfLineBreak(endingAt end: Int) -> Int {
    if end > 1, has("\r\n", at: end - 2) { return 2 }
    return end > 0 && isLineBreak(bytes[end - 1]) ? 1 : 0
  }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

private func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }

import Diagnostics

/// Turns the tokens of one template into statements.
///
/// After a fault it goes on behind the tag that the fault is in, so that one reading finds all faults of a file.
struct Parser {
  /// Why a tag can't be read; nil if the lexer has said it already.
  struct Failure: Error {
    let fault: Fault?
  }

  /// How deep expressions, and blocks, may lie in each other.
  static let deepest = 100

  let file: SourceFile
  let tokens: [Token]
  var position = 0
  var faults: [Fault]
  /// How deep the expression is that is being read.
  var depth = 0
  /// The tags that would end or divide the blocks that are open here, from the outermost in.
  private var terminators: [Set<String>] = []
  /// Tags that go with a block whose own tag could not be read, about which one fault is enough.
  private var forgiven: Set<String> = []

  init(_ lexer: Lexer) {
    file = lexer.file
    tokens = lexer.tokens
    faults = lexer.faults
  }

  /// All statements of the file.
  mutating func parseTemplate() -> [Statement] {
    var statements: [Statement] = []
    while current != .endOfFile {
      statements += parseBody()
      if current == .blockStart { skipStrayTag() }
    }
    return statements
  }
}

/// Bodies of blocks.
extension Parser {
  /// The statements up to a tag that belongs to a block open here, or to the end of the file.
  private mutating func parseBody() -> [Statement] {
    var statements: [Statement] = []
    while current != .endOfFile {
      let start = position
      switch current {
      case .text(let range):
        statements.append(Statement(kind: .text(range), range: range))
        advance()
      case .outputStart: parseOutput().map { statements.append($0) }
      case .blockStart:
        if isTerminator { return statements }
        parseStatement().map { statements.append($0) }
      default: advance()
      }
      // Whatever the reader of a statement does, the loop comes to its end.
      if position == start { advance() }
    }
    return statements
  }

  /// The statements of a block up to one of its own tags, which is left to be read.
  mutating func parseBody(until ends: Set<String>) -> [Statement] {
    guard terminators.count < Self.deepest else {
      record(.tooDeep(limit: Self.deepest), at: tokens[position].range)
      position = tokens.count - 1
      return []
    }
    terminators.append(ends)
    defer { terminators.removeLast() }
    return parseBody()
  }

  /// The statements of a block that ends with `{% end %}`, and that tag.
  mutating func parseBody(of opening: Range<Int>, end: String, named name: String? = nil) -> [Statement] {
    let body = parseBody(until: [end])
    parseEnd(end, of: opening, named: name)
    return body
  }

  /// The tag that ends a block, in which the block's name may be said again.
  mutating func parseEnd(_ end: String, of opening: Range<Int>, named name: String? = nil) {
    if let blockName, isMisspelled(blockName, end: end) {
      record(.misspelledEnd(blockName, end: end), at: tokens[position + 1].range)
      return skipTag()
    }
    guard blockName == end else { return recordUnclosedBlock(opening, end: end) }
    skipBlockName()
    header(else: ()) { parser throws(Failure) in
      guard end == "endblock", case .name(let written) = parser.current else { return }
      if let name, written != name { throw parser.failure(.otherEndName(written, of: name), at: parser.currentRange) }
      parser.advance()
    }
  }

  private mutating func recordUnclosedBlock(_ opening: Range<Int>, end: String) {
    forgiven.insert(end)
    let fault = Fault.unclosedBlock(end: end).at(.bytes(opening, of: file))
    let other = blockName.map { fault.noting("`\($0)` comes before its end", at: .bytes(tagRange, of: file)) }
    faults.append(other ?? fault)
  }

  /// The name of the tag that begins here.
  var blockName: String? {
    guard current == .blockStart, case .name(let name) = tokens[position + 1].kind else { return nil }
    return name
  }

  mutating func skipBlockName() { position += 2 }

  private var isTerminator: Bool {
    guard let blockName else { return false }
    if terminators.contains(where: { $0.contains(blockName) }) { return true }
    return terminators.last?.contains { isMisspelled(blockName, end: $0) } ?? false
  }

  /// Whether a name that is no statement must have been meant for the end of a block.
  private func isMisspelled(_ name: String, end: String) -> Bool {
    guard !Statement.names(name), end.hasPrefix("end") else { return false }
    return name == "end" || nearest(to: name, among: [end]) != nil
  }

  /// A tag that ends or divides a block, where none is open.
  private mutating func skipStrayTag() {
    let name = blockName ?? ""
    if !forgiven.contains(name.lowercased()) { record(.strayTag(name), at: tagRange) }
    skipTag()
  }

  /// A tag of an unknown name; those that would belong to it are not reported again.
  mutating func skipUnknownTag(_ name: String) {
    if Statement.names(name) || forgiven.contains(name.lowercased()) { return skipStrayTag() }
    let known = Statement.tagNames.union(terminators.last ?? []).sorted()
    let meant = nearest(to: name, among: known)
    let next = tokens[min(position + 2, tokens.count - 1)].kind
    record(.unknownTag(name, before: next, known: known), at: tokens[position + 1].range)
    forgiven.formUnion(["end" + name.lowercased(), "end" + (meant ?? name), "else", "elif"])
    skipTag()
  }

  /// Runs the reader of the rest of a tag, up to the tag's end; after a fault the tag is left behind.
  mutating func header<Result>(
    else fallback: Result, _ parse: (inout Parser) throws(Failure) -> Result
  ) -> Result {
    do {
      let result = try parse(&self)
      try expect(.blockEnd)
      return result
    } catch {
      recover(from: error)
      return fallback
    }
  }

  private mutating func parseOutput() -> Statement? {
    let start = tokens[position].range.lowerBound
    advance()
    let first = current
    do {
      let expression = try parseTuple()
      let end = tokens[position].range.upperBound
      try expect(.outputEnd)
      return Statement(kind: .output(expression), range: start..<end)
    } catch {
      recover(from: error.inOutput(beginningWith: first))
      return nil
    }
  }

  private mutating func recover(from failure: Failure) {
    if let fault = failure.fault { faults.append(fault) }
    depth = 0
    skipTag()
  }

  mutating func skipTag() {
    while !current.endsTag { advance() }
    advance()
  }
}

/// Single tokens.
extension Parser {
  var current: Token.Kind { tokens[position].kind }

  var currentRange: Range<Int> { tokens[position].range }

  /// The tag that begins here, to its end.
  var tagRange: Range<Int> {
    let end = tokens[position...].first { $0.kind.endsTag }
    return currentRange.lowerBound..<(end ?? tokens[position]).range.upperBound
  }

  mutating func advance() { position = min(position + 1, tokens.count - 1) }

  mutating func record(_ fault: Fault, at range: Range<Int>) {
    faults.append(fault.at(.bytes(range, of: file)))
  }

  func failure(_ fault: Fault, at range: Range<Int>) -> Failure {
    Failure(fault: fault.at(.bytes(range, of: file)))
  }

  /// Why the token here doesn't fit.
  func unexpected(_ wanted: String) -> Failure {
    if current == .invalid { return Failure(fault: nil) }
    return failure(.unexpected(current.description, wanted: wanted, hint: hint(wanted)), at: currentRange)
  }

  mutating func expect(_ kind: Token.Kind) throws(Failure) {
    guard current == kind else { throw unexpected(kind.description) }
    advance()
  }

  mutating func expect(_ sign: Sign) throws(Failure) { try expect(.sign(sign)) }

  /// Steps over the comma between two things in brackets.
  mutating func expectComma(or closing: Sign) throws(Failure) {
    guard take(.comma) || current == .sign(closing) else { throw unexpected("`,` or `\(closing.rawValue)`") }
  }

  /// Steps over a token if it is here.
  mutating func take(_ sign: Sign) -> Bool { take(.sign(sign)) }

  /// Steps over a word if it is here.
  mutating func take(_ word: String) -> Bool { take(.name(word)) }

  private mutating func take(_ kind: Token.Kind) -> Bool {
    guard current == kind else { return false }
    advance()
    return true
  }

  mutating func parseIdentifier(_ wanted: String) throws(Failure) -> Identifier {
    guard case .name(let name) = current else { throw unexpected(wanted) }
    defer { advance() }
    return Identifier(text: name, range: currentRange)
  }
}

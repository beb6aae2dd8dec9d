import Diagnostics

extension Statement {
  /// The names of all tags that begin a statement.
  static let tagNames: Set<String> = [
    "autoescape", "block", "break", "call", "continue", "do", "extends", "filter", "for", "from", "if", "import",
    "include", "macro", "raw", "set", "with",
  ]

  /// Whether a name has a meaning at the beginning of a tag.
  static func names(_ name: String) -> Bool {
    if tagNames.contains(name) || name == "else" || name == "elif" { return true }
    return name.hasPrefix("end") && tagNames.contains(String(name.dropFirst(3)))
  }
}

/// Statements that compute: choices, loops, names.
extension Parser {
  /// The statement whose tag begins here; nil if it can't be read.
  mutating func parseStatement() -> Statement? {
    let range = tagRange
    let name = blockName
    guard let name, Statement.tagNames.contains(name), name != "raw" else {
      skipUnnamedOrUnknown(name)
      return nil
    }
    skipBlockName()
    let kind = parseComputing(name, range) ?? parseComposing(name, range)
    return kind.map { Statement(kind: $0, range: range) }
  }

  private mutating func skipUnnamedOrUnknown(_ name: String?) {
    if let name { return skipUnknownTag(name) }
    advance()
    header(else: ()) { parser throws(Failure) in throw parser.unexpected("the name of a statement") }
  }

  private mutating func parseComputing(_ name: String, _ range: Range<Int>) -> Statement.Kind? {
    switch name {
    case "if": parseChoice(range)
    case "for": parseLoop(range)
    case "break", "continue": parseExit(name)
    case "do": parseEvaluation()
    case "set": parseSet(range)
    case "with": parseWith(range)
    case "filter": parseFilterBlock(range)
    case "autoescape": parseAutoescape(range)
    default: nil
    }
  }

  private mutating func parseChoice(_ opening: Range<Int>) -> Statement.Kind {
    var branches: [Statement.Branch] = []
    var otherwise: [Statement] = []
    repeat {
      let condition = header(else: nil) { parser throws(Failure) in try parser.parseTuple(allowingConditional: false) }
      let body = parseBody(until: ["elif", "else", "endif"])
      branches.append(Statement.Branch(condition: condition ?? .invalid, body: body))
    } while takeDivider("elif")
    if takeDivider("else") { otherwise = parseOtherwise(end: "endif") }
    parseEnd("endif", of: opening)
    return .choice(branches, otherwise: otherwise)
  }

  /// The rest of an `else` and its body, up to the end of the block.
  private mutating func parseOtherwise(end: String) -> [Statement] {
    header(else: ()) { _ throws(Failure) in }
    var body = parseBody(until: ["elif", "else", end])
    while let name = blockName, ["elif", "else"].contains(name) {
      record(.afterElse(name), at: tagRange)
      skipTag()
      body += parseBody(until: ["elif", "else", end])
    }
    return body
  }

  /// Steps over the start of a tag that divides a block, if it is here.
  private mutating func takeDivider(_ name: String) -> Bool {
    guard blockName == name else { return false }
    skipBlockName()
    return true
  }

  private mutating func parseLoop(_ opening: Range<Int>) -> Statement.Kind? {
    let head: Statement.Loop? = header(else: nil) { parser throws(Failure) in try parser.parseLoopHead() }
    let body = parseBody(until: ["else", "endfor"])
    var otherwise: [Statement] = []
    if takeDivider("else") { otherwise = parseOtherwise(end: "endfor") }
    parseEnd("endfor", of: opening)
    return head.map { .loop($0.with(body, otherwise: otherwise)) }
  }

  private mutating func parseLoopHead() throws(Failure) -> Statement.Loop {
    let target = try parseTarget()
    guard take("in") else { throw unexpected("`in`") }
    let items = try parseTuple(allowingConditional: false)
    let condition = take("if") ? try parseExpression() : nil
    return Statement.Loop(target: target, items: items, condition: condition, isRecursive: take("recursive"))
  }

  private mutating func parseExit(_ name: String) -> Statement.Kind? {
    header(else: ()) { _ throws(Failure) in }
    return Statement.Exit(rawValue: name).map { .exit($0) }
  }

  private mutating func parseEvaluation() -> Statement.Kind? {
    header(else: nil) { parser throws(Failure) in .evaluate(try parser.parseTuple()) }
  }

  private mutating func parseSet(_ opening: Range<Int>) -> Statement.Kind? {
    enum Assignment { case inline(Statement.Target, Expression), block(Statement.Target, [Operation]) }
    let form: Assignment? = header(else: nil) { parser throws(Failure) in
      let target = try parser.parseTarget(allowingMember: true)
      if parser.take(.assign) { return .inline(target, try parser.parseTuple()) }
      guard parser.current == .sign(.pipe) || parser.current == .blockEnd else { throw parser.unexpected("`=`") }
      return .block(target, parser.current == .sign(.pipe) ? try parser.parseFilters() : [])
    }
    switch form {
    case .inline(let target, let value): return .set(target, value)
    case .block(let target, let filters):
      return .capture(target, filters: filters, body: parseBody(of: opening, end: "endset"))
    case nil: return nil
    }
  }

  private mutating func parseWith(_ opening: Range<Int>) -> Statement.Kind {
    let pairs: [(target: Statement.Target, value: Expression)] = header(else: []) { parser throws(Failure) in
      var pairs: [(target: Statement.Target, value: Expression)] = []
      while parser.current != .blockEnd {
        if !pairs.isEmpty { try parser.expect(.comma) }
        let target = try parser.parseTarget()
        try parser.expect(.assign)
        pairs.append((target, try parser.parseExpression()))
      }
      return pairs
    }
    return .with(pairs, body: parseBody(of: opening, end: "endwith"))
  }

  private mutating func parseFilterBlock(_ opening: Range<Int>) -> Statement.Kind {
    let filters: [Operation] = header(else: []) { parser throws(Failure) in
      let first = try parser.parseOperation("the name of a filter")
      return [first] + (try parser.parseFilters())
    }
    return .filter(filters, body: parseBody(of: opening, end: "endfilter"))
  }

  private mutating func parseAutoescape(_ opening: Range<Int>) -> Statement.Kind {
    let isOn = header(else: true) { parser throws(Failure) in
      if parser.take("true") || parser.take("True") { return true }
      if parser.take("false") || parser.take("False") { return false }
      throw parser.unexpected("`true` or `false`")
    }
    return .autoescape(isOn, body: parseBody(of: opening, end: "endautoescape"))
  }
}

/// What values are given to.
extension Parser {
  /// One name, or several with commas between them; `set` may also name `namespace.member`.
  mutating func parseTarget(allowingMember: Bool = false) throws(Failure) -> Statement.Target {
    var targets = [try parseSingleTarget(allowingMember)]
    var isList = false
    while take(.comma) {
      isList = true
      if current == .name("in") || current == .sign(.closeParenthesis) { break }
      targets.append(try parseSingleTarget(allowingMember))
    }
    return isList ? .list(targets) : targets[0]
  }

  private mutating func parseMemberTarget() throws(Failure) -> Statement.Target? {
    guard case .name = current, tokens[position + 1].kind == .sign(.dot) else { return nil }
    let object = try parseIdentifier("a name")
    advance()
    return .member(object, try parseIdentifier("the name of a member"))
  }

  private mutating func parseSingleTarget(_ allowingMember: Bool) throws(Failure) -> Statement.Target {
    if allowingMember, let member = try parseMemberTarget() { return member }
    guard take(.openParenthesis) else { return .name(try parseNewName()) }
    let target = try parseTarget(allowingMember: allowingMember)
    try expect(.closeParenthesis)
    return target
  }

  /// A name that is being defined, which can't be one of the language's own.
  mutating func parseNewName() throws(Failure) -> Identifier {
    let name = try parseIdentifier("a name")
    if Expression.reservedNames.contains(name.text) { throw failure(.reservedName(name.text), at: name.range) }
    return name
  }
}

import Diagnostics

/// Statements that put templates together: inheritance, inclusion, macros.
extension Parser {
  mutating func parseComposing(_ name: String, _ range: Range<Int>) -> Statement.Kind? {
    switch name {
    case "block": parseBlock(range)
    case "extends": parseExtends()
    case "include": parseInclude()
    case "import": parseImport()
    case "from": parseFromImport()
    case "macro": parseMacro(range)
    case "call": parseCallBlock(range)
    default: nil
    }
  }

  private mutating func parseBlock(_ opening: Range<Int>) -> Statement.Kind? {
    let head: (name: Identifier, isScoped: Bool, isRequired: Bool)? = header(else: nil) { parser throws(Failure) in
      let name = try parser.parseIdentifier("the name of the block")
      var words: Set<String> = []
      while case .name(let word) = parser.current, ["scoped", "required"].contains(word) {
        words.insert(word)
        parser.advance()
      }
      return (name, words.contains("scoped"), words.contains("required"))
    }
    let body = parseBody(of: opening, end: "endblock", named: head?.name.text)
    guard let head else { return nil }
    if head.isRequired { checkIsEmpty(body, ofBlock: head.name.text) }
    return .block(Statement.Block(name: head.name, isScoped: head.isScoped, isRequired: head.isRequired, body: body))
  }

  /// A block that others must fill can have nothing of its own but white space and comments.
  private mutating func checkIsEmpty(_ body: [Statement], ofBlock name: String) {
    for statement in body {
      var content = statement.range
      if case .text(let range) = statement.kind {
        guard let start = range.first(where: { !isSpace(file.bytes[$0]) }) else { continue }
        content = start..<range.upperBound
      }
      return record(.requiredBlockWithContent(name), at: content)
    }
  }

  private mutating func parseExtends() -> Statement.Kind? {
    header(else: nil) { parser throws(Failure) in .extends(try parser.parseExpression()) }
  }

  private mutating func parseInclude() -> Statement.Kind? {
    header(else: nil) { parser throws(Failure) in
      let template = try parser.parseExpression()
      let ignoresMissing = parser.take("ignore")
      if ignoresMissing, !parser.take("missing") { throw parser.unexpected("`missing`") }
      let withContext = try parser.parseContext() ?? true
      return .include(
        Statement.Include(template: template, ignoresMissing: ignoresMissing, withContext: withContext))
    }
  }

  private mutating func parseImport() -> Statement.Kind? {
    header(else: nil) { parser throws(Failure) in
      let template = try parser.parseExpression()
      guard parser.take("as") else { throw parser.unexpected("`as` and a name") }
      let name = try parser.parseNewName()
      return .importModule(template, name: name, withContext: try parser.parseContext() ?? false)
    }
  }

  private mutating func parseFromImport() -> Statement.Kind? {
    header(else: nil) { parser throws(Failure) in
      let template = try parser.parseExpression()
      guard parser.take("import") else { throw parser.unexpected("`import` and names") }
      var names: [(name: Identifier, alias: Identifier)] = []
      repeat {
        let name = try parser.parseNewName()
        names.append((name, parser.take("as") ? try parser.parseNewName() : name))
      } while parser.take(.comma) && !parser.startsContext
      return .importNames(template, names: names, withContext: try parser.parseContext() ?? false)
    }
  }

  /// `with context` or `without context`; nil if neither is there.
  private mutating func parseContext() throws(Failure) -> Bool? {
    guard current == .name("with") || current == .name("without") else { return nil }
    let isWith = take("with")
    if !isWith { advance() }
    guard take("context") else { throw unexpected("`context`") }
    return isWith
  }

  /// Whether `with` or `without` is meant here, and not a name.
  private var startsContext: Bool {
    (current == .name("with") || current == .name("without")) && tokens[position + 1].kind == .name("context")
  }

  private mutating func parseMacro(_ opening: Range<Int>) -> Statement.Kind? {
    let head: (name: Identifier, routine: Statement.Routine)? = header(else: nil) { parser throws(Failure) in
      let name = try parser.parseNewName()
      return (name, Statement.Routine(parameters: try parser.parseParameters()))
    }
    let body = parseBody(of: opening, end: "endmacro")
    return head.map { .macro($0.name, $0.routine.with(body)) }
  }

  private mutating func parseCallBlock(_ opening: Range<Int>) -> Statement.Kind? {
    let head: (call: Expression, routine: Statement.Routine)? = header(else: nil) { parser throws(Failure) in
      let parameters = parser.current == .sign(.openParenthesis) ? try parser.parseParameters() : []
      if parser.current == .blockEnd { throw parser.unexpected("`macro(…)`") }
      let call = try parser.parseExpression()
      guard case .call = call.kind else { throw parser.failure(.callBlockWithoutCall, at: call.range) }
      return (call, Statement.Routine(parameters: parameters))
    }
    let body = parseBody(of: opening, end: "endcall")
    return head.map { .call($0.call, $0.routine.with(body)) }
  }

  private mutating func parseParameters() throws(Failure) -> [(name: Identifier, standard: Expression?)] {
    try expect(.openParenthesis)
    var parameters: [(name: Identifier, standard: Expression?)] = []
    while !take(.closeParenthesis) {
      if !parameters.isEmpty { try expectComma(or: .closeParenthesis) }
      let name = try parseNewName()
      if parameters.contains(where: { $0.name.text == name.text }) {
        throw failure(.parameterTwice(name.text), at: name.range)
      }
      let standard = take(.assign) ? try parseExpression() : nil
      if standard == nil, name.text == "caller" { throw failure(.callerWithoutDefault, at: name.range) }
      if standard == nil, parameters.last?.standard != nil { throw failure(.parameterOrder(name.text), at: name.range) }
      parameters.append((name, standard))
    }
    return parameters
  }
}

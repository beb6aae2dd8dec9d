/// What somebody meant who wrote something else, as far as the tokens around it tell.
extension Parser {
  /// A hint for the token here, which is not what was wanted.
  func hint(_ wanted: String) -> SyntaxHint? {
    switch current {
    case .sign(let sign): hint(for: sign, wanted)
    case .name("if"): hintForIf
    case .name, .int, .double: isAfterFilter ? .filterArguments : nil
    case .string: wanted.hasSuffix("name") || wanted.hasPrefix("the name") ? .noQuotationMarks : filterHint
    default: nil
    }
  }

  private var filterHint: SyntaxHint? { isAfterFilter ? .filterArguments : nil }

  /// The token so many places further on, or back.
  private func token(_ distance: Int) -> Token.Kind? {
    tokens.indices.contains(position + distance) ? tokens[position + distance].kind : nil
  }

  private func hint(for sign: Sign, _ wanted: String) -> SyntaxHint? {
    switch sign {
    case .assign: hintForAssign(wanted)
    case .equal where wanted == "`=`": .set
    case .equal, .notEqual, .less, .lessOrEqual, .greaterOrEqual: isAfterLogic ? .bothSides : nil
    case .greater: hintForGreater
    case .pipe: token(-1) == .sign(.pipe) ? .or : nil
    case .dot: isAfterNumberAndDot ? .range : nil
    case .colon: isAfterFilter ? .filterArguments : nil
    case .plus, .minus, .times, .divide: hintForOperator(wanted)
    default: nil
    }
  }

  private func hintForAssign(_ wanted: String) -> SyntaxHint? {
    if token(-1) == .sign(.equal) { return .equal }
    if token(1) == .sign(.greater) || token(1) == .sign(.less) { return .order }
    if wanted == "`:`" { return .entry }
    return wanted == "`in`" ? nil : .compare
  }

  private var hintForGreater: SyntaxHint? {
    switch token(-1) {
    case .sign(.less): .notEqual
    case .sign(.minus): .dot
    default: isAfterLogic ? .bothSides : nil
    }
  }

  private func hintForOperator(_ wanted: String) -> SyntaxHint? {
    if wanted == "`=`", token(1) == .sign(.assign) { return .setAgain }
    if case .name? = token(-1), case .name? = token(1), current == .sign(.minus), isTight { return .hyphen }
    return token(-1) == .name("import") ? .importNames : nil
  }

  private var hintForIf: SyntaxHint? {
    switch token(-1) {
    case .name("else"): .elif
    case .name("break"), .name("continue"): .exitInChoice
    default: isInCondition ? .conditional : filterHint
    }
  }

  /// Whether the tag here is an `if` or `elif`.
  private var isInCondition: Bool {
    guard let start = tokens[..<position].lastIndex(where: { $0.kind == .blockStart }) else { return false }
    return [.name("if"), .name("elif")].contains(tokens[start + 1].kind)
  }

  /// Whether nothing stands between the token here and those beside it.
  private var isTight: Bool {
    tokens[position - 1].range.upperBound == currentRange.lowerBound
      && currentRange.upperBound == tokens[position + 1].range.lowerBound
  }

  private var isAfterFilter: Bool {
    guard case .name? = token(-1) else { return false }
    return token(-2) == .sign(.pipe)
  }

  private var isAfterNumberAndDot: Bool {
    guard case .int? = token(-2) else { return false }
    return token(-1) == .sign(.dot)
  }

  private var isAfterLogic: Bool { [.name("and"), .name("or"), .name("not")].contains(token(-1)) }
}

extension Parser.Failure {
  /// The failure of an output that may have been meant as a statement.
  func inOutput(beginningWith first: Token.Kind) -> Parser.Failure {
    guard case .name(let name) = first, Statement.names(name), let fault else { return self }
    return Parser.Failure(fault: fault.hinting(SyntaxHint.statementInOutput.rawValue))
  }
}

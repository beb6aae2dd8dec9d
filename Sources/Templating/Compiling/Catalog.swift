import Diagnostics

/// A template that was parsed.
struct ParsedTemplate {
  let name: String
  let file: SourceFile
  let statements: [Statement]
  var faults: [Fault]

  init(name: String, file: SourceFile, whitespace: Whitespace) {
    var lexer = Lexer(file, whitespace: whitespace)
    lexer.tokenize()
    var parser = Parser(lexer)
    statements = parser.parseTemplate()
    faults = parser.faults
    self.name = name
    self.file = file
  }
}

/// What templates know of each other before they are compiled.
struct Catalog {
  let names: [String]
  private let numbers: [String: Int]
  /// The names that each template offers to who imports it.
  let exports: [[String]]

  init(_ templates: [ParsedTemplate]) {
    names = templates.map(\.name)
    numbers = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    exports = templates.map { exportedNames(of: $0.statements) }
  }

  /// The number of the template of a name.
  func number(of name: String) throws(Fault) -> Int {
    guard let number = try number(ofKnown: name) else { throw .missingTemplate(name, known: names) }
    return number
  }

  /// The number of the template of a name, or nil if there is none; a name that leads out of the folder is a fault.
  func number(ofKnown name: String) throws(Fault) -> Int? {
    if let number = numbers[name] { return number }
    if name.isEmpty || name.hasPrefix("/") || name.split(separator: "/").contains("..") || name.contains("\\") {
      throw .outsideFolder(name)
    }
    return nil
  }
}

/// The names that a template offers to who imports it: all that it defines but those that begin with `_`.
func exportedNames(of statements: [Statement]) -> [String] {
  assignedNames(in: statements).filter { !$0.hasPrefix("_") }
}

/// The names that statements define in their own scope, in order.
func assignedNames(in statements: [Statement]) -> [String] {
  var names: [String] = []
  for name in statements.flatMap(\.assignedNames) where !names.contains(name) { names.append(name) }
  return names
}

extension Statement {
  fileprivate var assignedNames: [String] {
    switch kind {
    case .set(let target, _), .capture(let target, _, _): target.names
    case .importModule(_, let name, _), .macro(let name, _): [name.text]
    case .importNames(_, let names, _): names.map(\.alias.text)
    case .choice(let branches, let otherwise): (branches.flatMap(\.body) + otherwise).flatMap(\.assignedNames)
    default: []
    }
  }
}

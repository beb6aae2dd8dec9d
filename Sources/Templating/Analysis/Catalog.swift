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

  init(_ templates: [ParsedTemplate]) {
    names = templates.map(\.name)
    numbers = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of the template of a name, if there is one.
  func template(_ name: String) -> Int? { numbers[name] }

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

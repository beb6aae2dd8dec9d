import Diagnostics

/// Turns the statements of one template into code, and finds all that is wrong before anything is rendered.
struct Compiler {
  let definitions: Definitions
  let registry: Registry
  let file: SourceFile
  /// The number of the template.
  let number: Int
  private(set) var faults: [Fault]
  /// The code being made, inside the codes that it lies in.
  private var builders: [CodeBuilder]
  private(set) var blocks: [(name: Identifier, code: Code)] = []
  /// Whether output is escaped at this point.
  var isEscaping = true
  /// Whether the template extends another, so that its blocks are not written where they stand.
  private(set) var isExtending = false
  /// The names of macros and imports that are defined by now, in the bodies that are open.
  private var definedNames: [Set<String>] = [[]]

  init(_ template: ParsedTemplate, number: Int, definitions: Definitions, registry: Registry) {
    self.number = number
    self.definitions = definitions
    self.registry = registry
    file = template.file
    faults = template.faults
    builders = [CodeBuilder(.template, name: template.name, file: template.file, isEscaped: true)]
  }

  /// The program of a template, and everything that is wrong with it.
  static func compile(
    _ template: ParsedTemplate, number: Int, definitions: Definitions, registry: Registry
  ) -> (program: Program, faults: [Fault]) {
    var compiler = Compiler(template, number: number, definitions: definitions, registry: registry)
    compiler.compileTemplate(template.statements)
    let program = Program(
      name: template.name, main: Code(compiler.code),
      blocks: compiler.blocks.map { (Symbol($0.name.text), $0.code) },
      exports: definitions.ownExports(of: number).map { Symbol($0) }, fault: compiler.faults.first { !$0.isWarning })
    return (program, compiler.faults)
  }

  private mutating func compileTemplate(_ statements: [Statement]) {
    let parent = statements.firstIndex { if case .extends = $0.kind { true } else { false } }
    isExtending = parent != nil
    compile(Array(statements[..<(parent ?? 0)]))
    guard let parent, case .extends(let template) = statements[parent].kind else {
      compile(statements)
      emit(.finish, at: 0..<0)
      return
    }
    emit(.write(.beginCapture), at: statements[parent].range)
    for statement in statements[(parent + 1)...] {
      if case .extends = statement.kind { report(.extendsTwice, at: statement.range) } else { compile([statement]) }
    }
    emit(.write(.dropCapture), at: statements[parent].range)
    let site = compileTemplateName(template)
    if let base = site.template, definitions.isBlank(base) {
      report(.blankBase(catalog.names[base]), at: template.range)
    }
    emit(.call(.extend(addSite(site))), at: template.range)
    emit(.finish, at: template.range)
  }

  var catalog: Catalog { definitions.catalog }

  /// The code being made.
  var code: CodeBuilder {
    _read { yield builders[builders.count - 1] }
    _modify { yield &builders[builders.count - 1] }
  }

  @discardableResult
  mutating func emit(_ instruction: Instruction, at place: Range<Int>) -> Int {
    code.emit(instruction, at: place)
  }

  mutating func report(_ fault: Fault, at range: Range<Int>) {
    faults.append(fault.at(.bytes(range, of: file)))
  }

  /// Runs a check whose fault belongs to a place; nil if there was one.
  mutating func check<Result>(at range: Range<Int>, _ body: () throws(Fault) -> Result) -> Result? {
    do {
      return try body()
    } catch {
      report(error, at: range)
      return nil
    }
  }

  /// Makes code that lies inside the present one.
  mutating func build(
    _ kind: Code.Kind, name: String, _ body: (inout Compiler) -> Void
  ) -> Code {
    builders.append(CodeBuilder(kind, name: name, file: file, isEscaped: isEscaping))
    body(&self)
    emit(.finish, at: 0..<0)
    return Code(builders.removeLast())
  }

  mutating func add(_ block: Code, named name: Identifier) {
    if let first = blocks.first(where: { $0.name.text == name.text }) {
      let fault = Fault.blockTwice(name.text).at(.bytes(name.range, of: file))
      return faults.append(fault.noting("first defined here", at: .bytes(first.name.range, of: file)))
    }
    blocks.append((name, block))
  }
}

/// Names.
extension Compiler {
  /// Compiles the body of a statement; what it defines counts as defined to its end only.
  mutating func compileBody(_ body: [Statement], defining names: Set<String> = []) {
    definedNames.append(names)
    compile(body)
    definedNames.removeLast()
  }

  /// Compiles something that runs apart from the bodies around it, such as a block.
  mutating func apart(_ body: (inout Compiler) -> Void) {
    let outer = definedNames
    definedNames.removeSubrange(1...)
    body(&self)
    definedNames = outer
  }

  /// Notes that a macro or an import has got its name.
  mutating func define(_ name: Identifier) { definedNames[definedNames.count - 1].insert(name.text) }

  /// The macro or module that a name surely means here.
  func meaning(of name: String) -> TemplateNames.Meaning? {
    definedNames.contains { $0.contains(name) } ? definitions.meaning(of: name, in: number) : nil
  }

  /// What a name means here, if it is a local or a loop.
  mutating func binding(of name: String) -> Binding? { binding(of: name, in: builders.count - 1) }

  private mutating func binding(of name: String, in index: Int) -> Binding? {
    if let binding = builders[index].scopes.binding(of: name) { return binding }
    if name == "super", builders[index].kind == .block { return .parentBlock }
    if let extra = extra(name, in: index) { return .local(extra) }
    guard builders[index].kind.capturesNames, let origin = binding(of: name, in: index - 1) else { return nil }
    return .local(builders[index].capture(name, from: origin))
  }

  /// The local for a name that a macro, or what is handed to one, has without being told.
  private mutating func extra(_ name: String, in index: Int) -> Int? {
    let kind = builders[index].kind
    guard kind == .macro || kind == .caller else { return nil }
    let path: WritableKeyPath<Code.Extras, Int?>
    switch name {
    case "varargs": path = \.varargs
    case "kwargs": path = \.kwargs
    case "caller" where kind == .macro: path = \.caller
    case builders[index].name where kind == .macro: path = \.itself
    default: return nil
    }
    let local = builders[index].declareOutermost(name)
    builders[index].extras[keyPath: path] = local
    return local
  }

  /// Whether what is being compiled lies in a loop, even if that is in the code around it.
  var isInLoop: Bool { builders.contains { $0.loopLevel > 0 } }

  /// All locals that can be seen here, for code that looks names up while rendering.
  mutating func visibleLocals() -> [(symbol: Symbol, binding: Binding)] {
    let outermost = builders.lastIndex { $0.kind == .template || $0.kind == .block } ?? 0
    let names = Set(builders[outermost...].flatMap(\.boundNames)).sorted()
    return names.compactMap { name in binding(of: name).map { (Symbol(name), $0) } }
  }

  /// Opens a scope; names that it sets start out with what they mean around it.
  mutating func openScope(for body: [Statement], at place: Range<Int>) {
    code.openScope()
    startNames(of: body, at: place)
  }

  /// Gives the names that a body sets the value that they have outside.
  mutating func startNames(of body: [Statement], at place: Range<Int>) {
    for name in assignedNames(in: body) where !code.isTopLevel && !code.isInnermost(name) {
      let outer = binding(of: name)
      let number = code.pool.number(of: name)
      let local = code.declare(name)
      if case .local(local)? = outer { continue }
      if let outer {
        load(outer, isLenient: true, at: place)
      } else {
        emit(.load(.nameIfKnown(number)), at: place)
      }
      emit(.store(.local(local)), at: place)
    }
  }

  mutating func load(_ binding: Binding, isLenient: Bool, at place: Range<Int>) {
    switch binding {
    case .local(let local):
      emit(.load(isLenient ? .localIfGiven(local) : .operand(.local(local))), at: place)
    case .loop(let level): emit(.load(.loop(outward: outward(level))), at: place)
    case .parentBlock: emit(.load(.parentBlock), at: place)
    }
  }
}

import Diagnostics

/// Statements that put templates together.
extension Compiler {
  mutating func compileBlock(_ block: Statement.Block, at place: Range<Int>) {
    let visible = block.isScoped ? visibleLocals() : []
    let isTopLevelOfChild = isExtending && code.kind == .template
    // A block may be written elsewhere, so what is escaped around it says nothing about it.
    let built = escaping(true) { compiler in
      compiler.build(.block, name: block.name.text) { compiler in
        compiler.code.isRequired = block.isRequired
        compiler.startNames(of: block.body, at: place)
        compiler.apart { $0.compileBody(block.body) }
      }
    }
    add(built, named: block.name)
    if isTopLevelOfChild { return checkIsPrinted(block.name) }
    emit(.call(.block(addBlockSite(block.name.text, visible))), at: place)
  }

  /// Notes the place of a block.
  mutating func addBlockSite(_ name: String, _ visible: [(symbol: Symbol, binding: Binding)] = []) -> Int {
    code.pool.blocks.append(Pool.BlockSite(symbol: Symbol(name), name: name, visible: visible))
    return code.pool.blocks.count - 1
  }

  mutating func compileInclude(_ include: Statement.Include, at place: Range<Int>) {
    var site = compileTemplateName(include.template, ignoresMissing: include.ignoresMissing)
    site.withContext = include.withContext
    if include.withContext { site.visible = visibleLocals() }
    emit(.call(.include(addSite(site))), at: include.template.range)
  }

  private mutating func compileImport(_ template: Expression, withContext: Bool) {
    var site = compileTemplateName(template)
    site.withContext = withContext
    if withContext { site.visible = visibleLocals() }
    emit(.call(.importModule(addSite(site))), at: template.range)
  }

  mutating func compileImport(_ template: Expression, as name: Identifier, withContext: Bool) {
    compileImport(template, withContext: withContext)
    store(name)
    define(name)
  }

  mutating func compileImport(
    _ template: Expression, _ names: [(name: Identifier, alias: Identifier)], withContext: Bool
  ) {
    compileImport(template, withContext: withContext)
    for (name, alias) in names {
      if let path = template.text, let number = try? catalog.number(of: path) { checkExport(name, of: number) }
      let number = code.pool.number(of: name.text)
      emit(.call(.importedName(number)), at: name.range)
      store(alias)
      define(alias)
    }
    emit(.store(.drop), at: template.range)
  }

  /// The site of another template; a name that isn't written out is left on the stack.
  mutating func compileTemplateName(_ template: Expression, ignoresMissing: Bool = false) -> Pool.TemplateSite {
    guard case .literal(.text(let name)) = template.kind else {
      let written = file.text(in: template.range)
      if catalog.template(written) != nil { report(.unquotedTemplate(written), at: template.range) }
      compile(template)
      return Pool.TemplateSite(template: nil, ignoresMissing: ignoresMissing)
    }
    let catalog = catalog
    let found = check(at: template.range) { () throws(Fault) in
      ignoresMissing ? try catalog.number(ofKnown: name) : try catalog.number(of: name)
    }
    let number = found ?? nil
    if number == nil { emit(.load(.constant(addConstant(.list([])))), at: template.range) }
    return Pool.TemplateSite(template: number, ignoresMissing: ignoresMissing)
  }

  mutating func addSite(_ site: Pool.TemplateSite) -> Int {
    code.pool.templates.append(site)
    return code.pool.templates.count - 1
  }
}

/// Macros.
extension Compiler {
  mutating func compileMacro(_ name: Identifier, _ routine: Statement.Routine) {
    makeMacro(.macro, name: name.text, routine, at: name.range)
    store(name)
    define(name)
  }

  mutating func compileCallBlock(_ call: Expression, _ routine: Statement.Routine, at place: Range<Int>) {
    guard case .call(let callee, let invocation) = call.kind else { return }
    let use = Pool.ResultUse.written(isEscaped: isEscaping)
    if compileWritingCall(call, use: use) { return report(.callBlockOfBlock, at: call.range) }
    compileCall(callee, invocation, with: routine, at: call.range, use: use) { compiler in
      compiler.makeMacro(.caller, name: "caller", routine, at: place)
      return ["caller"]
    }
  }

  /// Leaves a macro on the stack.
  private mutating func makeMacro(
    _ kind: Code.Kind, name: String, _ routine: Statement.Routine, at place: Range<Int>
  ) {
    let built = build(kind, name: name) { compiler in
      compiler.compileParameters(routine.parameters)
      compiler.startNames(of: routine.body, at: place)
      compiler.compileBody(routine.body, defining: kind == .macro ? [name] : [])
    }
    emit(.call(.makeMacro(addRoutine(built))), at: place)
  }

  mutating func addRoutine(_ routine: Code) -> Int {
    code.pool.routines.append(routine)
    return code.pool.routines.count - 1
  }

  private mutating func compileParameters(_ parameters: [(name: Identifier, standard: Expression?)]) {
    for (name, standard) in parameters {
      _ = code.declare(name.text)
      code.parameters.append(Code.Parameter(name: name.text, isRequired: standard == nil))
    }
    for (local, (name, standard)) in parameters.enumerated() {
      guard let standard else { continue }
      let jump = emit(.jump(.ifGiven(local: local, 0)), at: name.range)
      compile(standard)
      emit(.store(.local(local)), at: name.range)
      code.replace(jump, with: .jump(.ifGiven(local: local, code.target())))
    }
  }
}

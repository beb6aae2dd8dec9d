/// The modules that are the same on every page, made once: those of templates that only define macros, and import such ones.
struct SharedModules: Sendable {
  /// The scopes that their macros were defined in, the first ones of every rendering.
  let scopes: [Scope]
  /// The modules by the numbers of their templates.
  let modules: [Int: Value]

  static let none = SharedModules(scopes: [], modules: [:])

  private init(scopes: [Scope], modules: [Int: Value]) {
    self.scopes = scopes
    self.modules = modules
  }

  /// Imports each such template of a site; what is wrong with one is told where a page imports it.
  init(of parsed: [ParsedTemplate], _ programs: [Program], _ catalog: Catalog, call: Call) {
    var renderer = Renderer(programs, catalog, shared: .none, globals: Globals([]), call: call)
    var search = DefinitionSearch(parsed: parsed, catalog: catalog)
    for number in parsed.indices where search.onlyDefines(number) { _ = try? renderer.module(of: number) }
    scopes = renderer.scopes
    modules = renderer.modules
  }
}

/// Looks for templates that do nothing when they are imported but define macros.
private struct DefinitionSearch {
  let parsed: [ParsedTemplate]
  let catalog: Catalog
  private var known: [Int: Bool] = [:]

  init(parsed: [ParsedTemplate], catalog: Catalog) {
    self.parsed = parsed
    self.catalog = catalog
  }

  mutating func onlyDefines(_ number: Int) -> Bool {
    if let known = known[number] { return known }
    // Templates that import each other in a circle are none.
    known[number] = false
    let result = parsed[number].faults.isEmpty && parsed[number].statements.allSatisfy { defines($0) }
    known[number] = result
    return result
  }

  private mutating func defines(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .text, .macro: return true
    case .importModule(let template, _, withContext: false), .importNames(let template, _, withContext: false):
      guard case .literal(.text(let name)) = template.kind, let number = try? catalog.number(of: name) else {
        return false
      }
      return onlyDefines(number)
    default: return false
    }
  }
}

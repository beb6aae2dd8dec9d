public import Diagnostics

/// What templates have at hand: the language's own filters, tests and functions, and those of the host.
public struct Environment: Sendable {
  /// How much one page may take.
  public var limits = Limits()
  /// Which white space around block tags is left out.
  public var whitespace = Whitespace()
  private var registry = Registry()

  /// Makes an environment with all that the language has of itself.
  public init() {}

  /// Adds a filter, in the place of one with the same name.
  public mutating func add(filter: Filter) { registry.add(filter) }

  /// Adds a test, in the place of one with the same name.
  public mutating func add(test: Test) { registry.add(test) }

  /// Adds a function, in the place of one with the same name.
  public mutating func add(function: Function) { registry.add(function) }

  /// Compiles all templates of a site together, and reports every error of every file.
  ///
  /// - Parameter sources: the templates. A name is the path from the folder of templates with `/` between folders, such as
  ///   `pack/cover.html`; of two with the same name the first counts.
  /// - Returns: the templates, and what is wrong with them, file by file. A template with errors keeps its name, so that others find
  ///   it, but can't be rendered. There are no warnings as long as something can't be read.
  public func compile(
    _ sources: [(name: String, file: SourceFile)]
  ) -> (templates: Templates, diagnostics: [Diagnostic]) {
    var parsed = sources.map { ParsedTemplate(name: $0.name, file: $0.file, whitespace: whitespace) }
    let catalog = Catalog(parsed)
    let cycles = Cycles(parsed, catalog: catalog).faults
    for (number, fault) in cycles { parsed[number].faults.append(fault) }
    let definitions = Definitions(parsed, catalog: catalog)
    let compiled = parsed.enumerated().map { number, template in
      Compiler.compile(template, number: number, definitions: definitions, registry: registry)
    }
    let programs = compiled.map(\.program)
    let call = Call(host: nil, limits: limits, registry: registry)
    let templates = Templates(
      programs: programs, catalog: catalog, registry: registry, limits: limits,
      shared: SharedModules(of: parsed, programs, catalog, call: call))
    let diagnostics = compiled.flatMap(\.faults).map(\.diagnostic)
    // What is doubtful may be so because something can't be read.
    let isRead = parsed.allSatisfy { !$0.faults.contains { !$0.isWarning } }
    return (templates, isRead ? diagnostics : diagnostics.filter { $0.severity == .error })
  }
}

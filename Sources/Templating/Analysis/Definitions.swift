import Diagnostics

/// What templates define, as far as that can be known before they run.
struct Definitions {
  let catalog: Catalog
  private let templates: [ParsedTemplate]
  private let templateNames: [TemplateNames]
  private let inheritance: InheritanceGraph
  private let resolved: ResolvedNames
  /// All names that templates define anywhere.
  private let names: Set<String>

  init(_ templates: [ParsedTemplate], catalog: Catalog) {
    self.catalog = catalog
    self.templates = templates
    templateNames = templates.map { TemplateNames(of: $0, catalog: catalog) }
    inheritance = InheritanceGraph(parents: templateNames.map(\.parents))
    resolved = ResolvedNames(templateNames, inheritance)
    names = Set(templateNames.flatMap(\.meanings.keys))
  }

  /// The names that a template itself offers to who imports it.
  func ownExports(of number: Int) -> [String] { templateNames[number].exports }

  /// The names that a template offers to who imports it, with those of the templates that it extends.
  func exports(of number: Int) -> [String] {
    templateNames[number].exports + inheritance.ancestors(of: number).sorted().flatMap { templateNames[$0].exports }
  }

  /// The macro or module that a name of a template means wherever it has been given its value.
  func meaning(of name: String, in number: Int) -> TemplateNames.Meaning? { resolved.meaning(of: name, in: number) }

  /// Whether there is nothing in a template.
  func isBlank(_ number: Int) -> Bool { templates[number].file.bytes.allSatisfy { $0 <= UInt8(ascii: " ") } }

  /// Whether a template extends one in which there is nothing.
  func haveBlankBase(_ number: Int) -> Bool { inheritance.ancestors(of: number).contains(where: isBlank) }

  /// Whether any template gives a value to a name.
  func contain(_ name: String) -> Bool { names.contains(name) }

  /// All blocks that may be there when a template is rendered.
  func blocks(around number: Int) -> [String] {
    templateNames[number].blocks + inheritance.relatives(of: number).sorted().flatMap { templateNames[$0].blocks }
  }

  /// Whether a template, or one that may be rendered with it, can print blocks by `self.name()`.
  func mentionSelf(around number: Int) -> Bool {
    inheritance.relatives(of: number).union([number]).contains {
      templates[$0].statements.contains { $0.mentions("self") }
    }
  }

  /// All blocks of the templates that a template may extend.
  func blocks(above number: Int) -> [String] {
    inheritance.ancestors(of: number).sorted().flatMap { templateNames[$0].blocks }
  }
}

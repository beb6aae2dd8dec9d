import Diagnostics

/// A macro where it is defined.
struct MacroDefinition {
  let name: Identifier
  let routine: Statement.Routine
  let file: SourceFile
}

/// What a template defines, as far as that can be seen without running it.
struct TemplateNames {
  /// What a name is given.
  enum Meaning {
    case macro(MacroDefinition)
    /// The template of a number, imported under the name.
    case module(Int)
    /// A name of another template.
    case imported(String, from: Int)
    /// Something that is only known while rendering, or several things.
    case unknown
  }

  /// What is given to each name, anywhere in the template.
  private(set) var meanings: [String: Meaning] = [:]
  /// The names that it offers to who imports it: all that it defines but those that begin with `_`.
  let exports: [String]
  private(set) var blocks: [String] = []
  /// The templates that it may extend; nil if these may be any.
  let parents: [Int]?

  /// Names that mean something without being defined, so that a definition doesn't tell all.
  private static let implied: Set<String> = ["caller", "kwargs", "loop", "self", "super", "varargs"]

  init(of template: ParsedTemplate, catalog: Catalog) {
    exports = assignedNames(in: template.statements).filter { !$0.hasPrefix("_") }
    parents = TemplateNames.parents(of: template.statements, catalog)
    for statement in template.statements { add(statement, template.file, catalog) }
  }

  private mutating func add(_ statement: Statement, _ file: SourceFile, _ catalog: Catalog) {
    let parts = statement.parts
    for definition in parts.definitions { add(definition, file, catalog) }
    for body in parts.bodies {
      if case .inBlock(let name) = body.run { blocks.append(name.text) }
      for inner in body.statements { add(inner, file, catalog) }
    }
  }

  private mutating func add(_ definition: Statement.Parts.Definition, _ file: SourceFile, _ catalog: Catalog) {
    let name = definition.name
    let meaning: Meaning =
      switch definition.meaning {
      case .value: .unknown
      case .macro(let routine): .macro(MacroDefinition(name: name, routine: routine, file: file))
      case .module(let template): template.text.flatMap(catalog.template).map { .module($0) } ?? .unknown
      case .imported(let other, let template):
        template.text.flatMap(catalog.template).map { .imported(other.text, from: $0) } ?? .unknown
      }
    add(name.text, meaning)
  }

  private mutating func add(_ name: String, _ meaning: Meaning) {
    let isOnly = meanings[name].map { $0.isSame(as: meaning) } ?? !Self.implied.contains(name)
    meanings[name] = isOnly ? meaning : .unknown
  }

  private static func parents(of statements: [Statement], _ catalog: Catalog) -> [Int]? {
    for case .extends(let template) in statements.map(\.kind) {
      guard let names = template.possibleTexts else { return nil }
      let found = names.compactMap(catalog.template)
      return found.count == names.count ? found : nil
    }
    return []
  }
}

extension TemplateNames.Meaning {
  /// Whether both are known and the same.
  func isSame(as other: TemplateNames.Meaning) -> Bool {
    switch (self, other) {
    case (.macro(let left), .macro(let right)): left.file === right.file && left.name.range == right.name.range
    case (.module(let left), .module(let right)): left == right
    case (.imported(let left, let leftFrom), .imported(let right, let rightFrom)):
      left == right && leftFrom == rightFrom
    default: false
    }
  }
}

extension Expression {
  /// The text that it is, if it is written out.
  var text: String? {
    if case .literal(.text(let text)) = kind { text } else { nil }
  }

  /// All texts that it may be; nil if it may be others.
  fileprivate var possibleTexts: [String]? {
    switch kind {
    case .literal(.text(let text)): return [text]
    case .conditional(let value, _, let otherwise?):
      guard let first = value.possibleTexts, let second = otherwise.possibleTexts else { return nil }
      return first + second
    case .list(let items):
      let texts = items.compactMap(\.text)
      return texts.count == items.count ? texts : nil
    default: return nil
    }
  }
}

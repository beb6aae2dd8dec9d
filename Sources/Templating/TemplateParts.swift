public import Diagnostics

/// What a template is made of, for those who look at templates rather than render them.
public struct TemplateParts: Sendable {
  /// The path from the folder of templates.
  public let name: String
  /// The template as it was written.
  public let file: SourceFile
  /// Where the text that it prints as it stands lies in the file, as offsets of bytes, in order.
  public private(set) var texts: [Range<Int>] = []
  /// The templates that it extends, includes or imports, wherever it does so.
  public private(set) var templates: [NamePattern] = []

  private var filterInputs: [String: [NamePattern]] = [:]

  /// What the template puts through a filter, as far as it is written out.
  public func inputs(of filter: String) -> [NamePattern] { filterInputs[filter] ?? [] }

  fileprivate init(_ template: ParsedTemplate) {
    name = template.name
    file = template.file
    for statement in template.statements { add(statement) }
  }

  private mutating func add(_ statement: Statement) {
    if case .text(let range) = statement.kind { texts.append(range) }
    let parts = statement.parts
    templates += parts.templates.flatMap(NamePattern.all)
    for filter in parts.filters { add(filter, to: [.any]) }
    for part in parts.expressions { add(part.expression) }
    for inner in parts.bodies.flatMap(\.statements) { add(inner) }
  }

  private mutating func add(_ expression: Expression) {
    if case .filter(let input, let operation) = expression.kind { add(operation, to: NamePattern.all(of: input)) }
    for child in expression.kind.children { add(child) }
  }

  /// Notes a filter; where it is handed another one by name, as `map` is, what that one gets is not written out.
  private mutating func add(_ filter: Operation, to inputs: [NamePattern]) {
    filterInputs[filter.name.text, default: []] += inputs
    for argument in filter.invocation.expressions {
      if let other = argument.text { filterInputs[other, default: []].append(.any) }
    }
  }
}

/// The names that an expression of a template may come to: one, or all with a beginning and an end.
public struct NamePattern: Sendable, Hashable {
  private let prefix: String
  private let suffix: String
  private let isWhole: Bool

  /// Whether the expression may come to a name.
  public func matches(_ name: String) -> Bool {
    isWhole ? name == prefix : name.hasPrefix(prefix) && name.hasSuffix(suffix)
  }

  fileprivate static let any = NamePattern(prefix: "", suffix: "", isWhole: false)

  /// What an expression may come to: what can't be told beforehand may be anything.
  fileprivate static func all(of expression: Expression) -> [NamePattern] {
    switch expression.kind {
    case .literal(.text(let text)): [NamePattern(prefix: text, suffix: "", isWhole: true)]
    case .list(let items): items.flatMap(all)
    case .conditional(let value, _, let otherwise): all(of: value) + (otherwise.map(all) ?? [])
    case .or(let left, let right), .and(let left, let right): all(of: left) + all(of: right)
    case .binary(.add, let left, let right): [joined([left, right])]
    case .join(let parts): [joined(parts)]
    default: [any]
    }
  }

  private static func joined(_ parts: [Expression]) -> NamePattern {
    let patterns = parts.map { part in
      let all = all(of: part)
      return all.count == 1 ? all[0] : any
    }
    if patterns.allSatisfy(\.isWhole) {
      return NamePattern(prefix: patterns.map(\.prefix).joined(), suffix: "", isWhole: true)
    }
    let last = patterns.last
    let suffix = last.map { $0.isWhole ? $0.prefix : $0.suffix } ?? ""
    return NamePattern(prefix: patterns.first?.prefix ?? "", suffix: suffix, isWhole: false)
  }
}

extension Environment {
  /// What each of some templates is made of; one with errors is described as far as it can be read.
  public func parts(of sources: [(name: String, file: SourceFile)]) -> [TemplateParts] {
    sources.map { TemplateParts(ParsedTemplate(name: $0.name, file: $0.file, whitespace: whitespace)) }
  }
}

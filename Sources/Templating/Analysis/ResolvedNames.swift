/// What names surely mean wherever they have been given their value, in all templates.
///
/// A template shares its variables with those that it extends and those that extend it, and a block may see the names
/// of a loop in any of them. So a name is settled only if all of these that define it anywhere agree.
struct ResolvedNames {
  private let templateNames: [TemplateNames]
  private let inheritance: InheritanceGraph
  /// What was found out so far; nil while or where it isn't settled.
  private var found: [[String: TemplateNames.Meaning?]]

  init(_ templateNames: [TemplateNames], _ inheritance: InheritanceGraph) {
    self.templateNames = templateNames
    self.inheritance = inheritance
    found = Array(repeating: [:], count: templateNames.count)
    for (number, template) in templateNames.enumerated() {
      for name in template.meanings.keys { settle(name, in: number) }
    }
  }

  /// The macro or module that a name of a template means.
  func meaning(of name: String, in number: Int) -> TemplateNames.Meaning? { found[number][name] ?? nil }

  @discardableResult
  private mutating func settle(_ name: String, in number: Int) -> TemplateNames.Meaning? {
    if let known = found[number][name] { return known }
    found[number].updateValue(nil, forKey: name)
    let all = [number] + inheritance.relatives(of: number)
    let meanings = all.compactMap { templateNames[$0].meanings[name] }.map { resolve($0) }
    guard case let first?? = meanings.first, meanings.allSatisfy({ $0?.isSame(as: first) ?? false }) else { return nil }
    found[number][name] = first
    return first
  }

  /// A name of another template becomes what it means there.
  private mutating func resolve(_ meaning: TemplateNames.Meaning) -> TemplateNames.Meaning? {
    switch meaning {
    case .imported(let name, let number): settle(name, in: number)
    case .macro, .module: meaning
    case .unknown: nil
    }
  }
}

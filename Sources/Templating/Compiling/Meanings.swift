/// What names surely mean wherever they have been given their value, in all templates.
///
/// A template shares its variables with those that it extends and those that extend it, and a block may see the names
/// of a loop in any of them. So a name is settled only if all of these that define it anywhere agree.
struct Meanings {
  private let outlines: [Outline]
  private let lineages: Lineages
  /// What was found out so far; nil while or where it isn't settled.
  private var found: [[String: Outline.Meaning?]]

  init(_ outlines: [Outline], _ lineages: Lineages) {
    self.outlines = outlines
    self.lineages = lineages
    found = Array(repeating: [:], count: outlines.count)
    for (number, outline) in outlines.enumerated() {
      for name in outline.meanings.keys { settle(name, in: number) }
    }
  }

  /// The macro or module that a name of a template means.
  func meaning(of name: String, in number: Int) -> Outline.Meaning? { found[number][name] ?? nil }

  @discardableResult
  private mutating func settle(_ name: String, in number: Int) -> Outline.Meaning? {
    if let known = found[number][name] { return known }
    found[number].updateValue(nil, forKey: name)
    let all = [number] + lineages.relatives(of: number)
    let meanings = all.compactMap { outlines[$0].meanings[name] }.map { resolve($0) }
    guard case let first?? = meanings.first, meanings.allSatisfy({ $0?.isSame(as: first) ?? false }) else { return nil }
    found[number][name] = first
    return first
  }

  /// A name of another template becomes what it means there.
  private mutating func resolve(_ meaning: Outline.Meaning) -> Outline.Meaning? {
    switch meaning {
    case .imported(let name, let number): settle(name, in: number)
    case .macro, .module: meaning
    case .unknown: nil
    }
  }
}

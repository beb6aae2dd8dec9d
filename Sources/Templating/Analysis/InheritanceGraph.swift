/// Which templates may be rendered together because one extends the other.
struct InheritanceGraph {
  /// For each template those that it may extend, directly or not.
  private let ancestors: [Set<Int>]
  /// For each template its ancestors, and the templates whose ancestor it is.
  private var all: [Set<Int>]

  /// Finds the inheritance of all templates; `parents` has nil where a template may extend any other.
  init(parents: [[Int]?]) {
    ancestors = parents.indices.map { start in
      var found: Set<Int> = []
      var rest = [start]
      while let number = rest.popLast() {
        guard let next = parents[number] else { return Set(parents.indices) }
        for parent in next where found.insert(parent).inserted { rest.append(parent) }
      }
      return found
    }
    all = ancestors
    for (number, above) in ancestors.enumerated() {
      for ancestor in above { all[ancestor].insert(number) }
    }
    for number in all.indices { all[number].remove(number) }
  }

  /// The templates that a template may extend, directly or not.
  func ancestors(of number: Int) -> Set<Int> { ancestors[number] }

  /// The templates whose blocks and variables a rendering may bring together with those of a template.
  func relatives(of number: Int) -> Set<Int> { all[number] }
}

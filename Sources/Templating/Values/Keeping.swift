/// An object of the language's own that holds values, or may come to hold itself.
protocol ValueHolder: TemplateObject {
  /// Whether it can be remembered from turn to turn, so many values deep in another one.
  func isKeepable(depth: Int) -> Bool
}

extension Value {
  /// Whether it can be remembered from turn to turn: it can't hold who remembers it, and isn't very deep.
  var isKeepable: Bool { isKeepable(depth: 0) }

  private func isKeepable(depth: Int) -> Bool {
    switch self {
    case .callable: false
    case .object(let object): (object as? any ValueHolder)?.isKeepable(depth: depth) ?? true
    case .list(let list): Value.areKeepable(list, depth: depth)
    case .tuple(let tuple): Value.areKeepable(tuple.values, depth: depth)
    case .map(let map): Value.areKeepable(map.values, depth: depth)
    case .undefined, .none, .bool, .int, .double, .text, .wrapped, .markup: true
    }
  }

  /// Whether values can be remembered that lie in something so deep.
  static func areKeepable(_ values: some Collection<Value>, depth: Int) -> Bool {
    let deepest = 50
    return depth <= deepest && values.allSatisfy { !$0.isNested || $0.isKeepable(depth: depth + 1) }
  }

  /// Whether it may hold other values.
  private var isNested: Bool {
    switch self {
    case .list, .tuple, .map, .object, .callable: true
    case .undefined, .none, .bool, .int, .double, .text, .wrapped, .markup: false
    }
  }
}

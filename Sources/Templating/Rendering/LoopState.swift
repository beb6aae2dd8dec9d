import Synchronization

/// One loop that is running.
struct LoopState {
  let items: ValueList
  /// The position of the present value; -1 before the first.
  var index = -1
  /// The values that `loop.changed` was given in the last turn, once somebody asks.
  var lastValues: LastValues?
  /// What `loop(children)` runs.
  var recursion: Recursion?
  /// The values that fitted the loop's condition so far.
  var kept: [Value] = []

  init(_ items: ValueList) { self.items = items }

  /// What `loop.name` is.
  func property(_ property: LoopProperty) -> Value {
    switch property {
    case .index: .int(index + 1)
    case .index0: .int(index)
    case .revindex: .int(items.count - index)
    case .revindex0: .int(items.count - index - 1)
    case .first: .bool(index == 0)
    case .last: .bool(index == items.count - 1)
    case .length: .int(items.count)
    case .previtem: index > 0 ? items[index - 1] : .undefined
    case .nextitem: index + 1 < items.count ? items[index + 1] : .undefined
    case .depth: .int((recursion?.depth ?? 0) + 1)
    case .depth0: .int(recursion?.depth ?? 0)
    }
  }

  /// What remembers the values of the last turn for all that know the loop.
  mutating func remembering() -> LastValues {
    let values = lastValues ?? LastValues()
    lastValues = values
    return values
  }
}

/// The values that `loop.changed` was given in the last turn, shared by all that know the loop.
final class LastValues: Sendable {
  private let values = Mutex<[Value]?>(nil)

  /// Whether the values differ from the last ones, in whose place they come.
  ///
  /// What could hold the loop itself is not remembered and always counts as changed, so that no rendering leaves a
  /// circle of values behind.
  func change(to new: [Value]) -> Bool {
    let isKeepable = new.allSatisfy(\.isKeepable)
    return values.withLock { last in
      defer { last = isKeepable ? new : nil }
      return !(last?.elementsEqual(new, by: Value.isEqual) ?? false)
    }
  }
}

/// A recursive loop at one level: its code, what that sees, and how deep it is.
final class Recursion: Callable {
  let loop: Macro
  /// How many loops of the same code lie around it.
  let depth: Int

  init(_ loop: Macro, depth: Int) {
    self.loop = loop
    self.depth = depth
  }

  var kind: String { "a loop" }
}

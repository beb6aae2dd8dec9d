import Dispatch
import Synchronization

/// Gathers the changes of a moment into one: an editor that saves a file makes several, a checkout a thousand.
final class Debouncer: Sendable {
  private let queue = DispatchQueue(label: "changes of a moment")
  private let report: @Sendable (FileChange) -> Void
  private let state = Mutex(State())

  private struct State {
    var paths: Set<String> = []
    var isAnything = false
    /// Counts up with each change, so that a timer knows whether it is the last.
    var number = 0
    var begin = ContinuousClock.now

    var isEmpty: Bool { paths.isEmpty && !isAnything }
  }

  /// How long it has to be quiet until a change is told of: a few files are one save, many are a program at work.
  private static let quiet = (few: Duration.milliseconds(2), many: Duration.milliseconds(40))
  /// How long changes are held back at the most.
  private static let longest = Duration.milliseconds(400)

  /// Tells `report` of gathered changes, one after the other.
  init(_ report: @Sendable @escaping (FileChange) -> Void) { self.report = report }

  /// Notes a change.
  func add(_ change: FileChange) {
    let (number, wait) = state.withLock { state in
      if state.isEmpty { state.begin = .now }
      state.number += 1
      switch change {
      case .anything: state.isAnything = true
      case .files(let paths): state.paths.formUnion(paths)
      }
      let isMany = state.isAnything || state.paths.count > 5
      let isOver = ContinuousClock.now - state.begin > Self.longest
      return (state.number, isOver ? .zero : isMany ? Self.quiet.many : Self.quiet.few)
    }
    queue.asyncAfter(deadline: .now() + .microseconds(Int(wait / .microseconds(1)))) { self.close(number) }
  }

  /// Tells of what was gathered, unless something has been added since.
  private func close(_ number: Int) {
    let change = state.withLock { state -> FileChange? in
      let isOver = ContinuousClock.now - state.begin > Self.longest
      guard !state.isEmpty, state.number == number || isOver else { return nil }
      let change = state.isAnything ? FileChange.anything : .files(state.paths)
      state.paths = []
      state.isAnything = false
      return change
    }
    if let change { report(change) }
  }
}

import Synchronization

/// Counts the pages that are done, from all threads, and tells of every hundredth.
final class Counter: Sendable {
  private let done = Atomic(0)
  private let total: Int
  private let report: @Sendable (_ done: Int, _ total: Int) -> Void

  init(total: Int, report: @Sendable @escaping (_ done: Int, _ total: Int) -> Void) {
    self.total = total
    self.report = report
  }

  func advance() {
    let count = done.add(1, ordering: .relaxed).newValue
    if count.isMultiple(of: 100) { report(count, total) }
  }
}

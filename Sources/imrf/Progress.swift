import Synchronization

/// One line on a terminal that says how far a long work is; it never shows in a pipe, nor for a work that is over in a
/// moment.
final class Progress: Sendable {
  private let things: String
  private let isShown: Bool
  private let start = ContinuousClock.now
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  init(of things: String, isShown: Bool) {
    self.things = things
    self.isShown = isShown
  }

  func show(_ done: Int, of total: Int) {
    let now = ContinuousClock.now
    guard isShown, now - start > .milliseconds(500) else { return }
    last.withLock { last in
      if let last, now - last < .milliseconds(100) { return }
      last = now
      Terminal.printError("\r\(done) of \(total) \(things)")
    }
  }

  func clear() {
    last.withLock { if $0 != nil { Terminal.printError("\r\u{1B}[K") } }
  }
}

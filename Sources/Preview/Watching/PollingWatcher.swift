import Dispatch

/// Looks at all files again and again, for disks on a network that don't tell of changes.
struct PollingWatcher: Watcher {
  private static let interval = DispatchTimeInterval.seconds(1)

  func start(_ report: @Sendable @escaping (FileChange) -> Void) {
    DispatchQueue(label: "looking at all files").asyncAfter(deadline: .now() + Self.interval) {
      report(.anything)
      start(report)
    }
  }
}

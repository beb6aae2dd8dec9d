import Synchronization

/// Lets no more of something happen at once than there is room for; the others wait for their turn.
actor Turnstile {
  /// Programs keep a core busy each, so no more of them run than there are cores.
  static let programs = Turnstile(places: coreCount)

  private var free: Int
  private var waiting: [(ticket: Int, turn: CheckedContinuation<Bool, Never>)] = []
  private var tickets = 0

  init(places: Int) { free = places }

  /// Waits for a place, which has to be given back.
  ///
  /// - Returns: Whether there is one now; there is none if the task is cancelled.
  func enter() async -> Bool {
    if Task.isCancelled { return false }
    if free > 0 {
      free -= 1
      return true
    }
    tickets += 1
    let ticket = tickets
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiting.append((ticket, $0)) }
    } onCancel: {
      Task { await giveUp(ticket) }
    }
  }

  /// Gives a place back, to the one who has waited longest.
  func leave() {
    guard !waiting.isEmpty else { return free += 1 }
    waiting.removeFirst().turn.resume(returning: true)
  }

  private func giveUp(_ ticket: Int) {
    guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting.remove(at: index).turn.resume(returning: false)
  }
}

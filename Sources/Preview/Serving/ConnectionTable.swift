/// The connections that are open, on one event loop: no more of them than there may be.
final class ConnectionTable {
  private var connections: [Connection] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Takes a connection in.
  ///
  /// If there is no room, the one that has asked for nothing for the longest time is ended for it.
  ///
  /// - Returns: Whether there is room.
  func enter(_ connection: Connection) -> Bool {
    if connections.count >= limit {
      let idle = connections.compactMap { other in other.idleSince.map { (other, since: $0) } }
      guard let idle = idle.min(by: { $0.since < $1.since })?.0 else { return false }
      leave(idle)
      idle.close()
    }
    connections.append(connection)
    return true
  }

  /// Forgets a connection that has ended.
  func leave(_ connection: Connection) { connections.removeAll { $0 === connection } }
}

import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pair of sockets by which a program knows that it is wanted: nothing is ever written to them, and ours is closed when we end.
final class Lifeline: Sendable {
  /// The end that the program holds.
  let otherEnd: FileDescriptor
  private let ourEnd: Mutex<Int32?>

  /// Makes the pair; nil if the system has no more of them.
  init?() {
    var ends: [Int32] = [0, 0]
    // No other program that is started meanwhile may hold our end.
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    #if canImport(Darwin)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #endif
    otherEnd = FileDescriptor(rawValue: ends[0])
    ourEnd = Mutex(ends[1])
  }

  /// Lets go of the program.
  func cut() {
    ourEnd.withLock { end in
      if let end { close(end) }
      end = nil
    }
  }
}

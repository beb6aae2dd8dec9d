import ArgumentParser
import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals by which a person, a terminal or the system wants a program to end.
enum EndSignals {
  /// How long work may take to end once it isn't wanted any more.
  private static let patience = Duration.seconds(10)

  /// Waits for one of them, and tells which; a second one ends the program at once.
  ///
  /// Those that whoever started the program wants ignored stay so, as `nohup` does for the end of a terminal. If the task is
  /// cancelled, it waits no longer.
  static func first() async -> Int32? {
    let numbers = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    let sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield(number) }
      source.activate()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in numbers { signal(number, SIG_DFL) }
    }
    for await number in signals { return number }
    return nil
  }

  /// Does some work, and gives it up at a signal: what it has begun is cleared away, and the status is 128 and the signal's
  /// number, as shells have it.
  static func ending(_ work: @Sendable @escaping () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask {
        try await work()
        return nil
      }
      group.addTask { await first() }
      let number = try await group.next() ?? nil
      group.cancelAll()
      guard let number else { return }
      let clock = Task {
        if (try? await Task.sleep(for: patience)) != nil { _exit(128 + number) }
      }
      _ = try? await group.next()
      clock.cancel()
      throw ExitCode(128 + number)
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      let handler = unsafe action.__sigaction_handler.sa_handler
    #else
      let handler = unsafe action.__sigaction_u.__sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

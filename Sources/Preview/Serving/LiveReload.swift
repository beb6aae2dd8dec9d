import Foundation
import Synchronization

/// The browsers that show pages of the preview, each with the page that it shows.
final class LiveReload: Sendable {
  private let browsers = Mutex<[Int: Browser]>([:])
  private let lastNumber = Atomic(0)

  /// One page in one browser.
  private struct Browser {
    let path: String
    var shown: PageVersion
    let events: AsyncStream<[UInt8]>.Continuation
  }

  /// The connection to a browser, which is over once nobody holds this any more.
  final class Connection: Sendable {
    /// What is sent, in the form of server-sent events (HTML Living Standard, section 9.2).
    let events: AsyncStream<[UInt8]>
    private let onEnd: @Sendable () -> Void

    fileprivate init(_ events: AsyncStream<[UInt8]>, onEnd: @Sendable @escaping () -> Void) {
      self.events = events
      self.onEnd = onEnd
    }

    deinit { onEnd() }
  }

  /// Enters a browser, and tells it at once what it should show.
  func connect(_ path: String, showing shown: PageVersion, first: ReloadInstruction) -> Connection {
    let number = lastNumber.add(1, ordering: .relaxed).newValue
    let (events, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    // The browser tries again after this many milliseconds if the connection breaks.
    continuation.yield(Array("retry: 500\n\n".utf8))
    continuation.yield(event(first))
    browsers.withLock { $0[number] = Browser(path: path, shown: shown, events: continuation) }
    return Connection(events) { [weak self] in _ = self?.browsers.withLock { $0.removeValue(forKey: number) } }
  }

  /// How many browsers show a page.
  var count: Int { browsers.withLock { $0.count } }

  /// Tells every browser what it has to do.
  ///
  /// - Parameters:
  ///   - look: What a page shows now; asked once for each page.
  ///   - instruct: What takes a browser from what it shows to that.
  func update(
    _ look: (String) -> PageVersion, _ instruct: (_ old: PageVersion, _ new: PageVersion) -> ReloadInstruction
  ) {
    var pages: [String: PageVersion] = [:]
    for path in Set(browsers.withLock { $0.values.map(\.path) }) { pages[path] = look(path) }
    browsers.withLock { browsers in
      for (number, browser) in browsers {
        guard let new = pages[browser.path] else { continue }
        browser.events.yield(event(instruct(browser.shown, new)))
        browsers[number]?.shown = new
      }
    }
  }

  /// Sends every browser nothing, so that those that are gone are noticed: nothing else tells that someone hears no more.
  func ping() {
    browsers.withLock { for browser in $0.values { browser.events.yield(Array(":\n\n".utf8)) } }
  }

  private func event(_ instruction: ReloadInstruction) -> [UInt8] {
    let data = (try? JSONEncoder().encode(instruction)) ?? Data()
    return Array("id: \(instruction.version)\ndata: ".utf8) + data + Array("\n\n".utf8)
  }
}

public import Diagnostics
public import Site

/// Asks whether the addresses of other sites that this one leads to are still good.
public struct LinkChecker: Sendable {
  private let web: Web
  private let policy: RequestPolicy
  private let cache: LinkCache?

  /// Takes the network, how it is to be used, and where what is found is kept, if it is.
  public init(_ web: Web, policy: RequestPolicy, cache: LinkCache?) {
    self.web = web
    self.policy = policy
    self.cache = cache
  }

  /// Says which addresses have moved or are gone, at each place where they are written.
  ///
  /// Each is asked for once, without its fragment. When the task is cancelled, what is not known by then is left out.
  ///
  /// - Parameters:
  ///   - addresses: The addresses, with the places where they are written.
  ///   - progress: Called after each address with how many are known, and of how many.
  /// - Returns: What is to be said, in no order.
  public func check(
    _ addresses: [OutsideAddress], progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async -> [Diagnostic] {
    var verdicts = cache?.load() ?? [:]
    let wanted = Set(addresses.map { withoutFragment($0.text) })
    let unknown = wanted.filter { verdicts[$0] == nil }.sorted()
    var diagnostics: [Diagnostic] = []
    var found = wanted.count - unknown.count
    await ask(unknown) { address, verdict in
      verdicts[address] = verdict
      found += 1
      progress(found, wanted.count)
      if case .found(let target) = verdict, diagnostics.isEmpty {
        do throws(Diagnostic) { try cache?.add(address, movedTo: target) } catch { diagnostics.append(error) }
      }
    }
    let asked = unknown.compactMap { verdicts[$0] }
    return diagnostics + (Self.commonFault(of: asked) ?? LinkFindings(addresses, verdicts).diagnostics)
  }

  /// Makes requests until all is known, and tells of each address as soon as it is.
  private func ask(_ addresses: [String], tell: (String, Verdict) -> Void) async {
    var scheduler = RequestScheduler(addresses, policy, now: .now)
    var alarm: ContinuousClock.Instant?
    await withTaskGroup(of: Event.self) { group in
      while !Task.isCancelled {
        while let (inquiry, request) = scheduler.nextRequest(now: .now) {
          group.addTask { .answer(await web.ask(request), inquiry) }
        }
        for (address, verdict) in scheduler.takeNews() { tell(address, verdict) }
        if scheduler.isOver { break }
        if let time = scheduler.nextTime, alarm.map({ time < $0 }) ?? true {
          alarm = time
          group.addTask { await .alarm(at: time) }
        }
        switch await group.next() {
        case .answer(let answer, let inquiry)?: scheduler.receive(answer, for: inquiry, now: .now)
        case .time?, nil: alarm = nil
        }
      }
      group.cancelAll()
    }
  }

  private enum Event: Sendable {
    case answer(Web.Answer, Int)
    case time

    static func alarm(at time: ContinuousClock.Instant) async -> Event {
      try? await Task.sleep(until: time)
      return .time
    }
  }

  /// What is said once instead of at every address, because it is no address's fault.
  private static func commonFault(of verdicts: [Verdict]) -> [Diagnostic]? {
    let silent = verdicts.compactMap(\.silentHost)
    if silent.contains(where: { $0.failure == .noProgram }) { return [.noProgram] }
    let hosts = Set(silent.map(\.host))
    return silent.count == verdicts.count && hosts.count > 1 ? [.offline(hosts: hosts.count)] : nil
  }
}

extension Verdict {
  /// The host that did not answer, if that is the verdict.
  fileprivate var silentHost: (host: String, failure: Web.Failure)? {
    guard case .fault(.failure(let failure), let address) = self, failure != .badAddress else { return nil }
    return (host(of: address), failure)
  }
}

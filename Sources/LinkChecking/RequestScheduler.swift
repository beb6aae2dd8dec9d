/// Who is asked next, and when: few requests at once, one at a time for each host, and a pause after each.
struct RequestScheduler {
  typealias Instant = ContinuousClock.Instant

  private let policy: RequestPolicy
  private var inquiries: [Inquiry]
  /// The requests that are to be made, in the order in which they may be.
  private var waiting: [Waiting] = []
  private var requestsUnderWay = 0
  private var hosts: [String: Host] = [:]
  /// The servers that have answered anything.
  private var answering: Set<String> = []
  /// What is said of all that is left to ask of a server.
  private var faults: [String: Fault] = [:]
  private var news: [(address: String, verdict: Verdict)] = []

  private struct Waiting {
    let inquiry: Int
    let since: Instant
    let host: String
    let server: String
  }

  private struct Host {
    var isBusy: Bool
    /// When it may be asked next.
    var freeAt: Instant
  }

  /// Begins with addresses that have no fragment.
  init(_ addresses: [String], _ policy: RequestPolicy, now: Instant) {
    self.policy = policy
    inquiries = addresses.map { Inquiry($0, policy) }
    for inquiry in inquiries.indices { enqueue(inquiry, since: now, at: inquiry) }
  }

  /// Whether all is known.
  var isOver: Bool { waiting.isEmpty && requestsUnderWay == 0 }

  /// When a request can be made next, if no answer comes before; nil if it takes an answer.
  var nextTime: Instant? {
    requestsUnderWay < policy.requestsAtOnce ? waiting.compactMap { time(of: $0) }.min() : nil
  }

  /// Takes a request that may be made now, with the number of its inquiry.
  mutating func nextRequest(now: Instant) -> (inquiry: Int, request: Web.Request)? {
    guard requestsUnderWay < policy.requestsAtOnce,
      let index = waiting.firstIndex(where: { time(of: $0).map { $0 <= now } ?? false })
    else { return nil }
    let next = waiting.remove(at: index)
    hosts[next.host] = Host(isBusy: true, freeAt: now)
    requestsUnderWay += 1
    return (next.inquiry, inquiries[next.inquiry].request)
  }

  /// Takes the answer to a request of an inquiry.
  mutating func receive(_ answer: Web.Answer, for inquiry: Int, now: Instant) {
    requestsUnderWay -= 1
    let address = inquiries[inquiry].request.address
    let (host, server) = (host(of: address), server(of: address))
    if case .response = answer { answering.insert(server) }
    var freeAt = now + policy.pause
    switch inquiries[inquiry].receive(answer) {
    case .ask(let delay): enqueue(inquiry, since: now + delay, at: 0)
    case .leaveHostAlone(let delay):
      freeAt = max(freeAt, now + delay)
      enqueue(inquiry, since: now, at: 0)
    case .end(let verdict): end(inquiry, verdict, server: server)
    }
    hosts[host] = Host(isBusy: false, freeAt: freeAt)
  }

  /// Takes what became known since the last call.
  mutating func takeNews() -> [(address: String, verdict: Verdict)] {
    defer { news = [] }
    return news
  }

  private func time(of next: Waiting) -> Instant? {
    guard let host = hosts[next.host] else { return next.since }
    return host.isBusy ? nil : max(next.since, host.freeAt)
  }

  private mutating func enqueue(_ inquiry: Int, since time: Instant, at place: Int) {
    let address = inquiries[inquiry].request.address
    let next = Waiting(inquiry: inquiry, since: time, host: host(of: address), server: server(of: address))
    if let fault = faults[next.server] { return giveUp(next, fault) }
    waiting.insert(next, at: place)
  }

  private mutating func end(_ inquiry: Int, _ verdict: Verdict, server: String) {
    news.append((inquiries[inquiry].address, verdict))
    guard case .fault(let fault, _) = verdict, isOfWholeServer(fault, server) else { return }
    faults[server] = fault
    for next in waiting where next.server == server { giveUp(next, fault) }
    waiting.removeAll { $0.server == server }
  }

  private mutating func giveUp(_ next: Waiting, _ fault: Fault) {
    let inquiry = inquiries[next.inquiry]
    news.append((inquiry.address, .fault(fault, at: inquiry.request.address)))
  }

  /// A server that is down, or wants to be left alone, is not asked for its other pages too.
  private func isOfWholeServer(_ fault: Fault, _ server: String) -> Bool {
    switch fault {
    case .busy, .status(429): true
    case .failure(.badAddress), .failure(.brokenAnswer): false
    case .failure: !answering.contains(server)
    case .status, .circle, .tooManyRedirects, .redirectToNowhere: false
    }
  }
}

/// What came of asking for one address.
enum Verdict: Sendable, Hashable {
  /// Something stands there, or at the address that it has moved to for good.
  case found(movedTo: String?)
  /// Nothing stands there, as far as could be found out; the fault showed at an address that it redirects to, or at its own.
  case fault(Fault, at: String)
}

/// Why an address is no good.
enum Fault: Sendable, Hashable {
  /// The server answers with a status code that means failure.
  case status(Int)
  /// No server answers.
  case failure(Web.Failure)
  /// It asks to be left alone for longer than anybody waits.
  case busy(Duration)
  /// It redirects to an address that was asked for before.
  case circle
  /// It redirects again and again.
  case tooManyRedirects
  /// It redirects to what is no address of the web, or does not say where.
  case redirectToNowhere(String?)
}

/// The asking for one address until it is clear what came of it: whom to ask next, after each answer.
struct Inquiry: Sendable {
  /// The address that is in question.
  let address: String
  /// What is to be asked next.
  private(set) var request: Web.Request

  private let policy: RequestPolicy
  /// The addresses that were asked for before this one, in order.
  private var redirectedFrom: [String] = []
  /// The address that it has moved to, as far as all redirects on the way were permanent.
  private var movedTo: String?
  private var isMovedForGood = true
  private var failures = 0

  /// What follows from an answer.
  enum Step: Equatable {
    /// The next request may be made after a while.
    case ask(after: Duration)
    /// No request may be made to this host for a while.
    case leaveHostAlone(Duration)
    case end(Verdict)
  }

  init(_ address: String, _ policy: RequestPolicy) {
    self.address = address
    self.policy = policy
    request = Web.Request(method: .head, address: address)
  }

  /// Takes an answer to `request`.
  mutating func receive(_ answer: Web.Answer) -> Step {
    switch answer {
    case .response(let response): receive(response)
    case .failure(let failure): receive(failure)
    }
  }

  private mutating func receive(_ response: Web.Response) -> Step {
    switch response.status {
    case 200..<300: return .end(.found(movedTo: movedTo))
    case 300..<400: return follow(response)
    case 429, 503: return waitAsAsked(response)
    // Many servers answer HEAD with nonsense, so its failure proves nothing.
    case _ where request.method == .head:
      request.method = .get
      return .ask(after: .zero)
    case 408, 500...: return retry(after: .status(response.status))
    default: return end(.status(response.status))
    }
  }

  private mutating func receive(_ failure: Web.Failure) -> Step {
    switch failure {
    case .badAddress, .badCertificate, .noProgram: return end(.failure(failure))
    case .brokenAnswer where request.method == .head:
      request.method = .get
      return .ask(after: .zero)
    case .brokenAnswer: return retry(after: .failure(failure))
    case .unknownHost, .refused, .timeout, .proxy: return retry(after: .failure(failure), isOfHost: true)
    }
  }

  private mutating func follow(_ response: Web.Response) -> Step {
    guard let location = response.location, ["http://", "https://"].contains(where: location.hasPrefix) else {
      return end(.redirectToNowhere(response.location))
    }
    let target = withoutFragment(location)
    redirectedFrom.append(request.address)
    if redirectedFrom.contains(target) { return end(.circle) }
    if redirectedFrom.count > policy.redirects { return end(.tooManyRedirects) }
    isMovedForGood = isMovedForGood && [301, 308].contains(response.status)
    if isMovedForGood { movedTo = location }
    request = Web.Request(method: .head, address: target)
    return .ask(after: .zero)
  }

  /// Too many requests are the affair of the whole host; a service that is down may be this page's alone.
  private mutating func waitAsAsked(_ response: Web.Response) -> Step {
    if let wait = response.retryAfter, wait > policy.patience { return end(.busy(wait)) }
    return retry(
      after: .status(response.status), wait: response.retryAfter,
      isOfHost: response.status == 429 || response.retryAfter != nil)
  }

  /// Asks again after a while, or gives up; `isOfHost` if its other pages should be left alone until then, too.
  private mutating func retry(after fault: Fault, wait: Duration? = nil, isOfHost: Bool = false) -> Step {
    failures += 1
    guard failures <= policy.retries else { return end(fault) }
    request.method = .get
    let wait = wait ?? policy.backOff * (1 << min(failures - 1, 10))
    return isOfHost ? .leaveHostAlone(wait) : .ask(after: wait)
  }

  private func end(_ fault: Fault) -> Step { .end(.fault(fault, at: request.address)) }
}

/// An address as servers see it.
func withoutFragment(_ address: String) -> String { String(address.prefix { $0 != "#" }) }

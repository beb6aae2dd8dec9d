import Content
import Diagnostics

/// All sentences of this module, in the words of those who write content.
///
/// What will be the same tomorrow is an error; what may pass, or may be meant for programs only, is a warning. A site may
/// want it otherwise.
extension Diagnostic {
  private init(
    _ severity: Severity, _ check: ExternalCheck, _ message: String, at place: Place, notes: [Note] = [],
    hints: [String] = []
  ) {
    self.init(severity, check.rawValue, message, at: place, notes: notes, hints: hints)
  }

  static func moved(_ address: String, to target: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, .moved, "`\(address)` has moved to `\(target)`", at: place, hints: ["write the new address"])
  }

  static func movedPattern(_ address: String, to target: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, .moved,
      "the addresses that `document_url` makes have moved, as from `\(address)` to `\(target)`",
      at: place, hints: ["write the new address, with `{symbol}` in the place of the symbol"])
  }

  /// What is said of an address that is no good; `last` is the one where the fault showed, to which it may redirect.
  static func fault(_ fault: Fault, of address: String, _ last: String, at place: Place) -> Diagnostic {
    switch fault {
    case .status(let status): failedStatus(status, of: address, at: place)
    case .failure(let failure): noAnswer(failure, address, host(of: last), at: place)
    case .busy(let wait):
      Diagnostic(
        .warning, .refused,
        "`\(address)` can't be checked: its server asks to be left alone for \(words(for: wait))",
        at: place, hints: ["try again later"])
    case .circle: redirects(address, "redirects in a circle", at: place)
    case .tooManyRedirects: redirects(address, "redirects again and again", at: place)
    case .redirectToNowhere(let target?): redirects(address, "redirects to `\(target)`, which is no page", at: place)
    case .redirectToNowhere(nil): redirects(address, "redirects without saying where", at: place)
    }
  }

  private static func failedStatus(_ status: Int, of address: String, at place: Place) -> Diagnostic {
    switch status {
    case 404, 410:
      Diagnostic(
        .error, .gone, "there is nothing at `\(address)` any more: its server answers \(status)", at: place,
        hints: ["look for its new address, or take the link out"])
    case 500...:
      Diagnostic(
        .warning, .serverError, "the server of `\(address)` has a fault: it answers \(status)", at: place,
        hints: ["try again later; if it stays like this, look for another address"])
    default:
      Diagnostic(
        .warning, .refused, "`\(address)` can't be checked: its server answers \(status)", at: place,
        hints: [
          "open it in a browser: some servers answer people only, and can be left out: `links: {leave: [pattern]}` in `site.yaml`"
        ])
    }
  }

  private static func redirects(_ address: String, _ how: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, .redirects, "`\(address)` \(how)", at: place,
      hints: ["open it in a browser: some servers do so to programs, which keep no cookies"])
  }

  private static func noAnswer(_ failure: Web.Failure, _ address: String, _ host: String, at place: Place) -> Diagnostic
  {
    func silent(_ how: String) -> Diagnostic {
      Diagnostic(
        .warning, .noAnswer, "`\(address)` can't be reached: \(how)", at: place,
        hints: ["try again later; if it stays like this, look for another address"])
    }
    switch failure {
    case .refused: return silent("`\(host)` refuses to be connected")
    case .timeout: return silent("`\(host)` takes too long to answer")
    case .brokenAnswer: return silent("the answer of `\(host)` breaks off, or is none")
    case .proxy: return silent("the proxy that this machine is set to use doesn't answer")
    case .noProgram: return noProgram
    case .badAddress:
      return Diagnostic(
        .error, .badAddress, "`\(address)` is no address that a browser could open", at: place,
        hints: ["look for a slip of the pen, above all before the first single slash"])
    case .unknownHost:
      return Diagnostic(
        .error, .unknownHost, "`\(address)` can't be reached: there is no server of the name `\(host)`",
        at: place, hints: ["look for a slip of the pen, or for another address"])
    case .badCertificate:
      return Diagnostic(
        .error, .certificate, "browsers warn of `\(address)`: the certificate of `\(host)` is not good",
        at: place, hints: ["tell those who run the server, or look for another address"])
    }
  }

  static func offline(hosts: Int) -> Diagnostic {
    Diagnostic(
      .error, "external/offline", "none of \(hosts) servers can be reached", at: .none,
      hints: ["is this machine on the internet, and does it need a proxy? Then set `https_proxy`"])
  }

  static var noProgram: Diagnostic {
    Diagnostic(
      .error, "external/no-curl", "addresses can't be checked without the program `curl`", at: .none,
      hints: ["install it: `apt-get install curl`"])
  }

  static func cannotKeep(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .warning, "external/cache", "what was found out can't be kept for the next time: \(reason)", at: .file(path))
  }

  /// A wait as people say it, in the largest unit that it fills.
  private static func words(for wait: Duration) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")]
    let seconds = Int(wait.components.seconds)
    let (unit, noun) = units.first { seconds >= $0.0 } ?? (1, "second")
    let count = seconds / unit
    return "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Web {
  /// Asks by the program curl (7.84 or later), which honours the proxies of the environment and trusts whom the system
  /// trusts.
  ///
  /// - Parameters:
  ///   - userAgent: Who asks, in words that the people who run a server understand.
  ///   - timeout: How long all of a request may take.
  /// - Returns: The network as curl sees it.
  public static func curl(userAgent: String, timeout: Duration) -> Web {
    Web { request in
      do {
        let run = try await run(
          .name("curl"), arguments: Arguments(arguments(for: request, userAgent, timeout)),
          output: .string(limit: 65_536))
        return answer(status: run.terminationStatus, output: run.standardOutput)
      } catch let error as SubprocessError where error.code == .executableNotFound {
        return .failure(.noProgram)
      } catch {
        return .failure(.brokenAnswer)
      }
    }
  }

  /// `--head` ends the reading of an answer where its body would begin, whatever the method.
  private static func arguments(for request: Request, _ userAgent: String, _ timeout: Duration) -> [String] {
    [
      "--disable", "--silent", "--globoff", "--http1.1", "--proto", "=http,https", "--head",
      "--max-time", "\(timeout / .seconds(1))", "--user-agent", userAgent, "--output", "/dev/null",
      "--write-out", "%{http_code}\n%{redirect_url}\n%header{retry-after}\n",
    ] + (request.method == .get ? ["--request", "GET"] : []) + ["--url", request.address]
  }

  private static func answer(status: TerminationStatus, output: String) -> Answer {
    guard case .exited(let code) = status else { return .failure(.brokenAnswer) }
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    guard code == 0, lines.count > 2, let status = Int(lines[0]) else { return .failure(failure(Int(code))) }
    return .response(
      Response(
        status: status, location: lines[1].isEmpty ? nil : String(lines[1]),
        retryAfter: retryAfter(String(lines[2]), now: time(nil))))
  }

  /// The exit codes of curl, from its manual.
  private static func failure(_ code: Int) -> Failure {
    switch code {
    case 3: .badAddress
    case 5, 97: .proxy
    case 6: .unknownHost
    case 7: .refused
    case 28: .timeout
    case 60: .badCertificate
    default: .brokenAnswer
    }
  }
}

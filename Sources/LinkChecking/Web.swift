/// The network: the one door by which other servers are asked.
public struct Web: Sendable {
  /// Makes a request; redirects are answers, which it does not follow.
  let ask: @Sendable (Request) async -> Answer

  /// What a server is asked for.
  struct Request: Sendable, Hashable {
    /// How it is asked.
    enum Method: Sendable, Hashable {
      /// For the head of the answer alone.
      case head
      /// For all of it; a body is not read.
      case get
    }

    var method: Method
    /// The address without a fragment.
    var address: String
  }

  /// What came back.
  enum Answer: Sendable, Hashable {
    /// A server has answered.
    case response(Response)
    /// None has.
    case failure(Failure)
  }

  /// The parts of an answer that matter here.
  struct Response: Sendable, Hashable {
    /// The status code (RFC 9110, section 15).
    var status: Int
    /// The whole address that it redirects to.
    var location: String?
    /// How long it asks to be left alone.
    var retryAfter: Duration?
  }

  /// Why nobody answered.
  enum Failure: Sendable, Hashable {
    /// The address is none that can be asked for.
    case badAddress
    /// The name of the server is not known.
    case unknownHost
    /// Nobody listens there.
    case refused
    /// The server did not answer in time.
    case timeout
    /// The server's certificate is not good.
    case badCertificate
    /// The answer was broken off, or is none.
    case brokenAnswer
    /// The proxy that the environment names did not help.
    case proxy
    /// The program that asks is not there.
    case noProgram
  }
}

/// The host in an address: who is left alone for a while after a request, whatever the port.
func host(of address: String) -> String {
  let authority = authority(of: address)
  // The colons of an IPv6 address stand in brackets.
  if let bracket = authority.lastIndex(of: "]") { return String(authority[...bracket]) }
  return String(authority.prefix { $0 != ":" })
}

/// The server in an address: scheme, host and port.
func server(of address: String) -> String { address.prefix { $0 != ":" } + "://" + authority(of: address) }

/// The host with the port, if there is one.
private func authority(of address: String) -> String {
  let authority = address.drop { $0 != ":" }.dropFirst(3).prefix { !"/?#".contains($0) }
  return authority.split(separator: "@", omittingEmptySubsequences: false).last?.lowercased() ?? ""
}

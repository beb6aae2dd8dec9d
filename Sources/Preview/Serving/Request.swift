import Platform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a browser asks for.
struct Request: Sendable {
  /// The address below the host, decoded: `/objectives/8/`.
  let path: String
  /// What stands behind the question mark.
  let query: [String: String]
  /// Whether only the header of the answer is wanted.
  let isHead: Bool
  /// The fields of the header that answers depend on.
  let fields: Fields

  /// The fields of the header, as they were sent.
  struct Fields: Sendable {
    var accept: String?
    var ifNoneMatch: String?
    var ifRange: String?
    var range: String?
    var lastEventID: String?
  }

  /// Checks what was sent: the method, the address with its query, the field `Host`.
  ///
  /// `ownHost` is the address on which the preview listens.
  init(method: String, target: String, host: String?, fields: Fields, ownHost: String) throws(Refusal) {
    let (named, target) = Self.parts(of: target)
    // What the address itself names goes first (RFC 9112, section 3.2.2).
    guard let host = named ?? host, Self.isOwn(host, listeningOn: ownHost) else { throw .foreignHost }
    guard method == "GET" || method == "HEAD" else { throw .badMethod }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = Self.path(parts[0]) else { throw .badAddress }
    self.path = path
    query = parts.count > 1 ? Self.values(of: parts[1]) : [:]
    isHead = method == "HEAD"
    self.fields = fields
  }

  /// The host that an address names, as programs write it that ask a proxy, and what stands behind it.
  private static func parts(of target: String) -> (host: String?, target: Substring) {
    let scheme = "http://"
    guard target.prefix(scheme.count).lowercased() == scheme else { return (nil, target[...]) }
    let rest = target.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    return (String(host), rest[host.endIndex...])
  }

  /// Whether a request is meant for this preview.
  ///
  /// A page elsewhere can give its own name this machine's address (DNS rebinding), but it can't have a number for a name.
  private static func isOwn(_ field: String, listeningOn ownHost: String) -> Bool {
    guard let host = name(field.lowercased()) else { return false }
    if host == "localhost" || host.hasSuffix(".localhost") || isLoopback(host) { return true }
    return !isLoopback(ownHost) && (host == ownHost.lowercased() || isNumber(host))
  }

  /// A host without the port, and without the brackets that numbers of version 6 of the protocol have (RFC 3986,
  /// section 3.2.2); nil if it is none.
  private static func name(_ host: String) -> String? {
    guard let match = host.wholeMatch(of: /(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::[0-9]*)?/) else { return nil }
    return (match.1 ?? match.2).map(String.init)
  }

  /// The address in a form in which it can be looked up; nil if it isn't clean (RFC 3986, sections 2.1 and 3.3).
  private static func path(_ target: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(target.utf8)[...]
    // What isn't ASCII is written with percent signs.
    guard rest.allSatisfy({ $0 < 0x80 }) else { return nil }
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let decoded = UInt8(digits, radix: 16) else {
        return nil
      }
      bytes.append(decoded)
      rest = rest.dropFirst(2)
    }
    guard bytes.first == UInt8(ascii: "/"),
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }),
      let path = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return path.split(separator: "/").contains { $0 == "." || $0 == ".." } ? nil : path
  }

  private static func values(of query: Substring) -> [String: String] {
    let pairs = query.split(separator: "&").map { pair -> (String, String) in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (percentDecoded(parts[0]), parts.count > 1 ? percentDecoded(parts[1]) : "")
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}

/// Whether a host is this machine and nobody else's.
func isLoopback(_ host: String) -> Bool {
  host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isNumber(host))
}

/// Whether a host is an address in numbers.
private func isNumber(_ host: String) -> Bool {
  var address = [UInt8](repeating: 0, count: 16)
  return unsafe inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1
}

import NIOHTTP1

extension Request {
  /// Checks what a browser has sent.
  init(_ head: HTTPRequestHead, _ limits: ConnectionLimits, ownHost: String) throws(Refusal) {
    if head.uri.utf8.count > limits.address { throw .longAddress }
    let hosts = head.headers["Host"]
    // RFC 9112, section 3.2; older versions know no such field.
    guard hosts.count == 1 || (hosts.isEmpty && head.version == .http1_0) else { throw .unclearHost }
    // How long the content is isn't known otherwise (RFC 9112, section 6.3).
    guard head.headers["Transfer-Encoding"].allSatisfy({ $0.lowercased() == "chunked" }) else { throw .badSyntax }
    // That one needs no answer of its own: no content is waited for.
    guard head.headers["Expect"].allSatisfy({ $0.lowercased() == "100-continue" }) else { throw .unknownExpectation }
    try self.init(
      method: head.method.rawValue, target: head.uri, host: hosts.first, fields: Fields(head.headers), ownHost: ownHost)
  }
}

extension Request.Fields {
  fileprivate init(_ headers: HTTPHeaders) {
    func value(_ name: String) -> String? {
      let values = headers[name]
      // Several fields are one list (RFC 9110, section 5.2).
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    accept = value("Accept")
    ifNoneMatch = value("If-None-Match")
    ifRange = value("If-Range")
    range = value("Range")
    lastEventID = value("Last-Event-ID")
  }
}

extension HTTPRequestHead {
  /// Whether nothing that comes behind this header is read: content, another protocol, or what nobody means to send.
  var endsConnection: Bool {
    !isKeepAlive || version != .http1_1 || method == .CONNECT || headers.contains(name: "Upgrade")
      || headers.contains(name: "Transfer-Encoding") || headers["Content-Length"].contains { $0 != "0" }
  }
}

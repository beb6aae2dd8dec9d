import FlyingSocks
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Asks this machine for a page, and gives all that comes back, with the header.
///
/// Over a socket of its own, since the session of the system's library takes longer than the answer.
func page(at path: String, port: Int) throws -> String {
  let socket = try Socket(domain: AF_INET)
  defer { try? socket.close() }
  try socket.connect(to: sockaddr_in.inet(ip4: "127.0.0.1", port: UInt16(port)))
  let request = Data("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
  guard try socket.write(request) == request.count else { throw SocketError.disconnected }
  var answer: [UInt8] = []
  do {
    while true { answer += try socket.read(atMost: 65_536) }
  } catch SocketError.disconnected {
    return String(decoding: answer, as: UTF8.self)
  }
}

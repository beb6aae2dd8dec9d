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
  let connection = try connect(to: port)
  defer { close(connection) }
  let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
  guard unsafe write(connection, request, request.count) == request.count else { throw POSIXError.last }
  var answer: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe read(connection, &part, part.count)
    if count < 0 { throw POSIXError.last }
    if count == 0 { return String(decoding: answer, as: UTF8.self) }
    answer += part[..<count]
  }
}

private func connect(to port: Int) throws -> Int32 {
  #if canImport(Glibc)
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  #else
    let connection = socket(AF_INET, SOCK_STREAM, 0)
  #endif
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
  address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
  let size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let status = unsafe withUnsafePointer(to: &address) { address in
    unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(connection, $0, size) }
  }
  if status == 0 { return connection }
  defer { close(connection) }
  throw POSIXError.last
}

extension POSIXError {
  /// Why the last call of the system has failed.
  fileprivate static var last: POSIXError { POSIXError(Code(rawValue: errno) ?? .EIO) }
}

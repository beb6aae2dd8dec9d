import Platform
public import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation

/// Serves a preview to browsers.
public final class PreviewServer: Sendable {
  /// The port that it listens on.
  public let port: UInt16
  /// The address to open in a browser.
  public let url: String

  /// Whether only this machine can ask for pages.
  public let isPrivate: Bool

  private let task: Task<Void, Never>
  private let pinging: Task<Void, Never>
  private let preview: PreviewSession

  private init(_ task: Task<Void, Never>, _ preview: PreviewSession, host: String, port: UInt16) {
    self.task = task
    self.preview = preview
    self.port = port
    pinging = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(20))
        await preview.ping()
      }
    }
    isPrivate = isLoopback(host)
    // A browser can't open all addresses, but this machine is one of them.
    let name = host == "0.0.0.0" ? "127.0.0.1" : host.contains(":") ? "[\(host == "::" ? "::1" : host)]" : host
    url = "http://\(name):\(port)"
  }

  /// Begins to serve at a port, or at the next one that is free; 0 is any.
  ///
  /// At the host `127.0.0.1` only this machine can ask for pages.
  public static func start(_ preview: PreviewSession, host: String, port: UInt16) async throws(Diagnostic)
    -> PreviewServer
  {
    var wanted = port
    while true {
      do {
        return try await listen(preview, host: host, port: wanted)
      } catch SocketError.failed(_, let code, _) where code == EADDRINUSE && wanted != 0 && wanted < port + 100 {
        wanted += 1
      } catch {
        throw .cannotListen(host, port: port, error)
      }
    }
  }

  /// Ends it at once; programs that print a pack for it are ended, too.
  public func close() async {
    task.cancel()
    pinging.cancel()
    await preview.close()
  }

  private static func listen(_ preview: PreviewSession, host: String, port: UInt16) async throws -> PreviewServer {
    let handler = Handler(preview: preview, host: host)
    let server = try server(handler, port: port)
    let (beginnings, begin) = AsyncThrowingStream.makeStream(of: Void.self)
    let task = Task {
      do { try await server.run() } catch { begin.finish(throwing: error) }
    }
    Task {
      try await server.waitUntilListening(timeout: 10)
      begin.finish()
    }
    for try await _ in beginnings {}
    let listening = await server.listeningAddress?.port ?? port
    let lasting = Task {
      await withTaskCancellationHandler {
        await task.value
      } onCancel: {
        task.cancel()
      }
      // The library listens no more once it couldn't take a connection, as when there are too many of them.
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(500))
        try? await Self.server(handler, port: listening).run()
      }
    }
    return PreviewServer(lasting, preview, host: host, port: listening)
  }

  private static func server(_ handler: Handler, port: UInt16) throws -> HTTPServer {
    let host = handler.host
    // As long as packs take to print; some of the memory of a request that was answered waits until this is over.
    let timeout = 30.0
    let configuration: HTTPServer.Configuration =
      host.contains(":")
      ? .init(
        address: try sockaddr_in6.inet6(ip6: host, port: port), timeout: timeout, pool: PromptPool(), logger: .disabled)
      : .init(
        address: try sockaddr_in.inet(ip4: numeric(host), port: port), timeout: timeout, pool: PromptPool(),
        logger: .disabled)
    return HTTPServer(config: configuration, handler: handler)
  }

  /// The name that every machine has for itself, as a number.
  private static func numeric(_ host: String) -> String { host == "localhost" ? "127.0.0.1" : host }
}

/// The sockets of the server, told to send what they have at once.
///
/// Otherwise the body of an answer would wait until the browser has acknowledged the header, which browsers put off for
/// 40 ms (RFC 1122, section 4.2.3.4).
private struct PromptPool: AsyncSocketPool {
  private let base: any AsyncSocketPool = HTTPServer.defaultPool()

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    // The socket that listens comes by here first, and those that it accepts have its options.
    try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}

extension Socket.Address {
  fileprivate var port: UInt16? {
    switch self {
    case .ip4(_, let port), .ip6(_, let port): port
    case .unix: nil
    }
  }
}

/// Hands requests on to the preview, and its replies back.
private struct Handler: HTTPHandler {
  let preview: PreviewSession
  /// The address that is listened on.
  let host: String

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    do throws(Request.Refusal) {
      let request = try Request(
        method: request.method.rawValue, target: request.target.path(), query: request.target.query(),
        host: request.headers[.host], fields: Request.Fields(request.headers), ownHost: host)
      switch await preview.reply(to: request) {
      case .answer(let answer): return answer.response(isHead: request.isHead)
      case .events(let events): return response(with: events)
      }
    } catch {
      return error.answer.response(isHead: false)
    }
  }

  private func response(with events: AsyncStream<ServerSentEvent>) -> HTTPResponse {
    let headers: HTTPHeaders = [
      .contentType: "text/event-stream", .cacheControl: "no-store", HTTPHeader("X-Content-Type-Options"): "nosniff",
    ]
    return HTTPResponse(statusCode: .ok, headers: headers, body: HTTPBodySequence(from: EventBody(events: events)))
  }
}

extension Request.Refusal {
  /// What the browser is told.
  fileprivate var answer: Answer {
    switch self {
    case .foreignHost: return .text(421, "This preview answers only those who ask for it by its own address.")
    case .badAddress: return .text(400, "No page has such an address.")
    case .badMethod:
      var answer = Answer.text(405, "A preview is only looked at.")
      answer.fields["Allow"] = "GET, HEAD"
      return answer
    }
  }
}

extension Request.Fields {
  fileprivate init(_ headers: HTTPHeaders) {
    accept = headers[HTTPHeader("Accept")]
    ifNoneMatch = headers[.ifNoneMatch]
    ifRange = headers[HTTPHeader("If-Range")]
    range = headers[.range]
    lastEventID = headers[HTTPHeader("Last-Event-ID")]
  }
}

extension Answer {
  fileprivate func response(isHead: Bool) -> HTTPResponse {
    var headers = HTTPHeaders(Dictionary(uniqueKeysWithValues: fields.map { (HTTPHeader($0), $1) }))
    if status != 304 {
      headers[.contentType] = type
      headers[.contentLength] = String(bytes.count)
    }
    // In one piece: small ones would each wait for the browser to say that it has the one before.
    let body = HTTPBodySequence(data: isHead ? Data() : Data(bytes), suggestedBufferSize: max(bytes.count, 1))
    return HTTPResponse(statusCode: HTTPStatusCode(status, phrase: phrase), headers: headers, body: body)
  }

  private var phrase: String {
    switch status {
    case 200: "OK"
    case 206: "Partial Content"
    case 304: "Not Modified"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 416: "Range Not Satisfiable"
    case 421: "Misdirected Request"
    default: "Internal Server Error"
    }
  }
}

/// The events of a connection as a body without an end.
private struct EventBody: AsyncBufferedSequence {
  typealias Element = UInt8

  let events: AsyncStream<ServerSentEvent>

  func makeAsyncIterator() -> Iterator { Iterator(events: events.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var events: AsyncStream<ServerSentEvent>.Iterator

    mutating func next() async -> UInt8? { nil }

    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? { await events.next()?.bytes }
  }
}

extension Diagnostic {
  fileprivate static func cannotListen(_ host: String, port: UInt16, _ error: any Error) -> Diagnostic {
    let (reason, hint) = reasonAndHint(error)
    return Diagnostic(
      .error, "preview/cannot-listen", "the preview can't be shown at \(host), port \(port): \(reason)", at: .none,
      hints: [hint])
  }

  private static func reasonAndHint(_ error: any Error) -> (reason: String, hint: String) {
    guard case SocketError.failed(_, let code, let message) = error else { return ("\(error)", "try another `--port`") }
    return switch code {
    case EACCES: ("only an administrator may use this port", "give another one with `--port`, from 1024 to 65535")
    case EADDRINUSE: ("it is taken, and so are the hundred behind it", "give another one with `--port`")
    case EINVAL: ("this is no address in numbers", "give one with `--host`, such as `127.0.0.1` or `::1`")
    case EADDRNOTAVAIL: ("this machine has no such address", "`--host 127.0.0.1` is this machine itself")
    default: (message, "try another `--port`")
    }
  }
}

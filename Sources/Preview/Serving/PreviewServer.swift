import Platform
public import Diagnostics
import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Serves a preview to browsers.
public final class PreviewServer: Sendable {
  /// The port that it listens on.
  public let port: UInt16
  /// The address to open in a browser.
  public let url: String

  /// Whether only this machine can ask for pages.
  public let isPrivate: Bool

  /// Where it listens.
  private let channel: any Channel
  private let pinging: Task<Void, Never>
  private let preview: PreviewSession

  /// One thread is enough: what takes time is done elsewhere.
  ///
  /// It goes on until the program ends. Whatever still wants to answer then would find no loop to do so, which SwiftNIO takes for a
  /// fault that ends the program.
  private static let group: MultiThreadedEventLoopGroup = {
    NIOSingletons.groupLoopCountSuggestion = 1
    return .singleton
  }()

  private init(_ channel: any Channel, _ preview: PreviewSession, host: String, port: UInt16) {
    self.channel = channel
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
    // Without some, parts of the system's libraries would end the program, or never hear that it is to end.
    guard hasDescriptors(32) else { throw .cannotListen(host, port: port, IOError(errnoCode: EMFILE, reason: "dup")) }
    let last = port.addingReportingOverflow(100).overflow ? .max : port + 100
    var wanted = port
    while true {
      do {
        let address = try SocketAddress(ipAddress: numeric(host), port: Int(wanted))
        let channel = try await bootstrap(preview, host: host).bind(to: address).get()
        let port = channel.localAddress?.port.flatMap(UInt16.init(exactly:)) ?? wanted
        return PreviewServer(channel, preview, host: host, port: port)
      } catch let error as IOError where error.errnoCode == EADDRINUSE && wanted != 0 && wanted < last {
        wanted += 1
      } catch {
        throw .cannotListen(host, port: port, error)
      }
    }
  }

  private static func bootstrap(_ preview: PreviewSession, host: String) -> ServerBootstrap {
    let limits = ConnectionLimits()
    let table = NIOLoopBoundBox.makeBoxSendingValue(
      ConnectionTable(limit: limits.connections), eventLoop: group.any())
    return ServerBootstrap(group: group)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(AcceptPause()) }
      }
      .childChannelOption(.autoRead, value: false)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      // Those who say that they send nothing more get what they have asked for.
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      // The body of an answer would wait until the browser has acknowledged the header, which browsers put off for
      // 40 ms (RFC 1122, section 4.2.3.4).
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          // The length of an answer is known, or it is told otherwise; nothing is added by itself.
          var encoding = HTTPResponseEncoder.Configuration()
          encoding.automaticallySetFramingHeaders = false
          let pipeline = channel.pipeline.syncOperations
          try pipeline.addHandler(HTTPResponseEncoder(configuration: encoding))
          try pipeline.addHandler(
            ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits.decoding)))
          try pipeline.addHandler(Connection(preview, host: host, limits: limits, in: table.value))
        }
      }
  }

  /// Ends it at once; programs that print a pack for it are ended, too.
  public func close() async {
    pinging.cancel()
    try? await channel.close()
    await preview.close()
  }

  /// The name that every machine has for itself, as a number.
  private static func numeric(_ host: String) -> String { host == "localhost" ? "127.0.0.1" : host }
}

extension Diagnostic {
  fileprivate static func cannotListen(_ host: String, port: UInt16, _ error: any Error) -> Diagnostic {
    let (reason, hint) = reasonAndHint(error)
    return Diagnostic(
      .error, "preview/cannot-listen", "the preview can't be shown at \(host), port \(port): \(reason)", at: .none,
      hints: [hint])
  }

  private static func reasonAndHint(_ error: any Error) -> (reason: String, hint: String) {
    guard let code = (error as? IOError)?.errnoCode else {
      return ("this is no address in numbers", "give one with `--host`, such as `127.0.0.1` or `::1`")
    }
    return switch code {
    case EACCES: ("only an administrator may use this port", "give another one with `--port`, from 1024 to 65535")
    case EADDRINUSE: ("it is taken, and so are the hundred behind it", "give another one with `--port`")
    case EMFILE, ENFILE: ("too many files are open", "let more be open, with `ulimit -n`, or end other programs")
    case EADDRNOTAVAIL: ("this machine has no such address", "`--host 127.0.0.1` is this machine itself")
    default: (systemError(code), "try another `--port`")
    }
  }
}

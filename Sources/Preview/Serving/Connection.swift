import NIOCore
import NIOHTTP1

/// A connection with a browser: answers its requests one after the other, in their order (RFC 9112, section 9.3).
///
/// Nothing is read while an answer is made or sent. A request ends the connection if other programs might see the next one
/// begin elsewhere behind it: if it is refused, or has content, on which no answer depends.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let preview: PreviewSession
  /// The address that is listened on.
  private let host: String
  private let limits: ConnectionLimits
  private let table: ConnectionTable

  private var state = State.waiting
  /// The requests that have come and aren't answered yet.
  private var incoming: CircularBuffer<Incoming> = []
  /// Whether nothing that may still come is taken for a request.
  private var isLastRequest = false
  /// Whether the other side sends nothing more.
  private var isInputClosed = false
  private var task: Task<Void, Never>?
  private var clock: Scheduled<Void>?
  /// Nil when the connection has ended.
  private var context: ChannelHandlerContext?

  /// Since when it has been waiting for a request; nil if it isn't.
  private(set) var idleSince: NIODeadline?

  private enum State {
    /// For the next request.
    case waiting
    case answering
    case sendingEvents
    /// The last answer is sent, and the other side is to take it and go.
    case leaving(reads: Int)
  }

  private struct Incoming {
    var request: Result<Request, Refusal>
    var isHead = false
    /// Whether an answer may be sent in pieces, each with its length before it.
    var takesChunks = false
  }

  /// How often is read what nobody wants, of those who don't stop sending.
  private static let lastReads = 32
  /// How much of an answer has to be taken at a time.
  private static let pieceSize = 262_144

  init(_ preview: PreviewSession, host: String, limits: ConnectionLimits, in table: ConnectionTable) {
    self.preview = preview
    self.host = host
    self.limits = limits
    self.table = table
  }
}

/// What happens on the connection.
extension Connection {
  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    if !table.enter(self) { refuse(.tooMany) }
    waitForRequest()
  }

  func channelInactive(context: ChannelHandlerContext) {
    table.leave(self)
    clock?.cancel()
    task?.cancel()
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isLastRequest, case .head(let head) = unwrapInboundIn(data) else { return }
    let request = Result { () throws(Refusal) in try Request(head, limits, ownHost: host) }
    let isHead = head.method == .HEAD
    incoming.append(
      Incoming(request: request, isHead: isHead, takesChunks: !isHead && head.version == .http1_1))
    if case .failure = request { isLastRequest = true }
    if head.endsConnection || incoming.count >= limits.requests { isLastRequest = true }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    guard case .leaving(let reads) = state else { return proceed() }
    if reads == 0 { return close() }
    state = .leaving(reads: reads - 1)
    context.read()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event as? ChannelEvent == .inputClosed else { return }
    isLastRequest = true
    isInputClosed = true
    switch state {
    case .waiting: proceed()
    case .answering: break
    // Events have no end of their own, and a browser that has gone says no more than this.
    case .sendingEvents: task?.cancel()
    case .leaving: close()
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case HTTPParserError.headerOverflow: refuse(.largeHeader)
    case HTTPParserError.invalidVersion, HTTPParserError.paused: refuse(.otherVersion)
    case is HTTPParserError: refuse(.badSyntax)
    // What comes behind what couldn't be read.
    case is ByteToMessageDecoderError: break
    default: close()
    }
  }

  private func refuse(_ refusal: Refusal) {
    if isLastRequest { return }
    isLastRequest = true
    incoming.append(Incoming(request: .failure(refusal)))
  }
}

/// Requests and answers.
extension Connection {
  private func waitForRequest() {
    state = .waiting
    idleSince = .now()
    setClock(limits.patience)
    proceed()
  }

  /// Goes on with the next request if none is being answered.
  private func proceed() {
    guard let context, case .waiting = state else { return }
    guard let next = incoming.popFirst() else { return isLastRequest ? leave() : context.read() }
    clock?.cancel()
    idleSince = nil
    state = .answering
    switch next.request {
    case .success(let request): answer(request, of: next, to: context.channel)
    case .failure(let refusal): send(refusal.answer, for: next)
    }
  }

  private func answer(_ request: Request, of incoming: Incoming, to channel: any Channel) {
    task = Self.answer(
      request, of: incoming, from: preview, to: channel, limits, NIOLoopBound(self, eventLoop: channel.eventLoop))
  }

  private static func answer(
    _ request: Request, of incoming: Incoming, from preview: PreviewSession, to channel: any Channel,
    _ limits: ConnectionLimits, _ own: NIOLoopBound<Connection>
  ) -> Task<Void, Never> {
    Task {
      switch await preview.reply(to: request) {
      case .answer(let answer): channel.eventLoop.execute { own.value.send(answer, for: incoming) }
      case .events(let events):
        channel.eventLoop.execute { own.value.beginEvents(for: incoming) }
        if !incoming.isHead { await send(events, to: channel, limits) }
        channel.eventLoop.execute { own.value.endAnswer() }
      }
    }
  }

  private func send(_ answer: Answer, for incoming: Incoming) {
    var fields = HTTPHeaders(answer.fields.sorted { $0.key < $1.key })
    if answer.status != 304 {
      fields.add(name: "Content-Type", value: answer.type)
      fields.add(name: "Content-Length", value: "\(answer.bytes.count)")
    }
    beginAnswer(HTTPResponseStatus(statusCode: answer.status), fields)
    if !incoming.isHead { send(answer.bytes) }
    endAnswer()
  }

  /// Sends the bytes of an answer; the clock runs anew for each piece.
  private func send(_ bytes: [UInt8]) {
    guard let context else { return }
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    var rest = ByteBuffer(bytes: bytes)
    while let piece = rest.readSlice(length: min(rest.readableBytes, Self.pieceSize)), piece.readableBytes > 0 {
      let taken = context.eventLoop.makePromise(of: Void.self)
      taken.futureResult.whenSuccess { own.value.setClock(own.value.limits.patience) }
      context.write(wrapOutboundOut(.body(.byteBuffer(piece))), promise: taken)
    }
  }

  private func beginEvents(for incoming: Incoming) {
    state = .sendingEvents
    var fields: HTTPHeaders = [
      "Cache-Control": "no-store", "Content-Type": "text/event-stream", "X-Content-Type-Options": "nosniff",
    ]
    if incoming.takesChunks { fields.add(name: "Transfer-Encoding", value: "chunked") }
    beginAnswer(.ok, fields)
    clock?.cancel()
    if isInputClosed { task?.cancel() }
  }

  /// Sends events until there are no more, or the other side is gone or takes none.
  private static func send(
    _ events: AsyncStream<ServerSentEvent>, to channel: any Channel, _ limits: ConnectionLimits
  ) async {
    for await event in events {
      let clock = channel.eventLoop.scheduleTask(in: limits.patience) { channel.close(promise: nil) }
      defer { clock.cancel() }
      let part = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: event.bytes)))
      guard (try? await channel.writeAndFlush(part).get()) != nil else { return }
    }
  }

  private func beginAnswer(_ status: HTTPResponseStatus, _ fields: HTTPHeaders) {
    guard let context else { return }
    var head = HTTPResponseHead(version: .http1_1, status: status, headers: fields)
    if isLastRequest, incoming.isEmpty { head.headers.add(name: "Connection", value: "close") }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    setClock(limits.patience)
  }

  /// Sends the end of an answer, and goes on as soon as all of it is taken.
  private func endAnswer() {
    guard let context else { return }
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    let taken = context.eventLoop.makePromise(of: Void.self)
    taken.futureResult.whenSuccess { own.value.waitForRequest() }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: taken)
  }
}

/// Ends.
extension Connection {
  /// Ends it at once.
  func close() { context?.close(promise: nil) }

  /// Ends it as soon as the other side has taken the last answer: those who still send when all is closed lose what they
  /// haven't read yet (RFC 9112, section 9.6).
  private func leave() {
    guard let context, !isInputClosed else { return close() }
    state = .leaving(reads: Self.lastReads)
    setClock(limits.farewell)
    context.close(mode: .output, promise: nil)
    context.read()
  }

  private func setClock(_ time: TimeAmount) {
    guard let context else { return }
    let own = NIOLoopBound(self, eventLoop: context.eventLoop)
    clock?.cancel()
    clock = context.eventLoop.scheduleTask(in: time) { own.value.close() }
  }
}

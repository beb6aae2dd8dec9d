import NIOCore

/// Lets a server rest for a moment when it can't take a connection, as when too many files are open.
///
/// The system says without end that somebody waits, and SwiftNIO would ask it without end.
final class AcceptPause: ChannelInboundHandler {
  typealias InboundIn = any Channel

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let channel = context.channel
    channel.setOption(.autoRead, value: false).whenSuccess {
      channel.eventLoop.scheduleTask(in: .milliseconds(200)) { channel.setOption(.autoRead, value: true) }
    }
  }
}

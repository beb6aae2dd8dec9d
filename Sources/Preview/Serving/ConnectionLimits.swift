import NIOCore
import NIOHTTP1
import Platform

/// What connections may cost, so that nobody is in the way of others.
struct ConnectionLimits: Sendable {
  /// The longest address in bytes; RFC 9112, section 3, asks for 8,000 at least.
  var address = 8192
  /// How many requests may wait until another one of the same connection is answered.
  var requests = 100
  /// How many connections may be open.
  var connections = Self.affordableConnections
  /// How long the next whole request may take to come, and how long nothing of an answer may be taken.
  var patience = TimeAmount.seconds(30)
  /// How long whoever has had the last answer has for taking it.
  var farewell = TimeAmount.seconds(2)

  /// What the decoder may take of a header.
  var decoding: NIOHTTPDecoderLimitConfiguration {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 16_384
    limits.maxHeaderListSize = 16_384
    limits.maxHeaderFieldCount = 100
    return limits
  }

  /// As many as leave enough file descriptors for reading files and running programs.
  private static var affordableConnections: Int { min(256, max(8, descriptorLimit - 64)) }
}

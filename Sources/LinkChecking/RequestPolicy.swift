/// How much is asked of other people's servers, and how patiently.
public struct RequestPolicy: Sendable {
  /// How many requests are under way at once; a host has one at a time.
  public var requestsAtOnce = 6
  /// How long a host is left alone after a request.
  public var pause = Duration.seconds(1)
  /// How long a server may take to answer.
  public var timeout = Duration.seconds(20)
  /// How often a request that failed for a reason that may pass is made again.
  public var retries = 2
  /// The wait before it is made again; twice as long every time.
  public var backOff = Duration.seconds(3)
  /// The longest wait that a server may ask for.
  public var patience = Duration.seconds(60)
  /// How many redirects are followed.
  public var redirects = 10

  /// RequestPolicy that no server minds.
  public init() {}
}

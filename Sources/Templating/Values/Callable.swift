/// Something that a template can call: a `Function`, or what a rendering makes of a macro, a block or a loop.
///
/// Values only need to know what it is called and what can be asked of it. How it runs is known to whoever renders, by its
/// class.
public protocol Callable: AnyObject, Sendable {
  /// What it is, for messages: "the function `range`".
  var kind: String { get }

  /// What a template may ask of it; nil if there is no such member.
  func member(_ name: String) -> Value?

  /// The names that `member` knows.
  var memberNames: [String] { get }
}

extension Callable {
  /// Nothing can be asked of it unless it says so.
  public func member(_ name: String) -> Value? { nil }

  /// Nothing can be asked of it unless it says so.
  public var memberNames: [String] { [] }
}

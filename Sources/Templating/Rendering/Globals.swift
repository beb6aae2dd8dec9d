/// Names that every part of a page sees, turned into symbols once.
public struct Globals: Sendable {
  private(set) var entries: [(symbol: Symbol, value: Value)]

  /// Prepares names and their values; of two with the same name the last counts.
  public init(_ entries: [(name: String, value: Value)]) {
    self.entries = entries.reversed().map { (Symbol($0.name), $0.value) }
  }
}

import Synchronization

/// A name as a small integer; the same name is the same symbol in the whole process.
///
/// Templates and member tables turn their names into symbols once, so that looking one up while rendering compares
/// integers. Making a symbol and reading its name take a lock: neither belongs on a hot path. A name is kept as long as the
/// process runs.
public struct Symbol: Hashable, Sendable {
  @usableFromInline let number: UInt32

  /// Makes the symbol of a name.
  public init(_ name: String) {
    number = Interner.shared.withLock { $0.number(adding: name) }
  }

  /// The symbol of a name that somebody made before; nil means that no template and no object knows the name.
  init?(known name: String) {
    guard let number = Interner.shared.withLock({ $0.numbers[name] }) else { return nil }
    self.number = number
  }

  /// The name, for messages.
  public var name: String {
    Interner.shared.withLock { $0.names[Int(number)] }
  }
}

/// All names of the process, in the order in which they were first met.
private struct Interner: Sendable {
  static let shared = Mutex(Interner())

  private(set) var names: [String] = []
  private(set) var numbers: [String: UInt32] = [:]

  mutating func number(adding name: String) -> UInt32 {
    if let number = numbers[name] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}

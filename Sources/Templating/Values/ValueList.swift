/// Values in order, which may be made one by one when somebody asks for them.
///
/// A host gives a template all that there is of something, and pays for what the template uses of it: counting makes no value,
/// taking the first makes one.
public struct ValueList: Sendable {
  private enum Storage: Sendable {
    case values([Value])
    case maker(Maker)
  }

  /// How many there are, and how each is made.
  private final class Maker: Sendable {
    let count: Int
    let make: @Sendable (Int) -> Value

    init(_ count: Int, _ make: @Sendable @escaping (Int) -> Value) {
      self.count = count
      self.make = make
    }
  }

  private let storage: Storage

  /// Values that are there.
  public init(_ values: [Value]) { storage = .values(values) }

  /// So many values, each of which is made anew whenever it is asked for, by its position from 0 and on any thread.
  public init(count: Int, making make: @Sendable @escaping (Int) -> Value) { storage = .maker(Maker(count, make)) }

  /// All of them as an array.
  public var array: [Value] {
    switch storage {
    case .values(let values): values
    case .maker(let maker): (0..<maker.count).map(maker.make)
    }
  }
}

extension ValueList: RandomAccessCollection {
  /// The position of the first.
  public var startIndex: Int { 0 }

  /// How many there are; none is made to know it.
  public var endIndex: Int {
    switch storage {
    case .values(let values): values.count
    case .maker(let maker): maker.count
    }
  }

  /// The value at a position, which must be one of the list's.
  public subscript(position: Int) -> Value {
    switch storage {
    case .values(let values): values[position]
    case .maker(let maker): maker.make(position)
    }
  }
}

extension ValueList: ExpressibleByArrayLiteral {
  /// Values in order.
  public init(arrayLiteral values: Value...) { self.init(values) }
}

extension Value {
  /// Values in order that are there.
  public static func list(_ values: [Value]) -> Value { .list(ValueList(values)) }
}

/// One parameter of a filter, a test or a function: its name, what it must be, and how a value becomes a Swift value.
///
/// The registry binds, counts and checks arguments by these, so that a filter is a plain function on plain types. The name is the
/// one by which templates may hand an argument over. None takes what is undefined.
public struct Parameter<Argument: Sendable>: Sendable {
  let item: Signature.Item
  let read: @Sendable (Value) -> Argument?
  /// The argument that a value is, or a fault that says what is needed.
  ///
  /// A closure, because it is made where `Argument` is known and runs where it is not.
  let argument: @Sendable (_ value: Value, _ callee: String) throws(Fault) -> Argument

  @inline(__always)
  init(_ item: Signature.Item, _ read: @escaping @Sendable (Value) -> Argument?) {
    self.item = item
    self.read = read
    argument = { (value: Value, callee: String) throws(Fault) -> Argument in
      if value.isUndefined, !item.isLenient { throw .missingValue }
      guard let argument = read(value) else { throw .wrongKind(value, for: item, of: callee) }
      return argument
    }
  }
}

extension Parameter where Argument == Value {
  /// Any value.
  public static func any(_ name: String) -> Self {
    Self(Signature.Item(name, "a value")) { $0 }
  }

  /// Any value, or a standard one if none is given.
  public static func any(_ name: String, default standard: Value) -> Self {
    Self(Signature.Item(name, "a value", standard)) { $0 }
  }

  /// Any value, and also what is undefined.
  static func maybe(_ name: String, default standard: Value? = nil) -> Self {
    Self(Signature.Item(name, "a value", standard, isLenient: true)) { $0 }
  }
}

extension Parameter where Argument == String {
  /// A text; numbers are taken as their digits.
  public static func text(_ name: String, default standard: String? = nil) -> Self {
    Self(Signature.Item(name, "a text", standard.map { .text($0) })) { value in
      switch value {
      case .text(let string), .markup(let string), .wrapped(let string, _, _): string
      case .int, .double: try? value.printed()
      default: nil
      }
    }
  }

  /// The name of a filter, checked when compiling if it is written out.
  static func filterName(_ name: String) -> Self {
    Self(Signature.Item(name, "the name of a filter", names: .filter)) { $0.string }
  }

  /// The name of a test, checked when compiling if it is written out.
  static func testName(_ name: String, default standard: String) -> Self {
    Self(Signature.Item(name, "the name of a test", .text(standard), names: .test)) { $0.string }
  }
}

extension Parameter where Argument == Text {
  /// Anything that can be printed, with the knowledge whether it is HTML.
  static func printable(_ name: String, default standard: String? = nil) -> Self {
    Self(Signature.Item(name, "a text", standard.map { .text($0) })) { value in try? Text(value) }
  }

  /// The same to be printed, with what is to stand around it.
  static func printed(_ name: String) -> Self {
    Self(Signature.Item(name, "a text")) { value in try? Text(printing: value) }
  }

  /// A text and nothing that is only printed like one, with the knowledge whether it is HTML.
  static func exactText(_ name: String, default standard: String? = nil) -> Self {
    Self(Signature.Item(name, "a text", standard.map { .text($0) })) { value in
      value.string == nil ? nil : try? Text(value)
    }
  }
}

extension Parameter where Argument == Int {
  /// A whole number.
  public static func int(_ name: String, default standard: Int? = nil) -> Self {
    Self(Signature.Item(name, "a whole number", standard.map { .int($0) })) { value in
      if case .int(let int)? = value.number?.value { int } else { nil }
    }
  }
}

extension Parameter where Argument == Number {
  /// A number of either kind.
  static func number(_ name: String) -> Self {
    Self(Signature.Item(name, "a number")) { $0.number }
  }
}

extension Parameter where Argument == Bool {
  /// `true` or `false`; any other value counts as an `if` would take it.
  public static func bool(_ name: String, default standard: Bool? = nil) -> Self {
    Self(Signature.Item(name, "`true` or `false`", standard.map { .bool($0) })) { $0.isTrue }
  }
}

extension Parameter where Argument == ValueList {
  /// A list, or anything else that a loop can go through.
  public static func list(_ name: String) -> Self {
    Self(Signature.Item(name, "a list")) { $0.sequence }
  }

  /// A list, or anything that counts as false and stands for an empty one, such as `none`.
  static func listOrNothing(_ name: String) -> Self {
    Self(Signature.Item(name, "a list")) { $0.isTrue ? $0.sequence : [] }
  }
}

extension Parameter where Argument == [Value] {
  /// All further arguments without a name; must come last or before `named`.
  public static func rest(_ name: String) -> Self {
    Self(Signature.Item(name, "values", .list([]), role: .rest)) { $0.sequence?.array }
  }
}

extension Parameter where Argument == ValueMap {
  /// A map.
  public static func map(_ name: String) -> Self {
    Self(Signature.Item(name, "a map")) { if case .map(let map) = $0 { map } else { nil } }
  }

  /// All further arguments with a name; must come last.
  public static func named(_ name: String) -> Self {
    Self(Signature.Item(name, "named values", .map([:]), role: .named)) {
      if case .map(let map) = $0 { map } else { nil }
    }
  }
}

extension Parameter {
  /// A parameter that may be left out or be `none`.
  public static func optional<Wrapped>(_ parameter: Parameter<Wrapped>) -> Self where Argument == Wrapped? {
    Self(parameter.item.withDefault(.none)) { value in
      if value.isNone { return .some(nil) }
      return parameter.read(value)
    }
  }
}

/// A macro as a value: its code, the variables it sees, and what it took along from where it was defined.
final class Macro: Callable {
  let code: Code
  /// The index, within one rendering, of the scope in which the macro was defined.
  let scope: Int
  /// The values of the names that the body takes from around it, in the order of `code.captures`.
  let captured: [Value]

  init(code: Code, scope: Int, captured: [Value]) {
    self.code = code
    self.scope = scope
    self.captured = captured
  }

  var kind: String { "the macro `\(code.name)`" }

  var memberNames: [String] { ["name", "arguments", "catch_varargs", "catch_kwargs", "caller"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "name": code.kind == .caller ? Value.none : .text(code.name)
    case "arguments": .list(code.parameters.map { .text($0.name) })
    case "catch_varargs": .bool(code.extras.varargs != nil)
    case "catch_kwargs": .bool(code.extras.kwargs != nil)
    case "caller": .bool(code.extras.caller != nil || code.parameters.contains { $0.name == "caller" })
    default: nil
    }
  }
}

/// Something that a template can call: a function or a macro.
public struct Callable: Sendable {
  enum Kind: Sendable {
    case function(Function)
    case macro(Macro)
  }

  let target: Kind

  init(_ target: Kind) { self.target = target }

  /// Makes a function callable, so that an object can have it as a member.
  public init(_ function: Function) { target = .function(function) }

  /// What it is, for messages.
  var kind: String {
    switch target {
    case .function(let function): "the function `\(function.name)`"
    case .macro(let macro): "the macro `\(macro.code.name)`"
    }
  }
}

/// A macro as a value: its code, the variables it sees, and what it took along from where it was defined.
struct Macro: Sendable {
  let code: Code
  /// The index, within one rendering, of the scope in which the macro was defined.
  let scope: Int
  /// The values of the names that the body takes from around it, in the order of `code.captures`.
  let captured: [Value]
}

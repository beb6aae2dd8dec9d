/// Something that a template can call: a function or a macro.
public struct Callable: Sendable {
  enum Kind: Sendable {
    case function(Function)
    case macro(Macro)
    case loop(Recursion)
    case block(BlockReference)
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
    case .loop: "a loop"
    case .block(let block): "the block `\(block.name)`"
    }
  }

  /// What a template may ask a macro, and the block that a block replaces.
  func member(_ name: String) -> Value? {
    switch (target, name) {
    case (.macro(let macro), _): macro.member(name)
    case (.block(let block), "super"): .callable(Callable(.block(block.parent)))
    default: nil
    }
  }

  /// The names that `member` knows.
  var memberNames: [String] {
    switch target {
    case .macro: Macro.memberNames
    case .block: ["super"]
    case .function, .loop: []
    }
  }
}

/// A macro as a value: its code, the variables it sees, and what it took along from where it was defined.
///
/// A class, so that one reference is counted when it is called.
final class Macro: Sendable {
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

  static let memberNames = ["name", "arguments", "catch_varargs", "catch_kwargs", "caller"]

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

/// `super` as a value: a block that another one replaces.
struct BlockReference: Sendable {
  let name: String
  /// The index, within one rendering, of the scope in which the blocks are looked up.
  let scope: Int
  /// How many templates lie before the one of the block that said `super`.
  let generation: Int
  /// How many blocks further up it is.
  var levels = 1

  var parent: BlockReference {
    BlockReference(name: name, scope: scope, generation: generation, levels: levels + 1)
  }
}

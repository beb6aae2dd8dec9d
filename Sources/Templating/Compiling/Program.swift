import Diagnostics

/// A template that was compiled.
struct Program: Sendable {
  let name: String
  let main: Code
  let blocks: [(symbol: Symbol, code: Code)]
  /// The names that it offers to who imports it.
  let exports: [Symbol]
  /// The first thing that is wrong with it; a template with faults can't be rendered.
  let fault: Fault?

  /// The block of a name, if the template has it.
  func block(_ symbol: Symbol) -> Code? {
    blocks.first { $0.symbol == symbol }?.code
  }
}

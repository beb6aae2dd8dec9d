/// `super` as a value: a block that another one replaces.
final class BlockReference: Callable {
  let name: String
  /// The index, within one rendering, of the scope in which the blocks are looked up.
  let scope: Int
  /// How many templates lie before the one of the block that said `super`.
  let generation: Int
  /// How many blocks further up it is.
  let levels: Int

  init(name: String, scope: Int, generation: Int, levels: Int = 1) {
    self.name = name
    self.scope = scope
    self.generation = generation
    self.levels = levels
  }

  var kind: String { "the block `\(name)`" }

  var memberNames: [String] { ["super"] }

  /// The block that this one replaces in its turn.
  func member(_ name: String) -> Value? {
    guard name == "super" else { return nil }
    return .callable(BlockReference(name: self.name, scope: scope, generation: generation, levels: levels + 1))
  }
}

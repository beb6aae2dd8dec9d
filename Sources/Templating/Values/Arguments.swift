/// What a call hands over, in the order written: expressions when compiling, values when rendering.
struct Arguments<Argument> {
  var positional: [Argument] = []
  var named: [(name: String, argument: Argument)] = []
}

extension Arguments: Sendable where Argument: Sendable {}

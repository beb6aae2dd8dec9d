/// An expression, with the bytes that it stands at.
struct Expression {
  indirect enum Kind {
    case literal(Value)
    case name(String)
    case list([Expression])
    case tuple([Expression])
    case map([(key: Expression, value: Expression)])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case join([Expression])
    case comparison(Expression, [(comparison: Comparison, right: Expression)])
    case and(Expression, Expression)
    case or(Expression, Expression)
    case conditional(Expression, condition: Expression, otherwise: Expression?)
    case member(Expression, Identifier)
    case item(Expression, Expression)
    case slice(Expression, start: Expression?, stop: Expression?, step: Expression?)
    case call(Expression, Invocation)
    case filter(Expression, Operation)
    case test(Expression, Operation)
    /// Something that was reported when parsing.
    case invalid
  }

  let kind: Kind
  let range: Range<Int>
  /// How many expressions lie in each other here, so that none is too deep for whoever walks them.
  let depth: Int

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
    depth = 1 + (kind.children.map(\.depth).max() ?? 0)
  }
}

enum UnaryOperator { case minus, plus, not }

enum BinaryOperator { case add, subtract, multiply, divide, floorDivide, remainder, power }

enum Comparison { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contained, notContained }

/// A name where it was written.
struct Identifier {
  let text: String
  let range: Range<Int>
}

/// What a call hands over.
struct Invocation {
  var arguments = Arguments<Expression>()
  /// Where the names of the named arguments stand.
  var nameRanges: [Range<Int>] = []
  /// The list after `*`, if there is one.
  var rest: Expression?
  /// The map after `**`, if there is one.
  var namedRest: Expression?

  var expressions: [Expression] {
    arguments.positional + arguments.named.map(\.argument) + [rest, namedRest].compactMap { $0 }
  }
}

/// A filter or a test with its arguments.
struct Operation {
  let name: Identifier
  let invocation: Invocation
  /// From the name to the end of the arguments.
  let range: Range<Int>
}

extension Expression.Kind {
  /// The expressions right inside this one.
  var children: [Expression] {
    switch self {
    case .literal, .name, .invalid: []
    case .list(let items), .tuple(let items), .join(let items): items
    case .map(let pairs): pairs.flatMap { [$0.key, $0.value] }
    case .unary(_, let operand), .member(let operand, _): [operand]
    case .binary(_, let left, let right), .and(let left, let right), .or(let left, let right): [left, right]
    case .item(let list, let key): [list, key]
    case .comparison(let left, let rights): [left] + rights.map(\.right)
    case .conditional(let value, let condition, let otherwise): [value, condition] + [otherwise].compactMap { $0 }
    case .slice(let list, let start, let stop, let step): [list] + [start, stop, step].compactMap { $0 }
    case .call(let callee, let invocation): [callee] + invocation.expressions
    case .filter(let input, let operation), .test(let input, let operation):
      [input] + operation.invocation.expressions
    }
  }
}

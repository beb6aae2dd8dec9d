/// The parameters of something that is called, as far as they concern who calls it.
struct Signature: Sendable {
  /// One parameter without its Swift type.
  struct Item: Sendable {
    /// Which arguments it takes.
    enum Role: Sendable { case single, rest, named }
    /// What its value names, if it must be the name of something.
    enum Naming: Sendable { case filter, test }

    let name: String
    /// What it must be, such as "a whole number".
    let wanted: String
    let standard: Value?
    let role: Role
    let names: Naming?
    /// Whether it takes what is undefined.
    let isLenient: Bool

    init(
      _ name: String, _ wanted: String, _ standard: Value? = nil, role: Role = .single, names: Naming? = nil,
      isLenient: Bool = false
    ) {
      self.name = name
      self.wanted = wanted
      self.standard = standard
      self.role = role
      self.names = names
      self.isLenient = isLenient
    }

    func withDefault(_ standard: Value) -> Item {
      Item(name, wanted, standard, role: role, names: names, isLenient: isLenient)
    }
  }

  /// What a parameter gets.
  enum Bound<Argument> {
    case given(Argument)
    case standard(Value)
    case rest([Argument])
    case named([(name: String, argument: Argument)])
  }

  /// The name of the filter, test or function.
  let callee: String
  let items: [Item]

  /// Gives each parameter its argument, whether these are expressions when compiling or values when rendering.
  func bind<Argument>(_ arguments: Arguments<Argument>) throws(Fault) -> [Bound<Argument>] {
    try checkNames(arguments)
    var positional = arguments.positional[...]
    var bound: [Bound<Argument>] = []
    for item in items {
      switch item.role {
      case .rest:
        bound.append(.rest(Array(positional)))
        positional = []
      case .named: bound.append(.named(arguments.named.filter { name, _ in !takes(name) }))
      case .single: bound.append(try bind(item, &positional, arguments))
      }
    }
    if !positional.isEmpty { throw .tooManyArguments(positional.count, for: self) }
    return bound
  }

  private func bind<Argument>(
    _ item: Item, _ positional: inout ArraySlice<Argument>, _ arguments: Arguments<Argument>
  ) throws(Fault) -> Bound<Argument> {
    let named = arguments.named.first { $0.name == item.name }
    if let argument = positional.popFirst() {
      if named != nil { throw .argumentTwice(item.name, for: callee) }
      return .given(argument)
    }
    if let named { return .given(named.argument) }
    guard let standard = item.standard else { throw .missingArgument(item, for: callee) }
    return .standard(standard)
  }

  private func checkNames<Argument>(_ arguments: Arguments<Argument>) throws(Fault) {
    for (name, _) in arguments.named where !knows(name) { throw .unknownParameter(name, for: self) }
  }

  /// Whether an argument may have a name.
  func knows(_ name: String) -> Bool { takes(name) || items.contains { $0.role == .named } }

  private func takes(_ name: String) -> Bool {
    items.contains { $0.name == name && $0.role == .single }
  }
}

extension Signature.Bound<Value> {
  /// The one value that a parameter gets.
  var value: Value {
    switch self {
    case .given(let value), .standard(let value): value
    case .rest(let values): .list(values)
    case .named(let pairs): .map(ValueMap(pairs.map { ($0.name, $0.argument) }))
    }
  }
}

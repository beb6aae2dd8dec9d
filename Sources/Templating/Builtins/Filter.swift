/// What a filter, test or function may know of the rendering that calls it.
public struct Call: Sendable {
  /// What the host handed to `render`, such as the page that is being made.
  public let host: (any Sendable)?
  let limits: Limits
  let registry: Registry
  /// Whether what is printed where the call stands is escaped.
  var isEscaping = true
}

/// A filter: `{{ value | name(arguments) }}`.
///
/// It is a plain function. The parameters say what the value and the arguments must be; whatever doesn't fit is
/// reported before the function is called. A `Fault` that it throws is reported at the place of the call, and so are the words of
/// any other error, as `template/value`.
public struct Filter: Sendable {
  let signature: Signature
  let input: Signature.Item
  /// Whether what it gives is as safe as what it is given, and may be taken for HTML where that was HTML.
  private(set) var keepsEscapes = false
  /// Whether a text that it gives is the one that it is given in another form, around which the same is to stand.
  private var keepsWords = false
  private let body: @Sendable (Call, Value, [Value]) throws(Fault) -> Value

  /// Makes a filter of a function that needs to know nothing but its arguments.
  public init<Input: Sendable, each Argument: Sendable>(
    _ name: String, on input: Parameter<Input>, _ parameters: repeat Parameter<each Argument>,
    body: @escaping @Sendable (Input, repeat each Argument) throws -> Value
  ) {
    self.init(name, on: input, repeat each parameters) { (_: Call, value: Input, rest: repeat each Argument) in
      try body(value, repeat each rest)
    }
  }

  /// Makes a filter of a function that is also told of the rendering, for one that needs the host's page.
  public init<Input: Sendable, each Argument: Sendable>(
    _ name: String, on input: Parameter<Input>, _ parameters: repeat Parameter<each Argument>,
    calling body: @escaping @Sendable (Call, Input, repeat each Argument) throws -> Value
  ) {
    let packed = (repeat each parameters)
    self.input = input.item
    signature = Signature(callee: name, items: items(of: repeat each parameters))
    self.body = { (call: Call, value: Value, arguments: [Value]) throws(Fault) -> Value in
      var reader = ArgumentReader(arguments, of: name)
      let subject = try input.argument(value, name)
      let typed = (repeat try reader.next(each packed))
      return try asFault { try body(call, subject, repeat each typed) }
    }
  }

  /// The same for a filter without arguments.
  ///
  /// This one and the next are what templates use most, and a pack of types costs a search for each of them at every call.
  public init<Input: Sendable>(
    _ name: String, on input: Parameter<Input>, calling body: @escaping @Sendable (Call, Input) throws -> Value
  ) {
    self.input = input.item
    signature = Signature(callee: name, items: [])
    self.body = { (call: Call, value: Value, _: [Value]) throws(Fault) -> Value in
      let subject = try input.argument(value, name)
      return try asFault { try body(call, subject) }
    }
  }

  /// The same for a filter with one argument.
  public init<Input: Sendable, Argument: Sendable>(
    _ name: String, on input: Parameter<Input>, _ parameter: Parameter<Argument>,
    calling body: @escaping @Sendable (Call, Input, Argument) throws -> Value
  ) {
    self.input = input.item
    signature = Signature(callee: name, items: [parameter.item])
    self.body = { (call: Call, value: Value, arguments: [Value]) throws(Fault) -> Value in
      let subject = try input.argument(value, name)
      let argument = try parameter.argument(arguments[0], name)
      return try asFault { try body(call, subject, argument) }
    }
  }

  /// The name that templates use.
  public var name: String { signature.callee }

  /// The same filter, known to make nothing unescaped of what was escaped.
  ///
  /// What the body of `{% filter name %}` prints is HTML, and stays so behind such a filter; behind others it is escaped.
  public var keepingEscapes: Filter {
    var filter = self
    filter.keepsEscapes = true
    return filter
  }

  /// The same filter, known to give the words that it is given, if in another form.
  var keepingWords: Filter {
    var filter = self
    filter.keepsWords = true
    return filter
  }

  func apply(to value: Value, _ arguments: [Value], _ call: Call) throws(Fault) -> Value {
    let result = try body(call, value, arguments)
    // What makes a text longer, such as escaping, would otherwise double it again and again in a loop.
    if case .text(let text) = result { try call.limits.checkText(bytes: text.utf8.count) }
    if case .markup(let text) = result { try call.limits.checkText(bytes: text.utf8.count) }
    if keepsWords, case .wrapped(_, let before, let after) = value, case .text(let text) = result {
      return .wrapped(text, before: before, after: after)
    }
    return result
  }
}

/// A test: `{% if value is name(arguments) %}`.
///
/// Arguments and errors are those of a ``Filter``.
public struct Test: Sendable {
  let signature: Signature
  let input: Signature.Item
  private let body: @Sendable (Call, Value, [Value]) throws(Fault) -> Bool

  /// Makes a test of a function that needs to know nothing but its arguments.
  public init<Input: Sendable, each Argument: Sendable>(
    _ name: String, on input: Parameter<Input>, _ parameters: repeat Parameter<each Argument>,
    body: @escaping @Sendable (Input, repeat each Argument) throws -> Bool
  ) {
    self.init(name, on: input, repeat each parameters) { (_: Call, value: Input, rest: repeat each Argument) in
      try body(value, repeat each rest)
    }
  }

  /// Makes a test of a function that is also told of the rendering.
  public init<Input: Sendable, each Argument: Sendable>(
    _ name: String, on input: Parameter<Input>, _ parameters: repeat Parameter<each Argument>,
    calling body: @escaping @Sendable (Call, Input, repeat each Argument) throws -> Bool
  ) {
    let packed = (repeat each parameters)
    self.input = input.item
    signature = Signature(callee: name, items: items(of: repeat each parameters))
    self.body = { (call: Call, value: Value, arguments: [Value]) throws(Fault) -> Bool in
      var reader = ArgumentReader(arguments, of: name)
      let subject = try input.argument(value, name)
      let typed = (repeat try reader.next(each packed))
      return try asFault { try body(call, subject, repeat each typed) }
    }
  }

  /// The name that templates use.
  public var name: String { signature.callee }

  func holds(for value: Value, _ arguments: [Value], _ call: Call) throws(Fault) -> Bool {
    try body(call, value, arguments)
  }
}

/// A function: `{{ name(arguments) }}`.
///
/// Arguments and errors are those of a ``Filter``.
public final class Function: Callable {
  let signature: Signature
  private let body: @Sendable (Call, [Value]) throws(Fault) -> Value

  /// Makes a function that needs to know nothing but its arguments.
  public convenience init<each Argument: Sendable>(
    _ name: String, _ parameters: repeat Parameter<each Argument>,
    body: @escaping @Sendable (repeat each Argument) throws -> Value
  ) {
    self.init(name, repeat each parameters) { (_: Call, rest: repeat each Argument) in try body(repeat each rest) }
  }

  /// Makes a function that is also told of the rendering, for one that needs the host's page.
  public init<each Argument: Sendable>(
    _ name: String, _ parameters: repeat Parameter<each Argument>,
    calling body: @escaping @Sendable (Call, repeat each Argument) throws -> Value
  ) {
    let packed = (repeat each parameters)
    signature = Signature(callee: name, items: items(of: repeat each parameters))
    self.body = { (call: Call, arguments: [Value]) throws(Fault) -> Value in
      var reader = ArgumentReader(arguments, of: name)
      let typed = (repeat try reader.next(each packed))
      return try asFault { try body(call, repeat each typed) }
    }
  }

  /// The name that templates use.
  public var name: String { signature.callee }

  /// What it is, for messages.
  public var kind: String { "the function `\(name)`" }

  func result(of arguments: Arguments<Value>, _ call: Call) throws(Fault) -> Value {
    try body(call, try signature.bind(arguments).map(\.value))
  }
}

/// Hands the bound arguments of one call to typed parameters, one after the other.
private struct ArgumentReader {
  private let callee: String
  private let arguments: [Value]
  private var position = 0

  init(_ arguments: [Value], of callee: String) {
    self.arguments = arguments
    self.callee = callee
  }

  mutating func next<Argument>(_ parameter: Parameter<Argument>) throws(Fault) -> Argument {
    defer { position += 1 }
    return try parameter.argument(arguments[position], callee)
  }
}

private func items<each Argument>(of parameters: repeat Parameter<each Argument>) -> [Signature.Item] {
  var items: [Signature.Item] = []
  for parameter in repeat each parameters { items.append(parameter.item) }
  return items
}

/// Runs a function of the host; an error that is no `Fault` becomes one that repeats its words.
private func asFault<Result>(_ body: () throws -> Result) throws(Fault) -> Result {
  do {
    return try body()
  } catch let fault as Fault {
    throw fault
  } catch {
    throw Fault("\(error)")
  }
}

import Diagnostics

/// What a template computes with.
public enum Value: Sendable {
  /// Nothing was given, such as a macro's parameter without its argument; reading it is an error.
  case undefined
  /// Jinja's `none`: known to be absent.
  case none
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number; sums beyond 64 bits are errors.
  case int(Int)
  /// A number with a fraction.
  case double(Double)
  /// Text that is escaped when it is printed.
  case text(String)
  /// Text that is escaped when it is printed, between two others that aren't, and is text like any other before that.
  ///
  /// Templates compute with the text alone. A host that goes through a finished page finds by the two what stands where. They are
  /// made of noncharacters of Unicode, which are left out of JSON and addresses also where the text was printed into another one.
  indirect case wrapped(String, before: String, after: String)
  /// HTML that is printed as it stands; whoever makes it answers for it.
  case markup(String)
  /// Values in order.
  case list(ValueList)
  /// Values in order that belong together, such as the name and the value of an entry of a map.
  case tuple(ValueTuple)
  /// Values by name, in order.
  case map(ValueMap)
  /// A thing of the host, such as an objective.
  indirect case object(any TemplateObject)
  /// Something that can be called: a macro or a function.
  case callable(any Callable)

  /// Text, or `none` if there is none.
  public static func optional(_ text: String?) -> Value { text.map { .text($0) } ?? .none }

  /// A whole number, or `none` if there is none.
  public static func optional(_ number: Int?) -> Value { number.map { .int($0) } ?? .none }
}

extension Value {
  /// What it is, for messages: "a text", "an objective".
  var kind: String {
    switch self {
    case .undefined: "nothing"
    case .none: "none"
    case .bool(let bool): bool ? "true" : "false"
    case .int, .double: "a number"
    case .text, .wrapped: "a text"
    case .markup: "a piece of HTML"
    case .list: "a list"
    case .tuple: "a tuple"
    case .map: "a map"
    case .object(let object): withArticle(object.typeName)
    case .callable(let callable): callable.kind
    }
  }

  /// Whether an `if` takes it for true: all but `false`, `none`, zero and what is empty.
  var isTrue: Bool {
    switch self {
    case .undefined, .none: false
    case .bool(let bool): bool
    case .int(let int): int != 0
    case .double(let double): double != 0
    case .text(let text), .markup(let text), .wrapped(let text, _, _): !text.isEmpty
    case .list(let list): !list.isEmpty
    case .tuple(let tuple): !tuple.values.isEmpty
    case .map(let map): map.count > 0
    case .object(let object): object.sequence.map { !$0.isEmpty } ?? true
    case .callable: true
    }
  }

  /// The characters, if it is text or HTML.
  var string: String? {
    switch self {
    case .text(let string), .markup(let string), .wrapped(let string, _, _): string
    default: nil
    }
  }

  /// HTML as text that would be escaped; all other values as they are.
  var withoutEscapes: Value {
    if case .markup(let string) = self { .text(string) } else { self }
  }

  var isUndefined: Bool {
    if case .undefined = self { true } else { false }
  }

  var isNone: Bool {
    if case .none = self { true } else { false }
  }
}

extension Value: ExpressibleByStringLiteral {
  /// Text that is escaped when it is printed.
  public init(stringLiteral text: String) { self = .text(text) }
}

extension Value: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral number: Int) { self = .int(number) }
}

extension Value: ExpressibleByFloatLiteral {
  /// A number with a fraction.
  public init(floatLiteral number: Double) { self = .double(number) }
}

extension Value: ExpressibleByBooleanLiteral {
  /// `true` or `false`.
  public init(booleanLiteral bool: Bool) { self = .bool(bool) }
}

extension Value: ExpressibleByArrayLiteral {
  /// Values in order.
  public init(arrayLiteral values: Value...) { self = .list(values) }
}

extension Value: ExpressibleByDictionaryLiteral {
  /// Values by name, in the order written.
  public init(dictionaryLiteral pairs: (String, Value)...) { self = .map(ValueMap(pairs)) }
}

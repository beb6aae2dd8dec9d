/// What a template may see of a thing of the host.
public protocol TemplateObject: Sendable {
  /// What it is in the reader's words, such as "objective", for messages.
  var typeName: String { get }

  /// The member of a name; nil if there is no such member.
  func member(_ name: Symbol) -> Value?

  /// All names that `member` knows, for "did you mean".
  var memberNames: [String] { get }

  /// Whether `==` holds between the two; by default nothing equals an object.
  func isEqual(to other: any TemplateObject) -> Bool

  /// Adds to a hash what `isEqual` compares; by default only the kind, which is right but slow for many objects.
  func hash(into hasher: inout Hasher)

  /// What a loop goes through, for an object that is a list built on demand; by default it is no list.
  var sequence: ValueList? { get }

  /// What `{{ it }}` prints, escaped as any text; nil, the default, makes printing it an error.
  var text: String? { get }
}

extension TemplateObject {
  /// Nothing equals an object unless it says so.
  public func isEqual(to other: any TemplateObject) -> Bool { false }

  /// The kind, which equal objects have in common.
  public func hash(into hasher: inout Hasher) { hasher.combine(typeName) }

  /// An object is no list unless it says so.
  public var sequence: ValueList? { nil }

  /// An object can't be printed unless it says so.
  public var text: String? { nil }
}

/// One name of an object, and how its value is found.
public struct Member<Root>: Sendable {
  /// The name in templates.
  public let name: String
  let value: @Sendable (Root) -> Value

  /// Names a value of an object.
  public init(_ name: String, _ value: @escaping @Sendable (Root) -> Value) {
    self.name = name
    self.value = value
  }
}

/// The members of one kind of object: names become symbols once and are then found by comparing small integers.
public struct MemberTable<Root>: Sendable {
  /// What the kind is called in messages.
  public let typeName: String
  /// The names in order.
  public let names: [String]
  /// The place of each name in `values` by the number of its symbol, as far as these go; -1 for names that it doesn't have.
  @usableFromInline let places: [Int16]
  @usableFromInline let values: [@Sendable (Root) -> Value]

  /// Lists the members of a kind of object; of two with the same name the first counts.
  public init(_ typeName: String, _ members: [Member<Root>]) {
    self.typeName = typeName
    names = members.map(\.name)
    let numbers = members.map { Int(Symbol($0.name).number) }
    var places = [Int16](repeating: -1, count: (numbers.max() ?? -1) + 1)
    // Of two of one name the first counts.
    for (place, number) in numbers.enumerated().reversed() { places[number] = Int16(place) }
    self.places = places
    values = members.map(\.value)
  }

  /// The value of a name in one object; nil if the kind has no such member.
  ///
  /// Inlinable, so that the module that has the kind makes it code of its own: it runs for each member of each page.
  @inlinable
  public func value(of name: Symbol, in root: Root) -> Value? {
    let number = Int(name.number)
    guard number < places.count, places[number] >= 0 else { return nil }
    return values[Int(places[number])](root)
  }
}

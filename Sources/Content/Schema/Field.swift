public import Documents

/// A field that the program reasons about: a way to its value that costs no more than looking at a place in a list.
///
/// The schema is asked for the place once. That it has such a field and that its values are what the program takes them for
/// is checked by `Schema.check`.
public struct Field<Value: FieldReadable>: Sendable {
  /// The kind or group that has the field.
  let owner: String
  /// The field's key in front matter.
  let name: String
  /// Its place among the fields of its owner.
  public let slot: Int

  /// Names a field of a kind or a group of the forum's schema.
  public init(_ owner: String, _ name: String) {
    self.owner = owner
    self.name = name
    slot = Schema.forum.fields(of: owner)?.slot(of: name) ?? 0
  }
}

/// A field of whatever type, which can be held against a schema.
public protocol AnyField: Sendable {
  /// What a schema has otherwise than the program needs it, in words; nil if all is well.
  func fault(in schema: Schema) -> String?
}

extension Field: AnyField {
  /// What a schema has otherwise than the program needs it, in words; nil if all is well.
  public func fault(in schema: Schema) -> String? {
    guard let fields = schema.fields(of: owner) else { return "there is no kind or group `\(owner)`" }
    guard let slot = fields.slot(of: name) else { return "`\(owner)` has no field `\(name)`" }
    let field = fields.fields[slot]
    guard slot == self.slot else { return "`\(name)` of `\(owner)` is not where it was declared" }
    if !Value.reads(field.type) || (field.isOff && !Value.isOptional) {
      return "`\(name)` of `\(owner)` is not read as \(Value.self)"
    }
    return !field.isRequired && !Value.isOptional ? "`\(name)` of `\(owner)` may be left out" : nil
  }
}

/// What is known of an entry by those who refer to it: a place in a list, as that of a field.
public struct InverseField: Sendable {
  let owner: String
  let name: String
  let slot: Int

  /// Names an inverse of a kind of the forum's schema.
  public init(_ owner: String, _ name: String) {
    self.owner = owner
    self.name = name
    let schema = Schema.forum
    slot = schema.kind(named: owner).flatMap { schema[$0].inverses.firstIndex { $0.name == name } } ?? 0
  }
}

extension InverseField: AnyField {
  /// What a schema has otherwise than the program needs it, in words; nil if all is well.
  public func fault(in schema: Schema) -> String? {
    guard let kind = schema.kind(named: owner) else { return "there is no kind `\(owner)`" }
    let found = schema[kind].inverses.firstIndex { $0.name == name }
    return found == slot ? nil : "nothing refers to `\(owner)` under the name `\(name)`"
  }
}

/// A type as which the values of fields can be read.
public protocol FieldReadable: Sendable {
  /// Whether the values of a type of fields are of this type.
  static func reads(_ type: FieldType) -> Bool
  /// Whether a value may be left out.
  static var isOptional: Bool { get }
  /// Reads a value; what is missing stands as an empty one, since nobody gets a library in which it is.
  init(_ value: FieldValue)
}

extension FieldReadable {
  /// Most values must be there.
  public static var isOptional: Bool { false }
}

extension Optional: FieldReadable where Wrapped: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool { Wrapped.reads(type) }
  /// It may be left out.
  public static var isOptional: Bool { true }
  /// Reads a value.
  public init(_ value: FieldValue) {
    if case .none = value { self = .none } else { self = .some(Wrapped(value)) }
  }
}

extension Array: FieldReadable where Element: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .list(let type) = type { Element.reads(type) } else { false }
  }
  /// A list may be empty.
  public static var isOptional: Bool { true }
  /// Reads a value.
  public init(_ value: FieldValue) {
    if case .list(let values) = value { self = values.map(Element.init) } else { self = [] }
  }
}

extension String: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    switch type {
    case .text, .address, .id: true
    default: false
    }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    if case .text(let text) = value { self = text } else { self = "" }
  }
}

extension Int: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .number = type { true } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    if case .number(let number) = value { self = number } else { self = 0 }
  }
}

extension Bool: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .boolean = type { true } else { false }
  }
  /// What is left out is false.
  public static var isOptional: Bool { true }
  /// Reads a value.
  public init(_ value: FieldValue) {
    if case .boolean(let flag) = value { self = flag } else { self = false }
  }
}

extension FieldReadable where Self: RawRepresentable<String> & CaseIterable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .choice(let words) = type { words.allSatisfy { Self(rawValue: $0) != nil } } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    let word = String(value)
    guard let choice = Self(rawValue: word) ?? Self.allCases.first else { preconditionFailure("a choice of nothing") }
    self = choice
  }
}

extension Reference: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .reference = type { true } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    guard case .reference(let reference) = value else { preconditionFailure("a required reference is missing") }
    self = reference
  }
}

extension SourceReference: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .source = type { true } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    guard case .source(let source) = value else { preconditionFailure("a required source is missing") }
    self = source
  }
}

extension Prose: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .prose = type { true } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    if case .prose(let prose) = value { self = prose } else { self = Prose(document: .empty) }
  }
}

extension CalendarDate: FieldReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .date = type { true } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    guard case .date(let date) = value else { preconditionFailure("a required date is missing") }
    self = date
  }
}

/// A map within an entry, read as a type of the program.
public protocol RecordReadable: FieldReadable {
  /// The name of the group in the schema.
  static var group: String { get }
  /// Takes the values of the fields.
  init(_ record: Record)
}

extension RecordReadable {
  /// Whether the values of a type of fields are of this type.
  public static func reads(_ type: FieldType) -> Bool {
    if case .group(let group) = type { group.name == Self.group } else { false }
  }
  /// Reads a value.
  public init(_ value: FieldValue) {
    guard case .record(let record) = value else { preconditionFailure("a required map is missing") }
    self.init(record)
  }
}

extension Schema {
  /// What the schema has otherwise than the program needs it, in words.
  public func check(_ fields: [any AnyField]) -> [String] { fields.compactMap { $0.fault(in: self) } }

  /// The fields of a kind or a group.
  func fields(of owner: String) -> Group? {
    kind(named: owner).map { self[$0].fields }
      ?? (groups + [fileFields, addressedFields, siteFields]).first { $0.name == owner }
  }
}

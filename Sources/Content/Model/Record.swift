public import Documents

/// The values of a group of fields, in the order in which the group declares them.
public struct Record: Sendable {
  /// The values; what an author left out is `none`.
  public internal(set) var values: [FieldValue]
  /// Offsets of the bytes in which each value was written; of what was left out, those of the place where it is missed.
  var ranges: [Range<Int>]
  /// The places of the values that a translation has from its original.
  public internal(set) var borrowed: Set<Int> = []

  /// The value of a field.
  public subscript<Value>(field: Field<Value>) -> Value { Value(values[field.slot]) }
}

/// The value of a field.
public enum FieldValue: Sendable {
  /// The author has left it out.
  case none
  /// Words as they were written.
  case text(String)
  /// A whole number.
  case number(Int)
  /// True or false.
  case boolean(Bool)
  /// A day, a month or a year.
  case date(CalendarDate)
  /// A line of Markdown.
  indirect case prose(Prose)
  /// Another entry.
  indirect case reference(Reference)
  /// A source, and perhaps a place in it.
  indirect case source(SourceReference)
  /// What an author likes.
  indirect case map(DataNode)
  /// A map with fields of its own.
  case record(Record)
  /// Any number of values.
  case list([FieldValue])

  /// The words of a text, or of a list of texts.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let values): values.flatMap(\.texts)
    default: []
    }
  }

  /// How many values there are.
  public var count: Int {
    switch self {
    case .none: 0
    case .list(let values): values.count
    default: 1
    }
  }
}

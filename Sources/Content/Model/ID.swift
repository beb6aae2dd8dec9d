/// Names one entry of a library: its place in the table of its kind.
public struct ID<Target>: Hashable, Sendable {
  /// The place, from 0, in `Library`'s table.
  public let index: Int

  init(_ index: Int) { self.index = index }
}

/// An entry of any kind.
public struct AnyID: Hashable, Sendable {
  /// The kind of the entry.
  public let kind: Kind
  /// The place, from 0, in the table of that kind.
  public let index: Int

  /// Names the entry at a place.
  public init(kind: Kind, index: Int) {
    self.kind = kind
    self.index = index
  }
}

extension AnyID: Comparable {
  /// Kind by kind, and in the order of their tables.
  public static func < (left: AnyID, right: AnyID) -> Bool {
    (left.kind, left.index) < (right.kind, right.index)
  }
}

extension ID where Target: Entry {
  /// The same entry among those of all kinds.
  public var any: AnyID { AnyID(kind: Target.kind, index: index) }

  /// The entry that `id` names, which must be of this kind.
  public init(_ id: AnyID) {
    precondition(id.kind == Target.kind, "a \(id.kind.noun) is taken for a \(Target.kind.noun)")
    index = id.index
  }
}

/// A mention of another entry as its author wrote it, and what it turned out to mean.
public struct Reference<Target: Entry>: Sendable {
  /// The words of the author: `8`, `Ecuador`, `imrf-2022`.
  let written: String
  /// Where they stand in the file.
  let range: Range<Int>
  /// Found once everything is loaded; a library with a reference that leads nowhere is never handed out.
  var target: ID<Target>?

  /// The entry that is meant.
  public var id: ID<Target> {
    guard let target else { preconditionFailure("a reference is read before the library is linked") }
    return target
  }
}

/// A reference to a source, with the place in it if the author gave one: `imrf-2022, p. 3`.
public struct SourceReference: Sendable {
  var source: Reference<Source>

  /// The place in the source: `p. 3`.
  public let locator: String?

  /// The citation as which it is shown; nil in a list for further reading.
  public internal(set) var citation: CitationSite?

  /// The source that is meant.
  public var id: ID<Source> { source.id }
}

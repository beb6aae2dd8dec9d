/// Names one entry of a library: its kind, and its place in the table of that kind.
public struct EntryID: Hashable, Sendable {
  /// The kind of the entry.
  public let kind: Kind
  /// The place, from 0, in the table of that kind.
  public let index: Int

  /// Names the entry at a place.
  public init(_ kind: Kind, _ index: Int) {
    self.kind = kind
    self.index = index
  }
}

extension EntryID: Comparable {
  /// Kind by kind, and in the order of their tables.
  public static func < (left: EntryID, right: EntryID) -> Bool {
    (left.kind, left.index) < (right.kind, right.index)
  }
}

/// A mention of another entry as its author wrote it, and what it turned out to mean.
public struct Reference: Sendable {
  /// The words of the author: `8`, `Ecuador`, `imrf-2022`.
  let written: String
  /// Where they stand in the file.
  let range: Range<Int>
  /// The kind that is meant.
  let kind: Kind
  /// Found once everything is loaded; a library with a reference that leads nowhere is never handed out.
  var target: Int?

  /// The entry that is meant.
  public var id: EntryID {
    guard let target else { preconditionFailure("a reference is read before the library is linked") }
    return EntryID(kind, target)
  }
}

/// A reference to a source, with the place in it if the author gave one: `imrf-2022, p. 3`; or to several.
public struct SourceReference: Sendable {
  var source: Reference

  /// The place in the source: `p. 3`.
  public let locator: String?

  /// The citation as which it is shown; nil in a list for further reading.
  public internal(set) var citation: CitationSite?

  /// Others that are cited with it.
  public internal(set) var further: [SourceReference] = []

  /// The source that is meant.
  public var id: EntryID { source.id }
}

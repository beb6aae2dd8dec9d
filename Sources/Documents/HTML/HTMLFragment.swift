/// HTML with holes for what depends on the page or the pack that it stands on.
///
/// Bytes and small records instead of a tree, so that ten thousand bodies fit in memory and filling one is copying.
public struct HTMLFragment: Sendable {
  /// Something that whoever writes the fragment puts in.
  public enum Hole: Sendable, Hashable {
    /// What makes the ids of this body unique on its page; stands in front of each id, and after the `#` of each address
    /// that leads to one.
    case idPrefix
    /// The address of the page that this body belongs to, before the `#` of an address that leads to a part of it; empty
    /// on that page itself.
    case ownAddress
    /// The digit in `<h2>` and `</h2>`, as the author wrote it, so that a body can be nested deeper.
    case headingLevel(Int)
    /// The address of a link or image that is relative, by its place in `links`; to be escaped for an attribute.
    case link(Int)
    /// What people are told of the file that a link leads to, at the end of its words, by the link's place in `links`;
    /// HTML that begins with a space, or nothing.
    case fileFacts(Int)
    /// A citation, by its place in `citations`; HTML.
    case citation(Int)
    /// What the text mentions, by its place in `mentions`; HTML that shows the mention's text, with a link or without.
    case mention(Int)
    /// The title of a callout whose author gave none; HTML.
    case calloutTitle(Callout)
    /// The number of a paragraph that is not within another block, by its place from 0, right behind its `<p>`: whoever writes one
    /// may put a `<p>` with attributes in the place of that.
    case paragraph(Int)
    /// More attributes, each with a space before it, for the region that a table scrolls in, by the table's number from
    /// 0: the name of the region.
    case table(Int)
    /// What a link is called that leads from a note back to where it is called, by the note's number from 1; words for an attribute.
    case noteReturn(Int)
    /// One more attribute, with a space before it, for the box of a task: what it says.
    case task(isDone: Bool)
  }

  /// Bytes that are the same wherever the fragment stands, and the hole after them; nil at the end.
  public struct Piece: Sendable {
    /// The bytes, which are UTF-8.
    public let literal: ArraySlice<UInt8>
    /// The hole.
    public let hole: Hole?
  }

  private(set) var bytes: [UInt8] = []
  private var holes: [HoleRecord] = []

  /// The fragment from its beginning to its end.
  public var pieces: some Sequence<Piece> {
    sequence(state: (index: 0, offset: 0)) { state -> Piece? in
      guard state.index <= holes.count else { return nil }
      let record = state.index < holes.count ? holes[state.index] : nil
      let end = record.map { Int($0.offset) } ?? bytes.count
      defer { state = (state.index + 1, end) }
      return Piece(literal: bytes[state.offset..<end], hole: record?.hole)
    }
  }

  /// Writes the fragment to the end of `output`, and asks `fill` to write what belongs into each hole.
  public func write(to output: inout [UInt8], fill: (Hole, inout [UInt8]) -> Void) {
    for piece in pieces {
      output.append(contentsOf: piece.literal)
      if let hole = piece.hole { fill(hole, &output) }
    }
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { bytes.isEmpty && holes.isEmpty }
}

extension HTMLFragment {
  /// The holes that begin in a range, each with its offset.
  func holes(in range: Range<Int>) -> [(hole: Hole, offset: Int)] {
    holes.filter { range.contains(Int($0.offset)) }.map { ($0.hole, Int($0.offset)) }
  }

  /// Makes an empty fragment with room for as many bytes as are expected.
  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// How many bytes there are so far, holes not counted.
  var count: Int { bytes.count }

  mutating func append(_ literal: some Sequence<UInt8>) { bytes.append(contentsOf: literal) }

  mutating func append(_ hole: Hole) { holes.append(HoleRecord(hole, at: bytes.count)) }

  /// Takes back the white space at the end of a literal.
  mutating func trimEnd() {
    let start = holes.last.map { Int($0.offset) } ?? 0
    while bytes.count > start, let last = bytes.last, isBlank(last) || isLineBreak(last) { bytes.removeLast() }
  }
}

/// A hole in twelve bytes.
private struct HoleRecord {
  let offset: Int32
  private let value: Int32
  private let kind: Kind

  private enum Kind: UInt8 {
    case idPrefix, ownAddress, headingLevel, link, fileFacts, citation, mention, calloutTitle, paragraph, table,
      noteReturn, task
  }

  init(_ hole: HTMLFragment.Hole, at offset: Int) {
    self.offset = Int32(offset)
    let (kind, value): (Kind, Int) =
      switch hole {
      case .idPrefix: (.idPrefix, 0)
      case .ownAddress: (.ownAddress, 0)
      case .headingLevel(let level): (.headingLevel, level)
      case .link(let index): (.link, index)
      case .fileFacts(let index): (.fileFacts, index)
      case .citation(let index): (.citation, index)
      case .mention(let index): (.mention, index)
      case .calloutTitle(let callout): (.calloutTitle, Int(callout.rawValue))
      case .paragraph(let index): (.paragraph, index)
      case .table(let index): (.table, index)
      case .noteReturn(let number): (.noteReturn, number)
      case .task(let isDone): (.task, isDone ? 1 : 0)
      }
    self.kind = kind
    self.value = Int32(value)
  }

  var hole: HTMLFragment.Hole {
    switch kind {
    case .idPrefix: .idPrefix
    case .ownAddress: .ownAddress
    case .headingLevel: .headingLevel(Int(value))
    case .link: .link(Int(value))
    case .fileFacts: .fileFacts(Int(value))
    case .citation: .citation(Int(value))
    case .mention: .mention(Int(value))
    case .calloutTitle: .calloutTitle(Callout(rawValue: UInt8(value)) ?? .note)
    case .paragraph: .paragraph(Int(value))
    case .table: .table(Int(value))
    case .noteReturn: .noteReturn(Int(value))
    case .task: .task(isDone: value == 1)
    }
  }
}

/// Neighbouring texts and line breaks, read as one text: cmark parts them wherever a sign might have had a meaning.
struct TextRun {
  /// What a part of the run becomes.
  enum Piece {
    case text(ArraySlice<UInt8>)
    case citation(Int)
    case emphasis(ArraySlice<UInt8>, isStrong: Bool)
    /// HTML of ours, by its place in the reader's `snippets`.
    case html(Int)
  }

  let bytes: [UInt8]
  private let start: CMarkNode
  private let nodes: [CMarkNode]

  init(from start: CMarkNode) {
    self.start = start
    var nodes: [CMarkNode] = []
    var bytes: [UInt8] = []
    var next: CMarkNode? = start
    while let node = next, node.isText {
      nodes.append(node)
      if node.kind == .softBreak { bytes.append(UInt8(ascii: "\n")) } else { node.appendLiteral(to: &bytes) }
      next = node.next
    }
    self.nodes = nodes
    self.bytes = bytes
  }

  /// The first text, for its place; cmark does not know the places of line breaks.
  var place: CMarkNode { nodes.first { $0.kind == .text } ?? start }

  /// Where a pair of signs stands.
  func starts(of pair: String) -> [Int] {
    let signs = Array(pair.utf8)
    return bytes.indices.dropLast().filter { bytes[$0] == signs[0] && bytes[$0 + 1] == signs[1] }
  }

  /// Puts other nodes in the place of the run.
  func replace(with pieces: [Piece]) {
    for piece in pieces {
      switch piece {
      case .citation(let index): CMarkNode.marker(.citation(index)).insert(before: start)
      case .text(let bytes): text(bytes) { $0.insert(before: start) }
      case .html(let index): CMarkNode.marker(.html(index)).insert(before: start)
      case .emphasis(let bytes, let isStrong):
        let emphasis = CMarkNode.emphasis(isStrong: isStrong)
        emphasis.insert(before: start)
        text(bytes, emphasis.append)
      }
    }
    for node in nodes { node.remove() }
  }

  /// Makes nodes of a text, a line each.
  private func text(_ bytes: ArraySlice<UInt8>, _ insert: (CMarkNode) -> Void) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      if number > 0 { insert(.softBreak()) }
      if !line.isEmpty { insert(.text(line)) }
    }
  }
}

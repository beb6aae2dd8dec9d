public import Diagnostics

/// The parts of a file in which its author has switched checks off: the block behind `<!-- imrf: off ID -->`, in YAML what
/// stands below `# imrf: off ID`.
public struct Exemptions {
  /// A check that is switched off.
  public struct Exemption {
    /// The identifier of the check.
    public let id: String
    /// Where it is named, as offsets of bytes in the file.
    public let place: Range<Int>
    /// Where it is off, as offsets of bytes in the file.
    let range: Range<Int>
  }

  /// All of them, in order.
  public private(set) var all: [Exemption] = []
  private let file: SourceFile

  /// Reads those of a file, which is Markdown if its name says so, and else YAML.
  public init(in file: SourceFile) {
    self.file = file
    guard place(of: Self.words, in: 0..<file.bytes.count) != nil, file.checkUTF8() == nil else { return }
    var body = file.bytes.count
    if file.name.hasSuffix(".md") { body = FrontMatter.read(file).0?.bodyStart ?? file.textStart }
    readYAML(file.textStart..<body)
    if body < file.bytes.count { readMarkdown(body..<file.bytes.count) }
  }

  /// Whether a check is off at a place.
  public func cover(_ place: SourceRange, for id: String) -> Bool {
    all.contains { $0.id == id && $0.range.contains(place.bytes.lowerBound) }
  }

  private static let words = Array("imrf: off ".utf8)

  private func place(of words: [UInt8], in range: Range<Int>) -> Range<Int>? {
    firstRange(of: words, in: file.bytes, from: range.lowerBound, to: range.upperBound)
  }

  /// Whether raw HTML is a comment that switches checks off.
  static func isExemption(_ literal: String) -> Bool {
    literal.hasPrefix("<!--") && literal.contains("-->")
      && literal.dropFirst(4).drop { $0 == " " }.utf8.starts(with: words)
  }

  /// The identifiers behind the words, up to what ends them.
  private mutating func add(in comment: Range<Int>, until end: String, covering range: Range<Int>) {
    guard let words = place(of: Self.words, in: comment) else { return }
    let ids = file.bytes[words.upperBound..<comment.upperBound]
    let stop = place(of: Array(end.utf8), in: words.upperBound..<comment.upperBound)?.lowerBound ?? ids.endIndex
    for id in ids[..<stop].split(whereSeparator: { isWhiteSpace($0) || $0 == UInt8(ascii: ",") }) {
      all.append(Exemption(id: String(decoding: id, as: UTF8.self), place: id.startIndex..<id.endIndex, range: range))
    }
  }

  private mutating func readMarkdown(_ body: Range<Int>) {
    let source = SourceMap(file, body: body)
    guard source.refusal() == nil else { return }
    let tree = CMarkTree(file.bytes[body], TextTraits(file.bytes[body]), footnotes: true)
    tree.forEachNode { node in
      guard node.kind == .htmlBlock, Self.isExemption(node.literal) else { return }
      let start = source.offset(line: node.startLine, column: node.startColumn)
      // cmark doesn't tell where such a block ends.
      let comment = start..<(source.find("-->", in: start, body.upperBound)?.upperBound ?? body.upperBound)
      let end = node.next.map { source.blockEnd(of: $0) } ?? comment.upperBound
      add(in: comment, until: "-->", covering: start..<end)
    }
  }

  /// Below a remark is what stands in the next line, and in those that are indented deeper than it.
  private mutating func readYAML(_ text: Range<Int>) {
    var offset = text.lowerBound
    var open: (comment: Range<Int>, start: Int, margin: Int?)?
    func margin(_ line: Range<Int>) -> Int { file.bytes[line].prefix(while: isBlank).count }
    while offset < text.upperBound {
      let line = file.line(at: offset)
      let words = file.bytes[line.content].drop(while: isBlank)
      if let (comment, start, first) = open, let first, !words.isEmpty, margin(line.content) <= first {
        add(in: comment, until: "\n", covering: start..<offset)
        open = nil
      }
      if words.first == UInt8(ascii: "#"), words.dropFirst().drop(while: isBlank).starts(with: Self.words) {
        open = (line.content, offset, nil)
      } else if open?.margin == nil, !words.isEmpty, words.first != UInt8(ascii: "#") {
        open?.margin = margin(line.content)
      }
      offset = line.next
    }
    if let (comment, start, _) = open { add(in: comment, until: "\n", covering: start..<text.upperBound) }
  }
}

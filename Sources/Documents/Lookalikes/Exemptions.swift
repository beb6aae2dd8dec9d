public import Diagnostics

/// The parts of a file in which its author has switched checks off: the block behind `<!-- imrf: off ID -->`, or the one that it
/// stands in; in YAML what stands in the next line below `# imrf: off ID`, with all that belongs to it.
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
  /// Where something begins like one and switches nothing off.
  public private(set) var unread: [Range<Int>] = []
  private let file: SourceFile

  /// Reads those of a file, which is Markdown if its name says so, and else YAML.
  public init(in file: SourceFile) {
    self.file = file
    guard file.bytes.firstRange(of: Array("imrf".utf8)) != nil,
      file.checkUTF8() == nil
    else { return }
    var body = file.bytes.count
    if file.name.hasSuffix(".md") { body = FrontMatter.read(file).0?.bodyStart ?? file.textStart }
    readYAML(file.textStart..<body)
    if body < file.bytes.count { readMarkdown(body..<file.bytes.count) }
  }

  /// Whether a check is off at a place.
  public func cover(_ place: SourceRange, for id: String) -> Bool {
    all.contains { $0.id == id && $0.range.contains(place.bytes.lowerBound) }
  }

  /// Whether raw HTML is a comment that is to switch checks off, or was meant to.
  static func isExemption(_ literal: String) -> Bool {
    literal.hasPrefix("<!--") && words(of: Array(literal.utf8.dropFirst(4))[...]) != nil
  }

  /// What stands behind `imrf` at the beginning of a comment; nil if it begins with something else.
  private static func words(of comment: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let text = comment.drop(while: isWhiteSpace)
    let words = text.dropFirst(4)
    guard text.prefix(4).elementsEqual("imrf".utf8), let next = words.first, next == UInt8(ascii: ":") || isBlank(next)
    else { return nil }
    return words.drop { isWhiteSpace($0) || $0 == UInt8(ascii: ":") }
  }

  /// The identifiers in a comment, of which only `off` may stand before them.
  private mutating func add(in comment: Range<Int>, covering range: Range<Int>) {
    guard let words = Self.words(of: file.bytes[comment]) else { return }
    let ids = words.dropFirst(3).split { isWhiteSpace($0) || ",:".utf8.contains($0) }
    guard words.prefix(3).elementsEqual("off".utf8), let next = words.dropFirst(3).first,
      isWhiteSpace(next) || next == UInt8(ascii: ":"), !ids.isEmpty
    else { return unread.append(words.startIndex..<max(words.endIndex, words.startIndex + 1)) }
    for id in ids {
      all.append(Exemption(id: String(decoding: id, as: UTF8.self), place: id.startIndex..<id.endIndex, range: range))
    }
  }

  private mutating func readMarkdown(_ body: Range<Int>) {
    let source = SourceMap(file, body: body)
    guard source.refusal() == nil else { return }
    let tree = CMarkTree(file.bytes[body], TextTraits(file.bytes[body]), footnotes: true)
    var floor = body.lowerBound
    tree.forEachNode { node in
      guard node.kind == .htmlBlock || node.kind == .htmlInline, Self.isExemption(node.literal) else { return }
      let block = node.isInline ? node.block : node
      let start = source.offset(line: block.startLine, column: node.isInline ? 1 : block.startColumn)
      // cmark doesn't tell where such a block ends, nor always where a comment stands in a line.
      guard let opening = source.find("<!--", in: max(start, floor), body.upperBound)?.upperBound else { return }
      let closing = source.find("-->", in: opening, body.upperBound) ?? body.upperBound..<body.upperBound
      floor = closing.upperBound
      let last = node.isInline ? block : node.next
      let end = last.map { source.blockEnd(of: $0) } ?? closing.upperBound
      add(in: opening..<closing.lowerBound, covering: start..<max(end, closing.upperBound))
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
        add(in: comment, covering: start..<offset)
        open = nil
      }
      if words.first == UInt8(ascii: "#"), Self.words(of: words.dropFirst()) != nil {
        open = ((words.startIndex + 1)..<line.content.upperBound, offset, nil)
      } else if open?.margin == nil, !words.isEmpty, words.first != UInt8(ascii: "#") {
        open?.margin = margin(line.content)
      }
      offset = line.next
    }
    if let (comment, start, _) = open { add(in: comment, covering: start..<text.upperBound) }
  }
}

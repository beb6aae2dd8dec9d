public import Diagnostics

/// The blocks of a Markdown text, and the lines of words in them.
///
/// The words are those that people translate; what stands between them in the file, such as the dash before an item of a list,
/// is kept as it is written.
public struct MarkdownBlocks: Sendable {
  /// The blocks, in the order in which they are written.
  public let blocks: [Block]

  /// A block that stands by itself: a heading, a paragraph, a list, a table.
  public struct Block: Sendable {
    /// What it is called in messages: `heading`.
    public let name: String
    /// Offsets of its bytes in the file, without white space around them.
    public let range: Range<Int>
    /// Its place, from 0, among the paragraphs that a page may number; nil for other blocks.
    public let paragraph: Int?
    /// What is translated in it, in order; none in code.
    public let lines: [Line]

    /// The block with one that is written within it.
    fileprivate func joined(with inner: Block) -> Block {
      let all = (lines + inner.lines).sorted { $0.range.lowerBound < $1.range.lowerBound }
      // What stands in one place is written once, whatever the library says of it.
      let apart = all.reduce(into: [Line]()) { apart, line in
        if line.range.lowerBound >= apart.last?.range.upperBound ?? 0 { apart.append(line) }
      }
      let end = max(range.upperBound, inner.range.upperBound)
      return Block(name: name, range: range.lowerBound..<end, paragraph: paragraph, lines: apart)
    }
  }

  /// Words that stand together: a paragraph, a heading, a cell of a table.
  public struct Line: Sendable {
    /// Offsets of its bytes in the file.
    public let range: Range<Int>
    /// The words and the marks between them.
    public let markup: [InlineMarkup]
    /// Whether it is a cell of a table.
    public let isCell: Bool
  }

  /// Takes the Markdown apart that stands in `body` of a file which has been read without an error.
  public init(_ file: SourceFile, body: Range<Int>) {
    let source = SourceMap(file, body: body)
    guard source.refusal() == nil else {
      blocks = []
      return
    }
    let tree = CMarkTree(file.bytes[body], TextTraits(file.bytes[body]), footnotes: true)
    let nodes = tree.root.children.map { (node: $0, lines: source.lines(of: $0)) }
      .sorted { $0.lines.lowerBound < $1.lines.lowerBound }
    let notes = tree.root.children.filter { $0.kind == .footnote }.map { source.noteName(of: $0) }
    let numbered = tree.root.children.filter { $0.kind == .paragraph && !$0.holdsOnlyPictures }
    let reader = LineReader(source: source, notes: notes)
    blocks = nodes.reduce(into: []) { blocks, node in
      let block = Block(
        name: node.node.blockName, range: source.lineRange(of: node.node),
        paragraph: numbered.firstIndex(of: node.node), lines: reader.lines(of: node.node))
      // The library has all footnotes stand by themselves, also those that are written within something else.
      if let last = blocks.last, block.range.lowerBound < last.range.upperBound {
        blocks[blocks.count - 1] = last.joined(with: block)
      } else {
        blocks.append(block)
      }
    }
  }

  /// The words and marks of a field of one line.
  public static func inline(_ text: String) -> [InlineMarkup] {
    let bytes = Array(text.utf8)[...]
    let tree = CMarkTree(bytes, TextTraits(bytes), footnotes: false)
    guard let paragraph = tree.root.firstChild, paragraph.kind == .paragraph, paragraph.next == nil else {
      return [.text(text)]
    }
    return InlineReader(notes: []).markup(of: paragraph.children)
  }

  /// The words and marks of a title of a picture; a bracket before it makes sure that it is no list or heading.
  fileprivate static func caption(_ title: String) -> [InlineMarkup] {
    var markup = inline("(" + title.replacing(/[\r\n]+/, with: " "))
    if case .text(let text)? = markup.first { markup[0] = .text(String(text.dropFirst())) }
    return markup
  }
}

extension SourceMap {
  /// The name of a footnote, `1` in `[^1]: text`, which the library doesn't tell.
  fileprivate func noteName(of node: CMarkNode) -> String {
    let line = file.bytes[
      offset(line: node.startLine, column: 1)..<offset(line: node.startLine, column: node.startColumn)]
    let mark = line.lastIndex(of: UInt8(ascii: "[")) ?? line.startIndex
    return String(decoding: line[mark...].dropFirst(2).prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
  }

  /// The bytes of the lines of a block of the text's top level, without white space around them.
  fileprivate func lineRange(of node: CMarkNode) -> Range<Int> {
    // The library says of a footnote where its text begins, behind its name.
    let start = node.kind == .footnote ? offset(line: node.startLine, column: 1) : self.start(of: node)
    let last = lines(of: node).upperBound
    var end = last < lineStarts.count ? offset(line: last + 1, column: 1) : body.upperBound
    while end > start, isWhiteSpace(file.bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}

extension CMarkNode {
  /// What the block is called in messages.
  fileprivate var blockName: String {
    switch kind {
    case .blockQuote: "quotation"
    case .codeBlock: "block of code"
    case .footnote: "footnote"
    case .heading: "heading"
    case .htmlBlock: "HTML"
    case .list: "list"
    case .paragraph: "paragraph"
    case .table: "table"
    default: "line"
    }
  }
}

/// Finds the lines of words in a block.
private struct LineReader {
  let source: SourceMap
  /// The names of the footnotes, in the order of their numbers.
  let notes: [String]

  private var inline: InlineReader { InlineReader(notes: notes) }
  private var bytes: [UInt8] { source.file.bytes }

  func lines(of block: CMarkNode) -> [MarkdownBlocks.Line] {
    var lines: [MarkdownBlocks.Line] = []
    for leaf in [block] + block.blocks {
      switch leaf.kind {
      case .table: lines += cells(of: leaf)
      case .heading: lines += heading(leaf)
      case .paragraph: lines += paragraph(leaf)
      default: break
      }
    }
    return lines
  }

  private func heading(_ node: CMarkNode) -> [MarkdownBlocks.Line] {
    guard node.firstChild != nil else { return [] }
    let start = source.start(of: node)
    if node.isUnderlined(in: source) {
      return [line(start..<source.textLine(source.lines(of: node).upperBound - 1).upperBound, node)]
    }
    let text = bytes[start..<source.textLine(node.startLine).upperBound].drop { $0 == UInt8(ascii: "#") }
      .drop(while: isBlank)
    var end = text.endIndex
    while end > text.startIndex, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
    // Signs at the end close the heading only behind a blank.
    if end == text.endIndex || end == text.startIndex || !isBlank(bytes[end - 1]) { end = text.endIndex }
    while end > text.startIndex, isBlank(bytes[end - 1]) { end -= 1 }
    return [line(text.startIndex..<end, node)]
  }

  private func paragraph(_ node: CMarkNode) -> [MarkdownBlocks.Line] {
    var start = source.start(of: node)
    let end = source.textLine(source.lines(of: node).upperBound).upperBound
    guard start < end, node.firstChild != nil else { return [] }
    let markup = inline.markup(of: node.children)
    if case .text(let text)? = markup.first, node.parent?.kind == .blockQuote, node.previous == nil,
      let mark = text.prefixMatch(of: /\[![A-Za-z]+\]/)
    {
      return callout(node, start..<end, mark: mark.0.utf8.count)
    }
    // The box of a task is none of the words.
    if isBox(at: start), !markup.words.hasPrefix("[") { start += 4 }
    return [line(start..<end, markup)]
  }

  private func isBox(at start: Int) -> Bool {
    let box = bytes[start...].prefix(4)
    return ["[ ] ", "[x] ", "[X] "].contains { box.elementsEqual($0.utf8) }
  }

  /// The title of a callout, which is the rest of its first line, and what stands below.
  private func callout(_ node: CMarkNode, _ range: Range<Int>, mark: Int) -> [MarkdownBlocks.Line] {
    let children = Array(node.children)
    let lineBreak = children.firstIndex { $0.kind == .softBreak || $0.kind == .lineBreak } ?? children.endIndex
    var lines: [MarkdownBlocks.Line] = []
    let first = source.lines(of: node).lowerBound
    var title = (range.lowerBound + mark)..<source.textLine(first).upperBound
    title = (title.lowerBound + bytes[title].prefix(while: isBlank).count)..<title.upperBound
    if !title.isEmpty {
      var markup = inline.markup(of: children[..<lineBreak])
      if case .text(let text)? = markup.first { markup[0] = .text(String(text.dropFirst(mark).drop { $0 == " " })) }
      lines.append(line(title, markup))
    }
    if lineBreak < children.endIndex {
      let start = source.textLine(first + 1).lowerBound
      lines.append(line(start..<range.upperBound, inline.markup(of: children[(lineBreak + 1)...])))
    }
    return lines
  }

  /// The cells of a table: what stands between the strokes of each line but the second.
  private func cells(of table: CMarkNode) -> [MarkdownBlocks.Line] {
    table.children.flatMap { row -> [MarkdownBlocks.Line] in
      let number = source.line(ofRow: row, in: table)
      let start = row.previous == nil ? source.start(of: table) : source.textLine(number).lowerBound
      return zip(row.children, cellRanges(in: start..<source.textLine(number).upperBound)).compactMap { cell, range in
        range.isEmpty ? nil : line(range, inline.markup(of: cell.children), isCell: true)
      }
    }
  }

  private func cellRanges(in row: Range<Int>) -> [Range<Int>] {
    var borders = row.filter { bytes[$0] == UInt8(ascii: "|") && !source.isEscaped($0) }
    if borders.first != row.lowerBound { borders.insert(row.lowerBound - 1, at: 0) }
    if borders.last != row.upperBound - 1 { borders.append(row.upperBound) }
    return zip(borders, borders.dropFirst()).map { left, right in
      let cell = bytes[(left + 1)..<right]
      let start = cell.firstIndex { !isBlank($0) } ?? right
      return start..<((cell[start...].lastIndex { !isBlank($0) } ?? start - 1) + 1)
    }
  }

  private func line(_ range: Range<Int>, _ node: CMarkNode) -> MarkdownBlocks.Line {
    line(range, inline.markup(of: node.children))
  }

  private func line(_ range: Range<Int>, _ markup: [InlineMarkup], isCell: Bool = false) -> MarkdownBlocks.Line {
    MarkdownBlocks.Line(range: range, markup: markup.trimmed, isCell: isCell)
  }
}

extension CMarkNode {
  /// The blocks in a block, in order.
  fileprivate var blocks: [CMarkNode] {
    var all: [CMarkNode] = []
    forEachDescendant { if !$0.isInline { all.append($0) } }
    return all
  }
}

/// Reads the parts of a line as words and marks.
private struct InlineReader {
  /// The names of the footnotes, in the order of their numbers.
  let notes: [String]

  func markup(of nodes: some Sequence<CMarkNode>) -> [InlineMarkup] {
    nodes.map { piece(of: $0) }.normalized.flatMap { piece -> [InlineMarkup] in
      if case .text(let text) = piece { citations(in: text) } else { [piece] }
    }.normalized
  }

  private func piece(of node: CMarkNode) -> InlineMarkup {
    switch node.kind {
    case .text: .text(node.literal)
    case .softBreak: .text(" ")
    case .lineBreak: .lineBreak
    case .code: .mark(code(node.literal))
    case .htmlInline: .mark(node.literal)
    case .footnoteCall:
      .mark(
        "[^\(node.footnoteNumber.flatMap { notes.indices.contains($0 - 1) ? notes[$0 - 1] : nil } ?? node.literal)]")
    case .link: link(node)
    case .image: picture(node)
    default: emphasis(node)
    }
  }

  private func emphasis(_ node: CMarkNode) -> InlineMarkup {
    let sign = node.emphasisSign
    return .pair(sign, markup(of: node.children), sign)
  }

  /// An address that stands for itself is one mark.
  private func link(_ node: CMarkNode) -> InlineMarkup {
    let (words, address) = (node.plainText, node.address)
    if words == address || "mailto:" + words == address { return .mark("<\(words)>") }
    if "http://" + words == address { return .mark(words) }
    return .pair("[", markup(of: node.children), "](\(target(of: node)))")
  }

  /// The caption is words, too, with marks in it.
  private func picture(_ node: CMarkNode) -> InlineMarkup {
    let (words, address) = (markup(of: node.children), written(node.address))
    if node.title.isEmpty { return .pair([InlineMarkup].picture, words, "](\(address))") }
    let caption = MarkdownBlocks.caption(node.title)
    return .pair([InlineMarkup].picture, words + [.mark([InlineMarkup].beforeCaption(address))] + caption, "\")")
  }

  private func target(of node: CMarkNode) -> String {
    let address = written(node.address)
    return node.title.isEmpty ? address : "\(address) \"\(escapedInTitle(node.title))\""
  }

  private func written(_ address: String) -> String {
    let needsBrackets = address.isEmpty || address.utf8.contains { isWhiteSpace($0) || "()<>".utf8.contains($0) }
    return needsBrackets ? "<\(address.replacing(/[<>]/) { "\\\($0.0)" })>" : address
  }

  private func code(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest == 0 ? 1 : longest + 1)
    let needsRoom = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") && text.hasSuffix(" ")
    return needsRoom ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The text with its citations as marks; the places in sources are words.
  private func citations(in text: String) -> [InlineMarkup] {
    let bytes = Array(text.utf8)
    var pieces: [InlineMarkup] = []
    var written = 0
    while let opening = bytes[written...].firstRange(of: Array("[@".utf8)) {
      let before = String(decoding: bytes[written..<opening.lowerBound], as: UTF8.self)
      if let citation = ParsedCitation(bytes[opening.lowerBound...]) {
        pieces += [.text(before), Self.piece(of: citation)]
        written = citation.end
      } else {
        pieces.append(.text(before + "[@"))
        written = opening.upperBound
      }
    }
    return pieces + [.text(String(decoding: bytes[written...], as: UTF8.self))]
  }

  private static func piece(of citation: ParsedCitation) -> InlineMarkup {
    var (start, inner, mark) = ("", [InlineMarkup](), "[")
    for (index, item) in citation.items.enumerated() {
      mark += (index > 0 ? "; " : "") + "@" + item.key
      guard let place = item.locator else { continue }
      if inner.isEmpty { start = mark + ", " } else { inner.append(.mark(mark + ", ")) }
      inner.append(.text(place))
      mark = ""
    }
    return inner.isEmpty ? .mark(mark + "]") : .pair(start, inner, mark + "]")
  }
}

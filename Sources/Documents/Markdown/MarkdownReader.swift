import Diagnostics

/// Applies our rules to a parsed text and collects what others need to know of it.
///
/// Each rule, in a file of its own, edits the nodes that concern it.
struct MarkdownReader {
  let source: SourceMap
  /// What signs there are in the text.
  let traits: TextTraits
  /// Whether `[^1]` calls a footnote; in a field it is text.
  let hasFootnotes: Bool
  /// What texts may mention.
  let mentionable: Mentions
  var diagnostics: [Diagnostic] = []
  var links: [Link] = []
  var citations: [Citation] = []
  var unmarkedCitations: [Citation.Item] = []
  /// Where the last thing ended that a rule had to search for; the next one stands behind it, if in the same block.
  var floor = 0
  /// HTML of ours for which markers stand in the tree.
  var snippets: [String] = []

  var file: SourceFile { source.file }

  /// Makes a document of a whole text.
  mutating func read(_ tree: consuming CMarkTree) -> MarkdownDocument {
    checkBlocks(of: tree)
    if traits.mayHaveDefinitions { checkDefinitions() }
    let parts = edit(tree)
    let headings = readHeadings(parts.headings)
    let paragraphs = markParagraphs(of: tree)
    let summary = tree.root.children.first { $0.kind == .paragraph && !$0.holdsOnlyPictures }?.plainText ?? ""
    return document(tree.html(), headings: headings, paragraphs: paragraphs, summary: summary)
  }

  /// Makes a document of a text that may be one paragraph only.
  mutating func readInline(_ tree: consuming CMarkTree) -> MarkdownDocument {
    _ = edit(tree)
    let blocks = Array(tree.root.children)
    if blocks.contains(where: { $0.kind != .paragraph }) || blocks.count > 1 {
      diagnostics.append(.notInline(in: file, at: source.body))
    } else if blocks.isEmpty, traits.mayHaveDefinitions {
      // All of it says where a link would lead.
      diagnostics.append(.unusedReference("[name]", in: file, at: source.body, first: nil))
    }
    let html = tree.html()
    let isParagraph = blocks.count == 1 && blocks[0].kind == .paragraph
    let inline = isParagraph ? html.dropFirst("<p>".utf8.count).dropLast("</p>\n".utf8.count) : html[...]
    return document(Array(inline), headings: [], paragraphs: 0, summary: blocks.first?.plainText ?? "")
  }

  /// Applies the rules; returns the parts as they are then.
  ///
  /// Footnotes that are left out go first: what is in them concerns nobody.
  /// Callouts, figures and raw HTML come first and take nodes of text away, so that what is about text looks at the tree anew.
  private mutating func edit(_ tree: borrowing CMarkTree) -> MarkdownParts {
    if hasFootnotes, traits.mayHaveReferences { checkFootnoteTexts(of: tree) }
    var written = MarkdownParts(of: tree, traits)
    for heading in written.headings { checkUnderline(of: heading) }
    let hasCallouts = readCallouts(written.quotes)
    // A field is a line, in which nothing stands alone.
    let hasFigures = hasFootnotes && readFigures(of: tree)
    if hasCallouts || hasFigures { written = MarkdownParts(of: tree, traits) }
    readRawHTML(written.rawHTML)
    var parts = written.rawHTML.isEmpty ? written : MarkdownParts(of: tree, traits)
    var runs = parts.signs.map { TextRun(from: $0) }
    if readEmphasis(runs) {
      parts = MarkdownParts(of: tree, traits)
      runs = parts.signs.map { TextRun(from: $0) }
    }
    checkLinkForms(runs)
    if traits.mayHaveOtherMarks { checkOtherMarks(runs) }
    if traits.mayHaveReferences { checkFootnotes(runs) }
    readUnmarkedCitations(runs)
    readCitations(runs)
    readLinks(parts.links)
    return parts
  }

  /// Marks the paragraphs that are not within other blocks and have words, for attributes of the page's own; tells how many
  /// there are.
  private func markParagraphs(of tree: borrowing CMarkTree) -> Int {
    let paragraphs = tree.root.children.filter { $0.kind == .paragraph && !$0.holdsOnlyPictures }
    for (number, paragraph) in paragraphs.enumerated() { paragraph.prepend(.marker(.paragraph(number))) }
    return paragraphs.count
  }

  private func document(
    _ html: [UInt8], headings: [Heading], paragraphs: Int, summary: String
  ) -> MarkdownDocument {
    let finder = HoleFinder(
      html, headings: headings, links: links.count, snippets: snippets, mentionable: mentionable)
    let (fragment, mentions, linkOffsets) = finder.fragment()
    return MarkdownDocument(
      html: fragment, headings: headings, links: links, linkOffsets: linkOffsets, citations: citations,
      unmarkedCitations: unmarkedCitations,
      mentions: mentions, paragraphs: paragraphs, summary: mentionable.withoutEscapes(summary),
      abbreviatedWords: mentionable.words.abbreviatedWords)
  }
}

/// The nodes that our rules are about, in the order in which they are rendered.
private struct MarkdownParts {
  var headings: [CMarkNode] = []
  var links: [CMarkNode] = []
  var quotes: [CMarkNode] = []
  var rawHTML: [CMarkNode] = []
  /// The first nodes of runs of text that have signs in them that mean something elsewhere: brackets, asterisks, `@`, and
  /// rarer ones.
  var signs: [CMarkNode] = []

  init(of tree: borrowing CMarkTree, _ traits: TextTraits) {
    var start: CMarkNode?
    tree.forEachNode { node in
      switch node.kind {
      case .heading: headings.append(node)
      case .link, .image: links.append(node)
      case .blockQuote: quotes.append(node)
      case .htmlInline, .htmlBlock: rawHTML.append(node)
      case .text, .softBreak:
        if node.previous?.isText != true { start = node }
        if let first = start, traits.mayHaveOtherMarks || node.hasSign {
          signs.append(first)
          start = nil
        }
      case .citation, .code, .codeBlock, .footnote, .footnoteCall, .lineBreak, .list, .marker, .other, .paragraph,
        .table:
        break
      }
    }
  }
}

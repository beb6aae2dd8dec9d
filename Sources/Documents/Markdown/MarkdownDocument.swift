public import Diagnostics

/// Markdown parsed once and kept as HTML with holes.
public struct MarkdownDocument: Sendable {
  /// The version of cmark-gfm, which reads it.
  public static var engineVersion: String { CMarkTree.version }

  /// The HTML.
  public let html: HTMLFragment
  /// The headings in order, for a table of contents.
  public let headings: [Heading]
  /// All links and images, those within footnotes last.
  public let links: [Link]
  /// Where each relative link stands in the HTML, for `HTMLFragment.sentence`.
  public let linkOffsets: [Int]
  /// All citations, those within footnotes last.
  public let citations: [Citation]
  /// What would be citations if they were written `[@key]`, if there are sources of these names.
  public let unmarkedCitations: [Citation.Item]
  /// What the text speaks of without a link, but for headings, links, code and quotations; in order.
  public let mentions: [Mention]
  /// How many paragraphs with words stand by themselves, not within another block.
  public let paragraphs: Int
  /// The words of the first paragraph, without marks and citations; empty if there is none.
  public let summary: String
  /// Words whose full stop ends no sentence, in the language of the text.
  let abbreviatedWords: [[UInt8]]

  /// Reads the Markdown that stands in `body` of a file; empty if the file is not UTF-8, or no text that a person wrote.
  ///
  /// It is GitHub-flavoured Markdown as cmark-gfm reads and renders it, with tables, strikethrough (`~~`), autolinks,
  /// task lists and footnotes, but for these rules:
  ///
  /// - Headings have ids, made from their words as GitHub does. A heading of level 1 is a warning: the page has one.
  /// - Header cells of tables have `scope="col"` (WCAG 2.2, technique H63), and a table lies in a region that scrolls and
  ///   can be focused (WCAG 2.2, success criteria 1.4.10 and 2.1.1).
  /// - A quotation whose first line is `[!PRACTICE]`, `[!GAP]` or `[!NOTE]`, with a title behind it if one likes, is a
  ///   callout: `<div class="callout practice" role="note">` with `<p class="callout-title">`.
  /// - A picture with a title, alone in its paragraph, is a `<figure>` with the title as its `<figcaption>`, which is
  ///   Markdown of one line.
  /// - `[@key]`, `[@key, p. 3]` and `[@a; @b]` are citations; white space before one is left out.
  /// - A call of a footnote that does not exist, `[^1]`, is a warning.
  /// - Raw HTML is left out with a warning, but for pairs of `sup sub abbr cite q mark kbd bdi span` and `br`, with the
  ///   attributes `lang`, `dir` and `title`.
  /// - Addresses are relative, `#fragment`, or begin with `http:`, `https:`, `mailto:` or `tel:`; others are errors, and
  ///   are left out.
  /// - Control characters become U+FFFD, with a warning at the first.
  /// - What `mentions` tells to look for is found in the text, but for what stands behind a backslash.
  public static func parse(
    _ file: SourceFile, body: Range<Int>, mentions: Mentions = .none
  ) -> (MarkdownDocument, [Diagnostic]) {
    if let diagnostic = file.checkUTF8() { return (.empty, [diagnostic]) }
    let source = SourceMap(file, body: body)
    if let diagnostic = source.refusal() { return (.empty, [diagnostic]) }
    let traits = TextTraits(file.bytes[body])
    var reader = MarkdownReader(source: source, traits: traits, hasFootnotes: true, mentionable: mentions)
    if traits.mayHaveControls, let control = firstControl(in: file.bytes[body]) {
      reader.diagnostics.append(.controlCharacter(in: file, at: control))
    }
    if traits.mayHaveInvisibles, let place = firstInvisible(in: file.bytes[body]) {
      reader.diagnostics.append(.invisibleCharacter(in: file, at: place))
    }
    let document = reader.read(CMarkTree(file.bytes[body], traits, footnotes: true))
    return (document, reader.diagnostics)
  }

  /// Reads the inline Markdown of a field: text with emphasis, links and citations, without `<p>` around it.
  ///
  /// Lists, headings and other blocks are errors. The places in the result lie in the field, as exactly as YAML's
  /// quotation marks and line breaks allow.
  public static func parseInline(
    _ file: SourceFile, node: DataNode, mentions: Mentions = .none
  ) -> (MarkdownDocument, [Diagnostic]) {
    guard case .scalar(let text, _) = node.content else { return (.empty, [.notText(in: file, at: node.range)]) }
    let source = SourceMap(file, field: node.range, text: text)
    if let diagnostic = source.refusal() { return (.empty, [diagnostic]) }
    let bytes = Array(text.utf8)[...]
    let traits = TextTraits(bytes)
    var reader = MarkdownReader(source: source, traits: traits, hasFootnotes: false, mentionable: mentions)
    if traits.mayHaveInvisibles, firstInvisible(in: bytes) != nil {
      let place = firstInvisible(in: file.bytes[node.range]) ?? node.range
      reader.diagnostics.append(.invisibleCharacter(in: file, at: place))
    }
    let document = reader.readInline(CMarkTree(bytes, traits, footnotes: false))
    return (document, reader.diagnostics)
  }

  /// A document without a word.
  public static var empty: MarkdownDocument {
    MarkdownDocument(
      html: HTMLFragment(capacity: 0), headings: [], links: [], linkOffsets: [], citations: [], unmarkedCitations: [],
      mentions: [],
      paragraphs: 0, summary: "", abbreviatedWords: [])
  }
}

/// A heading of a body.
public struct Heading: Sendable, Hashable {
  /// The level that the author gave it, 1 to 6.
  public let level: Int
  /// Its id, unique in its body, without the prefix.
  public let id: String
  /// Its words, without marks.
  public let text: String
  /// Offsets of its bytes in the file.
  public let range: Range<Int>
}

/// A link or an image.
public struct Link: Sendable, Hashable {
  /// Where it leads; an address that was refused is empty in the HTML.
  public let address: Address
  /// Whether it is an image.
  public let isImage: Bool
  /// The words of the link, or what stands in for the image; empty if the author gave none.
  public let text: String
  /// Offsets in the file: of the address if it stands within the link, otherwise of the link.
  public let range: Range<Int>
}

/// Sources named in one place, `[@imrf-2022, p. 3; @gcm]`.
public struct Citation: Sendable, Hashable {
  /// One source.
  public struct Item: Sendable, Hashable {
    /// The id of the source.
    public let key: String
    /// A place in it, `p. 3`, as the author wrote it.
    public let locator: String?
    /// Offsets of the key's bytes in the file.
    public let range: Range<Int>
  }

  /// The sources, in order; at least one.
  public let items: [Item]
  /// Offsets of all of it in the file, brackets included.
  public let range: Range<Int>
}

/// The kinds of callouts.
public enum Callout: UInt8, Sendable, Hashable, CaseIterable {
  /// `[!PRACTICE]`: a practice that others may follow.
  case practice
  /// `[!GAP]`: what is still missing.
  case gap
  /// `[!NOTE]`: an aside.
  case note

  /// The word of the author's mark in small letters, which is also the class in HTML.
  public var name: String {
    switch self {
    case .practice: "practice"
    case .gap: "gap"
    case .note: "note"
    }
  }
}

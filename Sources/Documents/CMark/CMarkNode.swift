import CCMarkGFM

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A node of a parsed text, as long as its tree lives.
///
/// Safe to use under the rule that `CMarkTree` states; it is one word, so that lists of nodes cost nothing.
@safe struct CMarkNode {
  /// What a node is, as far as our rules ask.
  enum Kind {
    case blockQuote
    /// A text that stands for a citation.
    case citation
    case code
    case codeBlock
    /// The text of a footnote.
    case footnote
    /// The call of a footnote.
    case footnoteCall
    case heading
    case htmlBlock
    case htmlInline
    case image
    case lineBreak
    case link
    case list
    /// A text that stands for something else of ours.
    case marker
    case paragraph
    case softBreak
    case table
    case text
    /// All that cmark renders without our help, the nodes of its extensions among them.
    case other
  }

  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }

  var kind: Kind {
    switch unsafe cmark_node_get_type(pointer) {
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
    case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteCall
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_TEXT: markerKind ?? .text
    default: isTable ? .table : .other
    }
  }

  /// The types of extensions are numbers that are known only while the program runs.
  private var isTable: Bool {
    unsafe cmark_node_get_type_string(pointer).map { unsafe strcmp($0, "table") == 0 } ?? false
  }

  /// Whether the node is a text or a line break in it.
  var isText: Bool { kind == .text || kind == .softBreak }

  /// Whether the node is part of a line of text, not a block.
  var isInline: Bool { unsafe cmark_node_get_type(pointer).rawValue & 0xC000 == 0xC000 }

  // MARK: Family

  var parent: CMarkNode? { unsafe node(cmark_node_parent(pointer)) }
  var next: CMarkNode? { unsafe node(cmark_node_next(pointer)) }
  var previous: CMarkNode? { unsafe node(cmark_node_previous(pointer)) }
  var firstChild: CMarkNode? { unsafe node(cmark_node_first_child(pointer)) }
  var children: some Sequence<CMarkNode> {
    sequence(state: firstChild) { state in
      defer { state = state?.next }
      return state
    }
  }

  private func node(_ pointer: OpaquePointer?) -> CMarkNode? { unsafe pointer.map { unsafe CMarkNode($0) } }

  /// The block that it is, or that it stands in.
  var block: CMarkNode {
    var block = self
    while block.isInline, let parent = block.parent { block = parent }
    return block
  }

  // MARK: What it holds

  /// The text of a leaf such as a text, a code span or raw HTML; control characters are U+FFFD.
  var literal: String {
    var bytes: [UInt8] = []
    appendLiteral(to: &bytes)
    return String(decoding: replacingControls(bytes), as: UTF8.self)
  }

  /// Appends the text of a leaf as its author wrote it.
  func appendLiteral(to bytes: inout [UInt8]) {
    guard let text = unsafe cmark_node_get_literal(pointer) else { return }
    unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: cmark_text_length(text)))
  }

  /// Whether a text has brackets, asterisks, underscores, backticks or an `@` in it.
  var hasSign: Bool {
    guard kind == .text, let text = unsafe cmark_node_get_literal(pointer) else { return false }
    return unsafe strpbrk(text, "[]*_@`") != nil
  }

  /// The address of a link or an image, with whatever control characters its author hid in it.
  var address: String { unsafe string(cmark_node_get_url(pointer)) }
  /// The title of a link or an image.
  var title: String { unsafe string(cmark_node_get_title(pointer)) }
  /// The level of a heading.
  var level: Int { Int(unsafe cmark_node_get_heading_level(pointer)) }
  /// The first line, from 1; 0 if cmark does not know it.
  var startLine: Int { Int(unsafe cmark_node_get_start_line(pointer)) }
  /// The first byte's number in its line, from 1.
  var startColumn: Int { Int(unsafe cmark_node_get_start_column(pointer)) }
  /// The last line, from 1.
  var endLine: Int { Int(unsafe cmark_node_get_end_line(pointer)) }
  /// The last byte's number in its line, from 1.
  var endColumn: Int { Int(unsafe cmark_node_get_end_column(pointer)) }

  private func string(_ text: UnsafePointer<CChar>?) -> String {
    unsafe text.map { unsafe String(cString: $0) } ?? ""
  }

  // MARK: Editing

  func setAddress(_ address: String) { unsafe cmark_node_set_url(pointer, address) }

  func setTitle(_ title: String) { unsafe cmark_node_set_title(pointer, title) }

  /// The number of the footnote that a call is for: its place, from 1, among those at the end of the text.
  var footnoteNumber: Int? { kind == .footnoteCall ? Int(literal) : nil }

  func setFootnoteNumber(_ number: Int) { unsafe cmark_node_set_literal(pointer, String(number)) }

  // cmark refuses a child of a kind that its parent can't hold; to go on would lose a part of the text.

  func insert(before sibling: CMarkNode) {
    keepTexts()
    precondition(unsafe cmark_node_insert_before(sibling.pointer, pointer) == 1, "no place for the node")
  }

  func append(_ child: CMarkNode) {
    child.keepTexts()
    precondition(unsafe cmark_node_append_child(pointer, child.pointer) == 1, "no place for the child")
  }

  func prepend(_ child: CMarkNode) {
    child.keepTexts()
    precondition(unsafe cmark_node_prepend_child(pointer, child.pointer) == 1, "no place for the child")
  }

  /// Has all texts in a part of a line be its own before it is moved: the library lets them lie in the memory of their paragraph,
  /// which may be freed, until somebody asks for them.
  private func keepTexts() {
    guard isInline else { return }
    _ = unsafe cmark_node_get_literal(pointer)
    forEachDescendant { _ = unsafe cmark_node_get_literal($0.pointer) }
  }

  /// Whether it is a part of the words that stand for a picture.
  var isInImage: Bool {
    var ancestor = parent
    while let node = ancestor, node.isInline {
      if node.kind == .image { return true }
      ancestor = node.parent
    }
    return false
  }

  /// Takes back the blanks at the end of a text.
  func trimEnd() {
    guard kind == .text else { return }
    var literal: [UInt8] = []
    appendLiteral(to: &literal)
    guard let last = literal.last, isBlank(last) else { return }
    while let last = literal.last, isBlank(last) { literal.removeLast() }
    CMarkNode.text(literal).insert(before: self)
    remove()
  }

  /// Takes the node with all below it out of the tree and frees it.
  func remove() { unsafe cmark_node_free(pointer) }

  /// Makes a text of bytes without a zero; it belongs to nobody until it is put into a tree.
  static func text(_ literal: some Sequence<UInt8>) -> CMarkNode {
    let node = make(CMARK_NODE_TEXT)
    let terminated = literal.map { CChar(bitPattern: $0) } + [0]
    unsafe cmark_node_set_literal(node.pointer, terminated)
    return node
  }

  /// Makes a text that `HoleFinder` finds.
  static func marker(_ marker: Marker) -> CMarkNode {
    let node = text(marker.bytes)
    let sign = if case .citation = marker { citationSign } else { markerSign }
    unsafe cmark_node_set_user_data(node.pointer, UnsafeMutableRawPointer(bitPattern: sign))
    return node
  }

  // What tells our texts from an author's: addresses that nobody follows.
  private static let citationSign = 1
  private static let markerSign = 2

  private var markerKind: Kind? {
    switch unsafe Int(bitPattern: cmark_node_get_user_data(pointer)) {
    case Self.citationSign: .citation
    case Self.markerSign: .marker
    default: nil
    }
  }

  /// Makes emphasis; it belongs to nobody until it is put into a tree.
  static func emphasis(isStrong: Bool) -> CMarkNode { make(isStrong ? CMARK_NODE_STRONG : CMARK_NODE_EMPH) }

  /// Makes a node like this one, which is part of a line, without what is in it and without a place; it belongs to nobody until
  /// it is put into a tree.
  func copy() -> CMarkNode {
    let type = unsafe cmark_node_get_type(pointer)
    // The library makes no nodes of extensions that it could render; of those in a line it has one.
    if unsafe cmark_node_get_type_string(pointer).map({ unsafe strcmp($0, "strikethrough") == 0 }) ?? false {
      return .inline("<del>", "</del>")
    }
    let node = Self.make(type)
    if let text = unsafe cmark_node_get_literal(pointer) { unsafe cmark_node_set_literal(node.pointer, text) }
    if kind == .link || kind == .image {
      node.setAddress(address)
      node.setTitle(title)
    }
    return node
  }

  /// Makes a list like this one behind it, without items, that begins with a number.
  func orderedList(beginningWith number: Int) -> CMarkNode {
    let list = Self.make(CMARK_NODE_LIST)
    unsafe cmark_node_set_list_type(list.pointer, CMARK_ORDERED_LIST)
    unsafe cmark_node_set_list_delim(list.pointer, cmark_node_get_list_delim(pointer))
    unsafe cmark_node_set_list_tight(list.pointer, cmark_node_get_list_tight(pointer))
    unsafe cmark_node_set_list_start(list.pointer, CInt(clamping: number))
    precondition(unsafe cmark_node_insert_after(pointer, list.pointer) == 1, "no place for the list")
    return list
  }

  /// The sign of the fence around a block of code, and how many there are; nil if the block is indented.
  var fence: (sign: UInt8, count: Int)? {
    var (count, offset, sign) = (CInt(0), CInt(0), CChar(0))
    guard unsafe cmark_node_get_fenced(pointer, &count, &offset, &sign) == 1 else { return nil }
    return (UInt8(bitPattern: sign), Int(count))
  }

  /// Whether it is a list with numbers.
  var isOrdered: Bool { unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }

  /// The signs around emphasis and around what is struck out; none for anything else.
  var emphasisSign: String {
    switch unsafe cmark_node_get_type(pointer) {
    case CMARK_NODE_EMPH: "*"
    case CMARK_NODE_STRONG: "**"
    default:
      unsafe cmark_node_get_type_string(pointer).map { unsafe strcmp($0, "strikethrough") == 0 } ?? false ? "~~" : ""
    }
  }

  /// Makes a line break of the source; it belongs to nobody until it is put into a tree.
  static func softBreak() -> CMarkNode { make(CMARK_NODE_SOFTBREAK) }

  /// Makes an inline of ours with the HTML before and after its children, which is rendered as it is.
  static func inline(_ before: String, _ after: String) -> CMarkNode {
    custom(CMARK_NODE_CUSTOM_INLINE, before, after)
  }

  /// Makes a block of ours with the HTML before and after its children, which is rendered as it is.
  static func block(_ before: String, _ after: String) -> CMarkNode {
    custom(CMARK_NODE_CUSTOM_BLOCK, before, after)
  }

  private static func custom(_ type: cmark_node_type, _ before: String, _ after: String) -> CMarkNode {
    let node = make(type)
    unsafe cmark_node_set_on_enter(node.pointer, before)
    unsafe cmark_node_set_on_exit(node.pointer, after)
    return node
  }

  private static func make(_ type: cmark_node_type) -> CMarkNode {
    guard let pointer = unsafe cmark_node_new(type) else { preconditionFailure("cmark is out of memory") }
    return unsafe CMarkNode(pointer)
  }
}

extension CMarkNode: Hashable {
  static func == (left: CMarkNode, right: CMarkNode) -> Bool { unsafe left.pointer == right.pointer }

  func hash(into hasher: inout Hasher) { unsafe hasher.combine(pointer) }
}

extension CMarkNode {
  /// The words of a node and all below it, without marks, citations, notes and raw HTML; white space is single spaces.
  var plainText: String {
    var text: [UInt8] = []
    forEachDescendant { node in
      switch node.kind {
      case .text, .code: node.appendLiteral(to: &text)
      case .softBreak, .lineBreak: text.append(UInt8(ascii: " "))
      // The space before a citation goes with it, for after it there is one, or a full stop.
      case .citation: while text.last.map(isBlank) == true { text.removeLast() }
      case .blockQuote, .codeBlock, .footnote, .footnoteCall, .heading, .htmlBlock, .htmlInline, .image, .link, .list,
        .marker, .other, .paragraph, .table:
        break
      }
    }
    return words(of: text[...])
  }

  /// Visits all nodes below this one, in order; without recursion, because authors can nest without end.
  func forEachDescendant(_ visit: (CMarkNode) -> Void) {
    var current = firstChild
    while let node = current {
      visit(node)
      current = node.firstChild ?? node.nextOutside(of: self)
    }
  }

  /// The node that comes after this one and all below it, within `root`.
  private func nextOutside(of root: CMarkNode) -> CMarkNode? {
    var node = self
    while node != root {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      node = parent
    }
    return nil
  }
}

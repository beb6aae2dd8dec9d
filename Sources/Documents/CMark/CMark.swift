import CCMarkGFM
import Synchronization

/// A text that cmark-gfm has parsed: an editable tree, and HTML out of it.
///
/// This file and `CMarkNode.swift` are the only ones that touch the library.
///
/// Safe to use, because a tree owns its nodes and frees them when it goes; a `CMarkNode` must not be kept longer than
/// its tree, and nodes taken out of the tree are freed at once.
@safe struct CMarkTree: ~Copyable {
  /// The document node.
  let root: CMarkNode
  private let mayHaveControls: Bool

  private static let options = CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE

  /// cmark's list of extensions is global; the language sees to it that it is filled once.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  /// Held while cmark parses inlines: `cmark_parser_finish` of 0.29.0.gfm.6 puts the special characters of the attached
  /// extensions into global tables and takes them out again, and every other parse reads these tables.
  private static let gate = Mutex(())

  /// The version of cmark-gfm.
  static var version: String { unsafe String(cString: cmark_version_string()) }

  /// Parses a text, which is valid UTF-8; with footnotes or, as in a field of one line, without.
  init(_ text: ArraySlice<UInt8>, _ traits: TextTraits, footnotes: Bool) {
    Self.registered
    let options = footnotes ? Self.options | CMARK_OPT_FOOTNOTES : Self.options
    let parser = unsafe cmark_parser_new(options)
    defer { unsafe cmark_parser_free(parser) }
    for name in Self.extensions(for: traits) {
      unsafe cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    unsafe text.withUnsafeBytes { bytes in
      unsafe cmark_parser_feed(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    var document: OpaquePointer?
    Self.gate.withLock { _ in unsafe document = cmark_parser_finish(parser) }
    guard let document = unsafe document else { preconditionFailure("cmark gave no document") }
    unsafe root = CMarkNode(document)
    mayHaveControls = traits.mayHaveControls
  }

  deinit { unsafe cmark_node_free(root.pointer) }

  /// The tree as HTML, in which raw HTML is left out and control characters are U+FFFD.
  func html() -> [UInt8] {
    guard let text = unsafe cmark_render_html(root.pointer, CMARK_OPT_DEFAULT, nil) else { return [] }
    defer { unsafe cmark_get_default_mem_allocator().pointee.free(text) }
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: text, count: cmark_text_length(text)))
    return mayHaveControls ? replacingControls(bytes) : bytes
  }

  /// Visits all nodes in the order in which they are rendered, but for what is in images, which is rendered as plain text.
  ///
  /// The nodes must not be moved meanwhile.
  func forEachNode(_ visit: (CMarkNode) -> Void) {
    let iterator = unsafe cmark_iter_new(root.pointer)
    defer { unsafe cmark_iter_free(iterator) }
    while true {
      let event = unsafe cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let pointer = unsafe cmark_iter_get_node(iterator) else { return }
      guard event == CMARK_EVENT_ENTER else { continue }
      let node = unsafe CMarkNode(pointer)
      visit(node)
      if node.kind == .image { unsafe cmark_iter_reset(iterator, pointer, CMARK_EVENT_EXIT) }
    }
  }

  /// `strikethrough` and `autolink` are attached only where the text can need them, because they make the gate longer.
  private static func extensions(for traits: TextTraits) -> [String] {
    ["table", "tasklist"] + (traits.needsStrikethrough ? ["strikethrough"] : [])
      + (traits.needsAutolink ? ["autolink"] : [])
  }
}

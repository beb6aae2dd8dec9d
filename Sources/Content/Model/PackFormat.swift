/// What a pack can be had as, besides its page.
public enum PackFormat: String, FieldReadable, CaseIterable {
  /// A PDF to be printed on both sides (ISO 32000-1).
  case pdf
  /// A PDF of sheets with two pages on each side, to be folded and stapled.
  case booklet
  /// A Word file (ISO/IEC 29500).
  case docx
  /// An e-book (EPUB 3).
  case epub

  /// The end of the name of a file.
  public var fileExtension: String { self == .booklet ? "pdf" : rawValue }
}

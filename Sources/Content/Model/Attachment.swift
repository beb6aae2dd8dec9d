public import Diagnostics

/// A file to be handed out that lies among the content, for the texts beside it: a document, a table.
public struct Attachment: Sendable {
  /// Its path in the source folder: `content/objectives/annex.pdf`.
  public let path: String
  /// Its bytes.
  public let file: SourceFile
  /// What it is by its name, and by its first bytes.
  public let format: Format
  /// Whose texts lead to it.
  public let use: FileUse

  /// A kind of files that people hand out; the raw value ends their names.
  public enum Format: String, Sendable, CaseIterable {
    case pdf, docx, xlsx, pptx, odt, ods, odp, csv, zip

    /// The media type, as servers and links tell it.
    public var mediaType: String {
      switch self {
      case .pdf: "application/pdf"
      case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
      case .odt: "application/vnd.oasis.opendocument.text"
      case .ods: "application/vnd.oasis.opendocument.spreadsheet"
      case .odp: "application/vnd.oasis.opendocument.presentation"
      case .csv: "text/csv"
      case .zip: "application/zip"
      }
    }

    /// The format of a file by its name; nil if it is none to be handed out.
    init?(of name: some StringProtocol) {
      guard let dot = name.lastIndex(of: ".") else { return nil }
      self.init(rawValue: name[name.index(after: dot)...].lowercased())
    }

    /// Whether a file may be of the format by its first bytes.
    ///
    /// Sources: ISO 32000-2 section 7.5.2; ISO/IEC 21320-1, which Office and OpenDocument files are packed by.
    func fits(_ bytes: [UInt8]) -> Bool {
      let isPDF = bytes.starts(with: "%PDF-".utf8)
      let isArchive = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
      switch self {
      case .pdf: return isPDF
      case .docx, .xlsx, .pptx, .odt, .ods, .odp, .zip: return isArchive
      case .csv: return !bytes.isEmpty && !isPDF && !isArchive && !bytes.prefix(1024).contains(0)
      }
    }
  }
}

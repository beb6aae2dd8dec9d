public import Diagnostics

/// A picture that lies among the content, for the texts beside it.
public struct Image: Sendable {
  /// Its path in the source folder: `content/objectives/boats.jpg`.
  public let path: String
  /// Its bytes.
  public let file: SourceFile
  /// Its width and height in CSS pixels, so that a page keeps the room free; nil for a drawing that has none.
  public let size: PixelSize?
  /// Whether it can be made smaller: it consists of points, and doesn't move.
  public let isScalable: Bool
  /// Whose texts show it.
  public let use: FileUse

  /// A width and a height in CSS pixels.
  public struct PixelSize: Sendable, Hashable {
    /// The width, at least 1.
    public let width: Int
    /// The height, at least 1.
    public let height: Int
  }

  /// Whether a file is a picture that browsers and printers show, by its name.
  static func isImage(_ name: some StringProtocol) -> Bool {
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"].contains(where: name.lowercased().hasSuffix)
  }

  /// Whether a file is a picture that cameras and drawing programs make and browsers don't show, by its name.
  static func isForeign(_ name: some StringProtocol) -> Bool {
    [".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".psd", ".eps", ".ai", ".raw"].contains(
      where: name.lowercased().hasSuffix)
  }
}

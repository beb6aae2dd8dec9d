public import Diagnostics
import Content
import Platform

/// A picture that texts show and that is wider than some screens, so that it goes onto the web in several sizes.
public struct LargeImage: Sendable {
  /// The picture as it was written.
  public let file: SourceFile
  /// The widths that it is wanted in, in points, narrow ones first.
  public let widths: [Int]
  fileprivate let index: Int
  /// Its address on the site: `/objectives/boats.jpg`.
  fileprivate let path: String
  fileprivate let size: Image.PixelSize

  /// Those of a phone, of a column of text, and of a column on a sharp screen.
  private static let widths = [480, 960, 1600]

  /// The picture at a place of the library; nil if it goes onto the web as it is.
  init?(_ image: Image, at index: Int) {
    guard image.isScalable, let size = image.size, size.width > Self.widths[0] else { return nil }
    widths = Self.widths.filter { $0 < size.width } + (size.width <= Self.widths[2] ? [size.width] : [])
    file = image.file
    path = RoutePlan.filePath(image.path)
    self.index = index
    self.size = size
  }
}

/// A picture in all sizes in which it goes onto the web.
public struct ScaledImages: Sendable {
  /// Its place in the library.
  let image: Int
  /// The sizes, narrow ones first.
  let sizes: [Size]

  /// A picture in one size.
  struct Size: Sendable {
    let width: Int
    let height: Int
    let bytes: [UInt8]
    /// Its address, which tells it from other versions of it, so that browsers may keep it: `/objectives/boats-960-1f0c3a9b.jpg`.
    let path: String
  }

  /// What became of a picture in the widths that are wanted.
  public init(of image: LargeImage, _ made: [(width: Int, bytes: [UInt8])]) {
    self.image = image.index
    let dot = image.path.lastIndex(of: ".") ?? image.path.endIndex
    sizes = made.map { width, bytes in
      let hash = hexDigits(contentHash(bytes)).prefix(8)
      return Size(
        width: width, height: max(1, (image.size.height * width + image.size.width / 2) / image.size.width),
        bytes: bytes,
        path: "\(image.path[..<dot])-\(width)-\(hash)\(image.path[dot...])")
    }
  }

  /// The size that a browser gets that doesn't choose among them.
  var middle: Size { sizes.last { $0.width <= 960 } ?? sizes[0] }
}

extension Site {
  /// The pictures that can be made smaller for the web.
  public var largeImages: [LargeImage] {
    library.images.indices.filter { library.images[$0].use == .shown || library.images[$0].use == .named }.compactMap {
      LargeImage(library.images[$0], at: $0)
    }
  }
}

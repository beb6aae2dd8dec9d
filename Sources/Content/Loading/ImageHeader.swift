import Diagnostics

/// The first bytes of a picture, which tell its size.
///
/// Sources: PNG (W3C) sections 11.2.2 and 11.3.6.1, JPEG (ITU-T T.81) annex B.2.2, Exif 2.32 section 4.6.4 (orientation), GIF 89a
/// section 18, WebP container specification, SVG 2 section 8.
struct ImageHeader {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  /// The size, or nil if the bytes are none of the formats; a drawing without a size is `.drawing`.
  var form: Kind? {
    if begins(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      return form(big(16, 4), big(20, 4), isScalable: !pngMoves)
    }
    if begins(with: Array("GIF8".utf8)) { return form(little(6, 2), little(8, 2), isScalable: false) }
    if begins(with: [0xFF, 0xD8, 0xFF]) { return jpeg }
    if begins(with: Array("RIFF".utf8)), text(8, 4) == "WEBP" { return webp }
    return svg
  }

  /// What the file is that browsers don't show, as people call it; nil if nobody knows.
  ///
  /// Sources: ISO/IEC 14496-12 section 4.3 (file type box), TIFF 6.0 section 2.
  var foreignForm: String? {
    let brands = ["heic", "heix", "hevc", "heim", "mif1", "msf1"]
    if text(4, 4) == "ftyp" {
      return brands.contains(text(8, 4)) ? "HEIC picture" : text(8, 4) == "avif" ? "AVIF picture" : "film"
    }
    if ["II*\0", "MM\0*"].contains(text(0, 4)) { return "TIFF picture" }
    if text(0, 4) == "8BPS" { return "Photoshop file" }
    return text(0, 4) == "%PDF" ? "PDF" : text(0, 2) == "BM" ? "BMP picture" : nil
  }

  /// Whether points of a picture follow, and not the mark of its end: its file was copied or downloaded in part.
  ///
  /// Within the points of a JPEG no mark of its end can stand (ITU-T T.81, annex B.1.1.5); a PNG ends with a chunk `IEND`,
  /// and a WebP says at its beginning how long it is.
  var isCut: Bool {
    if begins(with: [0xFF, 0xD8, 0xFF]) {
      guard !bytes.suffix(2).elementsEqual([0xFF, 0xD9]), let points = startOfPoints else { return false }
      return bytes.dropFirst(points).firstRange(of: [0xFF, 0xD9]) == nil
    }
    if text(8, 4) == "WEBP" { return little(4, 4).map { $0 + 8 > bytes.count } ?? true }
    return text(1, 3) == "PNG" && !endsPNG
  }

  /// Where the first points of a JPEG begin.
  private var startOfPoints: Int? {
    var offset = 2
    while let marker = big(offset, 2), marker > 0xFF00, let length = big(offset + 2, 2), length >= 2 {
      if marker == 0xFFDA { return offset + 2 + length }
      offset += 2 + length
    }
    return nil
  }

  /// Whether each chunk of a PNG is whole, up to the last one; one without points is no picture yet, and isn't told.
  private var endsPNG: Bool {
    var offset = 8
    var hasPoints = false
    while let length = big(offset, 4), length <= bytes.count {
      let kind = text(offset + 4, 4)
      if kind == "IEND" { return true }
      hasPoints = hasPoints || kind == "IDAT"
      offset += 12 + length
    }
    return !hasPoints
  }

  /// What a picture's header says.
  enum Kind {
    case picture(Image.PixelSize, isScalable: Bool)
    case drawing
  }

  private func form(_ width: Int?, _ height: Int?, isScalable: Bool = true) -> Kind? {
    guard let width, let height, width > 0, height > 0 else { return nil }
    return .picture(Image.PixelSize(width: width, height: height), isScalable: isScalable)
  }

  /// Goes from segment to segment until the one that begins a frame.
  private var jpeg: Kind? {
    var offset = 2
    var isTurned = false
    while let marker = big(offset, 2), marker > 0xFF00, let length = big(offset + 2, 2), length >= 2 {
      let isFrame = 0xFFC0...0xFFCF ~= marker && ![0xFFC4, 0xFFC8, 0xFFCC].contains(marker)
      if isFrame {
        let (height, width) = (big(offset + 5, 2), big(offset + 7, 2))
        return isTurned ? form(height, width) : form(width, height)
      }
      if marker == 0xFFE1, text(offset + 4, 6) == "Exif\0\0" { isTurned = isTurned || isOnItsSide(at: offset + 10) }
      offset += 2 + length
    }
    return nil
  }

  /// Whether a camera was held so that the picture has to be turned by a quarter, as the notes say that begin at an offset.
  private func isOnItsSide(at start: Int) -> Bool {
    let number = text(start, 2) == "MM" ? big : little
    guard let list = number(start + 4, 4), let count = number(start + list, 2) else { return false }
    let notes = (0..<count).map { start + list + 2 + 12 * $0 }
    return notes.contains { number($0, 2) == 0x0112 && 5...8 ~= number($0 + 8, 2) ?? 1 }
  }

  /// Whether a chunk before the first picture says that more follow.
  private var pngMoves: Bool {
    var offset = 8
    while let length = big(offset, 4), text(offset + 4, 4) != "IDAT" {
      if text(offset + 4, 4) == "acTL" { return true }
      offset += 12 + length
    }
    return false
  }

  private var webp: Kind? {
    switch text(12, 4) {
    case "VP8 ": return form(little(26, 2).map { $0 & 0x3FFF }, little(28, 2).map { $0 & 0x3FFF })
    case "VP8L":
      guard let bits = little(21, 4) else { return nil }
      return form(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    case "VP8X":
      let moves = little(20, 1).map { $0 & 2 != 0 } ?? false
      return form(little(24, 3).map { $0 + 1 }, little(27, 3).map { $0 + 1 }, isScalable: !moves)
    default: return nil
    }
  }

  /// A drawing's own width and height, or those of its `viewBox`.
  private var svg: Kind? {
    let start = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let tag = start.firstMatch(of: /<svg\b[^>]*>/)?.output else { return nil }
    if let width = tag.firstMatch(of: /\swidth="([0-9]+)(?:px)?"/)?.1,
      let height = tag.firstMatch(of: /\sheight="([0-9]+)(?:px)?"/)?.1
    {
      return form(Int(width), Int(height), isScalable: false) ?? .drawing
    }
    let numbers =
      tag.firstMatch(of: /\sviewBox="([-0-9. ,]+)"/)?.1.split { " ,".contains($0) }.compactMap { Double($0) } ?? []
    guard numbers.count == 4, numbers[2...].allSatisfy({ 1...100_000 ~= $0 }) else { return .drawing }
    return form(Int(numbers[2]), Int(numbers[3]), isScalable: false)
  }
}

/// Bytes.
extension ImageHeader {
  private func begins(with sign: [UInt8]) -> Bool { bytes.starts(with: sign) }

  private func text(_ offset: Int, _ count: Int) -> String {
    String(decoding: bytes.dropFirst(offset).prefix(count), as: UTF8.self)
  }

  private func big(_ offset: Int, _ count: Int) -> Int? {
    guard offset + count <= bytes.count else { return nil }
    return bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
  }

  private func little(_ offset: Int, _ count: Int) -> Int? {
    guard offset + count <= bytes.count else { return nil }
    return bytes[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

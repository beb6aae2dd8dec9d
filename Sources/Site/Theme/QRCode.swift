import CQREncode
import Templating

/// A QR code (ISO/IEC 18004), by libqrencode.
struct QRCode {
  private let size: Int
  /// Whether each square is dark, row by row.
  private let squares: [Bool]

  /// How many bytes the largest code holds at the level of correction that is used here.
  static let capacity = 2331

  /// The code of a text; nil if that is empty or too long.
  init?(_ text: String) {
    guard let code = unsafe QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { unsafe QRcode_free(code) }
    size = unsafe Int(code.pointee.width)
    // The lowest bit of a square says whether it is dark; the others say what it is for.
    squares = unsafe UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
  }

  /// The code as a picture with a title, and the white margin of four squares that readers need.
  func svg(title: String) -> String {
    let side = size + 8
    let title = escapedHTML(title)
    return "<svg class=\"qr\" role=\"img\" aria-label=\"\(title)\" viewBox=\"0 0 \(side) \(side)\">"
      + "<title>\(title)</title><path fill=\"#fff\" d=\"M0 0h\(side)v\(side)H0z\"/><path d=\"\(path)\"/></svg>"
  }

  /// The dark squares, those that touch in a row as one.
  private var path: String {
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        let length = squares[(row * size + column)..<((row + 1) * size)].prefix { $0 }.count
        if length > 0 { path += "M\(column + 4) \(row + 4)h\(length)v1h-\(length)z" }
        column += max(1, length)
      }
    }
    return path
  }
}

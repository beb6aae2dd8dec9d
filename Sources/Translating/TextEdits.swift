import Diagnostics

/// New bytes for some places of a file; all others stay as they are.
struct TextEdits {
  private var edits: [(range: Range<Int>, text: String)] = []

  /// Puts a text in the place of some bytes; several at one place stand in the order in which they came.
  mutating func replace(_ range: Range<Int>, with text: String) { edits.append((range, text)) }

  /// Puts a text before a byte.
  mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

  /// The file with its new bytes.
  func applied(to file: SourceFile) -> [UInt8] { applied(to: file, in: 0..<file.bytes.count) }

  /// A part of a file with its new bytes.
  func applied(to file: SourceFile, in part: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var offset = part.lowerBound
    let inside = edits.enumerated().filter {
      part.lowerBound <= $1.range.lowerBound && $1.range.upperBound <= part.upperBound
    }
    for (_, edit) in inside.sorted(by: {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }) {
      result += file.bytes[offset..<edit.range.lowerBound] + Array(edit.text.utf8)
      offset = edit.range.upperBound
    }
    return result + file.bytes[offset..<part.upperBound]
  }
}

extension SourceFile {
  /// Where the line ends that an offset lies in.
  func lineEnd(from offset: Int) -> Int {
    bytes[offset...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
  }

  /// Where the line begins that an offset lies in.
  func lineStart(of offset: Int) -> Int {
    (bytes[..<offset].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? -1) + 1
  }
}

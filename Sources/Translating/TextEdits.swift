import Diagnostics
import Documents

/// New bytes for some places of a file; all others stay as they are.
///
/// Lines end as those of the file do.
struct TextEdits {
  private var edits: [(range: Range<Int>, text: String)] = []

  /// Puts a text in the place of some bytes; several at one place stand in the order in which they came.
  mutating func replace(_ range: Range<Int>, with text: String) { edits.append((range, text)) }

  /// Puts a text before a byte.
  mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

  /// Whether a text was put before a byte.
  func addsText(at offset: Int) -> Bool { edits.contains { $0.range == offset..<offset } }

  /// Puts lines behind all that a file holds.
  mutating func add(_ lines: [String], to file: SourceFile) {
    if lines.isEmpty { return }
    let isOpen = file.bytes.last.map { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? false
    insert((isOpen ? "\n" : "") + lines.map { $0 + "\n" }.joined(), at: file.bytes.count)
  }

  /// The file with its new bytes.
  func applied(to file: SourceFile) -> [UInt8] { applied(to: file, in: 0..<file.bytes.count) }

  /// A part of a file with its new bytes; of what stands within bytes that are replaced as a whole, nothing is left.
  func applied(to file: SourceFile, in part: Range<Int>) -> [UInt8] {
    let inside = edits.enumerated().filter {
      part.lowerBound <= $1.range.lowerBound && $1.range.upperBound <= part.upperBound
    }
    let ordered = inside.sorted { left, right in
      let (first, second) = (left.element.range, right.element.range)
      return (first.lowerBound, first.upperBound, left.offset) < (second.lowerBound, second.upperBound, right.offset)
    }
    var result: [UInt8] = []
    var offset = part.lowerBound
    for (_, edit) in ordered where edit.range.lowerBound >= offset {
      result += file.bytes[offset..<edit.range.lowerBound] + file.withOwnLineEnds(edit.text)
      offset = edit.range.upperBound
    }
    return result + file.bytes[offset..<part.upperBound]
  }
}

extension SourceFile {
  /// A text whose lines end as the first one of the file does.
  fileprivate func withOwnLineEnds(_ text: String) -> [UInt8] {
    let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let end = bytes[lineEnd(from: 0)...]
    let own = end.starts(with: [carriage, feed]) ? [carriage, feed] : [end.first ?? feed]
    let lines = text.replacing("\r\n", with: "\n").utf8.split(separator: feed, omittingEmptySubsequences: false)
    return Array(lines.joined(separator: own))
  }

  /// Where the line ends that an offset lies in.
  func lineEnd(from offset: Int) -> Int {
    bytes[offset...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
  }

  /// Where the line begins that an offset lies in, behind the mark of the byte order.
  func lineStart(of offset: Int) -> Int {
    max((bytes[..<offset].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? -1) + 1, textStart)
  }
}

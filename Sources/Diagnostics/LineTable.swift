/// A place as editors show it.
public struct SourcePosition: Sendable, Hashable {
  /// The line, from 1.
  public let line: Int

  /// The column, from 1, counted in characters as a reader sees them: `é`, an Arabic letter with its marks and a
  /// family emoji are one each.
  public let column: Int
}

/// Where the lines of a file begin.
///
/// Made only when something is to be reported.
struct LineTable {
  private let file: SourceFile
  private let starts: [Int]
  /// The last place that was asked for: faults come in order, and counting goes on from there, so that a thousand of them
  /// in one line are counted once.
  private var last = (offset: 0, line: 0, column: 0)

  /// Finds the lines, which end in LF, CR LF or CR, as in CommonMark section 2.1.
  init(_ file: SourceFile) {
    self.file = file
    var starts = [0]
    let bytes = file.bytes
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "\n"): starts.append(index + 1)
      case UInt8(ascii: "\r") where index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"):
        starts.append(index + 1)
      default: continue
      }
    }
    self.starts = starts
  }

  mutating func location(of offset: Int) -> SourcePosition {
    let line = line(of: offset)
    if last.line != line || last.offset > offset { last = (textStart(of: line), line, 1) }
    if offset > last.offset {
      last.column += file.text(in: last.offset..<offset).count
      last.offset = offset
    }
    return SourcePosition(line: line, column: last.column)
  }

  /// The number, from 1, of the line that holds the byte at `offset`.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line without what ends it, nor the byte-order mark, which editors don't show; of a very long line
  /// only those near a place.
  func content(ofLine line: Int, around place: Int) -> Range<Int> {
    let start = nearStart(textStart(of: line), place)
    var end = min(line < starts.count ? starts[line] : file.bytes.count, place + Self.reach)
    while end > start, file.bytes[end - 1] == UInt8(ascii: "\n") || file.bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }

  /// How many bytes before and behind a place are shown at most.
  private static let reach = 400

  /// The start of a line, or the beginning of a character near enough to the place.
  private func nearStart(_ start: Int, _ place: Int) -> Int {
    guard place - start > Self.reach else { return start }
    return (place - Self.reach..<place).first { file.bytes[$0] & 0xC0 != 0x80 } ?? start
  }

  private func textStart(of line: Int) -> Int {
    line == 1 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : starts[line - 1]
  }
}

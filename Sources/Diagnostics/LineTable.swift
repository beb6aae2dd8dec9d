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

  func location(of offset: Int) -> SourcePosition {
    let line = line(of: offset)
    let start = textStart(of: line)
    return SourcePosition(line: line, column: file.text(in: start..<max(offset, start)).count + 1)
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

  /// The bytes of a line without what ends it, nor the byte-order mark, which editors don't show.
  func content(ofLine line: Int) -> Range<Int> {
    let start = textStart(of: line)
    var end = line < starts.count ? starts[line] : file.bytes.count
    while end > start, file.bytes[end - 1] == UInt8(ascii: "\n") || file.bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }

  private func textStart(of line: Int) -> Int {
    line == 1 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : starts[line - 1]
  }
}

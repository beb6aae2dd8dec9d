import Diagnostics

/// Which lines of a text begin with a sign that begins a block: most texts have none of them, and are looked at no further.
struct LineSurvey {
  /// `#`, a bullet or a letter in brackets: a heading or a list, if cmark has read it as one.
  private(set) var hasMarks = false
  /// A line of dashes and strokes, or one that begins with a stroke: a table.
  private(set) var hasTables = false
  /// A number with a full stop or a bracket: an ordered list.
  private(set) var hasNumbers = false
  /// Three backticks or tildes.
  private(set) var hasFences = false

  init(_ source: SourceMap) {
    let all = source.file.bytes
    let bytes = all.span
    for start in source.lineStarts {
      var offset = start
      while offset < source.body.upperBound, isMargin(bytes[offset]) { offset += 1 }
      guard offset < source.body.upperBound else { continue }
      switch bytes[offset] {
      case UInt8(ascii: "#"), UInt8(ascii: "("), 0xE2, 0xEF, 0xC2: hasMarks = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if offset + 1 < source.body.upperBound, bytes[offset + 1] == UInt8(ascii: ")") { hasMarks = true }
      case UInt8(ascii: "|"): hasTables = true
      case UInt8(ascii: ":"), UInt8(ascii: "-"):
        if all[offset..<source.lineEnd(from: offset)].contains(UInt8(ascii: "|")) { hasTables = true }
      case UInt8(ascii: "`"), UInt8(ascii: "~"): hasFences = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasNumbers = true
      default: break
      }
    }
  }

  /// Whether there is nothing to look for.
  var isEmpty: Bool { !(hasMarks || hasTables || hasNumbers || hasFences) }
}

/// Whether a byte may stand before what a line of a block begins with: blanks, and the marks of quotations.
func isMargin(_ byte: UInt8) -> Bool { isBlank(byte) || byte == UInt8(ascii: ">") }

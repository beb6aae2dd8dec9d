import Diagnostics

/// Which lines of a text begin with a sign that begins a block: most texts have none of them, and are looked at no further.
struct LineSurvey {
  /// What may be meant as the mark of a heading, of an item of a list or of another program.
  private(set) var hasMarks = false
  /// A line of dashes and strokes, or one that begins with a stroke: a table.
  private(set) var hasTables = false
  /// A number with a full stop or a bracket: an ordered list.
  private(set) var hasNumbers = false
  /// Three backticks or tildes.
  private(set) var hasFences = false
  /// A letter behind four blanks or a tab: a block of code, if it isn't part of a list.
  private(set) var hasIndents = false

  init(_ source: SourceMap) {
    let all = source.file.bytes
    let bytes = all.span
    for start in source.lineStarts {
      var offset = start
      while offset < source.body.upperBound, isMargin(bytes[offset]) { offset += 1 }
      guard offset < source.body.upperBound else { continue }
      if offset > start, offset - start > 3 || bytes[start] == UInt8(ascii: "\t"), bytes[offset] >= UInt8(ascii: "A") {
        hasIndents = true
      }
      switch bytes[offset] {
      case UInt8(ascii: "#"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "="), UInt8(ascii: "!"),
        UInt8(ascii: "?"), UInt8(ascii: "\\"), 0x80...:
        hasMarks = true
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        let name = all[offset..<source.body.upperBound].prefix { isASCIILetter($0) }
        if name.count <= 4, name.endIndex < all.count, ").\t".utf8.contains(all[name.endIndex]) { hasMarks = true }
      case UInt8(ascii: "|"): hasTables = true
      case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
        let rest = all[(offset + 1)..<source.lineEnd(from: offset)]
        if let next = rest.first, next != UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: ":") { hasMarks = true }
        if rest.contains(UInt8(ascii: "|")) || rest.starts(with: "--".utf8) { hasTables = true }
      case UInt8(ascii: "`"), UInt8(ascii: "~"): hasFences = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): hasNumbers = true
      default: break
      }
    }
  }

  /// Whether there is nothing to look for.
  var isEmpty: Bool { !(hasMarks || hasTables || hasNumbers || hasFences || hasIndents) }
}

/// Whether a byte may stand before what a line of a block begins with: blanks, and the marks of quotations.
func isMargin(_ byte: UInt8) -> Bool { isBlank(byte) || byte == UInt8(ascii: ">") }

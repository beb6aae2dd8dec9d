import Diagnostics

/// Finds what a style sheet begins and never ends, and what it ends without a beginning.
///
/// Counting tells that there is a sign too many or too few, not where. So of several places the one is told where the sign
/// and the indentation of its line contradict each other.
struct SignBalance {
  private let file: SourceFile
  private var open: [Opening] = []
  private var faults: [Diagnostic] = []
  /// The first word since the last rule or declaration ended: `@media`.
  private var beginning: String?
  /// The braces in which something begins that stands no deeper than they do.
  private var leftOpen: [Int] = []
  /// The first brace that closes something although it stands deeper than that.
  private var closedEarly: Int?
  /// Whether the rest is read amiss: behind a comment or a quotation mark that isn't closed, nobody can tell what is what.
  private var isAstray = false
  /// The line of the last sign.
  private var line: Line
  /// Up to where the file was looked through for lines.
  private var seen = 0

  private struct Opening {
    let sign: UInt8
    let offset: Int
    let line: Line
    /// Whether other rules may stand in it at any depth: what `@media` begins, but not `p`.
    let holdsRules: Bool
  }

  /// Where a line begins, and how far its first word is indented.
  private struct Line: Equatable {
    let start: Int
    let indentation: Int

    init(in file: SourceFile, from start: Int) {
      self.start = start
      indentation = file.bytes[start...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    }
  }

  init(_ file: SourceFile) {
    self.file = file
    line = Line(in: file, from: 0)
  }

  mutating func read(_ token: StyleSheetScanner.Token) {
    switch token {
    case .comment(let range, isClosed: false): goAstray(range.lowerBound..<(range.lowerBound + 2))
    case .string(let range, isClosed: false): goAstray((range.lowerBound - 1)..<range.lowerBound)
    case .sign(let sign, let offset): read(sign, at: offset)
    case .word(let range): beginning = beginning ?? file.text(in: range).lowercased()
    case .comment, .string, .address: break
    }
  }

  /// What was found in all of the style sheet.
  mutating func finish() -> [Diagnostic] {
    let braces = open.filter { $0.sign == UInt8(ascii: "{") }
    for opening in open where opening.sign != UInt8(ascii: "{") { reportUnclosed(opening.offset) }
    for offset in leftOpen.isEmpty ? braces.map(\.offset) : Array(leftOpen.prefix(braces.count)) {
      reportUnclosed(offset)
    }
    return faults
  }

  private mutating func read(_ sign: UInt8, at offset: Int) {
    switch sign {
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): begin(sign, at: offset)
    case UInt8(ascii: "}"): end(UInt8(ascii: "{"), at: offset)
    case UInt8(ascii: ")"): end(UInt8(ascii: "("), at: offset)
    case UInt8(ascii: "]"): end(UInt8(ascii: "["), at: offset)
    default: break
    }
    if [UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";")].contains(sign) { beginning = nil }
  }

  private mutating func begin(_ sign: UInt8, at offset: Int) {
    let line = line(of: offset)
    let holdsRules = ["@media", "@supports", "@layer", "@container"].contains(beginning)
    if sign == UInt8(ascii: "{"), let outer = open.last, !outer.holdsRules, outer.line != line,
      line.indentation <= outer.line.indentation, !leftOpen.contains(outer.offset)
    {
      leftOpen.append(outer.offset)
    }
    open.append(Opening(sign: sign, offset: offset, line: line, holdsRules: holdsRules))
  }

  /// Closes the last sign of a kind, with all in it; a brace lets nothing close that stands before it.
  private mutating func end(_ sign: UInt8, at offset: Int) {
    let isBrace = sign == UInt8(ascii: "{")
    guard let index = open.lastIndex(where: { $0.sign == sign || !isBrace && $0.sign == UInt8(ascii: "{") }),
      open[index].sign == sign
    else { return reportUnopened(isBrace ? closedEarly ?? offset : offset) }
    for inner in open[(index + 1)...] { reportUnclosed(inner.offset) }
    let line = line(of: offset)
    if isBrace, line != open[index].line, line.indentation > open[index].line.indentation {
      closedEarly = closedEarly ?? offset
    }
    open.removeSubrange(index...)
  }

  /// The line of a sign, which stands behind those that were asked for before.
  private mutating func line(of offset: Int) -> Line {
    if let end = file.bytes[seen..<offset].lastIndex(of: UInt8(ascii: "\n")) { line = Line(in: file, from: end + 1) }
    seen = offset
    return line
  }

  private mutating func goAstray(_ range: Range<Int>) {
    faults.append(.unclosed(in: file, at: range))
    isAstray = true
  }

  private mutating func reportUnclosed(_ offset: Int) {
    if !isAstray { faults.append(.unclosed(in: file, at: offset..<(offset + 1))) }
  }

  private mutating func reportUnopened(_ offset: Int) {
    if !isAstray { faults.append(.unopened(in: file, at: offset..<(offset + 1))) }
  }
}

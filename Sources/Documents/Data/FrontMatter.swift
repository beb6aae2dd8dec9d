public import Diagnostics

/// The block of YAML between two lines of three dashes on top of a Markdown file.
public struct FrontMatter: Sendable {
  /// The fields; none if nothing stands between the lines.
  public let fields: [DataEntry]
  /// Offsets of the map of the fields; where it would begin, if there are none.
  public let fieldsRange: Range<Int>
  /// Where the Markdown begins, as an offset in the file.
  public let bodyStart: Int
  /// Offsets of the line that it begins with; where a missing field is missed.
  public let opening: Range<Int>

  /// Reads the front matter of a file; nil if it can't be used, and the diagnostics say why.
  ///
  /// It begins in the first line with `---` and ends with a line that is `---` or `...`, each with nothing else on it
  /// but blanks.
  public static func read(_ file: SourceFile) -> (FrontMatter?, [Diagnostic]) {
    if let diagnostic = file.checkText() { return (nil, [diagnostic]) }
    let opening = file.line(at: file.textStart)
    guard isFence(file.bytes[opening.content], "-") else { return (nil, [.noFrontMatter(in: file)]) }
    guard let closing = closingFence(in: file, from: opening.next) else {
      return (nil, [.openFrontMatter(in: file, at: opening.content)])
    }
    return read(
      file, fields: opening.next..<closing.content.lowerBound, opening: opening.content, bodyStart: closing.next)
  }

  private static func read(
    _ file: SourceFile, fields: Range<Int>, opening: Range<Int>, bodyStart: Int
  ) -> (FrontMatter?, [Diagnostic]) {
    let (node, diagnostics) = DataNode.parse(file, body: fields)
    guard let node else { return (nil, diagnostics) }
    switch node.content {
    case .mapping(let fields):
      return (
        FrontMatter(fields: fields, fieldsRange: node.range, bodyStart: bodyStart, opening: opening), diagnostics
      )
    case .scalar("", isPlain: true):
      return (FrontMatter(fields: [], fieldsRange: node.range, bodyStart: bodyStart, opening: opening), diagnostics)
    case .scalar, .sequence:
      return (nil, diagnostics + [.notFields(in: file, at: node.range)])
    }
  }

  private static func closingFence(in file: SourceFile, from start: Int) -> SourceLine? {
    var offset = start
    while offset < file.bytes.count {
      let line = file.line(at: offset)
      let text = file.bytes[line.content]
      if isFence(text, "-") || isFence(text, ".") { return line }
      offset = line.next
    }
    return nil
  }

  /// Whether the line is three times `mark` and blanks.
  private static func isFence(_ line: ArraySlice<UInt8>, _ mark: Unicode.Scalar) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == UInt8(ascii: mark) } && line.dropFirst(3).allSatisfy(isBlank)
  }
}

/// The bytes of a line without what ends it, and where the next one begins.
struct SourceLine {
  let content: Range<Int>
  let next: Int
}

extension SourceFile {
  /// The line that begins at `start`; it ends in LF, CR LF or CR, as in CommonMark section 2.1.
  func line(at start: Int) -> SourceLine {
    let end = bytes[start...].firstIndex(where: isLineBreak) ?? bytes.count
    let isPair = end + 1 < bytes.count && bytes[end] == UInt8(ascii: "\r") && bytes[end + 1] == UInt8(ascii: "\n")
    return SourceLine(content: start..<end, next: min(end + (isPair ? 2 : 1), bytes.count))
  }
}

import Diagnostics

extension SourceFile {
  /// The quotation mark that a text begins with and that is closed only by one of another text, before the place where libyaml
  /// gives up; nil if there is none.
  ///
  /// libyaml takes all up to the next mark for one text, and complains of what stands behind that one: lines below the mistake.
  func unclosedQuote(in body: Range<Int>, before problem: Int) -> Int? {
    var offset = body.lowerBound
    while offset < problem {
      let line = self.line(at: offset)
      guard let start = beginningOfQuote(in: max(offset, line.content.lowerBound)..<line.content.upperBound) else {
        offset = max(line.next, offset + 1)
        continue
      }
      guard let end = endOfQuote(from: start, limit: body.upperBound) else { return start }
      let isLonger = end >= line.content.upperBound
      if isLonger, !endsValue(end) { return start }
      offset = end
    }
    return nil
  }

  /// Where a value begins with a quotation mark: behind a colon, a dash, a bracket or a comma.
  private func beginningOfQuote(in line: Range<Int>) -> Int? {
    line.first { offset in
      guard bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") else { return false }
      let before = bytes[line.lowerBound..<offset].reversed()
      guard let sign = before.first(where: { !isBlank($0) }) else { return true }
      let isParted = before.first.map(isBlank) ?? false
      return "[{".utf8.contains(sign) || (isParted && ":-,".utf8.contains(sign))
    }
  }

  /// The place behind the mark that closes a text; a doubled single mark and an escaped double one don't.
  private func endOfQuote(from start: Int, limit: Int) -> Int? {
    let mark = bytes[start]
    var offset = start + 1
    while offset < limit {
      if bytes[offset] == mark {
        guard mark == UInt8(ascii: "'"), offset + 1 < limit, bytes[offset + 1] == mark else { return offset + 1 }
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "\\"), mark == UInt8(ascii: "\"") {
        offset += 1
      }
      offset += 1
    }
    return nil
  }

  /// Whether nothing follows a value but what may: the end of the line, a comma, a bracket, a remark.
  private func endsValue(_ end: Int) -> Bool {
    let rest = bytes[end...].prefix { !isLineBreak($0) }.drop(while: isBlank)
    return rest.isEmpty || ",]}#:".utf8.contains(rest[rest.startIndex])
  }
}

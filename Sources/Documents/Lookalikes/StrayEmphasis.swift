import Diagnostics

extension MarkdownReader {
  /// Reads emphasis as it was meant that CommonMark doesn't read, and warns of what stays asterisks; tells whether it has read
  /// any.
  ///
  /// By CommonMark (section 6.2) asterisks between a punctuation mark and a letter open or close nothing, which is seldom right
  /// where words aren't parted by spaces, and behind guillemets: `**人权高于一切。**各国`.
  mutating func readEmphasis(_ runs: [TextRun]) -> Bool {
    floor = 0
    var hasRead = false
    for run in runs where run.bytes.contains(UInt8(ascii: "*")) {
      if readEmphasis(in: run) { hasRead = true }
    }
    return hasRead
  }

  private mutating func readEmphasis(in run: TextRun) -> Bool {
    let stars = stars(in: run)
    var (pieces, written, index) = ([TextRun.Piece](), 0, 0)
    while index < stars.count {
      let opening = stars[index]
      if index + 1 < stars.count, isPair(opening.range, stars[index + 1].range, in: run.bytes) {
        let closing = stars[index + 1]
        pieces.append(.text(run.bytes[written..<opening.range.lowerBound]))
        pieces.append(
          .emphasis(run.bytes[opening.range.upperBound..<closing.range.lowerBound], isStrong: opening.range.count == 2))
        written = closing.range.upperBound
        index += 2
      } else {
        if isStray(opening.range, in: run.bytes) { diagnostics.append(.strayAsterisks(in: file, at: opening.place)) }
        index += 1
      }
    }
    guard written > 0 else { return false }
    run.replace(with: pieces + [.text(run.bytes[written...])])
    return true
  }

  /// One or two asterisks that the author hasn't escaped, with their place in the file.
  private mutating func stars(in run: TextRun) -> [(range: Range<Int>, place: Range<Int>)] {
    var (found, offset) = ([(range: Range<Int>, place: Range<Int>)](), 0)
    while let start = run.bytes[offset...].firstIndex(of: UInt8(ascii: "*")) {
      let end = run.bytes[start...].firstIndex { $0 != UInt8(ascii: "*") } ?? run.bytes.count
      offset = end
      guard let place = source.find(String(repeating: "*", count: end - start), of: run.place, after: floor) else {
        continue
      }
      floor = place.upperBound
      if end - start <= 2, !source.isEscaped(place.lowerBound) { found.append((start..<end, place)) }
    }
    return found
  }

  /// Whether asterisks that mean nothing by themselves were to be a pair.
  private func isPair(_ opening: Range<Int>, _ closing: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard opening.count == closing.count, opening.upperBound < closing.lowerBound,
      !isWhiteSpace(bytes[opening.upperBound]), !isWhiteSpace(bytes[closing.lowerBound - 1]),
      bytes[opening.upperBound..<closing.lowerBound].contains(where: isWordByte)
    else { return false }
    // A single one behind a word is more often the call of a note.
    guard opening.count == 1, opening.lowerBound > 0 else { return true }
    let before = bytes[opening.lowerBound - 1]
    return !isASCIILetter(before) && !isDigit(before)
  }

  /// Whether two asterisks were to open or close something: a word stands on one side of them, and not on the other.
  private func isStray(_ stars: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard stars.count == 2 else { return false }
    let before = stars.lowerBound > 0 ? bytes[stars.lowerBound - 1] : UInt8(ascii: " ")
    let after = stars.upperBound < bytes.count ? bytes[stars.upperBound] : UInt8(ascii: " ")
    return isWordByte(before) != isWordByte(after) && !"/.*".utf8.contains(after)
  }

  private func isWordByte(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isDigit(byte) || byte >= 0x80 }
}

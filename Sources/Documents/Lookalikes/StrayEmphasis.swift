import Diagnostics

extension MarkdownReader {
  /// Reads emphasis as it was meant that CommonMark doesn't read, and warns of signs that stay text, also of backticks;
  /// tells whether it has read any.
  ///
  /// By CommonMark (section 6.2) asterisks between a punctuation mark and a letter open or close nothing, which is seldom right
  /// where words aren't parted by spaces, and behind guillemets: `**人权高于一切。**各国`.
  mutating func readEmphasis(_ runs: [TextRun]) -> Bool {
    floor = 0
    var hasRead = false
    for run in runs where run.bytes.contains(where: isEmphasisSign) {
      if readEmphasis(in: run) { hasRead = true }
    }
    return hasRead
  }

  private mutating func readEmphasis(in run: TextRun) -> Bool {
    let stars = emphasisSigns(in: run)
    var (pieces, written, index) = ([TextRun.Piece](), 0, 0)
    while index < stars.count {
      let opening = stars[index]
      if index + 1 < stars.count, isPair(opening.range, stars[index + 1].range, in: run.bytes) {
        let closing = stars[index + 1]
        pieces.append(.text(run.bytes[written..<opening.range.lowerBound]))
        pieces += emphasis(run.bytes[opening.range.upperBound..<closing.range.lowerBound], run.bytes[opening.range])
        written = closing.range.upperBound
        index += 2
      } else if index + 1 < stars.count, isLoosePair(opening.range, stars[index + 1].range, in: run.bytes) {
        diagnostics.append(.strayEmphasis(in: file, at: opening.place.lowerBound..<stars[index + 1].place.upperBound))
        index += 2
      } else {
        if isStray(opening.range, in: run.bytes) { diagnostics.append(.strayEmphasis(in: file, at: opening.place)) }
        index += 1
      }
    }
    guard written > 0 else { return false }
    run.replace(with: pieces + [.text(run.bytes[written...])])
    return true
  }

  private mutating func emphasis(_ words: ArraySlice<UInt8>, _ signs: ArraySlice<UInt8>) -> [TextRun.Piece] {
    if signs.first != UInt8(ascii: "~") { return [.emphasis(words, isStrong: signs.count == 2)] }
    // The library makes no nodes of its extensions, and lets none of ours into the cell of a table.
    snippets += ["<del>", "</del>"]
    return [.html(snippets.count - 2), .text(words), .html(snippets.count - 1)]
  }

  /// One or two of these signs that the author hasn't escaped, with their place in the file.
  private mutating func emphasisSigns(in run: TextRun) -> [(range: Range<Int>, place: Range<Int>)] {
    var (found, offset) = ([(range: Range<Int>, place: Range<Int>)](), 0)
    while let start = run.bytes[offset...].firstIndex(where: isEmphasisSign) {
      let end = run.bytes[start...].firstIndex { $0 != run.bytes[start] } ?? run.bytes.count
      offset = end
      let signs = String(decoding: run.bytes[start..<end], as: UTF8.self)
      guard let place = source.find(signs, of: run.place, after: floor) else { continue }
      floor = place.upperBound
      if end - start <= 2, !source.isEscaped(place.lowerBound) { found.append((start..<end, place)) }
    }
    return found
  }

  private func isEmphasisSign(_ byte: UInt8) -> Bool { "*_~`".utf8.contains(byte) }

  /// Whether signs that mean nothing by themselves were to be a pair.
  private func isPair(_ opening: Range<Int>, _ closing: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard bytes[opening] == bytes[closing], opening.upperBound < closing.lowerBound,
      !isSpace(behind: opening, in: bytes), !isSpace(before: closing, in: bytes),
      bytes[opening.upperBound..<closing.lowerBound].contains(where: isWordByte)
    else { return false }
    switch bytes[opening.lowerBound] {
    // `snake_case_names` are words, `~2~` is lowered elsewhere.
    case UInt8(ascii: "_"), UInt8(ascii: "`"): return false
    case UInt8(ascii: "~"): return opening.count == 2
    default:
      // A single one behind a word is more often the call of a note.
      guard opening.count == 1, opening.lowerBound > 0 else { return true }
      let before = bytes[opening.lowerBound - 1]
      return !isASCIILetter(before) && !isDigit(before)
    }
  }

  /// Whether two signs were to be a pair, and have a blank within: `** words **`.
  private func isLoosePair(_ opening: Range<Int>, _ closing: Range<Int>, in bytes: [UInt8]) -> Bool {
    let words = bytes[opening.upperBound..<closing.lowerBound]
    // Underscores are room to write in: `Name: __ Day: __`.
    return opening.count == 2 && bytes[opening] == bytes[closing] && bytes[opening.lowerBound] != UInt8(ascii: "_")
      && words.contains(where: isWordByte)
      && (isSpace(behind: opening, in: bytes) || isSpace(before: closing, in: bytes))
      && (opening.lowerBound == 0 || !isWordByte(bytes[opening.lowerBound - 1]))
      && (closing.upperBound == bytes.count || !isWordByte(bytes[closing.upperBound]))
  }

  /// Whether signs were to open or close something: a word stands on one side of them, and not on the other.
  private func isStray(_ signs: Range<Int>, in bytes: [UInt8]) -> Bool {
    let before = signs.lowerBound > 0 ? bytes[signs.lowerBound - 1] : UInt8(ascii: "\n")
    let after = signs.upperBound < bytes.count ? bytes[signs.upperBound] : UInt8(ascii: " ")
    if bytes[signs].elementsEqual("**".utf8) {
      return isWordByte(before) != isWordByte(after) && !"/.*".utf8.contains(after)
    }
    // Behind a word it calls a note, and at the beginning of a line it is that note.
    let isFirst = bytes[signs.lowerBound] == UInt8(ascii: "`") && before == UInt8(ascii: "\n")
    guard bytes[signs.lowerBound] != UInt8(ascii: "~"), isBlank(before) || before == UInt8(ascii: "(") || isFirst,
      isWordByte(after), !isDigit(after)
    else { return false }
    // `_name_of_a_thing` is a name.
    return !bytes[signs.upperBound...].prefix { !isWhiteSpace($0) }.contains(bytes[signs.lowerBound])
  }

  private func isSpace(behind signs: Range<Int>, in bytes: [UInt8]) -> Bool {
    endOfBlanks(in: bytes[...], from: signs.upperBound) > signs.upperBound
  }

  private func isSpace(before signs: Range<Int>, in bytes: [UInt8]) -> Bool {
    isWhiteSpace(bytes[signs.lowerBound - 1]) || bytes[..<signs.lowerBound].suffix(2).elementsEqual([0xC2, 0xA0])
  }

  private func isWordByte(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isDigit(byte) || byte >= 0x80 }
}

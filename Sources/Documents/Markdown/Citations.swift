import Diagnostics

extension MarkdownReader {
  /// Replaces citations in runs of text.
  mutating func readCitations(_ runs: [TextRun]) {
    floor = 0
    for run in runs where run.bytes.contains(UInt8(ascii: "@")) { readCitations(in: run) }
  }

  private mutating func readCitations(in run: TextRun) {
    var pieces: [TextRun.Piece] = []
    var written = 0
    for opening in run.starts(of: "[@") where opening >= written {
      // Only the source tells a `[` that was escaped, or written as a character reference.
      guard let found = findCitation(at: opening, in: run) else { continue }
      floor = found.upperBound
      if source.isEscaped(found.lowerBound) { continue }
      guard let parsed = ParsedCitation(run.bytes[opening...]) else {
        if found.count > 2 { diagnostics.append(.citation(in: file, at: found)) }
        continue
      }
      let citation = locate(parsed, from: found.lowerBound, in: run)
      pieces += [.text(run.bytes[written..<opening]), .citation(citations.count)]
      citations.append(citation)
      floor = citation.range.upperBound
      written = parsed.end
    }
    guard written > 0 else { return }
    run.replace(with: pieces + [.text(run.bytes[written...])])
  }

  /// The source of `[@` and the key behind it; of the first two alone if the key may be written otherwise, as in `a\_b`.
  private func findCitation(at opening: Int, in run: TextRun) -> Range<Int>? {
    let key = run.bytes[(opening + 2)...].prefix(while: isKeyByte)
    if let found = source.find("[@" + String(decoding: key, as: UTF8.self), of: run.place, after: floor) {
      return found
    }
    return key.allSatisfy(beginsKey) ? nil : source.find("[@", of: run.place, after: floor)
  }

  /// Finds the places of the keys, one after the other.
  private func locate(_ parsed: ParsedCitation, from start: Int, in run: TextRun) -> Citation {
    var offset = start
    let end = source.blockEnd(of: run.place)
    let items = parsed.items.map { item in
      let found = source.find("@" + item.key, in: offset, end) ?? offset..<(offset + 1)
      offset = found.upperBound
      return Citation.Item(key: item.key, locator: item.locator, range: (found.lowerBound + 1)..<found.upperBound)
    }
    let closing = source.find("]", in: offset, end)?.upperBound ?? offset
    return Citation(items: items, range: start..<closing)
  }
}

/// Whether an id of a source may begin with the byte; letters beyond ASCII may, so that a slip is reported as one.
private func beginsKey(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isDigit(byte) || byte >= 0x80 }

/// Whether the byte may stand in the id of a source.
func isKeyByte(_ byte: UInt8) -> Bool { beginsKey(byte) || "-_.:".utf8.contains(byte) }

/// What stands between `[@` and `]`: `key, locator; @key`.
struct ParsedCitation {
  private(set) var items: [(key: String, locator: String?)] = []
  /// The offset after the closing bracket.
  let end: Int

  /// Reads a citation that begins with the text; nil if it is not one.
  init?(_ text: ArraySlice<UInt8>) {
    guard let closing = text.dropFirst().firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") }),
      text[closing] == UInt8(ascii: "]")
    else { return nil }
    end = closing + 1
    for part in text[(text.startIndex + 1)..<closing].split(
      separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    {
      let trimmed = part.drop(while: isWhiteSpace)
      let key = trimmed.dropFirst().prefix(while: isKeyByte)
      let rest = trimmed.dropFirst(1 + key.count).drop(while: isWhiteSpace)
      guard trimmed.first == UInt8(ascii: "@"), key.first.map(beginsKey) == true,
        // Another source in the place of a place: `[@a, @b]`.
        rest.isEmpty || rest.first == UInt8(ascii: ","), !rest.contains(UInt8(ascii: "@"))
      else {
        return nil
      }
      let locator = words(of: rest.dropFirst())
      items.append((String(decoding: key, as: UTF8.self), locator.isEmpty ? nil : locator))
    }
  }
}

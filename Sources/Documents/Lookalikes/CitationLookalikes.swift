import Diagnostics

extension MarkdownReader {
  /// Notes what would be a citation with other signs: `[gcm, p. 3]`, `(@gcm)`, `@gcm`; and warns of `[@ gcm]`.
  ///
  /// Whether a source of that name is there, only those know who have all sources.
  mutating func readUnmarkedCitations(_ runs: [TextRun]) {
    floor = 0
    for run in runs {
      var end = 0
      for (offset, byte) in run.bytes.enumerated() where offset >= end {
        switch byte {
        case UInt8(ascii: "["):
          end = ParsedCitation(run.bytes[offset...])?.end ?? offset
          if end == offset {
            readUnmarkedCitation(at: offset, in: run)
          } else if let found = source.find(
            String(decoding: run.bytes[offset..<end], as: UTF8.self), of: run.place, after: floor)
          {
            floor = found.upperBound
          }
        case UInt8(ascii: "@") where offset == 0 || " (\n".utf8.contains(run.bytes[offset - 1]):
          note(run.bytes[(offset + 1)...].prefix(while: isKeyByte), behind: "@", in: run)
        default: break
        }
      }
    }
  }

  private mutating func readUnmarkedCitation(at offset: Int, in run: TextRun) {
    let text = run.bytes[(offset + 1)...].drop(while: isWhiteSpace)
    // Pandoc leaves the author out by a hyphen.
    let sign = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    let isMarked = sign.first == UInt8(ascii: "@")
    let words = isMarked ? sign.dropFirst().drop(while: isWhiteSpace) : text
    let key = words.prefix(while: isKeyByte)
    guard let next = run.bytes[key.endIndex...].first, "],".utf8.contains(next), key.startIndex > offset,
      run.bytes[key.endIndex...].contains(UInt8(ascii: "]"))
    else { return }
    let signs = String(decoding: run.bytes[offset..<key.startIndex], as: UTF8.self)
    if !isMarked { return note(key, behind: signs, in: run) }
    guard signs != "[@", !key.isEmpty, let place = source.find(signs, of: run.place, after: floor),
      !source.isEscaped(place.lowerBound)
    else { return }
    floor = place.upperBound
    diagnostics.append(.citation(in: file, at: place.lowerBound..<(place.upperBound + key.count)))
  }

  private mutating func note(_ key: ArraySlice<UInt8>, behind signs: String, in run: TextRun) {
    // A full stop may end the sentence.
    let key = String(decoding: key.reversed().drop { ".:".utf8.contains($0) }.reversed(), as: UTF8.self)
    guard !key.isEmpty, let place = source.find(signs + key, of: run.place, after: floor) else { return }
    floor = place.upperBound
    if source.isEscaped(place.lowerBound) { return }
    unmarkedCitations.append(Citation.Item(key: key, locator: nil, range: place))
  }
}

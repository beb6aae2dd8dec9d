/// Characters as `unicode-range` of style sheets writes them: `U+2E80-9FFF, U+3000` (CSS Fonts 4, section 4.5).
struct UnicodeRanges {
  private let ranges: [ClosedRange<UInt32>]

  /// Reads ranges; what is none is left out.
  init(_ text: String) {
    ranges = text.split { ", ".contains($0) }.compactMap { part in
      let ends = part.dropFirst(2).split(separator: "-").compactMap { UInt32($0, radix: 16) }
      guard let first = ends.first, let last = ends.last, first <= last else { return nil }
      return first...last
    }
  }

  func contains(_ character: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(character.value) } }
}

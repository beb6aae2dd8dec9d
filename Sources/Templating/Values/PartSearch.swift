/// Finds a part in bytes or characters, in time that grows with their number alone (Knuth, Morris and Pratt, 1977).
struct PartSearch<Element: Equatable> {
  private let part: [Element]
  /// For each position of the part, how long a start of the part ends right before it.
  private let overlaps: [Int]

  init(_ part: some Sequence<Element>) {
    self.part = Array(part)
    var overlaps = [0]
    var length = 0
    for element in self.part.dropFirst() {
      overlaps.append(length)
      while length > 0, self.part[length] != element { length = overlaps[length] }
      if self.part[length] == element { length += 1 }
    }
    self.overlaps = overlaps
  }

  /// Where the part first occurs at or after an offset.
  func first(in elements: [Element], from start: Int = 0) -> Range<Int>? {
    if part.isEmpty { return start <= elements.count ? start..<start : nil }
    var matched = 0
    var index = start
    while index < elements.count {
      while matched > 0, part[matched] != elements[index] { matched = overlaps[matched] }
      if part[matched] == elements[index] { matched += 1 }
      index += 1
      if matched == part.count { return index - matched..<index }
    }
    return nil
  }

  /// All places where the part occurs and doesn't overlap the one before, from an offset on.
  func all(in elements: [Element]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while let range = first(in: elements, from: start) {
      found.append(range)
      start = max(range.upperBound, range.lowerBound + 1)
    }
    return found
  }
}

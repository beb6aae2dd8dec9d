/// "did you mean `title`?", for the candidates nearest to what was written, if any is near enough to be meant.
public func suggestion(for written: String, among candidates: some Sequence<String>) -> String? {
  suggestion(of: nearestOnes(to: written, among: candidates))
}

/// "did you mean `title`?" or "did you mean `title` or `tile`?"; nil if there are none.
public func suggestion(of names: [String]) -> String? {
  guard let last = names.last else { return nil }
  let others = names.dropLast().map { "`\($0)`" }.joined(separator: ", ")
  return "did you mean \(others.isEmpty ? "" : others + " or ")`\(last)`?"
}

/// The candidate nearest to what was written, or nil if none is near enough; the first of equals wins.
public func nearest(to written: String, among candidates: some Sequence<String>) -> String? {
  nearestOnes(to: written, among: candidates).first
}

/// The candidates nearest to what was written, as many as are equally near, up to three; none if none is near enough.
///
/// Near enough means: no more than a quarter of the characters must be changed, and one may in any word of several. What was left out in
/// one place counts as one: `imrf-22` is near to `imrf-2022`. So does all that follows, so that `Bolivia` finds
/// `Bolivia (Plurinational State of)`, and what stands before a slash, so that `list-form` finds `markdown/list-form`.
public func nearestOnes(to written: String, among candidates: some Sequence<String>) -> [String] {
  let wanted = Array(written.lowercased().unicodeScalars)
  let most = min(max(1, wanted.count / 4), wanted.count - 1)
  guard most > 0 else { return [] }
  var best = (distance: most, candidates: [String]())
  for candidate in candidates where candidate != written {
    let other = Array(candidate.lowercased().unicodeScalars)
    let distance = lacksOnePart(wanted, of: other) ? 1 : editDistance(wanted, other, limit: best.distance)
    if distance < best.distance { best = (distance, []) }
    if distance == best.distance, !best.candidates.contains(candidate) { best.candidates.append(candidate) }
  }
  return Array(best.candidates.prefix(3))
}

/// The candidates, five at most, that are most alike to what was written, however little that is.
public func mostAlike(to written: String, among candidates: [String]) -> [String] {
  let wanted = Array(written.lowercased().unicodeScalars)
  let ranked = candidates.map { candidate in
    let other = Array(candidate.lowercased().unicodeScalars)
    let shared = zip(wanted, other).prefix { $0 == $1 }.count
    return (editDistance(wanted, other, limit: max(wanted.count, other.count)) - shared, candidate)
  }
  return ranked.sorted { $0 < $1 }.prefix(5).map(\.1)
}

/// Whether a word is another one of which a part was left out: a few characters in the middle, the end, or what stands before a slash.
private func lacksOnePart(_ word: [Unicode.Scalar], of other: [Unicode.Scalar]) -> Bool {
  guard word.count > 3, other.count > word.count else { return false }
  let beginning = zip(word, other).prefix { $0 == $1 }.count
  let end = zip(word.reversed(), other.reversed()).prefix { $0 == $1 }.count
  return beginning == word.count || end == word.count && other[other.count - word.count - 1] == "/"
    || beginning > 0 && end > 0 && beginning + end >= word.count && other.count - word.count <= word.count / 3
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the other
/// (the optimal string alignment distance); more than `limit` if that is exceeded.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int {
  guard abs(left.count - right.count) <= limit else { return limit + 1 }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}

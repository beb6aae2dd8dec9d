/// "did you mean `title`?", for the candidate nearest to what was written, if one is near enough to be meant.
public func suggestion(for written: String, among candidates: some Sequence<String>) -> String? {
  nearest(to: written, among: candidates).map { "did you mean `\($0)`?" }
}

/// The candidate nearest to what was written, or nil if none is near enough; the first of equals wins.
///
/// Near enough means: no more than a quarter of the characters must be changed, and one may in any word of several. A candidate that
/// begins with what was written counts as near, so that `Bolivia` finds `Bolivia (Plurinational State of)`; so does one that
/// has more before a slash, so that `list-form` finds `markdown/list-form`.
public func nearest(to written: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(written.lowercased().unicodeScalars)
  let most = min(max(1, wanted.count / 4), wanted.count - 1)
  guard most > 0 else { return nil }
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where candidate != written {
    let limit = min(best.map { $0.distance - 1 } ?? most, most)
    let other = Array(candidate.lowercased().unicodeScalars)
    let isPart = other.starts(with: wanted) || other.reversed().starts(with: wanted.reversed() + ["/"])
    let distance = wanted.count > 3 && isPart ? 1 : editDistance(wanted, other, limit: limit)
    if distance <= limit { best = (distance, candidate) }
  }
  return best?.candidate
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

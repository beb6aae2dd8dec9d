/// The article of Arabic.
let arabicArticle = Array("ال".utf8)

/// Where a name may begin in an Arabic word that has short words before it: "and" or "so", and then "in", "as" or "to".
///
/// Behind "to" the article of a name lacks its alif: الكويت is Kuwait, للكويت "to Kuwait".
func arabicNames(in text: ArraySlice<UInt8>, at start: Int) -> [(start: Int, lacksAlif: Bool)] {
  guard text[start] == 0xD8 || text[start] == 0xD9 else { return [] }
  var places: [(start: Int, lacksAlif: Bool)] = []
  var beginnings = [start]
  if let behind = end(of: conjunctions, in: text, at: start) {
    places.append((behind, false))
    beginnings.append(behind)
  }
  for beginning in beginnings {
    guard let behind = end(of: prepositions, in: text, at: beginning) else { continue }
    places.append((behind, false))
    if text[beginning...].starts(with: to + to) { places.append((behind, true)) }
  }
  return places
}

private let to = Array("ل".utf8)
private let prepositions = ["ب", "ك"].map { Array($0.utf8) } + [to]
private let conjunctions = ["و", "ف"].map { Array($0.utf8) }

/// Where a word ends that stands here, if it is one of some.
private func end(of words: [[UInt8]], in text: ArraySlice<UInt8>, at start: Int) -> Int? {
  words.first { text[start...].starts(with: $0) }.map { start + $0.count }.flatMap { $0 < text.endIndex ? $0 : nil }
}

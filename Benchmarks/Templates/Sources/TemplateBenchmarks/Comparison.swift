/// Engines that don't give the same page.
struct DifferentPages: Error {
  let page: String
  let engines: [String]
}

/// Checks that all contestants make the same page but for what their languages can't say, and tells its bytes.
func comparePages(of contestants: [any Contestant], in name: String) throws -> Int {
  let pages = try contestants.map { try $0.page() }
  for (contestant, page) in zip(contestants, pages) where plain(page) != plain(pages[0]) {
    throw DifferentPages(page: name, engines: [contestants[0].name, contestant.name])
  }
  return pages[0].utf8.count
}

/// The page with one way to write references, and without the white space at the ends of lines and before tags.
private func plain(_ page: String) -> String {
  var page = page
  for (reference, character) in [
    ("&quot;", "\""), ("&#34;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2f;", "/"),
  ] { page.replace(reference, with: character) }
  let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  return words.replacing("> <", with: "><")
}

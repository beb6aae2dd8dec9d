/// Engines that don't give the same page.
struct DifferentPages: Error {
  let page: String
  let engines: [String]
}

/// Checks that all contestants make the same page but for what their languages can't say, and tells its bytes.
func comparePages(of contestants: [any Contestant], in name: String) throws -> Int {
  let pages = try contestants.map { withPlainReferences(try $0.page()) }
  for (contestant, page) in zip(contestants, pages) {
    let isSame = contestant.isJinja ? page == pages[0] : withoutWhiteSpace(page) == withoutWhiteSpace(pages[0])
    if !isSame { throw DifferentPages(page: name, engines: [contestants[0].name, contestant.name]) }
  }
  return try contestants[0].page().utf8.count
}

/// The page with the characters themselves, of which each engine writes other references.
private func withPlainReferences(_ page: String) -> String {
  var page = page
  for (reference, character) in [
    ("&quot;", "\""), ("&#34;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2f;", "/"),
  ] { page.replace(reference, with: character) }
  return page
}

/// The page without white space between tags, and with one space wherever there is some elsewhere.
private func withoutWhiteSpace(_ page: String) -> String {
  page.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("> <", with: "><")
}

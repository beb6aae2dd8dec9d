/// A page as pandoc wants it.
///
/// Footnotes have the roles by which it knows them (DPUB-ARIA 1.0), outside of raised text, since a call is raised anyway, and
/// no links back, which it makes itself;
/// numbered paragraphs begin with their number, which on the site is the style sheet's affair; a term that links lead to holds
/// a mark with its id, since pandoc drops the id of the term itself.
func readingForm(of html: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(html.count + html.count / 16)
  var rest = html[...]
  while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
    output += rest[..<start]
    rest = rest[start...]
    if rest.starts(with: footnoteCall.utf8), let end = rest.end(of: "</sup>") {
      output += "<a role=\"doc-noteref\"".utf8
      output += rest[..<end].dropFirst(footnoteCall.utf8.count + "<a".utf8.count).dropLast("</sup>".utf8.count)
      rest = rest[end...]
    } else if rest.starts(with: footnoteSection.utf8) {
      output += "<section role=\"doc-endnotes\"".utf8
      rest = rest.dropFirst("<section".utf8.count)
    } else if rest.starts(with: "<p ".utf8), let end = rest.end(of: ">") {
      output += rest[..<end]
      output += number(of: rest[..<end])
      rest = rest[end...]
    } else if rest.starts(with: "<a ".utf8), let tagEnd = rest.end(of: ">"),
      rest[..<tagEnd].end(of: "footnote-backref") != nil, let end = rest.end(of: "</a>")
    {
      rest = rest[end...]
    } else if rest.starts(with: "<dt id=".utf8), let end = rest.end(of: ">") {
      output += Array("<dt><span ".utf8) + rest[..<end].dropFirst("<dt ".utf8.count) + Array("</span>".utf8)
      rest = rest[end...]
    } else {
      output.append(rest.removeFirst())
    }
  }
  return output + rest
}

/// The number of a paragraph as text, or nothing.
private func number(of tag: ArraySlice<UInt8>) -> [UInt8] {
  guard let start = tag.end(of: " data-number=\"") else { return [] }
  return Array("<strong>".utf8) + tag[start...].prefix { $0 != UInt8(ascii: "\"") } + Array("</strong> ".utf8)
}

import Diagnostics
import Documents
import Templating

/// `{{ extra.note | markdown }}`: Markdown that is no part of the content, such as a text of `extra:`, as HTML.
///
/// What only content has - links to other files, citations, pictures - is an error: nobody has checked where it leads.
let markdownFilter = Filter("markdown", on: .text("text"), .bool("inline", default: false)) { call, text, isInline in
  let file = SourceFile(name: "the text given to `markdown`", text: text)
  let whole = 0..<file.bytes.count
  let (document, diagnostics) =
    isInline
    ? MarkdownDocument.parseInline(file, node: DataNode(.scalar(text, isPlain: false), at: whole))
    : MarkdownDocument.parse(file, body: whole)
  if let diagnostic = diagnostics.first { throw Fault(diagnostic.message, hints: diagnostic.hints) }
  try checkStandsAlone(document)
  return .markup(html(of: document, on: call.host as? PageContext))
}

private func checkStandsAlone(_ document: MarkdownDocument) throws(Fault) {
  for link in document.links {
    if link.isImage { throw Fault("`markdown` can't show pictures") }
    guard case .relative(let address) = link.address else { continue }
    throw Fault(
      "`markdown` can't tell where `\(address)` leads",
      hints: ["write a full address, or make the text a part of the content"])
  }
  if !document.citations.isEmpty {
    throw Fault("`markdown` has no list of references for a citation", hints: ["make the text a part of the content"])
  }
}

private func html(of document: MarkdownDocument, on page: PageContext?) -> String {
  var out: [UInt8] = []
  document.html.write(to: &out) { hole, out in
    switch hole {
    case .headingLevel(let level): out.append(contentsOf: String(level).utf8)
    case .calloutTitle(let callout):
      out.append(contentsOf: escapedHTML(page?.word("callout-" + callout.name) ?? callout.name).utf8)
    case .table(let index):
      let number = String(index + 1)
      let name = page?.words("table-number", ["number": number]) ?? number
      out.append(contentsOf: escapedHTML(name).utf8)
    case .noteReturn(let number):
      let letters = noteLetters(number)
      out.append(contentsOf: escapedHTML(page?.words("back-to-note", ["letter": letters]) ?? letters).utf8)
    case .task(let isDone):
      if let page {
        out.append(contentsOf: " aria-label=\"\(escapedHTML(page.word(isDone ? "task-done" : "task-open")))\"".utf8)
      }
    case .idPrefix, .ownAddress, .paragraph, .link, .fileFacts, .citation, .mention: break
    }
  }
  return String(decoding: out, as: UTF8.self)
}

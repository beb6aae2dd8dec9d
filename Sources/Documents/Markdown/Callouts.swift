import Diagnostics

extension MarkdownReader {
  /// Turns quotations that begin with a mark such as `[!GAP]` into callouts; tells whether there were any.
  mutating func readCallouts(_ quotes: [CMarkNode]) -> Bool {
    var hasCallouts = false
    for quote in quotes {
      guard let paragraph = quote.firstChild, paragraph.kind == .paragraph, let mark = CalloutMark(in: paragraph) else {
        continue
      }
      let range = source.find("[!" + mark.word + "]", of: paragraph)
      if let range, source.isEscaped(range.lowerBound) { continue }
      if let callout = Callout.allCases.first(where: { $0.name == mark.word.lowercased() }) {
        replace(quote, by: callout, mark: mark, paragraph: paragraph)
        hasCallouts = true
      } else {
        diagnostics.append(.unknownCallout(mark.word, in: file, at: range ?? source.range(of: paragraph)))
      }
    }
    return hasCallouts
  }

  private func replace(_ quote: CMarkNode, by callout: Callout, mark: CalloutMark, paragraph: CMarkNode) {
    let box = CMarkNode.block("<div class=\"callout \(callout.name)\" role=\"note\">", "</div>")
    box.insert(before: quote)
    let title = CMarkNode.inline("<p class=\"callout-title\">", "</p>\n")
    box.append(title)
    mark.moveTitle(to: title)
    if title.firstChild == nil { title.append(.marker(.calloutTitle(callout))) }
    if paragraph.firstChild == nil { paragraph.remove() }
    for child in Array(quote.children) { box.append(child) }
    quote.remove()
  }
}

/// The mark at the beginning of a quotation's first paragraph.
private struct CalloutMark {
  /// What stands between `[!` and `]`.
  let word: String
  /// The nodes that the mark is made of.
  private let nodes: [CMarkNode]
  /// What the last of these nodes says after the mark.
  private let rest: String

  init?(in paragraph: CMarkNode) {
    var text = ""
    var nodes: [CMarkNode] = []
    for node in paragraph.children {
      guard node.kind == .text else { return nil }
      text += node.literal
      nodes.append(node)
      guard text.hasPrefix("[!".prefix(text.count)) else { return nil }
      if text.contains("]") { break }
    }
    guard let end = text.firstIndex(of: "]") else { return nil }
    word = String(text[..<end].dropFirst(2))
    guard !word.isEmpty, word.allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" }) else { return nil }
    rest = String(text[end...].dropFirst())
    self.nodes = nodes
  }

  /// Takes the mark out of the paragraph and moves the rest of its line into the title.
  func moveTitle(to title: CMarkNode) {
    let line = rest.drop { $0 == " " }
    var next = nodes.last?.next
    for node in nodes { node.remove() }
    if !line.isEmpty { title.append(.text(line.utf8)) }
    while let node = next {
      next = node.next
      if node.kind == .softBreak || node.kind == .lineBreak {
        node.remove()
        return
      }
      title.append(node)
    }
  }
}

import Diagnostics

extension MarkdownReader {
  /// Collects links and images, and prepares their addresses for `HoleFinder`.
  ///
  /// A relative address is replaced by its number in `links`: the only addresses in the rendered HTML that begin with a
  /// digit are then ours, for whole ones begin with a letter and those within the page with `#`.
  mutating func readLinks(_ nodes: [CMarkNode]) {
    floor = 0
    for node in nodes {
      let text = node.address
      let address = Address(text)
      let words = node.plainText
      let range = place(of: node, address: text, words: words)
      switch address {
      case .relative: node.setAddress(String(links.count))
      case .refused:
        node.setAddress("")
        diagnostics.append(.dangerousAddress(text, in: file, at: range))
      case .external, .fragment: break
      }
      links.append(Link(address: address, isImage: node.kind == .image, text: words, range: range))
      checkTitle(of: node, at: range)
      guard node.kind == .link else { continue }
      if node.firstChild == nil, !text.isEmpty { diagnostics.append(.linkForm(.empty, in: file, at: range)) }
      moveCalls(behind: node)
      if let ending = fileEnding(of: address), !isSaid(ending, in: words, behind: node) {
        node.append(.marker(.fileFacts(links.count - 1)))
      }
    }
  }

  /// Warns of a title that no figure has taken as its caption: it shows under a mouse, and nowhere else.
  private mutating func checkTitle(of node: CMarkNode, at range: Range<Int>) {
    if node.title.isEmpty { return }
    let found = source.find(node.title, of: node, after: floor)
    floor = found?.upperBound ?? floor
    // It may stand in a line that says where the link leads.
    let place = found ?? source.find(node.title, in: source.body.lowerBound, source.body.upperBound)
    diagnostics.append(.hiddenTitle(isPicture: node.kind == .image, in: file, at: place ?? range))
  }

  /// What the name of a file ends with to which a relative address leads; nil if it is a text.
  private func fileEnding(of address: Address) -> Substring? {
    guard case .relative(let path) = address else { return nil }
    let name = path.prefix { $0 != "#" && $0 != "?" }.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), !name.hasSuffix(".md") else { return nil }
    return name[name.index(after: dot)...]
  }

  /// Whether its author says what kind of file a link leads to, in its words or in brackets behind them.
  private func isSaid(_ ending: Substring, in words: String, behind link: CMarkNode) -> Bool {
    let next = link.next.flatMap { $0.isText ? String(decoding: TextRun(from: $0).bytes, as: UTF8.self) : nil } ?? ""
    let remark = next.drop(while: \.isWhitespace)
    let isInBrackets = remark.first == "(" || remark.first == "（"
    let said = isInBrackets ? words + " " + remark.prefix { $0 != ")" && $0 != "）" } : words
    return said.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { $0 == ending.lowercased() }
  }

  /// Moves calls of notes and citations that stand in the words of a link behind it: they are links, and a link holds none.
  private func moveCalls(behind link: CMarkNode) {
    var calls: [CMarkNode] = []
    link.forEachDescendant { node in
      // In what stands for a picture they are words.
      guard node.kind == .footnoteCall || node.kind == .citation, !node.isInImage else { return }
      calls.append(node)
    }
    let next = link.next
    for call in calls {
      if call.kind == .citation, call.next == nil { call.previous?.trimEnd() }
      if let next { call.insert(before: next) } else { link.parent?.append(call) }
    }
  }

  /// The address in the source if it stands there as it is, or else the link.
  private mutating func place(of node: CMarkNode, address: String, words: String) -> Range<Int> {
    let range = source.range(of: node)
    let found = isAutolink(address, words) ? findAutolink(node, address, words) : findAddress(address, of: node)
    floor = max(found?.upperBound ?? range.upperBound, floor)
    return found ?? range
  }

  /// Whether the address may stand in the text by itself.
  private func isAutolink(_ address: String, _ words: String) -> Bool { !words.isEmpty && address.hasSuffix(words) }

  /// cmark does not know where such addresses stand: it is the next place that has one.
  private func findAutolink(_ node: CMarkNode, _ address: String, _ words: String) -> Range<Int>? {
    source.find(address, of: node, after: floor) ?? source.find(words, of: node, after: floor)
  }

  /// Finds an address behind the words of its link, which may hold it too; of a link that goes on in another line, cmark tells the
  /// last line and the column in the first one.
  private func findAddress(_ address: String, of node: CMarkNode) -> Range<Int>? {
    for opening in ["](", "](<"] where !address.isEmpty {
      guard let found = source.find(opening + address, of: node, after: floor) else { continue }
      return (found.lowerBound + opening.utf8.count)..<found.upperBound
    }
    return nil
  }
}

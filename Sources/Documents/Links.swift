import Diagnostics

extension MarkdownReader {
  /// Collects links and images, and prepares their addresses for `HoleFinder`.
  ///
  /// A relative address is replaced by its number in `links`: the only addresses in the rendered HTML that begin with a
  /// digit are then ours, for whole ones begin with a letter and those within the page with `#`.
  mutating func readLinks(_ nodes: [CMarkNode]) {
    for node in nodes {
      let text = node.address
      let address = Address(text)
      let range = place(of: node, address: text)
      switch address {
      case .relative: node.setAddress(String(links.count))
      case .refused:
        node.setAddress("")
        diagnostics.append(.dangerousAddress(text, in: file, at: range))
      case .external, .fragment: break
      }
      let words = node.plainText
      links.append(Link(address: address, isImage: node.kind == .image, text: words, range: range))
    }
  }

  /// The address in the source if it stands there as it is, behind the words; otherwise the beginning of the link.
  private func place(of node: CMarkNode, address: String) -> Range<Int> {
    for opening in ["](", "](<", "<", ""] {
      if let found = source.find(opening + address, of: node), !address.isEmpty {
        return (found.lowerBound + opening.utf8.count)..<found.upperBound
      }
    }
    return source.range(of: node)
  }
}

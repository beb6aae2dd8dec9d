extension MarkdownReader {
  /// Makes figures of paragraphs that hold a picture with a title and nothing else; tells whether there were any.
  ///
  /// The title is the caption.
  func readFigures(of tree: borrowing CMarkTree) -> Bool {
    var hasFigures = false
    var paragraphs: [CMarkNode] = []
    tree.forEachNode { if $0.kind == .paragraph { paragraphs.append($0) } }
    for paragraph in paragraphs {
      guard let content = paragraph.onlyChild, let picture = content.onlyPicture, !picture.title.isEmpty else {
        continue
      }
      let caption = CMarkNode.inline("<figcaption>", "</figcaption>")
      appendMarkdown(picture.title, to: caption)
      picture.setTitle("")
      let figure = CMarkNode.block("<figure>", "</figure>")
      figure.insert(before: paragraph)
      figure.append(content)
      figure.append(caption)
      paragraph.remove()
      hasFigures = true
    }
    return hasFigures
  }

  /// Reads a title as a line of Markdown.
  ///
  /// A bracket before it makes sure that it is no list or heading; what is in it is copied, since nodes don't outlive
  /// their tree.
  private func appendMarkdown(_ title: String, to caption: CMarkNode) {
    let line = Array(("(" + title).utf8.map { isLineBreak($0) ? UInt8(ascii: " ") : $0 })[...]
    let tree = CMarkTree(line, TextTraits(line), footnotes: false)
    guard let paragraph = tree.root.firstChild else { return }
    var copies = [paragraph: caption]
    paragraph.forEachDescendant { node in
      guard let parent = node.parent.flatMap({ copies[$0] }) else { return }
      let copy = node == paragraph.firstChild ? CMarkNode.text(node.literal.utf8.dropFirst()) : node.copy()
      parent.append(copy)
      copies[node] = copy
    }
  }
}

extension CMarkNode {
  /// The node that stands in this one alone; nil if there is none, or several.
  fileprivate var onlyChild: CMarkNode? { firstChild.flatMap { $0.next == nil ? $0 : nil } }

  /// The picture that this is, or that is all of this link.
  fileprivate var onlyPicture: CMarkNode? {
    switch kind {
    case .image: self
    case .link: onlyChild.flatMap { $0.kind == .image ? $0 : nil }
    default: nil
    }
  }

  /// Whether there are pictures in a paragraph, and no words: nobody names it by a number.
  var holdsOnlyPictures: Bool {
    let parts = children.filter { $0.onlyPicture == nil }
    return parts.allSatisfy(\.isSpace) && children.contains { $0.onlyPicture != nil }
  }

  /// Whether it parts what stands before and behind it, and nothing more.
  private var isSpace: Bool {
    switch kind {
    case .softBreak, .lineBreak: true
    case .text: literal.utf8.allSatisfy(isBlank)
    default: false
    }
  }
}

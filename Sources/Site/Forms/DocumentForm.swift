import Platform

extension Rewriter {
  /// An element as pandoc wants it, which keeps attributes of few elements, and begins chapters only at headings outside of
  /// others.
  ///
  /// - Sections are dissolved, but for boxes; their ids move to the headings with which they begin.
  /// - Classes and languages of paragraphs move to a block around them, ids to a mark where the element begins.
  /// - What `data-line` puts on a line of its own stands there.
  func documentForm(of element: HTMLElement) -> [HTMLNode] {
    var element = element
    // As in the texts (`withSymbols`).
    if form == .word, element["class"] == "symbol" { element["class"] = nil }
    switch element.name {
    case "article", "header", "section", "div", "main", "footer", "nav", "aside": return container(element)
    case "p": return paragraph(element)
    case "li", "dt", "dd", "td", "caption": element.children = withLanguage(of: element, in: "div")
    case "th":
      if element["scope"] == "row" { element.children = [.element("strong", [], element.children)] }
      element.children = withLanguage(of: element, in: "div")
    case "cite": element.name = "em"
    case "bdi":
      element.name = "span"
      element["dir"] = element["dir"] ?? "auto"
    case "img" where form == .word: element["src"] = element["src"].map(drawnForWord)
    default: break
    }
    let line: [HTMLNode] = element.has("data-line") ? [.element("br")] : []
    return line + marked(element)
  }

  /// A drawing as a file of its own, which is treated as other pictures are: Word shows none that stand in the text, and pandoc
  /// would leave out what they show.
  mutating func picture(of drawing: HTMLElement) -> HTMLNode {
    let bytes = serialized([.element(drawing)])
    let name = "drawing-\(hexDigits(contentHash(bytes)).prefix(16)).svg"
    drawings[name] = bytes
    let title = drawing.children.lazy.compactMap(\.element).first { $0.name == "title" }
    let size = drawing.attributes.filter { $0.name == "width" }
    let source = form == .word ? drawnForWord(name) : name
    return .element("img", [("src", source), ("alt", title?.plainText ?? drawing["aria-label"] ?? "")] + size)
  }

  /// What stands in an element of which pandoc keeps no language, in one of which it does.
  func withLanguage(of element: HTMLElement, in name: String) -> [HTMLNode] {
    let attributes = element.attributes.filter { ["lang", "dir"].contains($0.name) }
    return attributes.isEmpty ? element.children : [.element(name, attributes, element.children)]
  }

  private func container(_ element: HTMLElement) -> [HTMLNode] {
    let isBox = element.has("data-box") || element.has(class: "callout")
    let holdsText = element.children.contains { !$0.isBlank && ($0.element?.isInline ?? true) }
    guard isBox || holdsText || element.has("lang") || element.has("dir") else {
      return element["id"].map { beginning(with: $0, element.children) } ?? element.children
    }
    let kept = isBox ? ["id", "class", "lang", "dir"] : ["id", "lang", "dir"]
    let attributes = element.attributes.filter { kept.contains($0.name) }
    return [.element("div", attributes, element.children)]
  }

  private func paragraph(_ element: HTMLElement) -> [HTMLNode] {
    var children = element.children
    if let id = element["id"] { children.insert(.element("span", [("id", id)]), at: 0) }
    let attributes = element.attributes.filter { ["class", "lang", "dir"].contains($0.name) }
    let paragraph = HTMLNode.element("p", [], children)
    return attributes.isEmpty ? [paragraph] : [.element("div", attributes, [paragraph])]
  }

  /// An element with its id where pandoc finds it.
  private func marked(_ element: HTMLElement) -> [HTMLNode] {
    guard let id = element["id"], !keepsID(element) else { return [.element(element)] }
    var element = element
    element["id"] = nil
    if ["dt", "dd", "td", "th", "caption", "li"].contains(element.name) {
      element.children.insert(.element("span", [("id", id)]), at: 0)
      return [.element(element)]
    }
    return [.element(element.isInline ? "span" : "div", [("id", id)]), .element(element)]
  }

  private func keepsID(_ element: HTMLElement) -> Bool {
    element.isHeading || ["span", "a", "tr", "thead", "tbody", "html", "body"].contains(element.name)
  }

  /// Nodes that begin with a mark: within their first heading, since what stands before it belongs to the chapter before.
  private func beginning(with id: String, _ nodes: [HTMLNode]) -> [HTMLNode] {
    guard let first = nodes.firstIndex(where: { !$0.isBlank }), case .element(var heading) = nodes[first],
      heading.isHeading
    else { return [.element("div", [("id", id)])] + nodes }
    // Around its words: a mark without any would be an error in the contents of an e-book.
    heading.children = [.element("span", [("id", id)], heading.children)]
    var nodes = nodes
    nodes[first] = .element(heading)
    return nodes
  }
}

/// The name of the picture that is drawn of one that Word doesn't show.
public func drawnForWord(_ address: String) -> String {
  [".svg", ".webp"].contains(where: address.hasSuffix) ? address + ".png" : address
}

extension Rewriter {
  /// An element with nothing but what programs that follow sites keep: no ids, since a program shows many texts together,
  /// no classes, and what stands on a line of its own does so.
  func feedForm(of element: HTMLElement) -> [HTMLNode] {
    var element = element
    element.attributes.removeAll { !kept.contains($0.name) }
    let line: [HTMLNode] = element.has("data-line") ? [.element("br")] : []
    element["data-line"] = nil
    return line + [.element(element)]
  }
}

private let kept: Set = [
  "href", "src", "alt", "width", "height", "title", "lang", "dir", "start", "value", "colspan", "rowspan", "align",
  "scope",
  "datetime", "data-line",
]

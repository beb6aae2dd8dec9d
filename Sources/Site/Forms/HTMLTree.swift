/// A part of a finished page: an element, or a run of text.
indirect enum HTMLNode: Sendable {
  case element(HTMLElement)
  /// Text as it is written, with character references.
  case text(String)
}

/// An element with its attributes and what stands in it.
struct HTMLElement: Sendable {
  /// The name, in small letters outside of drawings.
  var name: String
  /// The attributes in the order in which they are written, each once; values as they are written, with character references.
  var attributes: [(name: String, value: String)]
  var children: [HTMLNode]

  init(_ name: String, _ attributes: [(name: String, value: String)] = [], _ children: [HTMLNode] = []) {
    self.name = name
    self.attributes = attributes
    self.children = children
  }

  /// The value of an attribute; if nil is set, it is taken away.
  subscript(attribute: String) -> String? {
    get { attributes.first { $0.name == attribute }?.value }
    set {
      let index = attributes.firstIndex { $0.name == attribute }
      switch (index, newValue) {
      case (let index?, let value?): attributes[index].value = value
      case (let index?, nil): attributes.remove(at: index)
      case (nil, let value?): attributes.append((attribute, value))
      case (nil, nil): break
      }
    }
  }

  func has(_ attribute: String) -> Bool { attributes.contains { $0.name == attribute } }

  func has(class name: String) -> Bool { self["class"]?.split(separator: " ").contains(name[...]) ?? false }

  /// The plain words in it, without character references.
  var plainText: String { children.plainText }

  /// Whether it stands in a line of text.
  var isInline: Bool { !Self.blocks.contains(name) }

  /// The elements that stand below each other.
  static let blocks: Set = [
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Whether it is a heading.
  var isHeading: Bool { ["h1", "h2", "h3", "h4", "h5", "h6"].contains(name) }
}

extension HTMLNode {
  /// An element.
  static func element(
    _ name: String, _ attributes: [(name: String, value: String)] = [], _ children: [HTMLNode] = []
  ) -> HTMLNode {
    .element(HTMLElement(name, attributes, children))
  }

  /// The element that it is, if it is one.
  var element: HTMLElement? {
    if case .element(let element) = self { element } else { nil }
  }

  /// Whether it is text of white space only.
  var isBlank: Bool {
    if case .text(let text) = self { text.utf8.allSatisfy { $0 <= UInt8(ascii: " ") } } else { false }
  }
}

extension [HTMLNode] {
  /// The plain words in all of them, without character references.
  var plainText: String {
    reduce(into: "") { words, node in
      switch node {
      case .text(let text): words += unescapedHTML(text)
      case .element(let element): words += element.plainText
      }
    }
  }

  /// Visits all elements in the order in which they begin.
  func forEachElement(_ visit: (HTMLElement) -> Void) {
    for case .element(let element) in self {
      visit(element)
      element.children.forEachElement(visit)
    }
  }

  /// The nodes without white space at both ends.
  var trimmed: [HTMLNode] {
    var nodes = Array(drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed())
    if case .text(let text)? = nodes.last {
      nodes[nodes.count - 1] = .text(String(text.reversed().drop(while: \.isWhitespace).reversed()))
    }
    return nodes
  }
}

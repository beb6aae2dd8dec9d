import Documents

/// Reads a finished page as a tree, as a browser would: what ends without an end tag ends where it has to.
func htmlTree(of page: [UInt8]) -> [HTMLNode] {
  var reader = TreeReader(page)
  return reader.read()
}

private struct TreeReader {
  private let page: [UInt8]
  private var scanner: TagScanner
  /// The elements that are open, the outermost first; the first one stands for the page.
  private var open = [HTMLElement("")]
  /// How many drawings are open: their names have capital letters.
  private var drawings = 0

  /// What is nested deeper stands beside what holds it: no author means it, and a tree is walked by recursion.
  private static let deepest = 300

  init(_ page: [UInt8]) {
    self.page = page
    scanner = TagScanner(page)
  }

  mutating func read() -> [HTMLNode] {
    var end = 0
    while let (range, mark) = scanner.nextMark() {
      append(page[end..<range.lowerBound])
      switch mark {
      case .start(let name, let attributes, let isClosed): begin(self.name(name), attributes, isClosed: isClosed)
      case .end(let name): self.end(self.name(name))
      case .comment: break
      }
      end = range.upperBound
    }
    append(page[end...])
    while open.count > 1 { close() }
    return open[0].children
  }

  private mutating func append(_ text: ArraySlice<UInt8>) {
    guard !text.isEmpty else { return }
    open[open.count - 1].children.append(.text(String(decoding: text, as: UTF8.self)))
  }

  private func name(_ range: Range<Int>) -> String {
    let name = String(decoding: page[range], as: UTF8.self)
    return drawings > 0 ? name : name.lowercased()
  }

  private mutating func begin(
    _ name: String, _ written: [(name: Range<Int>, value: Range<Int>)], isClosed: Bool
  ) {
    if drawings == 0 { endImplied(by: name) }
    var element = HTMLElement(name)
    for (range, value) in written {
      let attribute = name == "svg" ? String(decoding: page[range], as: UTF8.self) : self.name(range)
      if !element.has(attribute) {
        element.attributes.append((attribute, String(decoding: page[value], as: UTF8.self)))
      }
    }
    if voidElements.contains(name) || (isClosed && (drawings > 0 || name == "svg")) {
      open[open.count - 1].children.append(.element(element))
    } else {
      if name == "svg" { drawings += 1 }
      open.append(element)
      if open.count > Self.deepest { close() }
    }
  }

  /// Closes the nearest element of a name and all within it; an end tag that closes nothing is nothing.
  private mutating func end(_ name: String) {
    guard let index = open.lastIndex(where: { $0.name == name }), index > 0 else { return }
    // A table's cell is closed by nothing that stands within it.
    let barrier = open.lastIndex { ["td", "th", "caption"].contains($0.name) } ?? 0
    if index < barrier, !tableParts.contains(name) { return }
    while open.count > index { close() }
  }

  private mutating func close() {
    guard let element = open.popLast() else { return }
    if element.name == "svg" { drawings -= 1 }
    open[open.count - 1].children.append(.element(element))
  }

  /// Ends what can't hold an element of a name (HTML Living Standard, section 13.1.2.4).
  private mutating func endImplied(by name: String) {
    for ending in Ending.all where ending.beginnings.contains(name) {
      guard let index = open.lastIndex(where: { ending.ended.contains($0.name) || ending.holders.contains($0.name) }),
        ending.ended.contains(open[index].name)
      else { continue }
      while open.count > index { close() }
    }
  }
}

/// Elements that end where others begin, unless something stands between them that holds these.
private struct Ending {
  let ended: Set<String>
  let beginnings: Set<String>
  let holders: Set<String>

  static let all = [
    Ending(
      ended: ["p"],
      beginnings: HTMLElement.blocks.subtracting(["caption", "tbody", "td", "tfoot", "th", "thead", "tr"]),
      holders: ["table", "td", "th", "caption", "button", "object"]),
    Ending(ended: ["li"], beginnings: ["li"], holders: ["ul", "ol", "table"]),
    Ending(ended: ["dt", "dd"], beginnings: ["dt", "dd"], holders: ["dl", "table"]),
    Ending(ended: ["td", "th"], beginnings: ["td", "th", "tr", "thead", "tbody", "tfoot"], holders: ["table"]),
    Ending(ended: ["tr", "caption"], beginnings: ["tr", "thead", "tbody", "tfoot"], holders: ["table"]),
    Ending(ended: ["thead", "tbody", "tfoot"], beginnings: ["thead", "tbody", "tfoot"], holders: ["table"]),
    Ending(ended: ["option"], beginnings: ["option"], holders: ["select"]),
  ]
}

/// The elements in which nothing can stand (HTML Living Standard, section 13.1.2).
let voidElements: Set = [
  "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
]

private let tableParts: Set = ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"]

import Content
import Platform

/// Makes another form of a finished page, for those who read it apart from the site: on paper, in a word processor, in an e-book,
/// in a program that follows sites.
///
/// It works on the tree of the page, so that links of templates and of texts are treated alike, and nothing is lost that stands
/// within something else. What it has to know of the page a template tells by attributes; `docs/packs.md` lists them.
///
/// In all forms:
///
/// - A note is placed once, where it is first called; later calls point to it. Its letter or number is counted in the order of
///   the calls. Notes that are called within notes are notes of their own. Language and direction are those of the text in
///   which a note is written.
/// - Links back, scripts, and what `data-only` keeps for other forms are left out; what is for the later pages of a box (`continued`)
///   is kept on paper only.
/// - A link to a part of the page that isn't there leads to the entry that it should be a part of, or becomes its text.
/// - An id stands once; where it is repeated, it is left out.
/// - Quotations (`q`) have the marks of their language as text, boxes of task lists are characters.
struct Rewriter {
  /// What a page is made into.
  enum Medium {
    /// For a printing program: notes stand where they are called, addresses of other sites are notes.
    case print
    /// For a word processor.
    case word
    /// For an e-book, in which the numbers of notes begin anew with each chapter.
    case book
    /// For programs that follow sites and show no style.
    case feed

    /// What templates call it.
    var name: String {
      switch self {
      case .print: "print"
      case .word, .book: "document"
      case .feed: "feed"
      }
    }
  }

  /// What the page doesn't tell of itself.
  struct Setting {
    /// The code of the page's language.
    var language: String
    /// The address of the site, to which links on paper lead nobody; none if it isn't known.
    var siteURL: String?
    /// How a language names a page.
    var pageWords: (_ language: String) -> PageWords = { _ in PageWords() }
    /// The anchors of the entries that have a section on the page.
    var entries: [String] = []
    /// The drawings that it shows.
    var drawings: [[UInt8]] = []
  }

  /// What stands around the number of a page.
  struct PageWords {
    /// What stands before and behind it.
    var before = "", behind = ""
    /// What parts it from words before it.
    var comma = ""
  }

  /// Where something stands.
  struct Context {
    var language: String
    /// The direction of the text: `ltr`, `rtl`, or `auto` if its letters decide.
    var direction = "ltr"
    /// How many quotations it stands in.
    var quotations = 0
    /// Whether addresses of other sites become notes.
    var notesAddresses = true
    var isInLink = false
    /// Whether its blanks are a matter of their own, as in code.
    var isAsWritten = false
    /// Whether symbols of documents get no element: it is one already, or can hold none.
    var keepsSymbols = false

    /// The same within an element.
    func inside(_ element: HTMLElement) -> Context {
      var context = self
      if let language = element["lang"] { context.language = language }
      if let direction = element["dir"] ?? (element.name == "bdi" ? "auto" : nil) { context.direction = direction }
      if ["code", "kbd", "pre", "style"].contains(element.name) { context.isAsWritten = true }
      if element.name == "title" || element.has(class: "symbol") { context.keepsSymbols = true }
      if let address = element["data-address"], address != "note" { context.notesAddresses = address != "none" }
      return context
    }
  }

  let form: Medium
  let setting: Setting
  /// The ids of the page.
  private var ids: Set<String> = []
  /// Those of the words of the page and of its drawings, if something depends on their characters.
  private var characters: Set<Unicode.Scalar> = []
  /// Those that have been written.
  private var written: Set<String> = []
  /// The language and direction of the page as a whole.
  let page: Context
  var notes: Notes
  /// Calls of notes that wait for the end of the link that they stand in.
  var behindLink: [HTMLNode] = []
  /// The drawings of the page that have become files, by their names.
  var drawings: [String: [UInt8]] = [:]

  /// A page in another form.
  struct Page {
    var html: [UInt8]
    /// The drawings that stood in it and are files beside it now, by their names.
    var drawings: [String: [UInt8]]
  }

  /// Makes a form of a page, or of a part of one.
  static func rewrite(_ page: [UInt8], as form: Medium, _ setting: Setting) -> Page {
    let tree = htmlTree(of: page)
    var rewriter = Rewriter(tree, as: form, setting)
    let nodes = rewriter.rewrite(tree, Context(language: setting.language))
    return Page(html: rewriter.finished(nodes), drawings: rewriter.drawings)
  }

  private func finished(_ nodes: [HTMLNode]) -> [UInt8] {
    switch form {
    case .print: return doctype + serialized(nodes)
    case .word, .book: return doctype + serialized(nodes, bodyEnd: notes.textsAtEnd)
    case .feed:
      let texts = notes.textsAtEnd
      return serialized(nodes + (texts.isEmpty ? [] : [.element("div", [], [.element("ol", [], texts)])]))
    }
  }

  private init(_ tree: [HTMLNode], as form: Medium, _ setting: Setting) {
    self.form = form
    self.setting = setting
    let outside = Context(language: setting.language)
    let root = tree.lazy.compactMap(\.element).first { $0.name == "html" }
    page = root.map(outside.inside) ?? outside
    notes = Notes(of: tree, outside)
    tree.forEachElement { element in
      if let id = element["id"] { ids.insert(id) }
      if characters.isEmpty, element.has("data-unicode-range") {
        let texts = [tree.plainText] + setting.drawings.map { htmlTree(of: $0).plainText }
        characters = Set(texts.joined().unicodeScalars)
      }
    }
  }

  mutating func rewrite(_ nodes: [HTMLNode], _ context: Context) -> [HTMLNode] {
    nodes.flatMap { node -> [HTMLNode] in
      guard case .element(let element) = node else { return kept(node, context) }
      let direction = context.inside(element).direction
      let nodes = rewrite(element, context)
      guard form == .word, element.isInline, direction != context.direction else { return nodes }
      return nodes.flatMap { parted($0, of: direction) }
    }
  }

  /// A text, as it stands in a pack.
  private func kept(_ node: HTMLNode, _ context: Context) -> [HTMLNode] {
    guard form != .feed, !context.isAsWritten, case .text(let text) = node else { return [node] }
    let kept = keepingTogether(text, in: context.language)
    return context.keepsSymbols ? [.text(kept)] : withSymbols(kept, in: context.direction)
  }

  private mutating func rewrite(_ element: HTMLElement, _ context: Context) -> [HTMLNode] {
    if isLeftOut(element) { return [] }
    if let call = NoteCall(element) {
      let nodes = self.call(call, context)
      if context.isInLink { behindLink += nodes }
      return context.isInLink ? [] : nodes
    }
    if element.name == "svg" { return [form == .word || form == .book ? picture(of: element) : .element(element)] }
    var element = element
    element["dir"] = directionImplied(by: element, in: context) ?? element["dir"]
    let context = context.inside(element)
    if let id = element["id"], !written.insert(id).inserted { element["id"] = nil }
    // Elsewhere programs count the notes: Word those of a file, e-books those of a chapter.
    if element.has("data-notes"), form == .print { notes.beginAnew() }
    if form == .book, element.name == "h1" || element.name == "h2" { notes.beginAnew() }
    switch element.name {
    case "a": return link(element, context)
    case "q": return quotation(element, context)
    case "input" where element["type"] == "checkbox":
      // In an element of its own: pandoc would make a box to be ticked of the sign.
      return [
        .element("span", form == .print ? [("class", "task-box")] : [], [.text(element.has("checked") ? "☑" : "☐")])
      ]
    default: break
    }
    let label = element.isHeading ? label(of: element) : nil
    element.children = rewrite(element.children, context)
    if element.name == "li", beginsWithBox(element) { element.add(class: "task") }
    switch form {
    case .print:
      if let label { element["data-label"] = label }
      // A line through words, or below them, would go on in the notes that are called there.
      let notes = ["del", "ins", "s", "u"].contains(element.name) ? element.children.takeNotes() : []
      return [.element(element)] + notes
    case .word, .book: return documentForm(of: element)
    case .feed: return feedForm(of: element)
    }
  }

  /// The way in which words in another language are read, if nothing else says it and it isn't the same: programs don't know it.
  private func directionImplied(by element: HTMLElement, in context: Context) -> String? {
    guard let tag = element["lang"], element["dir"] == nil, element.name != "bdi" else {
      return nil
    }
    guard let direction = Language(code: languageCode(tag))?.direction.rawValue else { return nil }
    return direction == context.direction ? nil : direction
  }

  private func isLeftOut(_ element: HTMLElement) -> Bool {
    if element.name == "script" || element.has("data-footnotes") || element["role"] == "doc-backlink" { return true }
    if element.has(class: "footnote-backref") { return true }
    if element.has(class: "continued"), form != .print { return true }
    if let ranges = element["data-unicode-range"], !characters.contains(where: UnicodeRanges(ranges).contains) {
      return true
    }
    guard let forms = element["data-only"] else { return false }
    return !forms.split(separator: " ").contains(form.name[...])
  }

  /// What bookmarks and running heads call a heading: its words without calls of notes and sources, and as on its first page.
  private func label(of heading: HTMLElement) -> String? {
    if heading.has("data-label") { return nil }
    func words(_ nodes: [HTMLNode]) -> String {
      nodes.reduce(into: "") { text, node in
        switch node {
        case .text(let written): text += written
        case .element(let element) where isNoName(element): break
        case .element(let element): text += words(element.children)
        }
      }
    }
    return words(heading.children).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func isNoName(_ element: HTMLElement) -> Bool {
    NoteCall(element) != nil || element.has(class: "citation") || element.has(class: "continued")
  }

  private func beginsWithBox(_ item: HTMLElement) -> Bool {
    let text = item.plainText.drop(while: \.isWhitespace)
    return text.first == "☐" || text.first == "☑"
  }

  /// A quotation in the marks of its language.
  private mutating func quotation(_ element: HTMLElement, _ context: Context) -> [HTMLNode] {
    let (opening, closing) = quotationMarks(of: context.language, inside: context.quotations)
    var inner = context
    inner.quotations += 1
    let words = [.text(opening)] + rewrite(element.children, inner) + [.text(closing)]
    let attributes = element.attributes.filter { ["id", "lang", "dir", "title"].contains($0.name) }
    return attributes.isEmpty ? words : [.element("span", attributes, words)]
  }

  /// Where a link to a part of the page leads; nil if nothing of the kind is on the page.
  func target(_ fragment: Substring) -> String? {
    if ids.contains(String(fragment)) { return String(fragment) }
    let decoded = percentDecoded(fragment)
    if ids.contains(decoded) { return decoded }
    return setting.entries.filter { fragment.hasPrefix($0 + "-") && ids.contains($0) }.max { $0.count < $1.count }
  }
}

extension HTMLElement {
  mutating func add(class name: String) { self["class"] = self["class"].map { "\($0) \(name)" } ?? name }
}

import Documents
import Templating

/// The notes of a page: their texts, and which have been called so far.
struct Notes {
  /// The texts by their ids.
  let texts: [String: Text]
  /// Those that have been called.
  private(set) var called: [String: Called] = [:]
  /// How many have been called since numbers began anew, and how often these have begun.
  private var count = 0
  private(set) var scope = 0
  /// How many notes are being written now, each called in the one before.
  var depth = 0
  /// What notes within the one that is being written leave to be placed behind it, in their order.
  var waiting: [HTMLNode] = []
  /// The texts for the end of the page, by the places of their notes.
  private var atEnd: [Int: HTMLNode] = [:]

  /// The text of a note, and where it is written: that gives it language and direction, wherever it is called.
  struct Text {
    let nodes: [HTMLNode]
    let context: Rewriter.Context
  }

  /// A note that has been called.
  struct Called {
    /// Its number, from 1, in what counts together.
    let number: Int
    /// Its place among all notes of the page, from 1.
    let place: Int
  }

  /// Takes the notes from the lists of them that a page has.
  init(of tree: [HTMLNode], _ context: Rewriter.Context) {
    var texts: [String: Text] = [:]
    func collect(_ nodes: [HTMLNode], _ context: Rewriter.Context) {
      for case .element(let element) in nodes {
        let context = context.inside(element)
        guard element.has("data-footnotes") else {
          collect(element.children, context)
          continue
        }
        element.children.forEachElement { item in
          guard item.name == "li", let id = item["id"], texts[id] == nil else { return }
          texts[id] = Text(nodes: item.children.trimmed, context: context)
        }
      }
    }
    collect(tree, context)
    self.texts = texts
  }

  mutating func beginAnew() {
    count = 0
    scope += 1
  }

  /// Counts a call of a note, and tells whether it is the first.
  mutating func call(_ id: String) -> (note: Called, isFirst: Bool) {
    if let known = called[id] { return (known, false) }
    count += 1
    let note = Called(number: count, place: called.count + 1)
    called[id] = note
    return (note, true)
  }

  /// Keeps the text of a note for the end of the page.
  mutating func keep(_ item: HTMLNode, of note: Called) { atEnd[note.place] = item }

  /// The texts of notes for the end of the page, in the order of their calls.
  var textsAtEnd: [HTMLNode] { atEnd.sorted { $0.key < $1.key }.map(\.value) }
}

/// A call of a note: `<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup>`, as cmark-gfm
/// writes it.
struct NoteCall {
  /// The id of the note.
  let note: String
  /// The link.
  let link: HTMLElement

  init?(_ element: HTMLElement) {
    guard element.name == "sup", element.has(class: "footnote-ref") else { return nil }
    let link = element.children.lazy.compactMap(\.element).first { $0.has("data-footnote-ref") }
    guard let link, let note = link["href"]?.split(separator: "#").last else { return nil }
    self.note = String(note)
    self.link = link
  }
}

extension Rewriter {
  /// What stands in place of a call, and behind it the note itself if the form wants it there.
  mutating func call(_ call: NoteCall, _ context: Context) -> [HTMLNode] {
    guard let text = notes.texts[call.note] else { return [] }
    let (note, isFirst) = notes.call(call.note)
    switch form {
    case .print:
      let sign = printedCall(of: call.note, note, from: call.link["id"])
      guard isFirst else { return [sign] }
      let language = language(of: text, among: [context])
      return [sign] + placed(call.note, note, back: call.link["id"], language) { $0.written(text) }
    case .word, .book:
      return isFirst ? nativeCall(of: call.note, note, text) : [reference(to: note)]
    case .feed:
      if isFirst { notes.keep(.element("li", language(of: text, among: [page]), written(text)), of: note) }
      let link = call.link["href"].map { ("href", $0) }
      return [.element("sup", [], [.element("a", [link].compactMap { $0 }, [.text("\(note.number)")])])]
    }
  }

  /// A note with an address, where the page shows only the words of a link; one for each address of what counts together.
  mutating func addressNote(_ address: String) -> [HTMLNode] {
    let words = [HTMLNode.text(escapedHTML(readableAddress(address)))]
    // Notes of notes would send people round; there is room behind the words.
    if notes.depth > 0 { return [.text(" (")] + words + [.text(")")] }
    let key = "address \(address) \(notes.scope)"
    let (note, isFirst) = notes.call(key)
    let id = "note-\(note.place)"
    let sign = printedCall(of: id, note, from: isFirst ? id + "-call" : nil)
    guard isFirst else { return [sign] }
    return [sign] + placed(id, note, back: id + "-call") { _ in [.element("span", [("class", "address")], words)] }
  }

  /// The letter that calls a note on paper.
  private func printedCall(of id: String, _ note: Notes.Called, from place: String?) -> HTMLNode {
    var link = HTMLElement("a", [("href", "#" + id), ("role", "doc-noteref")], [.text(note.letter)])
    link["id"] = place
    return .element("sup", [("class", "note-call")], [.element(link)])
  }

  /// A note on paper, and those that it calls itself; within another one they wait.
  private mutating func placed(
    _ id: String, _ note: Notes.Called, back: String?, _ attributes: [(name: String, value: String)] = [],
    content write: (inout Rewriter) -> [HTMLNode]
  ) -> [HTMLNode] {
    let place = notes.waiting.count
    let content = write(&self)
    let mark = HTMLNode.element(
      "a", [("class", "note-mark"), ("href", "#" + (back ?? id)), ("role", "doc-backlink")], [.text(note.letter)])
    let isRunning = content.allSatisfy { $0.element?.isInline ?? true }
    let element = HTMLNode.element(
      isRunning ? "span" : "div", [("class", "footnote"), ("id", id), ("role", "doc-footnote")] + attributes,
      [mark, .text(" ")] + content)
    notes.waiting.insert(element, at: place)
    return take()
  }

  /// A call from which a filter of pandoc makes a note, and calls of the notes that are called within it: there, no program knows notes.
  private mutating func nativeCall(
    of id: String, _ note: Notes.Called, _ text: Notes.Text
  ) -> [HTMLNode] {
    let place = notes.waiting.count
    // What begins with a block would have its number on a line of its own in Word.
    let language = form == .book ? language(of: text, among: [page]) : []
    let content = written(text)
    let inner = language.isEmpty ? content : [.element("div", language, content)]
    notes.keep(.element("div", [("class", "note-text"), ("id", id)], inner), of: note)
    let sign = HTMLNode.element("span", [("class", "note-call"), ("data-note", id)], [.text("\(note.number)")])
    let call = HTMLNode.element("span", [("id", note.bookmark)], [sign])
    if notes.depth > 0 {
      notes.waiting.insert(contentsOf: [betweenCalls, call], at: place)
      return [reference(to: note)]
    }
    return [call] + take()
  }

  /// A part of a line that has a direction, taken apart at calls of notes that have another: Word gives a note the direction of
  /// what its call stands in.
  func parted(_ node: HTMLNode, of direction: String) -> [HTMLNode] {
    guard case .element(let element) = node, !isCall(element, ofOtherThan: direction) else { return [node] }
    var parts: [HTMLElement] = [element]
    parts[0].children = []
    for child in element.children.flatMap({ parted($0, of: direction) }) {
      if case .element(let call) = child, isCall(call, ofOtherThan: direction) {
        var rest = HTMLElement(element.name, element.attributes)
        rest["id"] = nil
        parts += [call, rest]
      } else {
        parts[parts.count - 1].children.append(child)
      }
    }
    // Nothing is left of a part between a call and an end, or another call.
    if parts.count == 1 { return [node] }
    return parts.filter { !$0.children.isEmpty || $0["id"] != nil }.map(HTMLNode.element)
  }

  private func isCall(_ element: HTMLElement, ofOtherThan direction: String) -> Bool {
    guard element.children.count == 1, let note = element.children[0].element?["data-note"] else { return false }
    return notes.texts[note]?.context.direction != direction
  }

  /// A sign that leads to where a note is called first: in Word a letter, as `pack.docx` has it, in an e-book a number.
  private func reference(to note: Notes.Called) -> HTMLNode {
    let sign = form == .word ? note.letterOfWord : "\(note.number)"
    return .element(
      "sup", [], [.element("a", [("class", "note-reference"), ("href", "#" + note.bookmark)], [.text(sign)])])
  }

  /// The attributes that give a note its own language and direction where there are others.
  private func language(of text: Notes.Text, among others: [Context]) -> [(name: String, value: String)] {
    let own = text.context
    return (others.contains { $0.language != own.language } ? [("lang", own.language)] : [])
      + (others.contains { $0.direction != own.direction } ? [("dir", own.direction)] : [])
  }

  /// The text of a note as it stands in this form.
  private mutating func written(_ text: Notes.Text) -> [HTMLNode] {
    notes.depth += 1
    defer { notes.depth -= 1 }
    let nodes = rewrite(text.nodes, text.context).trimmed
    // In a line of text, one paragraph needs no block.
    if form == .print, nodes.count == 1, case .element(let paragraph) = nodes[0], paragraph.name == "p" {
      return paragraph.children.trimmed
    }
    return nodes
  }

  /// What has waited, if no note is being written any more.
  private mutating func take() -> [HTMLNode] {
    guard notes.depth == 0 else { return [] }
    defer { notes.waiting = [] }
    return notes.waiting
  }
}

/// What parts the signs of two notes.
let betweenCalls = HTMLNode.element("sup", [], [.text(", ")])

extension Notes.Called {
  fileprivate var letter: String { noteLetters(number) }

  /// The letter by which Word calls it: behind z come aa, bb and so on (ISO/IEC 29500-1, section 17.18.59, `lowerLetter`).
  fileprivate var letterOfWord: String {
    String(repeating: noteLetters((number - 1) % 26 + 1), count: (number - 1) / 26 + 1)
  }

  /// The name of the place where it is called: Word takes letters, digits and underscores.
  fileprivate var bookmark: String { "note_\(place)" }
}

extension [HTMLNode] {
  /// Takes printed notes out of a text.
  mutating func takeNotes() -> [HTMLNode] {
    var notes: [HTMLNode] = []
    self = compactMap { node in
      guard case .element(var element) = node else { return node }
      if element["role"] == "doc-footnote" {
        notes.append(node)
        return nil
      }
      notes += element.children.takeNotes()
      return .element(element)
    }
    return notes
  }
}

import Content
import Documents
import Templating

extension PageContext {
  /// A text of an entry as HTML, its holes filled for this page, in words of the language of the text.
  func html(_ prose: Prose, of id: EntryID, in language: Language) -> String {
    let isSection = sections.contains(id)
    let prefix = anchorPrefix(of: id)
    var out: [UInt8] = []
    prose.document.html.write(to: &out) { hole, out in
      switch hole {
      case .idPrefix: out.append(contentsOf: prefix.utf8)
      case .ownAddress: Address.append(ownAddress(of: id), to: &out)
      case .headingLevel(let level): out.append(UInt8(ascii: "0") + UInt8(min(6, level + (isSection ? 1 : 0))))
      case .link(let index): appendTarget(of: index, in: prose, language, to: &out)
      case .fileFacts(let index): out.append(contentsOf: fileFacts(prose.links[index]).utf8)
      case .citation(let index): out.append(contentsOf: citation(index, of: prose, in: id, language).utf8)
      case .mention(let index): appendMention(index, of: prose, in: id, language, to: &out)
      case .calloutTitle(let callout):
        out.append(contentsOf: escapedHTML(word("callout-" + callout.name, in: language)).utf8)
      case .paragraph(let index): appendNumber(of: index, in: id, language, to: &out)
      case .noteReturn(let number):
        out.append(contentsOf: escapedHTML(words("back-to-note", ["letter": noteLetters(number)], in: language)).utf8)
      case .task(let isDone):
        let name = escapedHTML(word(isDone ? "task-done" : "task-open", in: language))
        out.append(contentsOf: " aria-label=\"\(name)\"".utf8)
      case .table(let index): out.append(contentsOf: tableName(index, in: id, language).utf8)
      }
    }
    return String(decoding: marked(out, prose.older), as: UTF8.self)
  }

  /// Numbers a paragraph whose `<p>` was just written.
  ///
  /// "Paragraph 8.3" is said in the room, and `#p8.3` leads to it on the web and in a pack. On the web the number is a link, so
  /// that its address can be copied.
  private func appendNumber(of index: Int, in id: EntryID, _ language: Language, to out: inout [UInt8]) {
    guard let anchor = anchor(ofParagraph: index, of: id) else { return }
    let number = number(index, in: id)
    out.removeLast()
    out.append(contentsOf: " id=\"\(anchor)\">".utf8)
    if form.isApart {
      out.append(contentsOf: "<span class=\"paragraph-number\">\(number)</span> ".utf8)
    } else {
      out.append(contentsOf: "<a class=\"paragraph-number\" href=\"".utf8)
      Address.append(ownAddress(of: id) + "#" + anchor, to: &out)
      let name = escapedHTML(words("paragraph-number", ["number": number], in: language))
      // The space is within the link, since it would be lost behind one that hangs in the margin, and is copied with the number.
      out.append(contentsOf: "\" aria-label=\"\(name)\">\(number) </a>".utf8)
    }
  }

  /// The address within this page of a numbered paragraph, by its place from 0; nil if those of the entry have no numbers.
  func anchor(ofParagraph index: Int, of id: EntryID) -> String? {
    guard library.schema[id.kind].numbering != nil else { return nil }
    let anchor = paragraphAnchor(number(index, in: id))
    return isParagraphAnchor(anchor.utf8) ? anchor : anchorPrefix(of: id) + anchor
  }

  /// What a table is called in the room, and by which regions to scroll in can be told apart: "Table 8.1".
  private func tableName(_ index: Int, in id: EntryID, _ language: Language) -> String {
    escapedHTML(words("table-number", ["number": number(index, in: id)], in: language))
  }

  private func number(_ index: Int, in id: EntryID) -> String { library[id, language].common.numberOfPart(index) }

  /// The address of a relative link or picture, which was found when the library was linked; behind that of a picture, its
  /// size as attributes, so that a page doesn't jump when it comes.
  private func appendTarget(of index: Int, in prose: Prose, _ language: Language, to out: inout [UInt8]) {
    let isImage = prose.document.links[index].isImage
    switch prose.links[index] {
    case .entry(let id, let fragment):
      Address.append(url(of: id, fragment: fragment.flatMap { part($0, of: id, namedIn: language) }), to: &out)
    case .image(let index):
      let image = library.images[index]
      let path = RoutePlan.filePath(image.path)
      guard isImage else { return appendFile(path, as: nil, to: &out) }
      if !form.isApart, let scaled = site.scaledImages[index] { return append(scaled, to: &out) }
      Address.append(fileURL(path), to: &out)
      guard let size = image.size else { return }
      out.append(contentsOf: "\" width=\"\(size.width)\" height=\"\(size.height)".utf8)
    case .attachment(let index, let fragment):
      let attachment = library.attachments[index]
      let path = RoutePlan.filePath(attachment.path) + (fragment.map { "#" + $0 } ?? "")
      appendFile(path, as: attachment.format, to: &out)
    case .asWritten: break
    case .nowhere:
      // A link without an address is its words, and a picture without one what is said of it.
      out.removeLast(isImage ? "src=\"".utf8.count : "href=\"".utf8.count)
      out.append(contentsOf: "data-left-out=\"".utf8)
    }
  }

  /// What a part of an entry that a text in some language names is called in that of the page; nil if it isn't there.
  ///
  /// A heading is the one at the same place, if both texts have headings of the same levels one by one.
  private func part(_ fragment: String, of id: EntryID, namedIn other: Language) -> String? {
    let (named, own) = (library[id, other].common, library[id, language].common)
    if other == language || own.anchors.contains(fragment) { return fragment }
    let (headings, ownHeadings) = (named.body?.document.headings ?? [], own.body?.document.headings ?? [])
    guard headings.map(\.level) == ownHeadings.map(\.level),
      let place = headings.firstIndex(where: { $0.id == fragment })
    else { return nil }
    return ownHeadings[place].id
  }

  /// The address of a picture that there are several sizes of, with what a browser needs to choose among them.
  ///
  /// It knows best how wide the picture is going to be. One that doesn't look takes it that a column of text is 38 rem wide, which
  /// is what can be read with ease, or as wide as the screen.
  private func append(_ images: ScaledImages, to out: inout [UInt8]) {
    let middle = images.middle
    Address.append(fileURL(middle.path), to: &out)
    out.append(
      contentsOf: "\" width=\"\(middle.width)\" height=\"\(middle.height)\" loading=\"lazy\" srcset=\"".utf8)
    for (number, size) in images.sizes.enumerated() {
      if number > 0 { out.append(contentsOf: ", ".utf8) }
      Address.append(fileURL(size.path), to: &out)
      out.append(contentsOf: " \(size.width)w".utf8)
    }
    out.append(contentsOf: "\" sizes=\"auto, (min-width: 40rem) 38rem, 100vw".utf8)
  }

  /// What a text mentions: a link that tells where it leads, an abbreviation with its long form, or words only.
  private func appendMention(
    _ index: Int, of prose: Prose, in id: EntryID, _ language: Language, to out: inout [UInt8]
  ) {
    let text = prose.document.mentions[index].text
    switch prose.mentions[index] {
    case .entry(let target) where target != entry && target != id:
      let name = escapedHTML(name(of: target, as: text, in: language))
      out.append(contentsOf: "<a href=\"".utf8)
      Address.append(url(of: target), to: &out)
      out.append(contentsOf: "\" title=\"\(name)\" aria-label=\"\(name)\">\(text)</a>".utf8)
    case .document where library.settings.documentURL != nil:
      out.append(contentsOf: "<a href=\"".utf8)
      Address.append(documentAddress(of: text, at: library.settings.documentURL ?? "", in: language), to: &out)
      // On paper the symbol says where to look.
      let direction = language.direction == .rightToLeft ? " dir=\"ltr\"" : ""
      out.append(contentsOf: "\" class=\"symbol\"\(direction) data-address=\"none\">\(text)</a>".utf8)
    case .term(let term):
      let title = escapedHTML(library[term, language].title)
      out.append(contentsOf: "<abbr title=\"\(title)\">\(text)</abbr>".utf8)
    case .entry, .document, .name, .none: out.append(contentsOf: text.utf8)
    }
  }

  /// "Objective 8: Save lives": the name of a numbered entry for those who can't see where a link stands.
  ///
  /// It holds what the text says, "Two" or "2": who speaks to a browser says what is to be seen (WCAG 2.2, success criterion
  /// 2.5.3). Where the language would say it otherwise, as in للهدف 13 and 第二圆桌会议, the text itself stands before the title.
  private func name(of id: EntryID, as text: String, in language: Language) -> String {
    let kind = library.schema[id.kind]
    let pattern =
      pattern("mention-title-" + kind.name, in: language)
      ?? Pattern("\(word(kind.name, in: language)) {number}\(word("colon", in: language)){title}")
    let digits = text.split { !$0.isNumber }.last
    let number = String(digits ?? text.split(whereSeparator: \.isWhitespace).last ?? "")
    let title = library[id, language].title
    let name = pattern.filled(["number": number, "title": title])
    let said = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if name.lowercased().contains(said.lowercased()) { return name }
    let behind = pattern.text.firstRange(of: "{number}").map { pattern.text[$0.upperBound...] } ?? ""
    return said + Pattern(String(behind)).filled(["title": title])
  }

  /// What stands before the title of an entry: "Objective 8", "Country".
  func label(of id: EntryID) -> String {
    let kind = library.schema[id.kind].name
    return pattern(kind + "-number", in: nil)?.filled(["number": library[id].key]) ?? word(kind)
  }

  func value(of heading: Heading, in id: EntryID) -> Value {
    let language = library[id, language].common.language(of: .body)
    return .map([
      "level": .int(heading.level), "id": .text(anchorPrefix(of: id) + heading.id),
      "title": text(heading.text, in: language),
    ])
  }

  /// The address of the page on which the parts of an entry's text are to be found; empty if it is this one.
  func ownAddress(of id: EntryID) -> String { entry == id || sections.contains(id) ? "" : url(of: id) }

  /// What makes the anchors of an entry unique in a pack.
  func anchorPrefix(of id: EntryID) -> String { sections.contains(id) ? anchor(of: id) + "-" : "" }

  /// A word that the program itself prints, in the page's language unless another one is named; `Strings` sees to it that the site's first language has all of them.
  func word(_ key: String, in language: Language? = nil) -> String { pattern(key, in: language)?.text ?? key }

  /// The same, with values in its places.
  func words(_ key: String, _ values: [String: String], in language: Language? = nil) -> String {
    pattern(key, in: language)?.filled(values) ?? key
  }

  /// The words under a key in a language, or in that of the page.
  private func pattern(_ key: String, in language: Language?) -> Pattern? {
    let words = language == nil || language == self.language ? words : site.strings.words(in: language ?? self.language)
    return if case .text(let pattern)? = words[key] { pattern } else { nil }
  }
}

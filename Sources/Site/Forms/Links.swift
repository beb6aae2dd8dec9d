import Platform
import Templating

extension Rewriter {
  /// A link as the form has it.
  ///
  /// Calls of notes that stand in its words stand behind it: a link holds no link.
  mutating func link(_ element: HTMLElement, _ context: Context) -> [HTMLNode] {
    let (words, calls) = wordsOfLink(element, context)
    var link = element
    link.children = []
    let plain = unlinked(element, words) + calls
    guard let address = element["href"].map(unescapedHTML) else { return plain }
    if address.hasPrefix("#") {
      guard let target = target(address.dropFirst()) else { return plain }
      link["href"] = "#" + escapedHTML(target)
      if form == .print {
        let words = setting.pageWords(context.language)
        link["data-page-comma"] = escapedHTML(words.comma)
        link["data-page"] = escapedHTML(words.before)
        if !words.behind.isEmpty { link["data-page-end"] = escapedHTML(words.behind) }
      }
      return linked(words, link) + calls
    }
    guard address.contains(":") else { return plain }
    if form != .print { return linked(words, link) + calls }
    let isShown = isAddress(words.plainText, address)
    let isFile = element["data-address"] == "note"
    if !isShown, !isFile, let site = setting.siteURL, address.hasPrefix(site) { return plain }
    let note = isShown || !context.notesAddresses ? [] : addressNote(address)
    return linked(words, link) + calls + (calls.isEmpty || note.isEmpty ? [] : [betweenCalls]) + note
  }

  /// The words of a link, and the calls of notes in them.
  private mutating func wordsOfLink(_ link: HTMLElement, _ context: Context) -> ([HTMLNode], [HTMLNode]) {
    let outer = behindLink
    defer { behindLink = outer }
    behindLink = []
    var context = context
    context.isInLink = true
    let words = rewrite(link.children, context)
    return (words, behindLink)
  }

  /// Words that lead nowhere, with what has to be known of them all the same.
  private func unlinked(_ link: HTMLElement, _ words: [HTMLNode]) -> [HTMLNode] {
    let attributes = link.attributes.filter { ["id", "class", "lang", "dir"].contains($0.name) }
    return attributes.isEmpty ? words : [.element("span", attributes, words)]
  }

  /// Words that lead somewhere.
  ///
  /// On paper a link holds plain text (ISO 14289-1, section 7.18.5): what emphasizes all of it stands around it, and pictures
  /// stand beside it.
  private func linked(_ words: [HTMLNode], _ link: HTMLElement) -> [HTMLNode] {
    if form == .word { return [.element(with(link, withLanguage(of: with(link, words), in: "span")))] }
    guard form == .print else { return [.element(with(link, words))] }
    if words.count == 1, case .element(var only) = words[0], !isPicture(only), only.isInline {
      only.children = linked(only.children, link)
      return [.element(only)]
    }
    var id = link["id"]
    var nodes = texts(of: words).map { node -> HTMLNode in
      guard case .text(let text) = node, !node.isBlank else { return node }
      defer { id = nil }
      var part = with(link, [.text(collapsed(text))])
      part["id"] = id
      return .element(part)
    }
    if id != nil { nodes += unlinked(link, []) }
    return nodes
  }

  /// Words as runs of plain text, and pictures between them.
  private func texts(of nodes: [HTMLNode]) -> [HTMLNode] {
    let parts = nodes.flatMap { node -> [HTMLNode] in
      guard case .element(let element) = node, !isPicture(element) else { return [node] }
      return element.name == "br" ? [.text(" ")] : texts(of: element.children)
    }
    return parts.reduce(into: []) { runs, part in
      if case .text(let more) = part, case .text(let text)? = runs.last {
        runs[runs.count - 1] = .text(text + more)
      } else {
        runs.append(part)
      }
    }
  }

  private func with(_ link: HTMLElement, _ children: [HTMLNode]) -> HTMLElement {
    var link = link
    link.children = children
    return link
  }

  private func isPicture(_ element: HTMLElement) -> Bool { element.name == "img" || element.name == "svg" }
}

/// Text in which each run of white space is one space, as it is shown.
private func collapsed(_ text: String) -> String {
  text.reduce(into: "") { words, character in
    if !character.isWhitespace || character == "\u{00A0}" || character == "\u{202F}" {
      words.append(character)
    } else if words.last != " " {
      words.append(" ")
    }
  }
}

/// Whether words are an address, in full or as people write it.
private func isAddress(_ words: String, _ address: String) -> Bool {
  func bare(_ text: String) -> Substring {
    var text = percentDecoded(text[...].trimmingPrefix(while: \.isWhitespace))[...]
    for scheme in ["https://", "http://", "mailto:", "tel:"] where text.hasPrefix(scheme) {
      text = text.dropFirst(scheme.count)
    }
    while let last = text.last, last == "/" || last.isWhitespace { text.removeLast() }
    return text
  }
  return bare(words) == bare(address)
}

/// An address as people read it: with the letters of other scripts, and without the word for letters and telephones.
func readableAddress(_ address: String) -> String {
  let text = ["mailto:", "tel:"].first(where: address.hasPrefix).map { address.dropFirst($0.count) } ?? address[...]
  // What is decoded must be letters: a space or a slash would change where it leads.
  var out = ""
  var rest = text
  while let start = rest.firstIndex(of: "%") {
    out += rest[..<start]
    let run = rest[start...].utf8.prefix { $0 == UInt8(ascii: "%") || isHexDigit($0) }
    let (decoded, count) = decodedLetters(Substring(run))
    out += decoded
    rest = rest[rest.utf8.index(start, offsetBy: count)...]
  }
  return out + rest
}

/// The letters beyond ASCII at the beginning of percent-encoded text, and how many bytes they take; otherwise the sign alone.
private func decodedLetters(_ text: Substring) -> (String, Int) {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while rest.first == UInt8(ascii: "%"), let byte = UInt8(String(Substring(rest.dropFirst().prefix(2))), radix: 16),
    byte >= 0x80
  {
    bytes.append(byte)
    rest = rest.dropFirst(3)
  }
  guard !bytes.isEmpty, let letters = String(validating: bytes, as: UTF8.self) else { return ("%", 1) }
  return (letters, bytes.count * 3)
}

private func isHexDigit(_ byte: UInt8) -> Bool { Character(UnicodeScalar(byte)).isHexDigit }

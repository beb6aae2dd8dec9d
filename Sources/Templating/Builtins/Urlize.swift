/// Makes links of the addresses in a text, by the rules of Jinja's `urlize`.
func urlize(
  _ call: Call, _ text: Text, _ limit: Int?, _ nofollow: Bool, _ target: String?, _ rel: String?, _ schemes: ValueList?
) throws -> Value {
  let relations = Set((rel ?? "").words + ["noopener"] + (nofollow ? ["nofollow"] : [])).sorted()
  let linker = Linker(
    limit: limit, schemes: try (schemes ?? []).map { try scheme($0) },
    attributes: attribute("rel", relations.joined(separator: " ")) + attribute("target", target ?? ""))
  var out = ""
  var rest = text.html.unicodeScalars[...]
  while !rest.isEmpty {
    let word = rest.prefix { !$0.isSpace }
    out += linker.linked(Array(word))
    let space = rest[word.endIndex...].prefix(while: \.isSpace)
    out.unicodeScalars.append(contentsOf: space)
    rest = rest[space.endIndex...]
    try call.limits.checkText(bytes: out.utf8.count)
  }
  return Text(out, isMarkup: call.isEscaping).value
}

private func attribute(_ name: String, _ value: String) -> String {
  value.isEmpty ? "" : " \(name)=\"\(escapedHTML(value))\""
}

/// The beginning of an address that is taken for one too, such as `tel:` or `ftp://`.
private func scheme(_ value: Value) throws(Fault) -> [Unicode.Scalar] {
  let characters = Array((value.string ?? "").unicodeScalars)
  let name = characters.prefix { $0.isWordPart || ".+-".unicodeScalars.contains($0) }
  let rest = characters[name.endIndex...]
  guard name.count > 1, rest.first == ":", rest.count <= 3, rest.dropFirst().allSatisfy({ $0 == "/" }) else {
    throw .schemeName(value)
  }
  return characters
}

private struct Linker {
  let limit: Int?
  let schemes: [[Unicode.Scalar]]
  let attributes: String

  /// A word of escaped text, with the address in it as a link.
  func linked(_ word: [Unicode.Scalar]) -> String {
    let head = lengthOfHead(word)
    var tail = startOfTail(word, from: head)
    for (opening, closing) in brackets { tail = balanced(word, head, tail, opening, closing) }
    return String(word[..<head]) + link(word[head..<tail]) + String(word[tail...])
  }

  private var brackets: [(Piece, Piece)] { [(["("], [")"]), (["<"], [">"]), (Piece("&lt;"), Piece("&gt;"))] }

  private typealias Piece = [Unicode.Scalar]

  private func lengthOfHead(_ word: [Unicode.Scalar]) -> Int {
    var length = 0
    while let opening = brackets.first(where: { word[length...].starts(with: $0.0) })?.0 { length += opening.count }
    return length
  }

  /// Where the signs begin that end a sentence or a bracket rather than an address.
  private func startOfTail(_ word: [Unicode.Scalar], from head: Int) -> Int {
    let signs: [Piece] = [[")"], [">"], ["."], [","], Piece("&gt;")]
    var start = word.count
    while let sign = signs.first(where: {
      start - head >= $0.count && word[(start - $0.count)..<start].elementsEqual($0)
    }) {
      start -= sign.count
    }
    return start
  }

  /// Gives brackets back to the address that are opened in it.
  private func balanced(_ word: [Unicode.Scalar], _ head: Int, _ tail: Int, _ opening: Piece, _ closing: Piece) -> Int {
    let open = PartSearch(opening).all(in: Array(word[head..<tail])).count
    if open <= PartSearch(closing).all(in: Array(word[head..<tail])).count { return tail }
    let closings = PartSearch(closing).all(in: Array(word[tail...]))
    return closings.prefix(open).last.map { tail + $0.upperBound } ?? tail
  }

  private func link(_ word: ArraySlice<Unicode.Scalar>) -> String {
    let text = String(word)
    if Address(word).isWeb {
      let start = text.hasPrefix("https://") || text.hasPrefix("http://") ? "" : "https://"
      return "<a href=\"\(start)\(text)\"\(attributes)>\(trimmed(text))</a>"
    }
    if text.hasPrefix("mailto:"), Address(word.dropFirst(7)).isMail {
      return "<a href=\"\(text)\">\(text.dropFirst(7))</a>"
    }
    if !text.hasPrefix("www."), !text.hasPrefix("@"), !word.contains(":"), Address(word).isMail {
      return "<a href=\"mailto:\(text)\">\(text)</a>"
    }
    let isOther = schemes.contains { word.starts(with: $0) && word.count > $0.count }
    return isOther ? "<a href=\"\(text)\"\(attributes)>\(text)</a>" : text
  }

  private func trimmed(_ text: String) -> String {
    guard let limit, text.length > limit else { return text }
    return text.start(limit < 0 ? text.length + limit : limit) + "..."
  }
}

/// What looks like an address.
private struct Address {
  private let word: ArraySlice<Unicode.Scalar>

  init(_ word: ArraySlice<Unicode.Scalar>) { self.word = word }

  /// Whether it is an address of the web: with `http://`, with `www.`, or ending as the oldest domains do.
  var isWeb: Bool {
    let start = ["https://", "http://", "www."].first { start in
      word.prefix(start.count).elementsEqual(start.unicodeScalars) { String($0).lowercased() == String($1) }
    }
    let rest = word.dropFirst(start?.count ?? 0)
    let hasScheme = start.map { $0 != "www." } ?? false
    if hasScheme, isNumeric(rest) { return true }
    let host = rest.prefix { !":/?#".unicodeScalars.contains($0) }
    guard isEnd(rest[host.endIndex...]) else { return false }
    return start != nil && isDomain(host) || isWellKnown(word.prefix { !":/?#".unicodeScalars.contains($0) })
  }

  /// Whether it is an address of a mailbox.
  var isMail: Bool {
    guard let at = word.lastIndex(of: "@"), at > word.startIndex else { return false }
    let domain = word[(at + 1)...]
    guard let dot = domain.lastIndex(of: "."), let first = domain.first, first.isWordPart, dot > domain.startIndex
    else {
      return false
    }
    let ending = domain[(dot + 1)...]
    return !ending.isEmpty && ending.allSatisfy(\.isWordPart)
      && domain.allSatisfy { $0.isWordPart || $0 == "." || $0 == "-" }
  }

  /// Whether nothing follows but a port, a path, a query or a fragment.
  private func isEnd(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard text.first == ":" else { return true }
    let port = text.dropFirst().prefix { $0.decimalDigit != nil }
    let rest = text[port.endIndex...]
    return (1...5).contains(port.count) && (rest.first.map { "/?#".unicodeScalars.contains($0) } ?? true)
  }

  private func isDomain(_ host: ArraySlice<Unicode.Scalar>) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard let ending = labels.last, labels.dropLast().allSatisfy({ isLabel($0, 1...Int.max) }) else { return false }
    if ending.starts(with: "xn--".unicodeScalars), isLabel(ending.dropFirst(4), 2...59) {
      return !ending.dropFirst(4).contains("-")
    }
    return (2...63).contains(ending.count) && ending.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
  }

  private func isWellKnown(_ host: ArraySlice<Unicode.Scalar>) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let endings = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]
    guard labels.count > 1, let ending = labels.last else { return false }
    return endings.contains(String(ending).lowercased()) && labels.dropLast().allSatisfy { isLabel($0, 2...63) }
  }

  private func isLabel(_ label: ArraySlice<Unicode.Scalar>, _ counts: ClosedRange<Int>) -> Bool {
    counts.contains(label.count) && label.allSatisfy { $0.isWordPart || $0 == "%" || $0 == "-" }
  }

  /// Whether an address of the internet protocol stands here, of version 4 or, in brackets, 6.
  private func isNumeric(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    if text.first == "[", let end = text.firstIndex(of: "]") {
      return isEnd(text[(end + 1)...]) && startsEnd(text[(end + 1)...]) && isVersion6(text[(text.startIndex + 1)..<end])
    }
    let host = text.prefix { $0 == "." || $0.decimalDigit != nil }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { (1...3).contains($0.count) } && isEnd(text[host.endIndex...])
      && startsEnd(text[host.endIndex...])
  }

  private func startsEnd(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    text.first.map { ":/?#".unicodeScalars.contains($0) } ?? true
  }

  private func isVersion6(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 2, parts.allSatisfy({ $0.allSatisfy(\.properties.isASCIIHexDigit) }) else { return false }
    // Four digits a group, as Jinja counts them: a longer group counts for several.
    let groups = parts.dropFirst(2).map { ($0.count + 3) / 4 }
    let count = groups.dropLast().reduce(0) { $0 + max($1, 1) } + (groups.last ?? 0)
    return parts.prefix(2).allSatisfy { $0.count <= 4 } && count <= 6
  }
}

extension [Unicode.Scalar] {
  fileprivate init(_ text: String) { self.init(text.unicodeScalars) }
}

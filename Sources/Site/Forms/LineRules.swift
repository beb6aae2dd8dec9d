import Documents

/// A text as print and documents have it, so that no line breaks where its language doesn't let one.
///
/// Authors write plain blanks, which stay what they are on the web. In French the blank before a colon, a semicolon, an exclamation
/// or a question mark, and the one within guillemets, is narrow and keeps both sides together; in Russian a line doesn't begin
/// with a dash.
func keepingTogether(_ text: String, in language: String) -> String {
  guard let rule = rules[languageCode(language)], text.utf8.contains(where: isBlank) || text.contains("\u{00A0}") else {
    return text
  }
  var scalars: [Unicode.Scalar] = []
  var rest = text.unicodeScalars[...]
  while let next = rest.popFirst() {
    guard next.isBlank || next == "\u{00A0}" else {
      scalars.append(next)
      continue
    }
    let following = rest.first { !$0.isBlank }
    let isKept = following.map(rule.before.contains) == true || scalars.last.map(rule.behind.contains) == true
    if isKept { rest = rest.drop { $0.isBlank } }
    scalars.append(isKept ? rule.blank : next)
  }
  return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
}

extension Rewriter {
  /// A text with its symbols of documents in elements: no line breaks in them, and among words that are read from right to left they
  /// are read from left to right.
  func withSymbols(_ text: String, in direction: String) -> [HTMLNode] {
    // A class would be a style in Word, which breaks no symbol.
    let attributes = (form == .word ? [] : [("class", "symbol")]) + (direction == "ltr" ? [] : [("dir", "ltr")])
    if attributes.isEmpty { return [.text(text)] }
    let bytes = Array(text.utf8)
    var nodes: [HTMLNode] = []
    var end = bytes.startIndex
    for symbol in DocumentSymbol.ranges(in: bytes[...]) {
      nodes += Self.text(bytes[end..<symbol.lowerBound])
      nodes.append(.element("span", attributes, Self.text(bytes[symbol])))
      end = symbol.upperBound
    }
    return nodes + Self.text(bytes[end...])
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> [HTMLNode] {
    bytes.isEmpty ? [] : [.text(String(decoding: bytes, as: UTF8.self))]
  }
}

/// The language of a tag, without its script and its country: `fr` of `fr-CA`.
func languageCode(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }

/// Which blanks no line may break at.
private struct LineRule {
  /// What stands for them.
  let blank: Unicode.Scalar
  /// The characters before which there is one.
  let before: Set<Unicode.Scalar>
  /// The characters behind which there is one.
  let behind: Set<Unicode.Scalar>
}

private let rules: [String: LineRule] = [
  "fr": LineRule(blank: "\u{202F}", before: [":", ";", "!", "?", "»"], behind: ["«"]),
  "ru": LineRule(blank: "\u{00A0}", before: ["—"], behind: []),
]

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

extension Unicode.Scalar {
  fileprivate var isBlank: Bool { self == " " || self == "\n" }
}

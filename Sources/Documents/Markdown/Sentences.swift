/// Sentences of a text, as plain words.
extension MarkdownDocument {
  /// The number, from 0, of the numbered paragraph that an offset of the HTML belongs to: the last one that begins before it,
  /// or, for the words of a footnote, before its first call; nil if there is none.
  public func paragraph(of offset: Int) -> Int? {
    var place = offset
    var passed: Set<Int> = []
    // A footnote may be called in another one, and two of them first in one another.
    while let call = html.firstCall(ofFootnoteAround: place) {
      guard passed.insert(call).inserted else { return nil }
      place = call
    }
    return html.holes(in: 0..<place + 1).lazy.compactMap { hole, _ in
      if case .paragraph(let index) = hole { index } else { nil }
    }.last
  }

  /// The sentence that an offset of the HTML lies in, without marks and citations.
  ///
  /// The offset is that of a mention, or of a relative link as `linkOffsets` has it.
  public func sentence(at offset: Int) -> String {
    let block = html.block(around: offset)
    var text: [UInt8] = []
    appendText(html.bytes[block.lowerBound..<offset], mentions: html.mentions(in: block.lowerBound..<offset), to: &text)
    let place = text.count
    // A mention may be the last thing in its block.
    let rest = html.mentions(in: offset..<(block.upperBound + 1))
    appendText(html.bytes[offset..<block.upperBound], mentions: rest, to: &text)
    let ends = endsOfSentences(in: text, abbreviatedWords)
    let start = ends.last { $0 <= place } ?? 0
    let end = ends.first { $0 > place } ?? text.count
    let sentence = words(of: text[start..<end])
    // Behind it may stand a cell with nothing but a citation, or the next item of a list.
    return sentence.hasSuffix(";") ? String(sentence.dropLast()) : sentence
  }

  /// Appends HTML without tags, with mentions in their holes.
  private func appendText(
    _ bytes: ArraySlice<UInt8>, mentions holes: [(index: Int, offset: Int)], to text: inout [UInt8]
  ) {
    var start = bytes.startIndex
    for (index, offset) in holes {
      appendWithoutTags(bytes[start..<offset], to: &text)
      text += Array(mentions[index].text.utf8)
      start = offset
    }
    appendWithoutTags(bytes[start...], to: &text)
  }
}

extension HTMLFragment {
  /// The holes of mentions that begin in a range.
  fileprivate func mentions(in range: Range<Int>) -> [(index: Int, offset: Int)] {
    holes(in: range).compactMap { hole, offset in
      if case .mention(let index) = hole { (index, offset) } else { nil }
    }
  }

  /// Where the footnote that an offset lies in is first called; nil if it lies in none.
  fileprivate func firstCall(ofFootnoteAround offset: Int) -> Int? {
    let section = Array("<section class=\"footnotes\"".utf8)
    guard let start = bytes[..<offset].firstRange(of: section)?.upperBound else { return nil }
    let item = Array("<li id=\"fn-".utf8)
    var last: Int?
    while let next = bytes[(last ?? start)..<offset].firstRange(of: item) { last = next.upperBound }
    guard let last else { return nil }
    let name = bytes[last...].prefix { $0 != UInt8(ascii: "\"") }
    let call = Array("<a href=\"#fn-".utf8) + name + Array("\" id=\"fnref-".utf8)
    return bytes.firstRange(of: call)?.lowerBound
  }

  /// The bytes of the paragraph, list item, row of a table or heading that an offset lies in.
  fileprivate func block(around offset: Int) -> Range<Int> {
    var start = 0
    for index in bytes[..<offset].indices.reversed() where beginsBlockTag(at: index) {
      start = (bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? index) + 1
      break
    }
    let end = bytes[offset...].indices.first(where: beginsBlockTag) ?? bytes.count
    return min(start, offset)..<end
  }

  private func beginsBlockTag(at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "<") else { return false }
    let name = bytes[(index + 1)...].drop { $0 == UInt8(ascii: "/") }.prefix(while: isASCIILetter)
    return !inlineTags.contains(where: name.elementsEqual)
  }
}

/// Cells are parts of a row: one of them alone seldom says what it is about.
private let inlineTags = [
  "a", "abbr", "bdi", "br", "cite", "code", "del", "em", "img", "input", "kbd", "mark", "q", "span", "strong", "sub",
  "sup", "td", "th",
].map { Array($0.utf8) }

/// Appends the text between tags, with its references resolved and signs between cells.
private func appendWithoutTags(_ html: ArraySlice<UInt8>, to text: inout [UInt8]) {
  var rest = html
  while let tag = rest.firstIndex(of: UInt8(ascii: "<")) {
    text += resolved(rest[..<tag])
    if ["<td", "<th"].contains(where: { rest[tag...].starts(with: $0.utf8) }) { partCells(&text) }
    let end = (rest[tag...].firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex - 1) + 1
    rest = rest[(endOfSign(rest[tag..<end], before: rest[end...]) ?? end)...]
  }
  text += resolved(rest)
}

/// Where a sign ends that begins with a tag: the call of a note, or the way back from it, which say nothing elsewhere.
private func endOfSign(_ tag: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> Int? {
  let signs = [("<sup class=\"footnote-ref\"", "</sup>"), ("class=\"footnote-backref\"", "</a>")]
  let sign = signs.first { tag.firstRange(of: Array($0.0.utf8)) != nil }
  return sign.flatMap { rest.firstRange(of: Array($0.1.utf8))?.upperBound }
}

/// Ends the text of a cell before that of the next one begins.
private func partCells(_ text: inout [UInt8]) {
  while let last = text.last, isWhiteSpace(last) { text.removeLast() }
  guard let last = text.last else { return }
  text += (".!?:;,".utf8.contains(last) ? " " : "; ").utf8
}

private func resolved(_ text: ArraySlice<UInt8>) -> [UInt8] {
  guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
  let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
  return Array(references.reduce(String(decoding: text, as: UTF8.self)) { $0.replacing($1.0, with: $1.1) }.utf8)
}

/// Where the sentences of a text end: behind a full stop and the like, with the marks that close a quotation there.
private func endsOfSentences(in text: [UInt8], _ abbreviatedWords: [[UInt8]]) -> [Int] {
  var ends: [Int] = []
  var position = 0
  while let start = text[position...].firstIndex(where: mayEndSentence) {
    guard let mark = mark(in: text[start...]) else {
      position = start + 1
      continue
    }
    position = start + mark.length
    while let next = closingMark(in: text[position...]) { position += next }
    if mark.isFinal
      ? !goesOn(text[position...]) : endsSentence(text, start, mark.length, before: position, abbreviatedWords)
    {
      ends.append(position)
    }
  }
  return ends
}

private func mayEndSentence(_ byte: UInt8) -> Bool { ".!?".utf8.contains(byte) || 0xD8...0xEF ~= byte }

/// The length of a mark that may end a sentence, and whether it always does, as those of Chinese do.
private func mark(in text: ArraySlice<UInt8>) -> (length: Int, isFinal: Bool)? {
  if let first = text.first, ".!?".utf8.contains(first) { return (1, false) }
  if let mark = marks.first(where: text.starts) { return (mark.count, false) }
  return finalMarks.first(where: text.starts).map { ($0.count, true) }
}

private let marks = ["\u{2026}", "؟", "۔"].map { Array($0.utf8) }
private let finalMarks = ["。", "！", "？"].map { Array($0.utf8) }

/// Whether a sentence goes on behind a mark that stands in a quotation.
private func goesOn(_ text: ArraySlice<UInt8>) -> Bool { linkingMarks.contains(where: text.starts) }

private let linkingMarks = ["，", "、", "；", "："].map { Array($0.utf8) }

/// The length of a mark that closes a quotation or a bracket.
private func closingMark(in text: ArraySlice<UInt8>) -> Int? { closingMarks.first(where: text.starts)?.count }

/// In French a blank stands before the last one.
private let closingMarks = [
  " »", "\u{A0}»", "\u{202F}»", "»", "\"", "\u{201D}", "\u{2019}", ")", "]", "」", "』", "》", "）",
].map { Array($0.utf8) }

/// Whether a sentence ends with a mark: not if it is that of an abbreviation, and before white space and what may begin a
/// sentence.
private func endsSentence(
  _ text: [UInt8], _ start: Int, _ length: Int, before end: Int, _ abbreviatedWords: [[UInt8]]
) -> Bool {
  guard let next = text[end...].first else { return true }
  guard isWhiteSpace(next), let following = text[end...].firstIndex(where: { !isWhiteSpace($0) }) else {
    return !isWordLike(next)
  }
  let isSmall = String(decoding: text[following...].prefix(4), as: UTF8.self).unicodeScalars.first?.properties
    .isLowercase
  if isSmall == true { return false }
  guard text[start] == UInt8(ascii: ".") else { return true }
  let before = String(decoding: text[..<start].suffix(longestWord), as: UTF8.self)
  let word = String(before.reversed().prefix { $0.isLetter || $0 == "." }.reversed())
  return word.count != 1 && !abbreviatedWords.contains(where: word.utf8.elementsEqual)
}

/// How many bytes behind a full stop are looked at for an abbreviation.
private let longestWord = 60

private func isWordLike(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: ".")
}

import Diagnostics

extension MarkdownReader {
  /// Warns of what was meant as a link and stays text: brackets that don't meet, an address with a blank, a definition that is
  /// missing.
  mutating func checkLinkForms(_ runs: [TextRun]) {
    floor = 0
    for run in runs {
      for (offset, byte) in run.bytes.enumerated() where byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") {
        checkBracket(at: offset, in: run)
      }
    }
  }

  private mutating func checkBracket(at offset: Int, in run: TextRun) {
    let rest = run.bytes[(offset + 1)...]
    guard let next = rest.first else { return }
    for bracket in Self.otherBrackets where rest.starts(with: bracket.utf8) {
      guard let found = place(of: "]" + bracket, in: run), beginsAddress(at: found.upperBound) else { continue }
      return diagnostics.append(.linkForm(.parted, in: file, at: found))
    }
    if run.bytes[offset] == UInt8(ascii: ")") {
      // `(words)[https://…]`
      guard next == UInt8(ascii: "["), let found = place(of: ")[", in: run), beginsAddress(at: found.upperBound) else {
        return
      }
      return diagnostics.append(.linkForm(.reversed, in: file, at: found))
    }
    switch next {
    case UInt8(ascii: "."):
      guard ["./", "../"].contains(where: { rest.starts(with: $0.utf8) }), let found = place(of: "].", in: run) else {
        return
      }
      diagnostics.append(.linkForm(.brackets, in: file, at: found))
    case UInt8(ascii: "("): checkAddress(in: run)
    case UInt8(ascii: "["): checkReference(at: offset, in: run)
    case UInt8(ascii: " "):
      guard rest.dropFirst().first == UInt8(ascii: "("), let found = place(of: "] (", in: run),
        beginsAddress(at: found.upperBound)
      else { return }
      diagnostics.append(.linkForm(.parted, in: file, at: found))
    default: break
    }
  }

  /// What looks like the bracket before an address: one of Chinese, or one behind a sign without a width.
  private static let otherBrackets = ["（", "\u{200B}(", "\u{2060}(", "\u{A0}("]

  private static let fileEndings = [
    ".md", ".pdf", ".docx", ".xlsx", ".csv", ".zip", ".png", ".jpg", ".jpeg", ".svg", ".html",
  ]

  /// `](`, which is part of no link.
  private mutating func checkAddress(in run: TextRun) {
    guard let found = place(of: "](", in: run), !hasEscapedBeginning(found.lowerBound) else { return }
    let end = max(source.blockEnd(of: run.place), found.upperBound)
    let text = file.bytes[found.upperBound..<end]
    guard let closing = text.firstIndex(of: UInt8(ascii: ")")) else {
      return diagnostics.append(.linkForm(.open, in: file, at: found))
    }
    let address = found.upperBound..<closing
    if let title = titleWithQuotes(from: found.upperBound, to: end) {
      return diagnostics.append(.linkForm(.title, in: file, at: title))
    }
    let hasBlank = file.bytes[address].contains(where: isWhiteSpace)
    diagnostics.append(hasBlank ? .blankInAddress(in: file, at: address) : .linkForm(.brackets, in: file, at: found))
  }

  /// A title between quotation marks that has the same in it: an address, a blank, and three of them or more up to a closing bracket.
  private func titleWithQuotes(from start: Int, to end: Int) -> Range<Int>? {
    let mark = UInt8(ascii: "\"")
    let rest = file.bytes[start..<end].prefix { !isLineBreak($0) }
    guard let blank = rest.firstIndex(where: isBlank),
      let opening = rest[blank...].firstIndex(where: { !isBlank($0) }), rest[opening] == mark,
      let closing = rest.firstRange(of: Array("\")".utf8))?.lowerBound, closing > opening,
      rest[(opening + 1)..<closing].indices.contains(where: { rest[$0] == mark && !source.isEscaped($0) })
    else { return nil }
    return opening..<(closing + 1)
  }

  /// `[words][name]`, which no line `[name]: address` defines; `a[0][1]` is a formula.
  private mutating func checkReference(at offset: Int, in run: TextRun) {
    guard let opening = run.bytes[..<offset].lastIndex(of: UInt8(ascii: "[")),
      let closing = run.bytes[(offset + 2)...].firstIndex(of: UInt8(ascii: "]"))
    else { return }
    let words = run.bytes[(opening + 1)..<offset]
    let name = run.bytes[(offset + 2)..<closing]
    let isPart = opening > 0 && (isASCIILetter(run.bytes[opening - 1]) || "])".utf8.contains(run.bytes[opening - 1]))
    guard !isPart, let first = words.first, !"^@!".utf8.contains(first), !name.contains(UInt8(ascii: "[")),
      name.first.map({ !"^@".utf8.contains($0) }) ?? true, !words.allSatisfy(isDigit),
      let found = place(of: "][", in: run)
    else { return }
    let label = String(decoding: name.isEmpty ? words : name, as: UTF8.self)
    diagnostics.append(
      .undefinedReference(label, in: file, at: (found.lowerBound + 1)..<(found.upperBound + name.count + 1)))
  }

  /// Where signs stand in the file; nil if it isn't found, or escaped.
  private mutating func place(of signs: String, in run: TextRun) -> Range<Int>? {
    guard let found = source.find(signs, of: run.place, after: floor) else { return nil }
    floor = found.upperBound
    return source.isEscaped(found.lowerBound) ? nil : found
  }

  /// Whether the bracket that would begin the words of a link is meant as a sign.
  private func hasEscapedBeginning(_ end: Int) -> Bool {
    let opening = file.bytes[source.body.lowerBound..<end].lastIndex(of: UInt8(ascii: "["))
    return opening.map(source.isEscaped) ?? false
  }

  /// Whether what follows is an address, and not a remark in brackets.
  private func beginsAddress(at offset: Int) -> Bool {
    let text = file.bytes[offset..<source.body.upperBound]
    if ["http://", "https://", "mailto:", "www.", "../", "./", "#"].contains(where: { text.starts(with: $0.utf8) }) {
      return true
    }
    let word = text.prefix { !isWhiteSpace($0) && !")]#".utf8.contains($0) }
    return Self.fileEndings.contains { word.reversed().starts(with: $0.utf8.reversed()) }
  }
}

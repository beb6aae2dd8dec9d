import Diagnostics

extension MarkdownReader {
  /// Warns of what was meant as a block and is none, and keeps the numbers of lists as they are written.
  mutating func checkBlocks(of tree: borrowing CMarkTree) {
    let survey = LineSurvey(source)
    guard !survey.isEmpty else { return }
    var blocks: [CMarkNode] = []
    tree.forEachNode { if !$0.isInline { blocks.append($0) } }
    var hasNumberedNote = false
    for block in blocks {
      switch block.kind {
      case .paragraph where survey.hasMarks || survey.hasTables || survey.hasNumbers:
        let lines = checkParagraph(block)
        if !hasNumberedNote { hasNumberedNote = lines.contains { checkNumberedNote($0) } }
      case .table: checkTable(block)
      case .list where survey.hasNumbers: keepNumbers(of: block)
      case .other where survey.hasTables: checkRule(block)
      case .codeBlock where survey.hasFences || survey.hasIndents: checkCode(block)
      default: continue
      }
    }
  }

  private mutating func checkParagraph(_ node: CMarkNode) -> [Range<Int>] {
    let lines = source.textLines(of: node)
    checkHeadings(in: lines)
    checkListMarks(in: lines)
    if !checkPartedRows(node, lines: lines) { checkTableLines(in: lines) }
    checkOtherMarks(in: lines, ofQuotation: node.parent?.kind == .blockQuote)
    return lines
  }

  /// `##Heading`; one sign alone may be that of a word to search for (`#migration`), unless a whole line looks like a title.
  private mutating func checkHeadings(in lines: [Range<Int>]) {
    for line in lines {
      let signs = file.bytes[behindInvisibles(line)..<line.upperBound].prefix { $0 == UInt8(ascii: "#") }
      let words = file.bytes[signs.endIndex..<line.upperBound]
      let isHidden = signs.startIndex > line.lowerBound
      let isTitle = words.contains(UInt8(ascii: " ")) && !words.contains(UInt8(ascii: "#"))
      guard let first = words.first, isHidden || signs.count > 6 || !isBlank(first), !isDigit(first),
        signs.count > 1 || signs.count == 1 && (isHidden || lines.count == 1 && (isTitle || words.last == signs.first))
      else { continue }
      diagnostics.append(.unreadHeading(in: file, at: line))
    }
  }

  /// Where a line begins that has signs without a width before it, as other programs leave them.
  private func behindInvisibles(_ line: Range<Int>) -> Int {
    var start = line.lowerBound
    guard let first = file.bytes[line].first, first >= 0x80 else { return start }
    while ["\u{200B}", "\u{FEFF}", "\u{2060}"].contains(where: {
      file.bytes[start..<line.upperBound].starts(with: $0.utf8)
    }) {
      start += 3
    }
    return start
  }

  /// Lines below each other that all begin with a mark of a list that Markdown doesn't know.
  private mutating func checkListMarks(in lines: [Range<Int>]) {
    // A line that is broken by its author doesn't run on.
    let marks: [ListMark?] = lines.map {
      file.bytes[$0].last == UInt8(ascii: "\\") || endsBroken($0) ? nil : ListMark(file.bytes[$0])
    }
    let isList = marks.first.map { $0 != nil } == true
    let first = zip(marks, marks.dropFirst()).firstIndex { mark, next in
      guard let mark, let next else { return false }
      return mark.continues(with: next) && (isList || !mark.isDash)
    }
    guard let first else { return }
    diagnostics.append(.unreadListMark(in: file, at: lines[first]))
  }

  private func endsBroken(_ line: Range<Int>) -> Bool {
    file.bytes[line.upperBound..<source.body.upperBound].prefix(2).elementsEqual("  ".utf8)
  }

  private mutating func checkCode(_ node: CMarkNode) {
    if let fence = node.fence { return checkFence(fence, of: node) }
    let lines = source.textLines(of: node)
    guard let first = lines.first, isSentence(file.bytes[first]) else { return }
    diagnostics.append(.indentedText(in: file, at: first))
  }

  /// Whether a line has words of people in it, and not of programs.
  private func isSentence(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.split(whereSeparator: isBlank)
    let isEnded = [".", ":", ";", ",", "?", "!", "。", "：", "؟"].contains {
      line.reversed().starts(with: $0.utf8.reversed())
    }
    return words.count > 4 && (isEnded || words.count > 9) && !line.contains { "{}<>=$|\\/_*#".utf8.contains($0) }
      && words.count { $0.allSatisfy { isASCIILetter($0) || $0 >= 0x80 || ".,;:'()-".utf8.contains($0) } } > words.count
        - 2
  }

  /// A fence that only the end of the text closes, or that of the list or quotation that it stands in.
  private mutating func checkFence(_ fence: (sign: UInt8, count: Int), of node: CMarkNode) {
    let last = source.textLine(node.endLine)
    let closing = file.bytes[last].prefix { $0 == fence.sign }
    let isClosed = node.endLine > node.startLine && closing.count >= fence.count && closing.endIndex == last.upperBound
    if !isClosed { diagnostics.append(.openFence(in: file, at: source.textLine(node.startLine))) }
  }

  /// A line of text over `---`, which makes a heading of it.
  mutating func checkUnderline(of heading: CMarkNode) {
    let lines = source.textLines(of: heading)
    // cmark counts an empty line below it in.
    guard let place = lines.firstIndex(where: { file.text(in: $0) == "---" }), let first = lines.first, place > 0,
      let sign = file.bytes[lines[place - 1]].last
    else { return }
    let words = first.lowerBound..<lines[place - 1].upperBound
    guard place > 1 || ".:;,".utf8.contains(sign) || words.count > Self.longestTitle else { return }
    diagnostics.append(.underlinedText(in: file, at: lines[place], text: words))
  }

  /// How many bytes a heading has at most that was meant as one.
  private static let longestTitle = 100
}

extension Sequence {
  /// The place of the first element that fits.
  fileprivate func firstIndex(where isFit: (Element) -> Bool) -> Int? {
    enumerated().first { isFit($0.element) }?.offset
  }
}

import Diagnostics

/// What stands between the delimiters of a tag.
extension Lexer {
  /// A tag from its delimiter to its end; an unclosed one ends where the next begins.
  mutating func lexTag(_ opening: Token.Kind) {
    let start = position
    position += 2
    if byte(at: position) == UInt8(ascii: "-") || byte(at: position) == UInt8(ascii: "+") { position += 1 }
    add(opening, from: start)
    var brackets: [Sign] = []
    while true {
      while isSpace(byte(at: position)) { position += 1 }
      if lexEnd(of: opening, in: brackets) { return }
      if position >= bytes.count || has("{%", at: position) || has("{{", at: position) {
        return endUnclosedTag(opening, from: start)
      }
      if lexWrongEnd(of: opening, in: brackets) { return }
      lexPiece(&brackets)
    }
  }

  /// Ends a tag that has no end with its first line, so that what follows is read as the text that it probably is.
  private mutating func endUnclosedTag(_ opening: Token.Kind, from start: Int) {
    report(.unclosedTag(opening), at: start..<start + 2)
    position = min(position, bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count)
    while let last = tokens.last, last.range.lowerBound > start, last.range.upperBound > position {
      tokens.removeLast()
    }
    add(.invalid, from: position)
    add(opening == .blockStart ? .blockEnd : .outputEnd, from: position)
  }

  /// The end of the tag, if it stands here; inside braces `}}` ends two maps, not the output.
  private mutating func lexEnd(of opening: Token.Kind, in brackets: [Sign]) -> Bool {
    let isBlock = opening == .blockStart
    let hasMark = byte(at: position) == UInt8(ascii: "-") || isBlock && byte(at: position) == UInt8(ascii: "+")
    let delimiter = position + (hasMark ? 1 : 0)
    guard has(isBlock ? "%}" : "}}", at: delimiter), isBlock || brackets.last != .openBrace else { return false }
    let start = position
    position = delimiter + 2
    add(isBlock ? .blockEnd : .outputEnd, from: start)
    endTag(markAt: start, keepsLineBreak: !isBlock)
    return true
  }

  /// The end of another kind of tag, or half an end; inside braces a brace ends a map.
  private mutating func lexWrongEnd(of opening: Token.Kind, in brackets: [Sign]) -> Bool {
    let isPercent = byte(at: position) == UInt8(ascii: "%")
    guard byte(at: position + (isPercent ? 1 : 0)) == UInt8(ascii: "}"), !brackets.contains(.openBrace) else {
      return false
    }
    let start = position
    position += isPercent || has("}}", at: start) ? 2 : 1
    report(.wrongEnd(of: opening), at: start..<position)
    add(.invalid, from: start)
    add(opening == .blockStart ? .blockEnd : .outputEnd, from: start)
    return true
  }

  private mutating func lexPiece(_ brackets: inout [Sign]) {
    let byte = byte(at: position)
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): lexString()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
    case _ where isNameStart(scalar(at: position)): lexName()
    default: lexSign(&brackets)
    }
  }

  private mutating func lexName() {
    let start = position
    while isNamePart(scalar(at: position)) { position += UTF8.width(scalar(at: position)) }
    add(.name(file.text(in: start..<position)), from: start)
  }

  private mutating func lexSign(_ brackets: inout [Sign]) {
    let start = position
    guard let sign = Sign.allCases.first(where: { has($0.rawValue, at: start) }) else {
      let scalar = scalar(at: start)
      while position < bytes.count, self.scalar(at: position) == scalar { position += UTF8.width(scalar) }
      report(.unexpectedCharacter(scalar), at: start..<position)
      return add(.invalid, from: start)
    }
    position += sign.rawValue.utf8.count
    if sign.closing != nil { brackets.append(sign) }
    if sign == brackets.last?.closing { brackets.removeLast() }
    add(.sign(sign), from: start)
  }

  private mutating func lexString() {
    let start = position
    let mark = bytes[start]
    guard let end = closingMark(mark, from: start + 1) else {
      report(.unclosedString, at: start..<start + 1)
      position = endOfTag(after: start)
      return add(.invalid, from: start)
    }
    position = end + 1
    guard bytes[start..<end].contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\r") }) else {
      return add(.string(file.text(in: start + 1..<end)), from: start)
    }
    addEscapedString(start + 1..<end, from: start)
  }

  private mutating func addEscapedString(_ range: Range<Int>, from start: Int) {
    do {
      add(.string(try unescaped(String(decoding: withPlainLineBreaks(bytes[range]), as: UTF8.self))), from: start)
    } catch {
      report(error, at: start..<position)
      add(.invalid, from: start)
    }
  }

  /// Where the text ends; a mark beyond the line is none of its own if the tag ends on the line.
  private func closingMark(_ mark: UInt8, from start: Int) -> Int? {
    var index = start
    var sawEnd = false
    while index < bytes.count {
      switch bytes[index] {
      case mark: return index
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "\n") where sawEnd: return nil
      default: sawEnd = sawEnd || has("%}", at: index) || has("}}", at: index)
      }
      index += 1
    }
    return nil
  }

  private func endOfTag(after start: Int) -> Int {
    (start..<bytes.count).first { has("%}", at: $0) || has("}}", at: $0) } ?? bytes.count
  }

  private func scalar(at index: Int) -> Unicode.Scalar {
    guard index < bytes.count else { return "\0" }
    if bytes[index] < 0x80 { return Unicode.Scalar(bytes[index]) }
    return file.text(in: index..<index + 4).unicodeScalars.first ?? "\0"
  }
}

private func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || (scalar.isASCII ? isLetter(scalar) : scalar.properties.isXIDStart)
}

private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII ? scalar == "_" || isLetter(scalar) || ("0"..."9").contains(scalar) : scalar.properties.isXIDContinue
}

/// Whether it is one of A to Z, small or large; Unicode's own tables are slow to ask.
private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
}

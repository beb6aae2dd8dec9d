import Diagnostics

/// What an SVG drawing shows besides itself.
enum Drawing {
  /// The addresses of other files in it: those of pictures, styles and fonts, not those that a link leads to.
  ///
  /// It must hold all that it shows. A browser reads nothing else for a picture (SVG 2, section 2.2.1), and who prints it
  /// must not read files of the machine.
  static func outsideReferences(of file: SourceFile) -> [SourceRange] {
    let bytes = file.bytes
    var (found, offset, tag) = ([SourceRange](), 0, 0)
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "<"):
        tag = offset
        offset = bytes.has("<!--", at: offset) ? bytes.end(of: "-->", from: offset) : offset + 1
        continue
      case UInt8(ascii: "h") where bytes.has("href", at: offset) && !bytes.isLink(at: tag):
        if let address = bytes.value(behind: offset + 4) { found.append(SourceRange(file, address)) }
      case UInt8(ascii: "u") where bytes.has("url(", at: offset):
        found.append(SourceRange(file, bytes.text(from: offset + 4, to: ")")))
      case UInt8(ascii: "@") where bytes.has("@import", at: offset):
        found.append(SourceRange(file, bytes.text(from: offset + 7, to: ";")))
      default: break
      }
      offset += 1
    }
    return found.filter { !isInside($0.text) }
  }

  /// Whether an address is that of a part of the drawing, or holds the bytes itself.
  ///
  /// What `@import` calls by `url(…)` is found there.
  private static func isInside(_ address: String) -> Bool {
    let address = address.drop { " \t\r\n\"'".contains($0) }
    return address.isEmpty || ["#", "data:", "url("].contains { address.hasPrefix($0) }
  }
}

extension [UInt8] {
  fileprivate func has(_ text: String, at offset: Int) -> Bool { self[offset...].starts(with: text.utf8) }

  fileprivate func end(of text: String, from start: Int) -> Int {
    var offset = start
    while offset < count, !has(text, at: offset) { offset += 1 }
    return Swift.min(offset + text.utf8.count, count)
  }

  /// Whether the tag that begins here is a link's.
  fileprivate func isLink(at offset: Int) -> Bool {
    has("<a", at: offset) && offset + 2 < count && self[offset + 2] <= UInt8(ascii: " ")
  }

  /// What stands in quotation marks behind an equals sign.
  fileprivate func value(behind start: Int) -> Range<Int>? {
    let isSpace = { (byte: UInt8) in byte <= UInt8(ascii: " ") }
    guard let sign = self[start...].firstIndex(where: { !isSpace($0) }), self[sign] == UInt8(ascii: "="),
      let mark = self[(sign + 1)...].firstIndex(where: { !isSpace($0) }),
      [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(self[mark])
    else { return nil }
    return (mark + 1)..<(self[(mark + 1)...].firstIndex(of: self[mark]) ?? count)
  }

  fileprivate func text(from start: Int, to sign: Character) -> Range<Int> {
    start..<(self[start...].firstIndex(of: sign.asciiValue ?? 0) ?? count)
  }
}

import Diagnostics

/// What an SVG drawing may not have in it.
enum Drawing {
  /// Something that it may not have.
  enum Intruder {
    /// The address of another file: of a picture, a style or a font, not one that a link leads to.
    case reference(SourceRange)
    /// The beginning of a program.
    case program(SourceRange)
  }

  /// The addresses of other files in it, and programs.
  ///
  /// It must hold all that it shows. A browser reads nothing else for a picture (SVG 2, section 2.2.1), and who prints it
  /// must not read files of the machine. And it is published: opened by itself, it would run programs in the name of the site.
  static func intruders(in file: SourceFile) -> [Intruder] {
    programs(in: file).map(Intruder.program) + references(in: file).map(Intruder.reference)
  }

  private static func references(in file: SourceFile) -> [SourceRange] {
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

extension Drawing {
  /// Where programs begin: elements `script`, attributes such as `onclick`, and addresses that are programs.
  private static func programs(in file: SourceFile) -> [SourceRange] {
    let bytes = file.bytes
    var (found, offset) = ([Range<Int>](), 0)
    while let start = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      if let (_, end) = notTags.first(where: { bytes.has($0.begin, at: start) }) {
        offset = bytes.end(of: end, from: start)
        continue
      }
      let name = bytes.name(at: start + 1)
      if file.text(in: name).lowercased().split(separator: ":").last == "script" {
        found.append(start..<name.upperBound)
      }
      offset = name.upperBound
      while let (name, value) = bytes.attribute(at: &offset) {
        if isProgram(file.text(in: value)) { found.append(value) }
        if file.text(in: name).lowercased().hasPrefix("on") { found.append(name) }
      }
    }
    return found.map { SourceRange(file, $0) }
  }

  private static let notTags: [(begin: String, end: String)] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("</", ">")]

  /// Whether an address is a program, however it is spelt.
  private static func isProgram(_ value: String) -> Bool {
    let letters = value.replacing(/&#(x?)([0-9A-Fa-f]+);/) { reference in
      let scalar = UInt32(reference.2, radix: reference.1.isEmpty ? 10 : 16).flatMap(UnicodeScalar.init)
      return scalar.map { String($0) } ?? ""
    }
    return String(letters.unicodeScalars.filter { $0 > " " }).lowercased().contains("javascript:")
  }
}

extension [UInt8] {
  /// The name of an element or an attribute.
  fileprivate func name(at start: Int) -> Range<Int> {
    start..<(self[start...].firstIndex { $0 <= UInt8(ascii: " ") || "=/>\"'".utf8.contains($0) } ?? count)
  }

  /// The next attribute of a tag; nil at its end.
  fileprivate func attribute(at offset: inout Int) -> (name: Range<Int>, value: Range<Int>)? {
    guard let start = self[offset...].firstIndex(where: { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "/") }),
      self[start] != UInt8(ascii: ">")
    else { return nil }
    let name = name(at: start)
    let value = value(behind: name.upperBound)
    // What is no attribute, as in a document type, is passed over.
    offset = value.map { Swift.min($0.upperBound + 1, count) } ?? Swift.max(name.upperBound, start + 1)
    return (name, value ?? name.upperBound..<name.upperBound)
  }

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

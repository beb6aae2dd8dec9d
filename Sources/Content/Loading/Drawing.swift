import Diagnostics
import Documents

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
    var scanner = TagScanner(file.bytes, language: .xml)
    var (programs, references) = ([Range<Int>](), styleReferences(in: file))
    while let (range, mark) = scanner.nextMark() {
      guard case .start(let name, let attributes, _) = mark else { continue }
      let element = localName(file.text(in: name))
      if element == "script" { programs.append(range.lowerBound..<name.upperBound) }
      if webElements.contains(element) { references.append((range.lowerBound + 1)..<name.upperBound) }
      if element == "style" {
        references += spelledLetters(in: file, file.bytes.text(from: range.upperBound, to: "</"))
      }
      for (name, value) in attributes {
        let attribute = localName(file.text(in: name))
        let isAddress = loadingAttributes.contains(attribute)
        let isSpelled = (isAddress || animatedValues.contains(attribute)) && hasEntity(file.text(in: value))
        if isSpelled || isProgram(file.text(in: value)) { programs.append(value) }
        if file.text(in: name).lowercased().hasPrefix("on") { programs.append(name) }
        if file.bytes[value].contains(UInt8(ascii: "(")) { references += spelledLetters(in: file, value) }
        if element != "a", isAddress { references.append(value) }
      }
    }
    programs += spelledMarkup(in: file) + file.bytes.ranges(of: Array("<!ATTLIST".utf8))
    references += outsideEntities(in: file)
    return sorted(programs).map { .program(SourceRange(file, $0)) }
      + sorted(references).map { SourceRange(file, $0) }.filter { !isInside($0.text) }.map { .reference($0) }
  }

  /// Attributes whose files are loaded without anybody's asking.
  private static let loadingAttributes: Set = ["href", "poster", "src", "srcset"]

  /// What an animation gives an attribute, which may be an address.
  private static let animatedValues: Set = ["to", "from", "by", "values"]

  /// Elements of web pages, which may stand in a `foreignObject`, that show other pages or lead to them.
  private static let webElements: Set = ["base", "embed", "form", "iframe", "meta", "object"]

  private static func sorted(_ ranges: [Range<Int>]) -> [Range<Int>] { ranges.sorted { $0.lowerBound < $1.lowerBound } }

  /// The name of an element or an attribute without its namespace.
  private static func localName(_ name: String) -> String {
    name.lowercased().split(separator: ":").last.map(String.init) ?? ""
  }

  /// What styles refer to: `url(…)` and `@import …;`, in letters of any size; and the file of styles that a processing
  /// instruction names.
  private static func styleReferences(in file: SourceFile) -> [Range<Int>] {
    let bytes = file.bytes.map { isLarge($0) ? $0 | 0x20 : $0 }
    return [("url(", ")"), ("@import", ";"), ("<?xml-stylesheet", "?>")].flatMap { beginning, end in
      bytes.ranges(of: Array(beginning.utf8)).map { bytes.text(from: $0.upperBound, to: end) }
    }
  }

  /// Letters in styles that are spelled by numbers or stand behind a backslash (CSS Syntax Module Level 3, section 4.3.7): nobody
  /// writes so but to hide `url(…)`.
  private static func spelledLetters(in file: SourceFile, _ style: Range<Int>) -> [Range<Int>] {
    file.bytes[style].indices.filter { file.bytes[$0] == UInt8(ascii: "\\") }.compactMap { backslash in
      let rest = file.bytes[(backslash + 1)..<style.upperBound]
      let digits = String(decoding: rest.prefix(6).prefix { Character(Unicode.Scalar($0)).isHexDigit }, as: UTF8.self)
      let value = digits.isEmpty ? rest.first : UInt32(digits, radix: 16).flatMap { UInt8(exactly: $0) }
      let isLetter = value.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 } ?? false
      return isLetter ? backslash..<min(backslash + 1 + max(digits.utf8.count, 1), style.upperBound) : nil
    }
  }

  private static func isLarge(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

  /// Entities that become tags only when they are used, since their signs are spelled as references.
  private static func spelledMarkup(in file: SourceFile) -> [Range<Int>] {
    let declarations = file.bytes.ranges(of: Array("<!ENTITY".utf8))
    return declarations.filter { file.text(in: file.bytes.text(from: $0.upperBound, to: ">")).contains("&") }
  }

  /// Entities that are other files.
  private static func outsideEntities(in file: SourceFile) -> [Range<Int>] {
    file.bytes.ranges(of: Array("<!ENTITY".utf8)).compactMap { declaration in
      let text = file.bytes.text(from: declaration.upperBound, to: ">")
      let words = file.text(in: text).split(whereSeparator: \.isWhitespace).prefix(3)
      return words.contains("SYSTEM") || words.contains("PUBLIC") ? text : nil
    }
  }

  /// Whether words stand in a value that the document has a name for: with them it may be the address of a program.
  private static func hasEntity(_ value: String) -> Bool {
    value.matches(of: /&([^#;&][^;&]*);/).contains { !["amp", "lt", "gt", "quot", "apos"].contains($0.1) }
  }

  /// Whether an address is that of a part of the drawing, or holds the bytes itself.
  ///
  /// What `@import` calls by `url(…)` is found there.
  private static func isInside(_ address: String) -> Bool {
    let address = address.drop { " \t\r\n\"'".contains($0) }
    return address.isEmpty || ["#", "data:", "url("].contains { address.lowercased().hasPrefix($0) }
  }

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
  /// What stands between a place and a sign.
  fileprivate func text(from start: Int, to sign: String) -> Range<Int> {
    start..<(self[start...].firstRange(of: Array(sign.utf8))?.lowerBound ?? count)
  }
}

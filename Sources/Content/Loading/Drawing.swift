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
      for (name, value) in attributes {
        if isProgram(file.text(in: value)) { programs.append(value) }
        if file.text(in: name).lowercased().hasPrefix("on") { programs.append(name) }
        if element != "a", localName(file.text(in: name)) == "href" { references.append(value) }
      }
    }
    programs += spelledMarkup(in: file)
    return sorted(programs).map { .program(SourceRange(file, $0)) }
      + sorted(references).map { SourceRange(file, $0) }.filter { !isInside($0.text) }.map { .reference($0) }
  }

  private static func sorted(_ ranges: [Range<Int>]) -> [Range<Int>] { ranges.sorted { $0.lowerBound < $1.lowerBound } }

  /// The name of an element or an attribute without its namespace.
  private static func localName(_ name: String) -> String {
    name.lowercased().split(separator: ":").last.map(String.init) ?? ""
  }

  /// What styles refer to: `url(…)` and `@import …;`.
  private static func styleReferences(in file: SourceFile) -> [Range<Int>] {
    let bytes = file.bytes
    return [("url(", ")"), ("@import", ";")].flatMap { beginning, end in
      bytes.ranges(of: Array(beginning.utf8)).map { bytes.text(from: $0.upperBound, to: end) }
    }
  }

  /// Entities that become tags only when they are used, since their signs are spelled as references.
  private static func spelledMarkup(in file: SourceFile) -> [Range<Int>] {
    let declarations = file.bytes.ranges(of: Array("<!ENTITY".utf8))
    return declarations.filter { file.text(in: file.bytes.text(from: $0.upperBound, to: ">")).contains("&") }
  }

  /// Whether an address is that of a part of the drawing, or holds the bytes itself.
  ///
  /// What `@import` calls by `url(…)` is found there.
  private static func isInside(_ address: String) -> Bool {
    let address = address.drop { " \t\r\n\"'".contains($0) }
    return address.isEmpty || ["#", "data:", "url("].contains { address.hasPrefix($0) }
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

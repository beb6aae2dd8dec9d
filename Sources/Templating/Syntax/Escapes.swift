/// The text of a literal with Python's escapes resolved; a backslash before anything else stays.
func unescaped(_ literal: String) throws(Fault) -> String {
  var out = String.UnicodeScalarView()
  var rest = literal.unicodeScalars[...]
  while let scalar = rest.popFirst() {
    guard scalar == "\\", let escape = rest.popFirst() else {
      out.append(scalar)
      continue
    }
    if let digits = digits[escape] {
      out.append(try character(escape, digits, &rest))
    } else if escape == "N" {
      out.append(try namedCharacter(&rest))
    } else if ("0"..."7").contains(escape) {
      out.append(octalCharacter(escape, &rest))
    } else if escape != "\n" {
      out.append(contentsOf: plain[escape].map { [$0] } ?? ["\\", escape])
    }
  }
  return String(out)
}

/// How many hexadecimal digits follow a letter.
private let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]

/// What a letter or sign behind a backslash stands for.
private let plain: [Unicode.Scalar: Unicode.Scalar] = [
  "\\": "\\", "'": "'", "\"": "\"", "n": "\n", "t": "\t", "r": "\r", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}",
  "v": "\u{B}",
]

private func character(
  _ letter: Unicode.Scalar, _ count: Int, _ rest: inout Substring.UnicodeScalarView
) throws(Fault) -> Unicode.Scalar {
  let digits = rest.prefix(count)
  let number = digits.allSatisfy(\.properties.isASCIIHexDigit) ? UInt32(String(digits), radix: 16) : nil
  if let number, number & 0xFFFF_F800 == 0xD800 { throw .halfCharacter("\\\(letter)\(String(digits))") }
  guard digits.count == count, let scalar = number.flatMap(Unicode.Scalar.init) else {
    throw .unknownEscape("\\\(letter)\(String(digits))", wanted: "\(count) digits from 0 to f, which are a character's")
  }
  rest = rest.dropFirst(count)
  return scalar
}

/// Up to three digits from 0 to 7, all of which together are a character.
private func octalCharacter(
  _ first: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView
) -> Unicode.Scalar {
  let more = rest.prefix(2).prefix { ("0"..."7").contains($0) }
  rest = rest.dropFirst(more.count)
  return UInt32(String(first) + String(more), radix: 8).flatMap(Unicode.Scalar.init) ?? first
}

/// A character by its name: `{BULLET}`.
private func namedCharacter(_ rest: inout Substring.UnicodeScalarView) throws(Fault) -> Unicode.Scalar {
  let name = rest.first == "{" ? rest.dropFirst().prefix { $0 != "}" } : rest[..<rest.startIndex]
  guard name.endIndex < rest.endIndex, let scalar = charactersByName[String(name).uppercased()] else {
    let written = rest.first == "{" ? "{\(String(name))}" : ""
    throw .unknownEscape("\\N\(written)", wanted: "a name of Unicode's, such as `\\N{BULLET}`")
  }
  rest = rest[name.endIndex...].dropFirst()
  return scalar
}

/// All characters that have a name, read when the first template asks for one.
private let charactersByName: [String: Unicode.Scalar] = {
  var characters: [String: Unicode.Scalar] = [:]
  for scalar in (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init) {
    for name in [scalar.properties.name, scalar.properties.nameAlias].compactMap({ $0 }) { characters[name] = scalar }
  }
  return characters
}()

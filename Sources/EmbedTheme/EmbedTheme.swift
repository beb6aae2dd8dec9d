import Foundation

/// Writes files of a folder as Swift source: `embed-theme output.swift folder file...`.
///
/// Each is a static string, which the compiler reads in no time; a list of bytes takes it a minute. A file that is no text has each of
/// its bytes as the character of this number.
@main
enum EmbedTheme {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().map { URL(filePath: $0).standardizedFileURL }
    let (output, folder) = (arguments[0], arguments[1].path + "/")
    var source = "let themeFiles: [(name: StaticString, text: StaticString, isText: Bool)] = [\n"
    for file in arguments.dropFirst(2).sorted(by: { $0.path < $1.path }) {
      let data = try Data(contentsOf: file)
      let text = String(data: data, encoding: .utf8)
      let characters = text ?? String(String.UnicodeScalarView(data.map { Unicode.Scalar($0) }))
      source += "  (\(literal(String(file.path.dropFirst(folder.count)))), \(literal(characters)), \(text != nil)),\n"
    }
    try Data((source + "]\n").utf8).write(to: output)
  }

  private static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\" + String(scalar)
      case "\n": literal += "\\n"
      case _ where scalar.value < 0x20 || 0x7F...0xA0 ~= scalar.value || scalar.properties.isDefaultIgnorableCodePoint:
        literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}

import Foundation

/// Writes files of a folder as Swift source: `embed-files output.swift list folder file...`.
///
/// Each is a static string, which the compiler reads in no time; a list of bytes takes it a minute. A file that is no text has each of
/// its bytes as the character of this number. Of a text of `content` only the number and the titles are taken: a new site has them, and
/// words of its own.
@main
enum EmbedFiles {
  static func main() throws {
    let arguments = CommandLine.arguments
    let (output, list) = (URL(filePath: arguments[1]), arguments[2])
    let folder = URL(filePath: arguments[3]).standardizedFileURL.path + "/"
    let files = arguments.dropFirst(4).map { URL(filePath: $0).standardizedFileURL }.sorted { $0.path < $1.path }
    var source = "let \(list): [EmbeddedFolder.Embedded] = [\n"
    for file in files {
      let name = String(file.path.dropFirst(folder.count))
      let data = try Data(contentsOf: file)
      let text = String(data: data, encoding: .utf8)
      let characters = text ?? String(String.UnicodeScalarView(data.map { Unicode.Scalar($0) }))
      let isArticle = name.hasPrefix("content/") && name.hasSuffix(".md")
      source += "  (\(literal(name)), \(literal(isArticle ? titles(of: characters) : characters)), \(text != nil)),\n"
    }
    try Data((source + "]\n").utf8).write(to: output)
  }

  /// The front matter with nothing but the number, the titles and where they are from, and the objectives of a round table.
  private static func titles(of text: String) -> String {
    let frontMatter = text.components(separatedBy: "---\n")[1]
    let lines = frontMatter.split(separator: "\n").filter { line in
      ["# ", "number:", "title:", "short_title:", "objectives:"].contains { line.hasPrefix($0) }
    }
    return "---\n" + lines.map { $0 + "\n" }.joined() + "---\n"
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

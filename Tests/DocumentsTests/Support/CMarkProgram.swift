import Documents
import Foundation

/// The program `cmark-gfm`, which says what Markdown is to become.
enum CMarkProgram {
  private static let options =
    "-e footnotes -e table -e strikethrough -e autolink -e tasklist --strikethrough-double-tilde"

  /// Renders each document in a process of its own.
  static func render(_ documents: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "imrf-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (number, document) in documents.enumerated() {
      try Data(document.utf8).write(to: folder.appending(path: "\(number).md"))
    }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-ec", "for file in *.md; do cmark-gfm \(options) \"$file\" > \"$file.html\"; done"]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return try documents.indices.map { number in
      String(decoding: try Data(contentsOf: folder.appending(path: "\(number).md.html")), as: UTF8.self)
    }
  }
}

/// Our HTML without what our rules add to cmark's where an author uses none of our notations: ids of headings, scopes of
/// header cells, the regions and captions of tables, and the letters of notes.
func undoingRules(_ html: String) -> String {
  var text = html.replacing("<th scope=\"col\"", with: "<th")
    .replacing(/<div class="table-scroll"[^>]*><table><caption>[^<]*<\/caption>/, with: "<table>")
    .replacing("</table></div>", with: "</table>")
    .replacing(/<p>(<input type="checkbox"[^>]*>)[ ]/) { "\($0.1) \n<p>" }
    .replacing(/data-footnote-ref>([a-z]+)/) { call in
      "data-footnote-ref>\((1...1000).first { noteLetters($0) == call.1 } ?? 0)"
    }
  for level in 1...6 {
    let start = "<h\(level) id=\""
    text = text.components(separatedBy: start).enumerated().map { number, part in
      guard number > 0, let end = part.firstIndex(of: ">") else { return part }
      return "<h\(level)" + part[end...]
    }.joined()
  }
  return text
}

/// The program's HTML without the comments that stand for raw HTML; we leave it out without a trace.
func withoutOmissions(_ html: String) -> String { html.replacing("<!-- raw HTML omitted -->", with: "") }

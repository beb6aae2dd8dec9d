import Content
import Diagnostics
import Site

/// What the printing program complains of, as diagnostics that name the content or the style sheet where it comes from.
///
/// The program ends well even if a picture or a sign is missing, so every complaint fails the pack.
struct Complaints {
  private let document: PrintDocument
  private let print: PackPrint
  private let site: Site

  init(about document: PrintDocument, _ print: PackPrint, of site: Site) {
    self.document = document
    self.print = print
    self.site = site
  }

  func diagnostics(for outcome: WeasyPrint.Outcome) -> [Diagnostic] {
    guard outcome.isDone else { return [.printingFailed(print.fileName, report: outcome.complaints)] }
    var seen: Set<String> = []
    return outcome.complaints.filter { seen.insert($0).inserted }.map { diagnostic(for: $0) }
  }

  private func diagnostic(for line: String) -> Diagnostic {
    let text = line.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? line
    if let declaration = quoted("`", in: text), text.hasPrefix("Ignored ") {
      return .unknownCSS(declaration, at: place(of: declaration), in: print.fileName)
    }
    if text.hasPrefix("Invalid or unsupported selector"), let selector = quoted("'", in: text) {
      return .unknownSelector(selector, at: place(of: selector), in: print.fileName)
    }
    if let scalar = missingGlyph(in: text) {
      return .missingGlyph(scalar, at: place(of: scalar), in: print.fileName)
    }
    if text.hasPrefix("Font-face"), let font = document.files.flatMap(\.fonts).first(where: { realPath($0) == nil }) {
      return .missingFont(font, at: place(of: font), in: print.fileName)
    }
    return .printing(readable(text), of: print.fileName)
  }

  /// The first thing between two marks.
  private func quoted(_ mark: Character, in text: String) -> String? {
    let parts = text.split(separator: mark, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return String(parts[1].reversed().drop { $0 == " " }.reversed())
  }

  /// Where a style sheet says something.
  private func place(of text: String) -> Diagnostic.Place {
    for file in document.files where file.path.hasSuffix(".css") {
      if let range = range(of: text, in: file.source) { return .bytes(range, of: file.source) }
    }
    return .none
  }

  /// "… (U+E123)".
  private func missingGlyph(in text: String) -> Unicode.Scalar? {
    guard text.contains("glyph"), let start = text.range(ofLast: "(U+") else { return nil }
    return UInt32(text[start...].prefix { $0.isHexDigit }, radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// Where the content has a character, first in the parts of the pack.
  private func place(of scalar: Unicode.Scalar) -> Diagnostic.Place {
    let pack = site.library.packs[print.pack]
    var files = ([print.pack.any] + pack.parts(in: site.library)).map { part in
      site.library.read(part, in: print.language) { $0.origin.file }
    }
    site.library.forEachText { files.append($0.origin.file) }
    for file in files {
      if let range = range(of: String(scalar), in: file) { return .bytes(range, of: file) }
    }
    return .none
  }

  private func range(of text: String, in file: SourceFile) -> Range<Int>? {
    let text = Array(text.utf8)
    guard let first = text.first else { return nil }
    var rest = file.bytes[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: text) { return start..<(start + text.count) }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// The program's words, without the folder in which it was run.
  private func readable(_ text: String) -> String {
    document.files.reduce(text) { text, file in
      text.split(separator: "'").map { $0.hasSuffix(file.path) ? file.source.name : String($0) }.joined(separator: "'")
    }
  }
}

extension String {
  /// Where the text behind the last occurrence of another begins.
  fileprivate func range(ofLast text: String) -> Index? {
    var found: Index?
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      found = range.upperBound
      rest = rest[range.upperBound...]
    }
    return found
  }
}

import Diagnostics
import Site

/// What the printing program complains of, as diagnostics that name the style sheet, the content or the template where it
/// comes from.
///
/// The program ends well even if a picture or a sign is missing, so every complaint fails the pack.
struct Complaints {
  private let document: PrintDocument
  private let pack: String
  private let workspace: String

  /// Reads what is said of a document; `workspace` is the folder that it was printed in, which nobody wants to hear of.
  init(about document: PrintDocument, named pack: String, in workspace: String) {
    self.document = document
    self.pack = pack
    self.workspace = workspace
  }

  func diagnostics(for outcome: WeasyPrint.Outcome) -> [Diagnostic] {
    guard outcome.isDone else { return [.printingFailed(pack, report: outcome.complaints)] }
    var seen: Set<String> = []
    return outcome.complaints.filter { seen.insert($0).inserted }.map { diagnostic(for: $0) }
  }

  private func diagnostic(for line: String) -> Diagnostic {
    let text = readable(line.split(separator: ": ", maxSplits: 1).last ?? "")
    if let overhang = Overhang(text) {
      return .tooWide(overhang, at: place(of: overhang.words, beside: overhang.line), in: pack)
    }
    if text.hasPrefix("Ignored "), let declaration = quoted("`", in: text) {
      return .unknownCSS("`\(declaration)`", at: place(of: declaration), in: pack)
    }
    if text.hasPrefix("Invalid or unsupported selector"), let selector = quoted("'", in: text) {
      return .unknownCSS("the selector `\(selector)`", at: place(of: selector), in: pack)
    }
    if text.hasPrefix("Failed to load image at "), let image = quoted("'", in: text) {
      return .missingImage(image, at: place(of: fileName(of: image)), in: pack)
    }
    if text.hasPrefix("Image "), text.contains("alt"), let image = quoted("\"", in: text) {
      return .imageWithoutText(image, at: place(of: fileName(of: image)), in: pack)
    }
    if text.contains("glyph"), let scalar = scalar(in: text) {
      return .missingGlyph(scalar, at: place(of: String(scalar)), in: pack)
    }
    if text.hasPrefix("Font-face"), let font = document.files.flatMap(\.fonts).first(where: isAbsent) {
      return .missingFont(font, at: place(of: font), in: pack)
    }
    return .printing(text, of: pack)
  }

  /// The program's words, with the names of files as their authors know them.
  private func readable(_ text: Substring) -> String {
    let inside = text.replacing("file://" + workspace + "/", with: "")
    return document.files.reduce(String(inside)) { $0.replacing($1.path, with: $1.source.name) }
  }

  /// The first thing between two marks.
  private func quoted(_ mark: Character, in text: String) -> String? {
    let parts = text.split(separator: mark, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return String(parts[1].reversed().drop { $0 == " " }.reversed())
  }

  /// The character of "… (U+E123)".
  private func scalar(in text: String) -> Unicode.Scalar? {
    let code = text.split(separator: "(U+").dropFirst().last?.prefix { $0.isHexDigit }
    return code.flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init)
  }

  private func fileName(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

  private func isAbsent(_ file: String) -> Bool { Program.version(of: file) == nil }

  /// Where the pack's sources most likely say something that stands in a line of the page: where most of its words are.
  private func place(of text: String, beside line: String) -> Diagnostic.Place {
    let words = Set(line.split(separator: " "))
    var best: (shared: Int, place: Diagnostic.Place) = (-1, .none)
    for source in document.sources where !text.isEmpty {
      for range in source.bytes.ranges(of: Array(text.utf8)) {
        let shared = words.intersection(source.line(around: range).split { " |\n".contains($0) }).count
        if shared > best.shared { best = (shared, .bytes(range, of: source)) }
      }
    }
    return best.place
  }

  /// Where the pack's sources say something.
  private func place(of text: String) -> Diagnostic.Place {
    for source in document.sources {
      if !text.isEmpty, let range = source.bytes.firstRange(of: Array(text.utf8)) { return .bytes(range, of: source) }
    }
    return .none
  }
}

/// Something that is wider than its column, or stands below its page, as `fitting.py` tells of it.
struct Overhang {
  /// The page, from 1.
  let page: String
  /// By how much it sticks out.
  let millimetres: String
  /// The name of the place in the document before it, which may be empty.
  let anchor: String
  /// The words that stick out, or the address of a picture.
  let words: String
  /// The paragraph or the row of a table in which they stand.
  let line: String

  /// Reads a complaint; nil if it is about something else.
  init?(_ complaint: String) {
    let mark = "Sticks out: "
    let parts = complaint.dropFirst(mark.count).split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard complaint.hasPrefix(mark), parts.count == 5 else { return nil }
    (page, millimetres, anchor, words, line) = (parts[0], parts[1], parts[2], parts[3], parts[4])
  }
}

extension SourceFile {
  /// The text of the line in which some bytes stand.
  fileprivate func line(around range: Range<Int>) -> String {
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
    return text(in: start..<(bytes[range.upperBound...].firstIndex(of: newline) ?? bytes.count))
  }
}

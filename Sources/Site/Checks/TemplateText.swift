import Diagnostics
import Templating

/// Finds where in the templates a part of a finished page was written.
struct TemplateText {
  /// A run of a template's own text, and an offset in it where a tag or an attribute begins that a rule is about.
  private struct Run {
    let file: SourceFile
    let text: Range<Int>
    let start: Int
  }

  private let runs: [Run]

  init(_ templates: [TemplateParts]) {
    runs = templates.flatMap { template in
      template.texts.flatMap { text in
        text.filter { Self.mayBegin(at: $0, of: template.file.bytes[text]) }
          .map { Run(file: template.file, text: text, start: $0) }
      }
    }
  }

  /// The place in a template's own text that printed all of a part of a page, which is a tag's name or an attribute.
  ///
  /// A run of text is printed whole, so all of it must stand on the page around the part. Nil if there is no such run, or
  /// the longest is not the only one of its kind. Where a value is put together, `<a href="` alone might be from
  /// anywhere, so it counts for nothing.
  func place(of part: Range<Int>, in page: SourceFile) -> Diagnostic.Place? {
    let fitting = runs.filter { run in
      run.start + part.count <= run.text.upperBound && fits(run, around: part.lowerBound, in: page.bytes)
    }
    guard let longest = fitting.map(\.text.count).max() else { return nil }
    let found = fitting.filter { $0.text.count == longest }
    guard found.count == 1, let run = found.first else { return nil }
    return .bytes(run.start..<run.start + part.count, of: run.file)
  }

  private func fits(_ run: Run, around offset: Int, in page: [UInt8]) -> Bool {
    let begin = offset - (run.start - run.text.lowerBound)
    let end = begin + run.text.count
    return begin >= 0 && end <= page.count && page[begin..<end].elementsEqual(run.file.bytes[run.text])
  }

  private static func mayBegin(at offset: Int, of text: ArraySlice<UInt8>) -> Bool {
    let rest = text[offset...]
    return ["<img", "href", "src", "id"].contains { sign in
      rest.prefix(sign.utf8.count).elementsEqual(sign.utf8) { $0 == $1 || $0 | 0x20 == $1 }
    }
  }
}

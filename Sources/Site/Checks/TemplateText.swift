import Diagnostics
import Documents
import Templating

/// Finds where in the templates a part of a finished page was written.
struct TemplateText {
  /// A run of a template's own text, and an offset in it where a tag or an attribute begins that a rule is about.
  private struct Run {
    let file: SourceFile
    let text: Range<Int>
    let start: Int
    /// The next text of the template, which often stands a little further on the page.
    let next: Range<Int>?
  }

  private let runs: [Run]

  init(_ templates: [TemplateParts]) {
    runs = templates.flatMap { template in
      zip(template.texts, template.texts.dropFirst().map(Optional.some) + [nil]).flatMap { text, next in
        text.filter { Self.mayBegin(at: $0, of: template.file.bytes[text]) }
          .map { Run(file: template.file, text: text, start: $0, next: next) }
      }
    }
  }

  /// The place in a template's own text that printed all of a part of a page, which is a tag's name or an attribute.
  ///
  /// A run of text is printed whole, so all of it must stand on the page around the part. Of several that are as long, the one whose
  /// template goes on as the page does is meant. Nil if there is no such run, or more than one. Where a value is put together, `<a href="` alone might be from
  /// anywhere, so it counts for nothing.
  func place(of part: Range<Int>, in page: SourceFile) -> Diagnostic.Place? {
    let fitting = runs.filter { run in
      run.start + part.count <= run.text.upperBound && fits(run, around: part.lowerBound, in: page.bytes)
    }
    guard let longest = fitting.map(\.text.count).max() else { return nil }
    var found = fitting.filter { $0.text.count == longest }
    if found.count > 1 { found = goingOn(found, behind: part.upperBound, in: page.bytes) }
    guard found.count == 1, let run = found.first else { return nil }
    return .bytes(run.start..<run.start + part.count, of: run.file)
  }

  /// How far on a page the next text of a template may stand behind the last one: further than a name, nearer than a paragraph.
  private static let reach = 200

  /// Those of some runs whose next text stands nearby, the longest such text counting most.
  private func goingOn(_ runs: [Run], behind offset: Int, in page: [UInt8]) -> [Run] {
    let near = page[offset..<min(offset + Self.reach, page.count)]
    let known = runs.map { run -> (run: Run, length: Int) in
      guard let next = run.next, near.firstRange(of: run.file.bytes[next]) != nil else { return (run, 0) }
      return (run, next.count)
    }
    let longest = known.map(\.length).max() ?? 0
    return longest == 0 ? runs : known.filter { $0.length == longest }.map(\.run)
  }

  private func fits(_ run: Run, around offset: Int, in page: [UInt8]) -> Bool {
    let begin = offset - (run.start - run.text.lowerBound)
    let end = begin + run.text.count
    return begin >= 0 && end <= page.count && page[begin..<end].elementsEqual(run.file.bytes[run.text])
  }

  private static func mayBegin(at offset: Int, of text: ArraySlice<UInt8>) -> Bool {
    let rest = text[offset...]
    if rest.first == UInt8(ascii: "<") { return isTag(rest) && !isBare(text) }
    return ["href", "src", "id"].contains { sign in
      rest.prefix(sign.utf8.count).elementsEqual(sign.utf8) { $0 == $1 || $0 | 0x20 == $1 }
    }
  }

  private static func isTag(_ text: ArraySlice<UInt8>) -> Bool { text.dropFirst().first.map(isASCIILetter) ?? false }

  /// Whether a text is one tag without an attribute: that stands in texts of the content, too.
  private static func isBare(_ text: ArraySlice<UInt8>) -> Bool {
    let words = text.split { $0 <= UInt8(ascii: " ") }
    return words.count == 1 && words[0].last == UInt8(ascii: ">") && words[0].count { $0 == UInt8(ascii: "<") } == 1
  }
}

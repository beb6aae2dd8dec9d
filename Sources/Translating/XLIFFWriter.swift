import Content
import Diagnostics
import Documents

extension TranslationOverview {
  /// All words with their translations as XLIFF 2.0 (OASIS, 2014), or only what is missing or renders an older version.
  ///
  /// There is a file for each file of the content, a unit for each part, and a segment for each line of words in it. Marks of
  /// Markdown, links and citations are codes whose text stands in the unit's original data; segments are in the order of the
  /// original, and programs are asked not to cut them otherwise.
  public func xliff(changedOnly: Bool = false) -> [UInt8] {
    var writer = XLIFFWriter()
    writer.line(#"<?xml version="1.0" encoding="UTF-8"?>"#)
    writer.line(
      #"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="\#(original.code)" trgLang="\#(language.code)">"#
    )
    let files = Dictionary(grouping: subjects, by: \.originalPath)
    for path in paths {
      let units = (files[path] ?? []).flatMap { subject in
        subject.parts.filter { $0.original != nil && (!changedOnly || $0.standing == .missing || $0.standing.isStale) }
          .map { (subject, $0) }
      }
      if units.isEmpty { continue }
      let direction = #"srcDir="\#(original.direction.rawValue)" trgDir="\#(language.direction.rawValue)""#
      writer.line(
        #"<file id="\#(fileID(path))" original="\#(escaped(path))" canResegment="no" \#(direction)>"#)
      if let text = units.first?.0, text.storage?.file == nil { writer.writeParts(of: text.original) }
      for (subject, part) in units { writer.write(part, of: subject) }
      writer.line("</file>")
    }
    writer.line("</xliff>")
    return Array(writer.text.utf8)
  }

  /// The files of the originals, in order.
  private var paths: [String] {
    subjects.reduce(into: []) { paths, subject in
      if paths.last != subject.originalPath { paths.append(subject.originalPath) }
    }
  }

  /// Whether there would be anything in the file.
  public func hasWork(changedOnly: Bool) -> Bool {
    subjects.contains { !(changedOnly ? $0.toDo : $0.parts).filter { $0.original != nil }.isEmpty }
  }

  /// A name without slashes, as XML wants it.
  private func fileID(_ path: String) -> String { path.replacing("/", with: ".") }
}

/// The notes that a unit has for this program.
enum UnitNote {
  static let fingerprint = "fingerprint"
  /// Of a whole file: what parts there are, also those that aren't in the file.
  static let parts = "parts"
}

/// Writes units.
private struct XLIFFWriter {
  private(set) var text = ""

  mutating func line(_ line: String) { text += line + "\n" }

  /// Writes down which parts there are, so that the words find theirs again if the original is put into another order meanwhile.
  mutating func writeParts(of original: TranslatableText) {
    let cell = WrittenFingerprints.cell(original.parts.map { ($0.name, $0.fingerprint) })
    line(#"<notes><note category="\#(UnitNote.parts)">\#(escaped(cell))</note></notes>"#)
  }

  mutating func write(_ part: PartComparison, of subject: TranslationSubject) {
    guard let original = part.original, !original.lines.isEmpty else { return }
    var numbers = CodeNumbers(original.lines)
    let source = numbers.source
    // What was translated line by line otherwise can't be shown beside the lines of the original, nor what may render another block.
    let isPaired = !original.isBlock || subject.translation?.pairsBlocks(with: subject.original) ?? true
    let own = part.translation.map(\.lines).flatMap { isPaired && $0.count == source.count ? numbers.target($0) : nil }
    line(
      #"<unit id="\#(subject.unitID(original))" name="\#(escaped(original.isBlock ? original.title : original.name))">"#
    )
    line("<notes>")
    line(#"<note category="place">\#(escaped(subject.placeInOriginal(original)))</note>"#)
    line(#"<note category="\#(UnitNote.fingerprint)">\#(original.fingerprint.digits)</note>"#)
    if let state = part.note { line(#"<note category="state">\#(state)</note>"#) }
    line("</notes>")
    writeData(of: source + (own ?? []))
    let state = own != nil && part.standing == .current ? "translated" : "initial"
    for (index, source) in source.enumerated() {
      line(#"<segment id="s\#(index + 1)" state="\#(state)">"#)
      line("<source>\(content(source))</source>")
      if let own { line("<target>\(content(own[index]))</target>") }
      line("</segment>")
    }
    line("</unit>")
  }

  private mutating func writeData(of lines: [[CodedText]]) {
    let codes = lines.flatMap(\.codes).reduce(into: [Code]()) { if !$0.contains($1) { $0.append($1) } }
    if codes.isEmpty { return }
    line("<originalData>")
    for code in codes {
      line(#"<data id="\#(dataID(code))">\#(escaped(code.before))</data>"#)
      if let after = code.after { line(#"<data id="\#(dataID(code))-end">\#(escaped(after))</data>"#) }
    }
    line("</originalData>")
  }

  private func dataID(_ code: Code) -> String { "d\(code.id)" }

  private func content(_ line: [CodedText]) -> String {
    line.map { piece in
      switch piece {
      case .text(let text): escaped(text) { #"<cp hex="\#(String($0.value, radix: 16))"/>"# }
      case .mark(let code):
        #"<ph id="\#(code.id)" dataRef="\#(dataID(code))" type="other" canCopy="no" canDelete="no" "#
          + #"disp="\#(escaped(code.before))"/>"#
      case .pair(let code, let inner):
        #"<pc id="\#(code.id)" dataRefStart="\#(dataID(code))" dataRefEnd="\#(dataID(code))-end" "#
          + #"type="\#(type(of: code))" canCopy="no" canDelete="no">\#(content(inner))</pc>"#
      }
    }.joined()
  }

  /// What programs for translators call the pair.
  private func type(of code: Code) -> String {
    switch code.before {
    case "*", "**", "~~": "fmt"
    case "[": "link"
    case "![": "image"
    default: "other"
    }
  }
}

extension PartComparison {
  /// Why a translator should look at what is translated already; nil if there is no reason.
  fileprivate var note: String? {
    guard translation != nil, standing != .current else { return nil }
    return standing == .unchecked
      ? "Nobody has said which version of the original this renders."
      : "The original has changed since this was translated."
  }
}

/// A text as it stands in XML, also between quotation marks; sign by sign, since a mark on a `<` makes it no other sign.
private func escaped(_ text: String, control: (Unicode.Scalar) -> String = { _ in "\u{FFFD}" }) -> String {
  text.unicodeScalars.reduce(into: "") { result, scalar in
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\t", "\n": result.unicodeScalars.append(scalar)
    // XML can't hold these, not even by their numbers.
    case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": result += control(scalar)
    default: result.unicodeScalars.append(scalar)
    }
  }
}

extension TranslationSubject {
  /// Where a part stands in its original: `content/about.md:12`, for those who look it up.
  fileprivate func placeInOriginal(_ part: TranslatablePart) -> String {
    "\(originalPath):\(SourceRange(original.file, part.range).start.line)"
  }
}

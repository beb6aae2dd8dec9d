import Content
import Diagnostics
import Documents

/// A unit of an XLIFF file: a part of an original, and what somebody has made of it.
struct XLIFFUnit {
  let id: String
  /// The offset at which it begins in the file, as all offsets here.
  let offset: Int
  /// The fingerprint of the original that it was written from; nil if a program has lost it.
  let fingerprint: Fingerprint?
  let segments: [Segment]

  /// A line of words.
  struct Segment {
    /// Where the target begins, or the segment if it has none.
    let offset: Int
    /// Whether somebody has said that it is done.
    let isDone: Bool
    let source: [CodedText]
    /// Nil if there is none, or nothing in it.
    let target: [CodedText]?
  }
}

/// The units of one file of the content.
struct XLIFFFile {
  /// The path of the original.
  let original: String
  let offset: Int
  /// The parts of the original when this was written, in order; none if a program has lost them.
  let parts: [(name: String, fingerprint: Fingerprint)]
  let units: [XLIFFUnit]
}

/// An XLIFF file, read as far as it concerns a site.
struct XLIFFDocument {
  let lines: NumberedLines
  /// The codes of the languages, as they are written.
  let (source, target): (String, String)
  private(set) var files: [XLIFFFile] = []
  /// Where the languages are written.
  let offset: Int

  static let namespace = "urn:oasis:names:tc:xliff:document:2.0"

  /// Reads a file; throws all that keeps it from being understood.
  init(_ file: SourceFile) throws(Faults) {
    lines = NumberedLines(file)
    guard let library = XMLLibrary.shared else { throw Faults([.noXMLLibrary]) }
    let root: XMLElement
    do throws(XMLFault) {
      root = try readXML(lines, namespace: Self.namespace, with: library)
    } catch {
      throw Faults([.unreadableXLIFF(error.message, at: lines.place(error.offset))])
    }
    guard root.name == "xliff" else { throw Faults([.notXLIFF(at: lines.place(root.offset))]) }
    (source, target, offset) = (root.attributes["srcLang"] ?? "", root.attributes["trgLang"] ?? "", root.offset)
    var faults: [Diagnostic] = []
    for element in root.children("file") {
      let units = Self.units(in: element).map { [lines] unit in
        var reader = UnitReader(unit, in: lines)
        return reader.read(&faults)
      }
      let notes = element.child("notes")?.children("note") ?? []
      let parts = notes.first { $0.attributes["category"] == UnitNote.parts }?.text ?? ""
      files.append(
        XLIFFFile(
          original: element.attributes["original"] ?? "", offset: element.offset,
          parts: Fingerprints.parts(ofCell: parts) ?? [], units: units))
    }
    faults += twice
    if !faults.isEmpty { throw Faults(faults) }
  }

  /// What stands twice, so that nobody can tell which is meant.
  private var twice: [Diagnostic] {
    let files = files.map { (what: "the file `\($0.original)`", offset: $0.offset) }
    return lines.twice(files)
      + self.files.flatMap { file in lines.twice(file.units.map { (what: "the unit `\($0.id)`", offset: $0.offset) }) }
  }

  /// The units in a file, also those in groups.
  private static func units(in element: XMLElement) -> [XMLElement] {
    element.content.flatMap { content -> [XMLElement] in
      guard case .element(let inner) = content else { return [] }
      return inner.name == "unit" ? [inner] : inner.name == "group" ? units(in: inner) : []
    }
  }
}

extension NumberedLines {
  /// Of what stands in several places the second and all further ones.
  fileprivate func twice(_ things: [(what: String, offset: Int)]) -> [Diagnostic] {
    var first: [String: Int] = [:]
    return things.compactMap { what, offset in
      guard let before = first[what] else {
        first[what] = offset
        return nil
      }
      return .twice(what, at: place(offset), first: place(before))
    }
  }
}

/// Reads one unit.
private struct UnitReader {
  private let unit: XMLElement
  private let id: String
  private let lines: NumberedLines
  private let data: [String: String]
  /// What the tags of the sources stand for, by their numbers.
  private var meanings: [String: Code] = [:]

  init(_ unit: XMLElement, in lines: NumberedLines) {
    self.unit = unit
    self.lines = lines
    id = unit.attributes["id"] ?? ""
    data = Dictionary(
      (unit.child("originalData")?.children("data") ?? []).map { ($0.attributes["id"] ?? "", $0.text) },
      uniquingKeysWith: { first, _ in first })
  }

  mutating func read(_ faults: inout [Diagnostic]) -> XLIFFUnit {
    let notes = unit.child("notes")?.children("note") ?? []
    let digits = notes.first { $0.attributes["category"] == UnitNote.fingerprint }?.text
    let segments = unit.children("segment")
    for segment in segments {
      for name in ["source", "target"] {
        let all = segment.children(name).map { (what: "the \(name) of a segment of `\(id)`", offset: $0.offset) }
        faults += lines.twice(all)
      }
    }
    let sources = segments.map { $0.child("source").map { codedText($0, &faults) } ?? [] }
    for code in sources.flatMap(\.codes) where meanings[code.id] == nil { meanings[code.id] = code }
    return XLIFFUnit(
      id: id, offset: unit.offset, fingerprint: digits.flatMap { Fingerprint(digits: $0) },
      segments: zip(segments, sources).map { segment($0, source: $1, &faults) })
  }

  private func segment(
    _ segment: XMLElement, source: [CodedText], _ faults: inout [Diagnostic]
  ) -> XLIFFUnit.Segment {
    let target = segment.child("target").map { codedText($0, &faults) } ?? []
    return XLIFFUnit.Segment(
      offset: segment.child("target")?.offset ?? segment.offset,
      isDone: (segment.attributes["state"] ?? "initial") != "initial", source: source,
      target: target.markup.words.allSatisfy(\.isWhitespace) && target.codes.isEmpty ? nil : target)
  }

  private func codedText(_ element: XMLElement, _ faults: inout [Diagnostic]) -> [CodedText] {
    var open: [(start: XMLElement, before: [CodedText])] = []
    var pieces: [CodedText] = []
    for content in element.content {
      switch content {
      case .text(let text): pieces.append(.text(text))
      case .element(let inner):
        switch inner.name {
        case "ph": pieces.append(.mark(code(inner, "dataRef")))
        case "pc": pieces.append(.pair(code(inner, "dataRefStart", inner, "dataRefEnd"), codedText(inner, &faults)))
        case "mrk": pieces += codedText(inner, &faults)
        case "sm", "em", "": break
        case "cp": pieces.append(.text(character(inner)))
        // Some programs write a pair as its two ends.
        case "sc":
          open.append((inner, pieces))
          pieces = []
        case "ec" where open.last.map { $0.start.attributes["id"] == inner.attributes["startRef"] } ?? false:
          let (start, before) = open.removeLast()
          let pair = CodedText.pair(code(start, "dataRef", inner, "dataRef"), pieces)
          pieces = before
          pieces.append(pair)
        default: faults.append(.strangeTag(inner.name, of: id, at: lines.place(inner.offset)))
        }
      }
    }
    if let start = open.last?.start {
      faults.append(.strangeTag(start.name, of: id, at: lines.place(start.offset)))
    }
    return pieces
  }

  /// A tag with what it stands for; where a program has left that away, it is the one of the source that has the same number.
  private func code(
    _ start: XMLElement, _ before: String, _ end: XMLElement? = nil, _ after: String = ""
  ) -> Code {
    let number = start.attributes["id"] ?? ""
    let (first, last) = (start.attributes[before], end?.attributes[after])
    if first == nil, last == nil, let code = meanings[number], (code.after == nil) == (end == nil) { return code }
    return Code(id: number, before: datum(first), after: end.map { _ in datum(last) })
  }

  private func datum(_ reference: String?) -> String { reference.flatMap { data[$0] } ?? "" }

  /// A character that XML can't hold, by its number; those are none that a text needs.
  private func character(_ element: XMLElement) -> String {
    let scalar = element.attributes["hex"].flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init)
    return scalar.map { String(Character($0)) } ?? ""
  }
}

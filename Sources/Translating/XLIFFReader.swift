import Content
import Diagnostics
import Documents

/// A unit of an XLIFF file: a part of an original, and what somebody has made of it.
struct XLIFFUnit {
  let id: String
  let line: Int
  /// The fingerprint of the original that it was written from; nil if a program has lost it.
  let fingerprint: Fingerprint?
  let segments: [Segment]

  /// A line of words.
  struct Segment {
    let line: Int
    /// Whether somebody has said that it is done.
    let isDone: Bool
    let source: [CodedText]
    /// Nil if there is none, or nothing in it.
    let target: [CodedText]?
  }
}

/// An XLIFF file, read as far as it concerns a site.
struct XLIFFDocument {
  let lines: NumberedLines
  /// The codes of the languages, as they are written.
  let (source, target): (String, String)
  /// The units, with the path of the original that they belong to and the line on which that is named.
  private(set) var files: [(original: String, line: Int, units: [XLIFFUnit])] = []

  static let namespace = "urn:oasis:names:tc:xliff:document:2.0"

  /// Reads a file; throws all that keeps it from being understood.
  init(_ file: SourceFile) throws(Faults) {
    lines = NumberedLines(file)
    guard let library = XMLLibrary.shared else { throw Faults([.noXMLLibrary]) }
    let root: XMLElement
    do throws(XMLFault) {
      root = try readXML(file, namespace: Self.namespace, with: library)
    } catch {
      throw Faults([.unreadableXLIFF(error.message, at: lines.place(error.line))])
    }
    guard root.name == "xliff" else { throw Faults([.notXLIFF(at: lines.place(root.line))]) }
    source = root.attributes["srcLang"] ?? ""
    target = root.attributes["trgLang"] ?? ""
    var faults: [Diagnostic] = []
    for element in root.children("file") {
      let units = Self.units(in: element).map { [lines] unit in UnitReader(unit, in: lines).read(&faults) }
      files.append((element.attributes["original"] ?? "", element.line, units))
    }
    if !faults.isEmpty { throw Faults(faults) }
  }

  /// The units in a file, also those in groups.
  private static func units(in element: XMLElement) -> [XMLElement] {
    element.content.flatMap { content -> [XMLElement] in
      guard case .element(let inner) = content else { return [] }
      return inner.name == "unit" ? [inner] : inner.name == "group" ? units(in: inner) : []
    }
  }
}

/// Places in a file by the numbers of its lines, as XML's library tells them.
struct NumberedLines {
  let file: SourceFile
  private let starts: [Int]

  init(_ file: SourceFile) {
    self.file = file
    starts = [0] + file.bytes.indices.filter { file.bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// What stands in a line, from 1.
  func place(_ number: Int) -> Diagnostic.Place {
    let start = starts[min(max(number, 1), starts.count) - 1]
    let line = file.bytes[start..<file.lineEnd(from: start)]
    let first = line.firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? line.startIndex
    return .bytes(first..<line.endIndex, of: file)
  }
}

/// Reads one unit.
private struct UnitReader {
  private let unit: XMLElement
  private let lines: NumberedLines
  private let data: [String: String]

  init(_ unit: XMLElement, in lines: NumberedLines) {
    self.unit = unit
    self.lines = lines
    data = Dictionary(
      (unit.child("originalData")?.children("data") ?? []).map { ($0.attributes["id"] ?? "", $0.text) },
      uniquingKeysWith: { first, _ in first })
  }

  func read(_ faults: inout [Diagnostic]) -> XLIFFUnit {
    let notes = unit.child("notes")?.children("note") ?? []
    let digits = notes.first { $0.attributes["category"] == UnitNote.fingerprint }?.text
    return XLIFFUnit(
      id: unit.attributes["id"] ?? "", line: unit.line, fingerprint: digits.flatMap { Fingerprint(digits: $0) },
      segments: unit.children("segment").map { segment($0, &faults) })
  }

  private func segment(_ segment: XMLElement, _ faults: inout [Diagnostic]) -> XLIFFUnit.Segment {
    let source = segment.child("source").map { codedText($0, &faults) } ?? []
    let target = segment.child("target").map { codedText($0, &faults) } ?? []
    return XLIFFUnit.Segment(
      line: segment.child("target")?.line ?? segment.line,
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
        case "ph": pieces.append(.mark(code(inner, before: "dataRef", after: nil)))
        case "pc":
          pieces.append(.pair(code(inner, before: "dataRefStart", after: "dataRefEnd"), codedText(inner, &faults)))
        case "mrk": pieces += codedText(inner, &faults)
        case "sm", "em", "": break
        case "cp": pieces.append(.text(character(inner)))
        // Some programs write a pair as its two ends.
        case "sc":
          open.append((inner, pieces))
          pieces = []
        case "ec" where open.last?.start.attributes["id"] == inner.attributes["startRef"]:
          let (start, before) = open.removeLast()
          pieces = before + [.pair(code(from: start, to: inner), pieces)]
        default: faults.append(.strangeTag(inner.name, of: unit.attributes["id"] ?? "", at: lines.place(inner.line)))
        }
      }
    }
    if let start = open.last?.start {
      faults.append(.strangeTag(start.name, of: unit.attributes["id"] ?? "", at: lines.place(start.line)))
    }
    return pieces
  }

  private func code(_ element: XMLElement, before: String, after: String?) -> Code {
    Code(id: element.attributes["id"] ?? "", before: datum(element, before), after: after.map { datum(element, $0) })
  }

  private func code(from start: XMLElement, to end: XMLElement) -> Code {
    Code(id: start.attributes["id"] ?? "", before: datum(start, "dataRef"), after: datum(end, "dataRef"))
  }

  private func datum(_ element: XMLElement, _ attribute: String) -> String {
    element.attributes[attribute].flatMap { data[$0] } ?? ""
  }

  /// A character that XML can't hold, by its number; those are none that a text needs.
  private func character(_ element: XMLElement) -> String {
    let scalar = element.attributes["hex"].flatMap { UInt32($0, radix: 16) }.flatMap(Unicode.Scalar.init)
    return scalar.map { String(Character($0)) } ?? ""
  }
}

import Platform
import Diagnostics
import Site

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the printing program complains of, as diagnostics that name the style sheet, the content or the template where it
/// comes from.
///
/// The program ends well even if a picture or a sign is missing, so every complaint fails the pack.
struct ProgramMessages {
  private let document: PrintDocument
  private let pack: String
  private let workspace: String
  /// Where places are looked for.
  private var sources: [SourceFile]
  /// The place of what isn't found there.
  private var otherwise = Diagnostic.Place.none

  /// Reads what is said of a document; `workspace` is the folder that it was printed in, which nobody wants to hear of.
  init(about document: PrintDocument, named pack: String, in workspace: String) {
    self.document = document
    self.pack = pack
    self.workspace = workspace
    sources = document.sources
  }

  /// The same, which looks for places in a drawing only: others may say the same, and what is encoded in it can't be found.
  private func inside(_ drawing: Substring) -> ProgramMessages {
    guard let file = document.files.first(where: { drawing == "file://\(workspace)/\($0.path)" }) else { return self }
    var inside = self
    (inside.sources, inside.otherwise) = ([file.source], .file(file.source.name))
    return inside
  }

  /// How many complaints of a kind are told, each with its place; the others are counted.
  private static let limit = 10

  /// What the program complains of, by kinds: what is true of one is mended as another of its kind is.
  private enum Kind: CaseIterable {
    case outside, css, selector, image, imageText, glyph, font, family, wide, apart, other
  }

  /// One complaint.
  private struct Complaint {
    /// The program's words.
    var words: Substring
    /// The address of the drawing in which something is wrong, if it is one.
    var drawing: Substring?

    /// Reads a line of our scripts.
    init(_ line: Substring) {
      words = line.split(separator: ": ", maxSplits: 1).last ?? line
      if let mark = words.ranges(of: "\tin ").last {
        drawing = words[mark.upperBound...]
        words = words[..<mark.lowerBound]
      }
    }
  }

  func diagnostics(for run: Program.Run) -> [Diagnostic] {
    guard run.end == .well else {
      // Where there are no fonts at all, Pango ends the program before it could say so.
      let absent = document.fonts.filter(isAbsent).prefix(Self.limit)
      return absent.isEmpty
        ? [.printingFailed(pack, run)] : absent.map { .missingFont($0, at: place(of: $0), in: pack) }
    }
    return diagnostics(for: (run.report + "\n" + run.output).split(separator: "\n"))
  }

  /// The same for what we find ourselves, in the program's words.
  func diagnostics(for lines: [Substring]) -> [Diagnostic] {
    var seen: Set<Substring> = []
    let lines = lines.filter { seen.insert($0).inserted }
    let kinds = Dictionary(grouping: lines.map(Complaint.init)) { kind(of: $0.words) }
    return Kind.allCases.flatMap { kind in told(kinds[kind] ?? [], of: kind) }
  }

  private func kind(of words: Substring) -> Kind? {
    // A file that was refused is missing where it was wanted: that is told once.
    if words.hasSuffix(": outside the pack") { return nil }
    if words.hasPrefix("Outside the pack: ") { return .outside }
    if words.hasPrefix(Overhang.mark) { return .wide }
    if words.hasPrefix(Self.apart) { return .apart }
    if words.hasPrefix("Ignored ") { return .css }
    if words.hasPrefix("Invalid or unsupported selector") { return .selector }
    if words.hasPrefix("Failed to load image at ") || words.hasPrefix(Self.undrawn) { return .image }
    if words.hasPrefix("Image "), words.contains("alt") { return .imageText }
    if words.hasPrefix("Font-face") { return .font }
    if words.hasPrefix("No style sheet brings the font ") { return .family }
    return words.contains("glyph") ? .glyph : .other
  }

  /// What stands before the words of facing pages that don't begin beside those in the other language.
  private static let apart = "Stands apart: "

  /// What stands before the address of a drawing that is none.
  private static let undrawn = "Failed to render SVG image "

  private func told(_ complaints: [Complaint], of kind: Kind) -> [Diagnostic] {
    var told = complaints.prefix(Self.limit).map { complaint in
      let complaints = complaint.drawing.map(inside) ?? self
      return complaints.diagnostic(for: readable(complaint.words), of: kind)
    }
    if complaints.count > told.count {
      told[told.count - 1].notes.append(.init("and \(complaints.count - told.count) more of the same kind"))
    }
    return told
  }

  private func diagnostic(for text: String, of kind: Kind) -> Diagnostic {
    switch kind {
    case .outside:
      let address = String(text.dropFirst("Outside the pack: ".count))
      return .outside(excerpt(address), at: place(of: address, orOf: fileName(of: address)), in: pack)
    case .css:
      if let css = quoted("`", in: text) {
        // What a variable stands for is written elsewhere than where it is used.
        let value = css.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? css
        return .unknownCSS("`\(excerpt(css))`", at: place(of: css, orOf: value), in: pack)
      }
    case .selector:
      if let css = quoted("'", in: text) {
        return .unknownCSS("the selector `\(excerpt(css))`", at: place(of: css), in: pack)
      }
    case .image:
      let image = text.hasPrefix(Self.undrawn) ? String(text.dropFirst(Self.undrawn.count)) : quoted("'", in: text)
      if let image { return .missingImage(excerpt(image), at: place(of: image, orOf: fileName(of: image)), in: pack) }
    case .imageText:
      if let image = quoted("\"", in: text) {
        return .imageWithoutText(excerpt(image), at: place(of: fileName(of: image)), in: pack)
      }
    case .glyph:
      if let scalar = scalar(in: text) { return .missingGlyph(scalar, at: place(of: String(scalar)), in: pack) }
    case .font:
      if let font = document.fonts.first(where: isAbsent) { return .missingFont(font, at: place(of: font), in: pack) }
    case .family:
      if let name = quoted("'", in: text) {
        return .missingFont(
          excerpt(name), at: place(of: name), in: pack,
          hint: "packs have the fonts that style sheets bring along with `@font-face`, and no others")
      }
    case .wide:
      if let overhang = Overhang(text) {
        return .tooWide(overhang, at: place(of: overhang.words, beside: overhang.line), in: pack)
      }
    case .apart:
      let words = String(text.dropFirst(Self.apart.count))
      return .standsApart(excerpt(words), at: place(of: words), in: pack)
    case .other: break
    }
    return .printing(excerpt(text, of: 500), at: otherwise, of: pack)
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
    var best: (shared: Int, place: Diagnostic.Place) = (-1, otherwise)
    for source in sources where !text.isEmpty {
      var rest = 0
      while let range = source.bytes.range(of: text, from: rest) {
        rest = range.upperBound
        let shared = words.intersection(source.text(in: source.lineRange(around: range)).split { " |\n".contains($0) })
          .count
        if shared > best.shared { best = (shared, .bytes(range, of: source)) }
      }
    }
    return best.place
  }

  /// Where the pack's sources say the first of some texts that stands in them at all.
  func place(of text: String, orOf other: String = "") -> Diagnostic.Place {
    for text in [text, other] where !text.isEmpty {
      for source in sources {
        if let range = source.bytes.range(of: text) { return .bytes(range, of: source) }
      }
    }
    return otherwise
  }
}

/// The beginning of what may be very long: a whole picture in an address, or what a program says that has gone wrong.
func excerpt(_ text: some StringProtocol, of length: Int = 60) -> String {
  // Counted in bytes first: counting the characters of millions takes a while.
  text.utf8.count > length && text.count > length + 20 ? text.prefix(length) + "…" : String(text)
}

extension [UInt8] {
  /// Where a text stands for the first time from some place on.
  fileprivate func range(of text: String, from start: Int = 0) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return nil }
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var offset = start
      while offset + wanted.count <= bytes.count {
        // The library looks at many bytes at once.
        guard let found = unsafe memchr(base + offset, Int32(first), bytes.count - wanted.count - offset + 1) else {
          return nil
        }
        offset = unsafe UnsafeRawPointer(found) - base
        if unsafe memcmp(base + offset, wanted, wanted.count) == 0 { return offset..<offset + wanted.count }
        offset += 1
      }
      return nil
    }
  }
}

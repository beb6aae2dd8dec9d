public import Content
public import Diagnostics
import Documents
public import Platform

/// Takes over what was translated in an XLIFF file: all of it, or nothing if anything is wrong.
public struct XLIFFImport {
  private let overview: TranslationOverview
  private let files: Files

  /// Prepares to write into the translations of a site.
  public init(into overview: TranslationOverview, from files: Files) {
    self.overview = overview
    self.files = files
  }

  /// The files of translations as they are to be, and what their authors should know.
  ///
  /// `read` reads the content with new files in it: what is written has to be read as it was meant.
  public func files(
    of file: SourceFile, reading read: ContentReader
  ) async throws(Faults) -> (files: [(path: String, bytes: [UInt8])], warnings: [Diagnostic]) {
    let document = try XLIFFDocument(file)
    let xliff = document.lines
    guard document.source == overview.original.code, document.target == overview.language.code else {
      throw Faults([
        .wrongLanguages(
          document.source, document.target, wanted: overview.original, overview.language, at: xliff.place(1))
      ])
    }
    var faults: [Diagnostic] = []
    var warnings: [Diagnostic] = []
    var work = TranslatedWork(overview, in: files)
    for (original, line, units) in document.files {
      let subjects = overview.subjects.indices.filter { overview.subjects[$0].originalPath == original }
      if subjects.isEmpty {
        let known = Set(overview.subjects.map(\.originalPath)).sorted()
        faults.append(.unknownOriginal(original, known: known, at: xliff.place(line)))
        continue
      }
      for unit in units { take(unit, in: xliff, subjects, into: &work, &faults, &warnings) }
    }
    if !faults.isEmpty { throw Faults(faults) }
    return (try await written(work, from: xliff, reading: read), warnings)
  }

  /// Takes one unit, if it is a part of what there is, and its marks are those of the original.
  private func take(
    _ unit: XLIFFUnit, in xliff: NumberedLines, _ subjects: [Int], into work: inout TranslatedWork,
    _ faults: inout [Diagnostic], _ warnings: inout [Diagnostic]
  ) {
    for index in subjects {
      let subject = overview.subjects[index]
      guard let part = subject.parts.first(where: { $0.original.map(subject.unitID) == unit.id }),
        let original = part.original
      else { continue }
      let check = UnitCheck(unit, of: part, original, in: xliff)
      faults += check.faults
      guard check.faults.isEmpty, let lines = check.lines else { return }
      if check.isOutdated { warnings.append(.changedSince(original.title, at: xliff.place(unit.line))) }
      if lines == part.translation?.lines, !unit.segments.allSatisfy(\.isDone) { return }
      work.take(
        TranslatedWork.Part(
          lines: lines, line: unit.line, fingerprint: check.isOutdated ? check.oldFingerprint : original.fingerprint),
        as: original.name, of: index)
      return
    }
    faults.append(.unknownUnit(unit.id, at: xliff.place(unit.line)))
  }

  /// Makes the files, and reads them again: a line that comes back otherwise than it was meant is written once more, with a
  /// backslash before all that may be a mark.
  private func written(
    _ work: TranslatedWork, from xliff: NumberedLines, reading read: ContentReader
  ) async throws(Faults) -> [(path: String, bytes: [UInt8])] {
    var work = work
    let proof = Proofreading(of: overview, in: files)
    var misread: Set<TranslatedWork.Name> = []
    for _ in 0..<2 {
      let result = try work.files(in: xliff)
      let after = try await proof.overview(with: result, reading: read)
      misread = work.misread(in: after)
      if misread.isEmpty {
        try proof.check(after, meant: work.meant(in: xliff))
        return result
      }
      work.writeThoroughly(misread)
    }
    let lines = misread.compactMap { work.part($0)?.line }.sorted()
    throw Faults(lines.map { .unwritable(at: xliff.place($0)) })
  }
}

/// Looks at what came back of one part.
private struct UnitCheck {
  /// What is wrong.
  private(set) var faults: [Diagnostic] = []
  /// The lines of the translation; nil if not all of them are there.
  private(set) var lines: [[InlineMarkup]]?
  /// Whether the original is another one than that which was translated.
  let isOutdated: Bool
  /// The fingerprint of the original that was translated.
  let oldFingerprint: Fingerprint

  init(_ unit: XLIFFUnit, of part: PartComparison, _ original: TranslatablePart, in xliff: NumberedLines) {
    let source = unit.segments.map { $0.source.markup.trimmed }
    isOutdated = source != original.lines
    oldFingerprint = unit.fingerprint ?? Fingerprint(of: unit.segments.map { $0.source.markup.words }.joined().utf8)
    guard unit.segments.count == original.lines.count else {
      faults.append(
        .otherSegments(unit.segments.count, original.lines.count, original.title, at: xliff.place(unit.line)))
      return
    }
    // What was written from the original as it is now has its words and marks, unless somebody has changed the file.
    if isOutdated, unit.fingerprint.map({ $0 == original.fingerprint }) ?? !Self.isKnown(source, original) {
      faults.append(.changedSource(unit.id, at: xliff.place(unit.line)))
      return
    }
    let targets = unit.segments.compactMap(\.target)
    if targets.isEmpty { return }
    guard targets.count == unit.segments.count else {
      let missing = unit.segments.first { $0.target == nil }?.line ?? unit.line
      faults.append(.missingSegment(original.title, at: xliff.place(missing)))
      return
    }
    var numbers = CodeNumbers(original.lines)
    let known = isOutdated ? unit.segments.map(\.source) : numbers.source
    let own = part.translation.flatMap { $0.lines.count == known.count ? numbers.target($0.lines) : nil }
    for (segment, target) in zip(unit.segments, targets) {
      let place = xliff.place(segment.line)
      faults += Self.faults(of: target, in: unit.id, known: known, own: own, at: place)
    }
    faults += Self.missing(targets, in: unit, known: known, own: own, in: xliff)
    lines = targets.map { $0.markup.trimmed }
  }

  /// Whether all marks of a source are those of the original.
  private static func isKnown(_ source: [[InlineMarkup]], _ original: TranslatablePart) -> Bool {
    Set(source.flatMap(\.marks)).isSubset(of: original.lines.flatMap(\.marks))
  }

  /// Marks that neither the original nor the translation as it was has, or that were altered.
  private static func faults(
    of target: [CodedText], in unit: String, known: [[CodedText]], own: [[CodedText]]?, at place: Diagnostic.Place
  ) -> [Diagnostic] {
    let allowed = Set((known + (own ?? [])).flatMap(\.codes))
    return target.codes.filter { !allowed.contains($0) }.map { code in
      let meant = known.flatMap(\.codes).first { $0.id == code.id }
      return meant.map { .changedTag(code, unit: unit, meant: $0, at: place) } ?? .addedTag(code, unit: unit, at: place)
    }
  }

  /// Marks that are missing, or stand twice; a translation may lack what it lacked before.
  private static func missing(
    _ targets: [[CodedText]], in unit: XLIFFUnit, known: [[CodedText]], own: [[CodedText]]?, in xliff: NumberedLines
  ) -> [Diagnostic] {
    let found = targets.flatMap(\.codes).map(\.id).sorted()
    if found == own?.flatMap(\.codes).map(\.id).sorted() { return [] }
    let wanted = known.flatMap(\.codes)
    let place = xliff.place(unit.segments.first?.line ?? unit.line)
    let lost = wanted.filter { !found.contains($0.id) }.map { Diagnostic.missingTag($0, unit: unit.id, at: place) }
    let doubled = wanted.filter { code in found.count { $0 == code.id } > 1 }
    return lost + doubled.map { .doubledTag($0, unit: unit.id, at: place) }
  }
}

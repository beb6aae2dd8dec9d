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
    guard document.source.isLanguage(overview.original), document.target.isLanguage(overview.language) else {
      throw Faults([
        .wrongLanguages(
          document.source, document.target, wanted: overview.original, overview.language, file: file.name,
          at: xliff.place(document.offset))
      ])
    }
    var faults: [Diagnostic] = []
    var warnings: [Diagnostic] = []
    var work = TranslatedWork(overview, in: files)
    let subjects = Dictionary(grouping: overview.subjects.indices) { overview.subjects[$0].originalPath }
    for file in document.files {
      guard let subjects = subjects[file.original] else {
        faults.append(.unknownOriginal(file.original, known: subjects.keys.sorted(), at: xliff.place(file.offset)))
        continue
      }
      for (unit, destination) in UnitDestinations(of: file, in: overview, subjects).found {
        switch destination {
        case .part(let name): take(unit, as: name, in: xliff, into: &work, &faults, &warnings)
        case .none(let name):
          let original = name.map { overview.subjects[$0.subject].placeInOriginal(of: $0.part) }
          faults.append(.unknownUnit(unit.id, at: xliff.place(unit.offset), original: original))
        }
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    return (try await written(work, from: xliff, reading: read), warnings)
  }

  /// Takes one unit for a part, if its marks are those of the original and it says something new.
  private func take(
    _ unit: XLIFFUnit, as name: TranslatedWork.Name, in xliff: NumberedLines, into work: inout TranslatedWork,
    _ faults: inout [Diagnostic], _ warnings: inout [Diagnostic]
  ) {
    let comparison = overview.subjects[name.subject].parts.first { $0.original?.name == name.part }
    guard let part = comparison, let original = part.original else { return }
    let check = UnitCheck(unit, of: part, original, in: xliff)
    faults += check.faults
    guard check.faults.isEmpty, let lines = check.lines else { return }
    if lines == part.translation?.lines, part.standing == .current || !unit.segments.allSatisfy(\.isDone) { return }
    if check.isOutdated {
      let now = overview.subjects[name.subject].placeInOriginal(of: name.part)
      warnings.append(.changedSince(original.title, at: xliff.place(unit.offset), original: now))
    }
    work.take(
      TranslatedWork.Part(
        lines: lines, offset: unit.offset, fingerprint: check.isOutdated ? check.oldFingerprint : original.fingerprint),
      as: name)
  }

  /// Makes the files, and reads them again: a line that comes back otherwise than it was meant, or that nobody can read, is
  /// written once more, with a backslash before all that may be a mark.
  private func written(
    _ work: TranslatedWork, from xliff: NumberedLines, reading read: ContentReader
  ) async throws(Faults) -> [(path: String, bytes: [UInt8])] {
    var work = work
    let proof = Proofreading(of: overview, in: files)
    while true {
      let result = try work.files(in: xliff)
      let reading = await reading(of: result, with: proof, by: read, work, xliff)
      let misread: Set<TranslatedWork.Name>
      switch reading {
      case .success(let after):
        misread = work.misread(in: after)
        if misread.isEmpty {
          try proof.check(after, meant: work.meant(in: xliff))
          return result
        }
      case .failure(let faults): misread = work.names(at: Set(faults.diagnostics.map(\.place)), in: xliff)
      }
      // Those that have all their backslashes can't be helped.
      if misread.isSubset(of: work.thorough) {
        _ = try reading.get()
        let places = misread.compactMap { work.part($0)?.offset }.sorted()
        throw Faults(places.map { .unwritable(at: xliff.place($0)) })
      }
      work.writeThoroughly(misread)
    }
  }

  /// What there is to be; what is wrong with it is told where the words stand in the XLIFF file.
  private func reading(
    of new: [(path: String, bytes: [UInt8])], with proof: Proofreading, by read: ContentReader, _ work: TranslatedWork,
    _ xliff: NumberedLines
  ) async -> Result<TranslationOverview, Faults> {
    do throws(Faults) {
      return .success(try await proof.overview(with: new, reading: read))
    } catch {
      let paths = Dictionary(uniqueKeysWithValues: new.map { (files.displayName($0.path), $0.path) })
      return .failure(Faults(error.diagnostics.map(WrittenPlaces(paths: paths, work: work, xliff: xliff).diagnostic)))
    }
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
    isOutdated = !unit.renders(original)
    oldFingerprint = unit.fingerprint ?? Fingerprint(of: unit.segments.map { $0.source.markup.words }.joined().utf8)
    guard unit.segments.count == original.lines.count else {
      faults.append(
        .otherSegments(unit.segments.count, original.lines.count, original.title, at: xliff.place(unit.offset)))
      return
    }
    // What was written from the original as it is now has its words and marks, unless somebody has changed the file.
    if source != original.lines, unit.fingerprint.map({ $0 == original.fingerprint }) ?? !Self.isKnown(source, original)
    {
      faults.append(.changedSource(unit.id, at: xliff.place(unit.offset)))
      return
    }
    let targets = unit.segments.compactMap(\.target)
    if targets.isEmpty { return }
    guard targets.count == unit.segments.count else {
      let missing = unit.segments.first { $0.target == nil }?.offset ?? unit.offset
      faults.append(.missingSegment(original.title, at: xliff.place(missing)))
      return
    }
    var numbers = CodeNumbers(original.lines)
    let known = isOutdated ? unit.segments.map(\.source) : numbers.source
    let own = part.translation.flatMap { $0.lines.count == known.count ? numbers.target($0.lines) : nil }
    for (segment, target) in zip(unit.segments, targets) {
      let place = xliff.place(segment.offset)
      faults += Self.faults(of: target, in: unit.id, known: known, own: own, at: place)
    }
    faults += Self.missing(targets, in: unit, known: known, own: own, in: xliff)
    lines = targets.map { $0.markup.withBlanksOutsideEmphasis.trimmed }
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
    var told: Set<Code> = []
    return target.codes.filter { !allowed.contains($0) && told.insert($0).inserted }.map { code in
      let meant = known.flatMap(\.codes).first { $0.id == code.id }
      return meant.map { .changedTag(code, unit: unit, meant: $0, at: place) } ?? .addedTag(code, unit: unit, at: place)
    }
  }

  /// Marks that are missing, or stand twice; a translation may lack what it lacked before.
  private static func missing(
    _ targets: [[CodedText]], in unit: XLIFFUnit, known: [[CodedText]], own: [[CodedText]]?, in xliff: NumberedLines
  ) -> [Diagnostic] {
    let found = Dictionary(targets.flatMap(\.codes).map { ($0.id, 1) }, uniquingKeysWith: +)
    if found == own.map({ Dictionary($0.flatMap(\.codes).map { ($0.id, 1) }, uniquingKeysWith: +) }) { return [] }
    let wanted = known.flatMap(\.codes)
    let place = xliff.place(unit.segments.first?.offset ?? unit.offset)
    let lost = wanted.filter { found[$0.id] == nil }.map { Diagnostic.missingTag($0, unit: unit.id, at: place) }
    let doubled = wanted.filter { found[$0.id, default: 0] > 1 }
    return lost + doubled.map { .doubledTag($0, unit: unit.id, at: place) }
  }
}

extension String {
  /// Whether a code names a language, perhaps as it is spoken in a region: `fr-CA`.
  fileprivate func isLanguage(_ language: Language) -> Bool {
    lowercased().split(separator: "-").first.map { $0 == language.code } ?? false
  }
}

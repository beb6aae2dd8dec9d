public import Content
public import Diagnostics
import Documents
public import Platform

/// Says of translations that they render their originals as these are now.
public struct Acceptance {
  private let overview: TranslationOverview
  private let files: Files

  /// Makes it of what there is, and the files that it was read from.
  public init(_ overview: TranslationOverview, in files: Files) {
    self.overview = overview
    self.files = files
  }

  /// The files of translations as they are to be, with the fingerprints of what they render: of those that were named, by their
  /// paths in the source folder or from where the command runs, or of all.
  ///
  /// `read` reads the content with new files in it. Throws what is wrong if a name is that of no translation, if a translation
  /// has other blocks than its original, or if it would be read otherwise with its fingerprints; then none is to be written.
  public func files(
    _ names: [String]?, reading read: ContentReader
  ) async throws(Faults) -> [(path: String, bytes: [UInt8])] {
    let translated = overview.subjects.indices.filter { overview.subjects[$0].translation != nil }
    let wanted = try names.map { names throws(Faults) in try paths(named: names) }
    let subjects = translated.filter { wanted?.contains(overview.subjects[$0].translationPath) ?? true }
    let faults = subjects.compactMap { overview.subjects[$0].unevenBlocks }
    if !faults.isEmpty { throw Faults(faults) }
    let groups = Dictionary(grouping: subjects) { overview.subjects[$0].translationPath }
    let result = groups.sorted { $0.key < $1.key }.map { path, subjects in
      (path: path, bytes: accepted(subjects.map { overview.subjects[$0] }))
    }
    let meant = subjects.map { ($0, MeantChange(fingerprints: overview.subjects[$0].acceptedFingerprints)) }
    let proof = Proofreading(of: overview, in: files)
    let after = try await proof.overview(with: result, reading: read)
    try proof.check(after, meant: Dictionary(uniqueKeysWithValues: meant))
    return result
  }

  /// The paths in the source folder of translations that were named.
  private func paths(named names: [String]) throws(Faults) -> Set<String> {
    let known = Set(overview.subjects.filter { $0.translation != nil }.map(\.translationPath)).sorted()
    var (found, faults): (Set<String>, [Diagnostic]) = ([], [])
    for name in names {
      let file = realPath(name)
      if let path = known.first(where: { $0 == name || file != nil && realPath(files.displayName($0)) == file }) {
        found.insert(path)
      } else {
        faults.append(.notATranslation(name, into: overview.language, known: known.map(files.displayName)))
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    return found
  }

  /// The file of some translations with their fingerprints.
  private func accepted(_ subjects: [TranslationSubject]) -> [UInt8] {
    guard let file = subjects.first?.translation?.file else { return [] }
    var table = TableWriter(file)
    var edits = TextEdits()
    for subject in subjects {
      guard let text = subject.translation else { continue }
      let fingerprints = subject.acceptedFingerprints
      if fingerprints.isEmpty, text.fingerprints == nil { continue }
      if case .table? = subject.storage {
        table.set(Fingerprints.key, to: WrittenFingerprints.cell(fingerprints), of: text, in: &edits)
      } else {
        YAMLCollection(text.values, at: text.range, in: file)
          .set(Fingerprints.key, to: WrittenFingerprints.yaml(fingerprints, in: subject.storage), in: &edits)
      }
    }
    table.finish(&edits)
    return edits.applied(to: file)
  }
}

/// Several things that are wrong.
public struct Faults: Error, Sendable {
  /// What.
  public let diagnostics: [Diagnostic]

  /// Collects what is wrong.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension TranslationSubject {
  /// The fingerprints of all parts that are translated, in the order of the original.
  fileprivate var acceptedFingerprints: [(name: String, fingerprint: Fingerprint)] {
    guard let translation else { return [] }
    let fields = original.fields.filter { translation.field($0.name) != nil }
    return (fields + (translation.blocks.isEmpty ? [] : original.blocks)).map { ($0.name, $0.fingerprint) }
  }

  /// That nobody can say which block renders which; nil if it is plain.
  fileprivate var unevenBlocks: Diagnostic? {
    guard let translation, !translation.blocks.isEmpty, translation.blocks.count != original.blocks.count else {
      return nil
    }
    let pairs = zip(translation.blocks, original.blocks)
    let first = pairs.first { $0.blockName != $1.blockName }
    let (own, other) = (first?.0 ?? translation.blocks.last, first?.1 ?? original.blocks.last)
    return .unevenBlocks(
      translation.blocks.count, original.blocks.count,
      at: own.map { .bytes($0.range, of: translation.file) } ?? .file(translationPath),
      original: other.map { .bytes($0.range, of: original.file) } ?? .file(originalPath))
  }
}

extension TranslatablePart {
  /// What a block is called in messages.
  var blockName: String { if case .block(let block) = form { block.name } else { "" } }
}

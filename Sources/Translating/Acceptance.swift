import Content
public import Diagnostics
import Documents

/// Says of translations that they render their originals as these are now.
public struct Acceptance {
  private let overview: TranslationOverview

  /// Makes it of what there is.
  public init(_ overview: TranslationOverview) { self.overview = overview }

  /// The files of translations as they are to be, with the fingerprints of what they render: of those that were named by their
  /// paths in the source folder, or of all.
  ///
  /// Throws what is wrong if a path is no translation, or a translation has other blocks than its original; then none is
  /// to be written.
  public func files(_ paths: [String]?) throws(Faults) -> [(path: String, bytes: [UInt8])] {
    let translated = overview.subjects.filter { $0.translation != nil }
    var faults: [Diagnostic] = []
    for path in paths ?? [] where !translated.contains(where: { $0.translationPath == path }) {
      faults.append(.notATranslation(path, into: overview.language, known: translated.map(\.translationPath)))
    }
    let wanted = translated.filter { paths?.contains($0.translationPath) ?? true }
    faults += wanted.compactMap(\.unevenBlocks)
    if !faults.isEmpty { throw Faults(faults) }
    return Dictionary(grouping: wanted, by: \.translationPath).sorted { $0.key < $1.key }.map { path, subjects in
      (path, accepted(subjects))
    }
  }

  /// The file of some translations with their fingerprints.
  private func accepted(_ subjects: [TranslationSubject]) -> [UInt8] {
    guard let file = subjects.first?.translation?.file else { return [] }
    var table = TableWriter(file)
    var edits = TextEdits()
    for subject in subjects {
      guard let text = subject.translation else { continue }
      let fingerprints = subject.acceptedFingerprints
      if case .table? = subject.storage {
        table.set(Fingerprints.key, to: WrittenFingerprints.cell(fingerprints), of: text, in: &edits)
      } else {
        MapWriter(text.values, at: text.range, in: file)
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
    let fields = original.fields.filter { part in translation.fields.contains { $0.name == part.name } }
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

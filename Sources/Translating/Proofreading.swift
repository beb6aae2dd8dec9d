public import Content
public import Diagnostics
import Documents
public import Platform

/// Reads the content of some files; nil if it can't be read, and the diagnostics say why.
public typealias ContentReader = (Files) async -> (Library?, [Diagnostic])

/// What is to be new in a translation; all else in it is to be as it was.
struct MeantChange {
  /// The names of the parts that have new words.
  var parts: Set<String> = []
  /// The note of what it renders.
  let fingerprints: [(name: String, fingerprint: Fingerprint)]
}

/// Reads files as they are to be before they are written: what isn't meant to be new has to be read as it was.
struct Proofreading {
  private let before: TranslationOverview
  private let files: Files

  init(of overview: TranslationOverview, in files: Files) {
    before = overview
    self.files = files
  }

  /// What there is to be once some files are written; throws what is wrong with them.
  func overview(
    with new: [(path: String, bytes: [UInt8])], reading read: ContentReader
  ) async throws(Faults) -> TranslationOverview {
    let overlay = FileOverlay(over: files)
    let sources = new.map { ($0.path, SourceFile(name: files.displayName($0.path), bytes: $0.bytes)) }
    overlay.replace(Dictionary(uniqueKeysWithValues: sources))
    let (library, diagnostics) = await read(overlay.files)
    if let library { return TranslationOverview(of: library, in: before.language) }
    let names = Set(sources.map(\.1.name))
    throw Faults(diagnostics.filter { $0.severity == .error }.map { unreadable($0, names) })
  }

  /// An error in what was to be written; if the way it is written is at fault and not the words, nobody finds it in the file.
  private func unreadable(_ error: Diagnostic, _ new: Set<String>) -> Diagnostic {
    guard let path = error.place.path, new.contains(path), error.id.hasPrefix("yaml/") || error.id.hasPrefix("csv/")
    else { return error }
    return .unwritableFile(.init("it would be written so, and \(error.message)", at: error.place), at: .file(path))
  }

  /// Throws what is read otherwise than it was, or was meant, by the places of subjects in the overview.
  func check(_ after: TranslationOverview, meant: [Int: MeantChange]) throws(Faults) {
    let subjects = Dictionary(after.subjects.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    let faults = before.subjects.enumerated().compactMap { index, subject -> Diagnostic? in
      let names = subject.differences(from: subjects[subject.address], meant: meant[index])
      return names.min().map {
        .unwritableFile(.init("`\($0)` would be read otherwise"), at: place(of: $0, in: subject))
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
  }

  /// Where something stands in a translation as it is, or the file in which it is to stand.
  private func place(of name: String, in subject: TranslationSubject) -> Diagnostic.Place {
    guard let text = subject.translation,
      let entry = text.values.first(where: { $0.key == name.firstKey }) ?? text.values.first
    else { return .file(files.displayName(subject.translationPath)) }
    return .bytes(entry.keyRange, of: text.file)
  }
}

extension TranslationSubject {
  /// What tells it from all others.
  fileprivate var address: [String] { [originalPath, key] }

  /// The names of what another reading says otherwise, though it isn't meant to be new.
  fileprivate func differences(from after: TranslationSubject?, meant: MeantChange?) -> Set<String> {
    guard let new = after?.translation else { return translation == nil && meant == nil ? [] : [key] }
    var names: Set<String> = []
    let fingerprints = meant?.fingerprints ?? translation?.fingerprints?.parts ?? []
    let isNoted = (new.fingerprints?.parts ?? []).elementsEqual(fingerprints, by: ==)
    if !isNoted { names.insert(Fingerprints.key) }
    // A new translation has nothing but its parts, and the key by which it names its original.
    guard let translation else { return names }
    let parts = meant?.parts ?? []
    let (own, other) = (translation.scalars, new.scalars)
    let differing = Set(own.keys).union(other.keys).filter { own[$0] != other[$0] }.subtracting(parts)
    let rearranged = rearrangedLists(of: parts)
    names.formUnion(differing.filter { !rearranged.contains($0.firstKey) })
    // Which block renders which depends on the note; new ones may have made others move.
    let hasNewBlocks = original.blocks.contains { parts.contains($0.name) }
    if !hasNewBlocks, translation.blockBytes != new.blockBytes { names.insert(translation.blocks.first?.name ?? "b1") }
    return names
  }
}

extension TranslationSubject {
  /// The keys of lists with new words whose items stood elsewhere than in the original, and may stand where they do there.
  private func rearrangedLists(of parts: Set<String>) -> Set<Substring> {
    let moved = self.parts.compactMap { part in part.original?.name == part.translation?.name ? nil : part.translation }
    return Set(moved.map(\.name.firstKey)).intersection(parts.map(\.firstKey))
  }
}

extension String {
  /// The first of the keys that lead to a value.
  fileprivate var firstKey: Substring { prefix { $0 != "." } }
}

extension TranslatableText {
  /// The text of each block as it is written.
  fileprivate var blockBytes: [ArraySlice<UInt8>] { blocks.map { file.bytes[$0.range] } }

  /// All that is written in the values but the note, by the names of keys and the numbers of items.
  fileprivate var scalars: [String: [String]] {
    let values = values.filter { $0.key != Fingerprints.key }
    let scalars = values.flatMap { entry in entry.value.scalars.map { (entry.key + $0.path, [$0.text]) } }
    return Dictionary(scalars, uniquingKeysWith: +)
  }
}

extension DataNode {
  /// The words, numbers and the like in it, each with the keys and numbers that lead to it.
  fileprivate var scalars: [(path: String, text: String)] {
    switch content {
    case .scalar(let text, _): text.isEmpty ? [] : [("", text)]
    case .sequence(let items):
      items.enumerated().flatMap { index, item in item.scalars.map { (".\(index + 1)\($0.path)", $0.text) } }
    case .mapping(let values):
      values.flatMap { entry in entry.value.scalars.map { (".\(entry.key)\($0.path)", $0.text) } }
    }
  }
}

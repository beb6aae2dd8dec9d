import Content
import Diagnostics
import Documents
import Platform

/// New words for parts of translations, and the files that they make.
struct TranslatedWork {
  /// New words for one part.
  struct Part {
    let lines: [[InlineMarkup]]
    /// Where they stand in the XLIFF file.
    let offset: Int
    /// The version of the original that they render.
    let fingerprint: Fingerprint
  }

  /// A part, by the place of its subject in the overview and its name.
  struct Name: Hashable {
    let subject: Int
    let part: String
  }

  let overview: TranslationOverview
  private var parts: [Int: [String: Part]] = [:]
  /// The parts that are written with all possible backslashes.
  private(set) var thorough: Set<Name> = []

  private let sources: Files

  init(_ overview: TranslationOverview, in files: Files) {
    self.overview = overview
    sources = files
  }

  mutating func take(_ part: Part, as name: Name) { parts[name.subject, default: [:]][name.part] = part }

  func part(_ name: Name) -> Part? { parts[name.subject]?[name.part] }

  /// The parts that belong to a file of translations, in the order of the XLIFF file.
  func parts(in path: String) -> [Part] {
    parts.filter { overview.subjects[$0.key].translationPath == path }.flatMap(\.value.values).sorted {
      $0.offset < $1.offset
    }
  }

  /// The parts whose new words stand at some places of the XLIFF file.
  func names(at places: Set<Diagnostic.Place>, in xliff: NumberedLines) -> Set<Name> {
    Set(
      parts.flatMap { subject, parts in
        parts.filter { places.contains(xliff.place($0.value.offset)) }.map { Name(subject: subject, part: $0.key) }
      })
  }

  mutating func writeThoroughly(_ names: Set<Name>) { thorough.formUnion(names) }

  /// The parts that are read otherwise than they were meant once they are written.
  func misread(in after: TranslationOverview) -> Set<Name> {
    let subjects = Dictionary(
      after.subjects.map { ([$0.originalPath, $0.key], $0) }, uniquingKeysWith: { first, _ in first })
    return parts.reduce(into: []) { misread, parts in
      let before = overview.subjects[parts.key]
      let now = subjects[[before.originalPath, before.key]]?.parts ?? []
      let lines = Dictionary(
        now.map { ($0.original?.name, $0.translation?.lines) }, uniquingKeysWith: { first, _ in first })
      for (name, part) in parts.value where lines[name] != part.lines {
        misread.insert(Name(subject: parts.key, part: name))
      }
    }
  }

  /// What is new in each translation, by the place of its subject.
  func meant(in xliff: NumberedLines) -> [Int: MeantChange] {
    let words = parts.keys.map { ($0, NewWords(of: $0, in: self, xliff)) }
    return Dictionary(
      uniqueKeysWithValues: words.map { subject, words in
        (subject, MeantChange(parts: Set(words.parts.keys), fingerprints: words.fingerprints))
      })
  }

  /// The files as they are to be; throws what is translated in part where that makes no sense.
  func files(in xliff: NumberedLines) throws(Faults) -> [(path: String, bytes: [UInt8])] {
    let touched = parts.keys.sorted()
    let paths = Dictionary(grouping: touched) { overview.subjects[$0].translationPath }
    let there = Dictionary(
      overview.subjects.compactMap { subject in subject.translation.map { (subject.translationPath, $0.file) } },
      uniquingKeysWith: { first, _ in first })
    var faults: [Diagnostic] = []
    var files: [(path: String, bytes: [UInt8])] = []
    for (path, subjects) in paths.sorted(by: { $0.key < $1.key }) {
      let words = subjects.map { subject in NewWords(of: subject, in: self, xliff) }
      faults += words.flatMap(\.faults)
      // All others were read.
      if words.contains(where: \.needsFile), sources.holds(path) {
        faults.append(.draft(at: .file(sources.displayName(path))))
      }
      // A file that has no entry that is translated may have remarks.
      let file = there[path] ?? (try? sources.read(path)) ?? SourceFile(name: path, bytes: [])
      files.append((path, TranslatedFile(words, into: file).bytes))
    }
    if !faults.isEmpty { throw Faults(faults) }
    return files
  }

  fileprivate func parts(of subject: Int) -> [String: Part] { parts[subject] ?? [:] }
}

/// The words that an entry is to have in its translation: new ones, and those that it has.
struct NewWords {
  let subject: TranslationSubject
  /// The parts of which there are new words.
  let parts: [String: TranslatedWork.Part]
  private let thorough: Set<String>
  private let xliff: NumberedLines
  private let language: Language
  /// What renders each part of the original so far.
  private let renderings: [String: TranslatablePart]
  /// The lists that have new words, and whose items stand elsewhere than those of the original, or are others.
  let rearranged: Set<String>

  init(of subject: Int, in work: TranslatedWork, _ xliff: NumberedLines) {
    let place = subject
    let subject = work.overview.subjects[place]
    self.subject = subject
    parts = work.parts(of: place)
    thorough = Set(work.thorough.filter { $0.subject == place }.map(\.part))
    self.xliff = xliff
    language = work.overview.language
    renderings = Dictionary(
      subject.parts.compactMap { part in
        part.original.flatMap { original in part.translation.map { (original.name, $0) } }
      },
      uniquingKeysWith: { first, _ in first })
    rearranged = Set(parts.keys.compactMap { ItemPlace($0)?.list }).intersection(subject.rearranged)
  }

  /// Whether a file of its own has to be made for it.
  fileprivate var needsFile: Bool {
    subject.translation == nil && subject.storage.map { $0.file == nil } ?? false
  }

  /// What renders a part of the original so far; nil if nothing does.
  func rendering(of name: String) -> TranslatablePart? { renderings[name] }

  /// The lines of a part as Markdown; nil if there are no new ones.
  func markdown(_ name: String, isCell: (Int) -> Bool = { _ in false }) -> [String]? {
    parts[name].map { part in
      part.lines.enumerated().map { index, line in
        line.markdown(isThorough(name) ? .thorough : .sparing, inTable: isCell(index))
      }
    }
  }

  /// Whether a part is written with all possible backslashes.
  func isThorough(_ name: String) -> Bool { thorough.contains(name) }

  /// The words of a field, new or as they are; nil if it isn't translated.
  func field(_ part: TranslatablePart) -> String? {
    if let new = parts[part.name] {
      if case .text = part.form { return new.lines[0].words }
      return markdown(part.name)?.first
    }
    switch rendering(of: part.name)?.form {
    case .text(let text), .prose(let text): return text
    case .block, nil: return nil
    }
  }

  /// Whether a part is translated once the new words are there.
  func isTranslated(_ part: PartComparison) -> Bool {
    guard let original = part.original else { return false }
    return part.translation != nil || parts[original.name] != nil
  }

  /// The fingerprints of what is translated: of new words that of the version which they render, of all others what was known.
  var fingerprints: [(name: String, fingerprint: Fingerprint)] {
    fieldFingerprints + (newBlocks.isEmpty ? subject.translation?.fingerprints?.blocks ?? [] : blockFingerprints)
  }

  private var fieldFingerprints: [(name: String, fingerprint: Fingerprint)] {
    // What stays in another order than the original has is known by the names that it had.
    let staying = subject.rearranged.subtracting(rearranged)
    let isStaying = { (name: String) in ItemPlace(name).map { staying.contains($0.list) } ?? false }
    let written = subject.original.fields.filter { !isStaying($0.name) }.compactMap { original in
      let known = rendering(of: original.name).map { subject.translation?.fingerprints?[$0.name] ?? .unknown }
      return (parts[original.name]?.fingerprint ?? known).map { (name: original.name, fingerprint: $0) }
    }
    return written + (subject.translation?.fingerprints?.parts ?? []).filter { isStaying($0.name) }
  }

  private var blockFingerprints: [(name: String, fingerprint: Fingerprint)] {
    subject.parts.compactMap { part in
      guard let original = part.original, original.isBlock else { return nil }
      return (original.name, parts[original.name]?.fingerprint ?? known(part, original))
    }
  }

  /// Which version of a block is rendered that has no new words; one without words, such as code, comes with the text.
  private func known(_ part: PartComparison, _ original: TranslatablePart) -> Fingerprint {
    let isSame = original.lines.isEmpty && part.translation?.fingerprint ?? original.fingerprint == original.fingerprint
    if part.standing == .current || isSame { return original.fingerprint }
    let known = subject.translation?.fingerprints?.blocks ?? []
    let place = subject.translation?.blocks.firstIndex { $0.name == part.translation?.name }
    guard part.standing != .unchecked, let place, known.count == subject.translation?.blocks.count else {
      return .unknown
    }
    return known[place].fingerprint
  }

  /// What is translated in part though it makes sense as a whole only: a text, and a list of lines.
  var faults: [Diagnostic] {
    let blocks = subject.parts.filter { $0.original?.isBlock == true && $0.original?.lines.isEmpty == false }
    let lines = Dictionary(grouping: subject.parts.filter { $0.original?.isLineOfList == true }) { part in
      String(part.name.prefix { $0 != "." })
    }
    return ([newBlocks.isEmpty ? [] : blocks] + lines.values.filter { $0.contains { parts[$0.name] != nil } })
      .compactMap(fault) + [unevenText(blocks)].compactMap { $0 }
  }

  /// Blocks of which nobody knows what they render can't stand beside new ones.
  private func unevenText(_ blocks: [PartComparison]) -> Diagnostic? {
    guard let translation = subject.translation, !translation.pairsBlocks(with: subject.original),
      let offset = newBlocks.compactMap({ parts[$0.name]?.offset }).min(),
      blocks.contains(where: { parts[$0.name] == nil })
    else { return nil }
    return .uncertainBlocks(
      translation.blocks.count, subject.original.blocks.count, of: subject.translationPath, in: language,
      at: xliff.place(offset), translation: .bytes(translation.blocks[0].range, of: translation.file))
  }

  /// The fault of parts of which some are translated and some aren't.
  private func fault(of whole: [PartComparison]) -> Diagnostic? {
    guard whole.contains(where: isTranslated), let gap = whole.first(where: { !isTranslated($0) }),
      let offset = whole.compactMap({ parts[$0.name]?.offset }).min()
    else { return nil }
    return .partlyTranslated(gap.title, at: xliff.place(offset), original: subject.place(of: gap))
  }
}

extension TranslationSubject {
  /// The lists whose items stand elsewhere in the translation than in the original, or render what the original no longer has.
  var rearranged: Set<String> {
    Set(
      parts.compactMap { part in
        guard let own = part.translation, own.name != part.original?.name else { return nil }
        return ItemPlace(own.name)?.list
      })
  }

  /// Where a part stands in the original.
  func placeInOriginal(of name: String) -> Diagnostic.Place {
    original.parts.first { $0.name == name }.map { .bytes($0.range, of: original.file) } ?? .file(originalPath)
  }
}

extension TranslatablePart {
  /// Whether it is an item of a list of lines, as of key messages: `key_messages.2`.
  fileprivate var isLineOfList: Bool { !isBlock && (name.split(separator: ".").last.map { Int($0) != nil } ?? false) }
}

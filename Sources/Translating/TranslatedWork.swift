import Content
import Diagnostics
import Documents
import Platform

/// New words for parts of translations, and the files that they make.
struct TranslatedWork {
  /// New words for one part.
  struct Part {
    let lines: [[InlineMarkup]]
    /// The line of the XLIFF file in which they stand.
    let line: Int
    /// The version of the original that they render.
    let fingerprint: Fingerprint
  }

  /// A part, by the place of its subject in the overview and its name.
  struct Name: Hashable {
    let subject: Int
    let part: String
  }

  let overview: TranslationOverview
  private var parts: [Name: Part] = [:]
  /// The parts that are written with all possible backslashes.
  private(set) var thorough: Set<Name> = []

  private let sources: Files

  init(_ overview: TranslationOverview, in files: Files) {
    self.overview = overview
    sources = files
  }

  mutating func take(_ part: Part, as name: String, of subject: Int) {
    parts[Name(subject: subject, part: name)] = part
  }

  func part(_ name: Name) -> Part? { parts[name] }

  mutating func writeThoroughly(_ names: Set<Name>) { thorough.formUnion(names) }

  /// The parts that are read otherwise than they were meant once they are written.
  func misread(in after: TranslationOverview) -> Set<Name> {
    Set(
      parts.filter { name, part in
        let before = overview.subjects[name.subject]
        let subject = after.subjects.first { $0.originalPath == before.originalPath && $0.key == before.key }
        return subject?.parts.first { $0.original?.name == name.part }?.translation?.lines != part.lines
      }.keys)
  }

  /// What is new in each translation, by the place of its subject.
  func meant(in xliff: NumberedLines) -> [Int: MeantChange] {
    let words = Set(parts.keys.map(\.subject)).map { ($0, NewWords(of: $0, in: self, xliff)) }
    return Dictionary(
      uniqueKeysWithValues: words.map { subject, words in
        (subject, MeantChange(parts: Set(words.parts.keys), fingerprints: words.fingerprints))
      })
  }

  /// The files as they are to be; throws what is translated in part where that makes no sense.
  func files(in xliff: NumberedLines) throws(Faults) -> [(path: String, bytes: [UInt8])] {
    let touched = Set(parts.keys.map(\.subject)).sorted()
    let paths = Dictionary(grouping: touched) { overview.subjects[$0].translationPath }
    var faults: [Diagnostic] = []
    var files: [(path: String, bytes: [UInt8])] = []
    for (path, subjects) in paths.sorted(by: { $0.key < $1.key }) {
      let words = subjects.map { subject in NewWords(of: subject, in: self, xliff) }
      faults += words.flatMap(\.faults)
      // All others were read.
      if words.contains(where: \.needsFile), sources.holds(path) {
        faults.append(.draft(at: .file(sources.displayName(path))))
      }
      files.append((path, TranslatedFile(words, into: there(at: path)).bytes))
    }
    if !faults.isEmpty { throw Faults(faults) }
    return files
  }

  /// The file of a translation as it is; one that has no entry that is translated may have remarks.
  private func there(at path: String) -> SourceFile {
    let known = overview.subjects.first { $0.translationPath == path && $0.translation != nil }?.translation?.file
    return known ?? (try? sources.read(path)) ?? SourceFile(name: path, bytes: [])
  }

  fileprivate func parts(of subject: Int) -> [String: Part] {
    Dictionary(uniqueKeysWithValues: parts.filter { $0.key.subject == subject }.map { ($0.key.part, $0.value) })
  }
}

/// The words that an entry is to have in its translation: new ones, and those that it has.
struct NewWords {
  let subject: TranslationSubject
  /// The parts of which there are new words.
  let parts: [String: TranslatedWork.Part]
  private let thorough: Set<String>
  private let xliff: NumberedLines

  init(of subject: Int, in work: TranslatedWork, _ xliff: NumberedLines) {
    self.subject = work.overview.subjects[subject]
    parts = work.parts(of: subject)
    thorough = Set(work.thorough.filter { $0.subject == subject }.map(\.part))
    self.xliff = xliff
  }

  /// Whether a file of its own has to be made for it.
  fileprivate var needsFile: Bool {
    subject.translation == nil && subject.storage.map { $0.file == nil } ?? false
  }

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
    switch subject.translation?.fields.first(where: { $0.name == part.name })?.form {
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
    let hasText = !newBlocks.isEmpty || subject.translation?.blocks.isEmpty == false
    return subject.parts.compactMap { part in
      guard let original = part.original else { return nil }
      if let new = parts[original.name] { return (original.name, new.fingerprint) }
      // What holds no words, such as code, comes with the text.
      let isThere = part.translation != nil || hasText && original.isBlock && original.lines.isEmpty
      return isThere ? (original.name, known(part, original)) : nil
    }
  }

  private func known(_ part: PartComparison, _ original: TranslatablePart) -> Fingerprint {
    let isSame = original.lines.isEmpty && part.translation?.fingerprint ?? original.fingerprint == original.fingerprint
    if part.standing == .current || isSame { return original.fingerprint }
    guard let fingerprints = subject.translation?.fingerprints, part.standing != .unchecked else { return .unknown }
    guard original.isBlock, let own = part.translation, let blocks = subject.translation?.blocks else {
      return fingerprints[original.name] ?? .unknown
    }
    let known = fingerprints.parts.filter { name, _ in
      !(subject.original.fields + (subject.translation?.fields ?? [])).contains { $0.name == name }
    }
    let place = blocks.firstIndex { $0.name == own.name } ?? 0
    return known.count == blocks.count ? known[place].fingerprint : .unknown
  }

  /// What is translated in part though it makes sense as a whole only: a text, and a list of lines.
  var faults: [Diagnostic] {
    let blocks = subject.parts.filter { $0.original?.isBlock == true && $0.original?.lines.isEmpty == false }
    let lines = Dictionary(grouping: subject.parts.filter { $0.original?.isLineOfList == true }) { part in
      String(part.name.prefix { $0 != "." })
    }
    return ([newBlocks.isEmpty ? [] : blocks] + lines.values.filter { $0.contains { parts[$0.name] != nil } })
      .compactMap(fault)
  }

  /// The fault of parts of which some are translated and some aren't.
  private func fault(of whole: [PartComparison]) -> Diagnostic? {
    guard whole.contains(where: isTranslated), let gap = whole.first(where: { !isTranslated($0) }),
      let line = whole.compactMap({ parts[$0.name]?.line }).min()
    else { return nil }
    return .partlyTranslated(gap.title, at: xliff.place(line), original: subject.place(of: gap))
  }
}

extension TranslatablePart {
  /// Whether it is an item of a list of lines, as of key messages: `key_messages.2`.
  fileprivate var isLineOfList: Bool { !isBlock && (name.split(separator: ".").last.map { Int($0) != nil } ?? false) }
}

public import Content
public import Diagnostics

/// What of a site is translated into a language, and how well: all that is words, part by part.
public struct TranslationOverview: Sendable {
  /// The language.
  public let language: Language
  /// The language of the originals.
  public let original: Language
  /// What can be translated: the site's settings and the entries, kind by kind, in their order.
  public let subjects: [TranslationSubject]

  /// Looks at all words of a library.
  public init(of library: Library, in language: Language) {
    self.language = language
    original = library.settings.language
    var texts = TextReader(library.schema)
    var subjects = [TranslationSubject(library.settings, in: language, reading: texts)].compactMap { $0 }
    for kind in library.schema.kinds {
      for id in library[kind.kind].ids {
        if let subject = TranslationSubject(id, kind, of: library, in: language, reading: &texts) {
          subjects.append(subject)
        }
      }
    }
    self.subjects = subjects
  }

  /// The kinds of what can be translated, in order.
  public var kinds: [String] {
    subjects.reduce(into: []) { kinds, subject in if kinds.last != subject.kind { kinds.append(subject.kind) } }
  }
}

/// An entry, or the settings of the site, beside its translation.
public struct TranslationSubject: Sendable {
  /// What one of its kind is called: `objective`.
  public let kind: String
  /// What it is known by: `8`.
  public let key: String
  /// The title in the language of the site.
  public let title: String
  /// The path of its file.
  public let originalPath: String
  /// The path of the file in which its translation stands, or is to stand.
  public let translationPath: String
  /// The words of the original.
  public let original: TranslatableText
  /// The words of the translation; nil if there is none.
  public let translation: TranslatableText?
  /// The parts, each with what renders it.
  public let parts: [PartComparison]
  /// How the entries of its file are written; nil for the settings.
  let storage: KindDeclaration.Storage?
  /// The key by which its translation names it in a file with many.
  let keyField: String

  init?(
    _ id: EntryID, _ kind: KindDeclaration, of library: Library, in language: Language, reading texts: inout TextReader
  ) {
    let entry = library[id]
    guard let original = texts.text(of: entry), !original.parts.isEmpty else { return nil }
    let isTranslated = library.languages(of: id).contains(language)
    self.kind = kind.noun
    key = entry.key
    title = entry.title
    self.original = original
    originalPath = entry.common.origin.path
    translation = isTranslated ? texts.text(of: library[id, language]) : nil
    translationPath =
      isTranslated ? library[id, language].common.origin.path : pathOfTranslation(originalPath, language)
    parts = translation?.compared(with: original) ?? original.untranslated
    storage = kind.storage
    keyField = kind.numbers == nil ? "id" : "number"
  }

  init?(_ settings: SiteSettings, in language: Language, reading texts: TextReader) {
    guard let original = texts.settings(settings.file) else { return nil }
    originalPath = "content/site.yaml"
    translationPath = pathOfTranslation(originalPath, language)
    self.original = original
    translation = settings.translatedFiles[language].flatMap(texts.settings)
    (kind, key, title, storage, keyField) = ("site", "site", "the site", nil, "")
    parts = translation?.compared(with: original) ?? original.untranslated
  }

  /// The name of a part among those of all that its file holds.
  func unitID(_ part: TranslatablePart) -> String { storage?.file == nil ? part.name : "\(key).\(part.name)" }

  /// How much of it is translated.
  public enum Extent: String, Sendable, CaseIterable {
    /// Every part, as the original is now, or was when somebody last looked.
    case wholly
    /// Some parts.
    case partly
    /// Nothing.
    case none
  }

  /// How much of it is translated.
  public var extent: Extent {
    if translation?.parts.isEmpty ?? true { return .none }
    return parts.contains { $0.standing == .missing || $0.standing.isStale } ? .partly : .wholly
  }

  /// The parts that translators have to look at.
  public var toDo: [PartComparison] { parts.filter { $0.standing == .missing || $0.standing.isStale } }

  /// The words of the original that are to be translated.
  public var wordsToDo: Int { toDo.reduce(0) { $0 + ($1.original?.wordCount ?? 0) } }

  /// Where a part is to be looked at: at what renders it, or at the original where nothing does.
  public func place(of part: PartComparison) -> Diagnostic.Place {
    if let translation, let range = part.range { return .bytes(range, of: translation.file) }
    return part.original.map { .bytes($0.range, of: original.file) } ?? .none
  }
}

/// Where the translation of a file stands: `content/countries.fr.yaml`.
private func pathOfTranslation(_ path: String, _ language: Language) -> String {
  let dot = path.lastIndex(of: ".") ?? path.endIndex
  return "\(path[..<dot]).\(language.code)\(path[dot...])"
}

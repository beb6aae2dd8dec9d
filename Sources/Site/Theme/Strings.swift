import Content
import Diagnostics
import Documents

/// The words that templates print, in each language: `templates/strings/LANG.yaml`.
struct Strings: Sendable {
  /// The language that stands in for words that another one lacks.
  let first: Language
  let languages: [Language: Words]
  /// The words of each language, and of the first one where it lacks some.
  private let whole: [Language: [String: Wording]]

  private init(first: Language, languages: [Language: Words]) {
    self.first = first
    self.languages = languages
    let standard = languages[first]?.words ?? [:]
    whole = languages.mapValues { $0.words.merging(standard) { own, _ in own } }
  }

  /// What stands under a key.
  enum Wording: Sendable {
    /// The same words always.
    case text(Pattern)
    /// Words by the number that they tell.
    case forms([PluralForm: Pattern], of: Language)
  }

  /// Takes the words of all languages, of which the site's first one must have those that every site needs; that it is
  /// missing altogether is only said if the files are whole.
  ///
  /// Those of the languages that the content of a library is translated into are held against it.
  static func checked(
    _ languages: [Language: Words], for library: Library?, isWhole: Bool
  ) -> (strings: Strings, diagnostics: [Diagnostic]) {
    let first = library?.settings.language ?? .english
    guard let words = languages[first] else {
      let missing = Diagnostic.missingStrings("templates/strings/\(first.code).yaml", language: first.code)
      return (Strings(first: first, languages: languages), isWhole ? [missing] : [])
    }
    var languages = languages
    var diagnostics = words.faults
    for language in library?.languages.dropFirst() ?? [] {
      guard let translated = languages[language] else {
        if isWhole { diagnostics.append(.noTranslatedStrings(language, shownIn: first)) }
        continue
      }
      var comparison = StringsComparison(of: translated, in: language, with: words, in: first, library)
      comparison.compare()
      languages[language] = comparison.words
      diagnostics += comparison.diagnostics
    }
    return (Strings(first: first, languages: languages), diagnostics)
  }

  /// The words with what a site calls its kinds, one and many; a language that it has no name for lacks the words, and shows those
  /// of the first one.
  func naming(_ kinds: [KindDeclaration]) -> Strings {
    var named = languages
    for (language, words) in languages {
      var words = words
      for kind in kinds {
        for (key, label, name) in [
          (kind.name, kind.headings.one, kind.noun), (kind.plural, kind.headings.many, kind.plural.spaced),
        ] {
          if let label {
            words.words[key] = own(label, in: language).map { .text(Pattern($0)) }
          } else if words.words[key] == nil, kind.isOwn, language == first {
            words.words[key] = .text(Pattern(name.withCapital))
          }
        }
        guard let label = kind.headings.one, !kind.isOwn, kind.numbers != nil else { continue }
        let name = own(label, in: language)
        words.words["\(kind.name)-number"] = name.map { .text(Pattern("\($0) {number}")) }
        words.words["mention-title-\(kind.name)"] = name.map { .text(Pattern("\($0) {number}: {title}")) }
      }
      named[language] = words
    }
    return Strings(first: first, languages: named)
  }

  /// What a site calls something in a language; nil if it has no word for it there.
  private func own(_ label: Label, in language: Language) -> String? {
    language == first || label.isIn(language) ? label.text(in: language) : nil
  }

  /// All words by their keys, in the site's first language where the page's own lacks them.
  func words(in language: Language) -> [String: Wording] { whole[language] ?? whole[first] ?? [:] }

  /// The language that the words under a key are in.
  func language(of key: String, in language: Language) -> Language {
    language == first || languages[language]?.words[key] != nil ? language : first
  }

  /// The words under a key that are the same always.
  func text(_ key: String, in language: Language) -> String? { pattern(key, in: language)?.text }

  /// The same, to be filled in.
  func pattern(_ key: String, in language: Language) -> Pattern? {
    if case .text(let pattern)? = words(in: language)[key] { pattern } else { nil }
  }

  /// All keys of the site's first language.
  var keys: [String] { languages[first].map { $0.words.keys.sorted() } ?? [] }
}

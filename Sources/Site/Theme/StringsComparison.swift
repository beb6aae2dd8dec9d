import Content
import Diagnostics
import Documents

/// Holds the words of a translation against those of the site's first language.
///
/// What a translation gets wrong is told once, in its file; pages print the words of the first language in its place.
struct StringsComparison {
  /// The words without those that can't be used.
  private(set) var words: Strings.Words
  private(set) var diagnostics: [Diagnostic] = []
  private let language: Language
  private let standard: Strings.Words
  private let first: Language
  /// The keys that somebody asks for though the first language lacks them.
  private let others: Set<String>

  init(
    of words: Strings.Words, in language: Language, with standard: Strings.Words, in first: Language,
    _ library: Library?
  ) {
    self.words = words
    self.language = language
    self.standard = standard
    self.first = first
    let kinds = (library?.schema.kinds ?? []).flatMap {
      [$0.name, $0.plural, "\($0.name)-number", "mention-title-\($0.name)"]
    }
    others = Set(Strings.ownKeys + Array(Strings.ownLists.keys) + Array(Strings.ownPlaces.keys) + kinds)
  }

  /// Compares all words.
  mutating func compare() {
    let missing = standard.entries.map(\.key).filter { !words.has($0) }
    var meant: Set<String> = []
    for entry in words.entries {
      guard let wording = words.words[entry.key] else { continue }
      if let original = standard.words[entry.key] {
        compare(wording, with: original, at: entry)
      } else if !others.contains(entry.key) {
        let near = nearest(to: entry.key, among: missing)
        if let near { meant.insert(near) }
        diagnostics.append(
          .unknownWord(entry.key, meant: near, standard.file.name, at: .bytes(entry.keyRange, of: words.file)))
      }
    }
    tellMissing(Set(missing).subtracting(meant))
  }

  /// Tells what is missing, once for those that stand together in the first language, where they would stand.
  private mutating func tellMissing(_ missing: Set<String>) {
    var gap: [String] = []
    var place = Diagnostic.Place.file(words.file.name)
    let ranges = Dictionary(words.entries.map { ($0.key, $0.keyRange) }) { $1 }
    for key in standard.entries.map(\.key) {
      if missing.contains(key) {
        gap.append(key)
      } else if let range = ranges[key] {
        tell(gap, behind: place)
        (gap, place) = ([], .bytes(range, of: words.file))
      }
    }
    tell(gap, behind: place)
  }

  private mutating func tell(_ gap: [String], behind place: Diagnostic.Place) {
    if gap.isEmpty { return }
    diagnostics.append(.untranslatedWords(gap, language, shownIn: first, in: words.file.name, behind: place))
  }

  /// What stands in braces must be what the original has, or what the program knows.
  private mutating func compare(_ wording: Strings.Wording, with original: Strings.Wording, at entry: DataEntry) {
    compareForms(wording, with: original, at: entry)
    let own = Strings.ownPlaces[entry.key]
    let known = own ?? original.places
    let unknown = wording.places.first { !known.contains($0) }
    guard let place = unknown ?? (own == nil ? known.first { !wording.places.contains($0) } : nil) else { return }
    let range = words.file.range(of: "{\(place)}", in: entry.value.range) ?? entry.value.range
    diagnostics.append(
      unknown == nil
        ? .missingPlace(place, of: entry.key, shownIn: first, at: .bytes(range, of: words.file))
        : .unknownPlace(place, of: entry.key, known: known, shownIn: first, at: .bytes(range, of: words.file)))
    words.words[entry.key] = nil
  }
}

extension StringsComparison {
  /// Forms by number that no number of the language takes, and one form for all where the language has several.
  private mutating func compareForms(_ wording: Strings.Wording, with original: Strings.Wording, at entry: DataEntry) {
    guard case .forms = original else { return }
    switch wording {
    case .forms(let forms, of: _):
      let unused = forms.keys.filter { !language.allPluralForms.contains($0) }.map(\.rawValue).sorted()
      if unused.isEmpty { return }
      diagnostics.append(
        .unusedPluralForms(unused, of: entry.key, language, at: .bytes(entry.keyRange, of: words.file)))
    case .text(let pattern):
      if language.pluralForms.count == 1 || !pattern.places.contains("count") { return }
      diagnostics.append(
        .onePluralForm(
          of: entry.key, language, forms: language.pluralForms.map(\.rawValue), pattern.text,
          at: .bytes(entry.value.range, of: words.file)))
    }
  }
}

extension Strings.Wording {
  /// The names in braces, each once; a number that chooses among forms is one of them.
  fileprivate var places: [String] {
    switch self {
    case .text(let pattern): return pattern.places
    case .forms(let forms, of: _):
      var places = ["count"]
      for pattern in PluralForm.allCases.compactMap({ forms[$0] }) {
        places += pattern.places.filter { !places.contains($0) }
      }
      return places
    }
  }
}

extension SourceFile {
  /// Where some words stand first in a part of the file.
  fileprivate func range(of words: String, in range: Range<Int>) -> Range<Int>? {
    bytes[range].firstRange(of: Array(words.utf8))
  }
}

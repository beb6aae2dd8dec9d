import Content
import Diagnostics
import Documents

/// The words that templates print, in each language: `templates/strings/LANG.yaml`.
struct Strings: Sendable {
  /// The language that stands in for words that another one lacks.
  private let first: Language
  private let languages: [Language: Words]
  /// The words of each language, and of the first one where it lacks some.
  private let whole: [Language: [String: Wording]]

  private init(first: Language, languages: [Language: Words]) {
    self.first = first
    self.languages = languages
    let standard = languages[first]?.words ?? [:]
    whole = languages.mapValues { $0.words.merging(standard) { own, _ in own } }
  }

  /// The words of one language.
  struct Words: Sendable {
    fileprivate(set) var words: [String: Wording] = [:]
    fileprivate(set) var lists: [String: [String]] = [:]
    fileprivate let path: String

    fileprivate var months: [String] { lists["months"] ?? [] }
    fileprivate var weekdays: [String] { lists["weekdays"] ?? [] }
  }

  /// What stands under a key.
  enum Wording: Sendable {
    /// The same words always.
    case text(Pattern)
    /// Words by the number that they tell.
    case forms([PluralForm: Pattern], of: Language)
  }

  /// The words that the program asks for itself, and not a template.
  private static let ownKeys =
    [
      "back-to-note", "date-long", "date-short", "date-weekday", "date-month", "reference-number", "table-number",
      "not-found",
      "comma", "mention-title-objective", "mention-title-round-table", "page-short", "practices-of-objective",
      "file-facts", "kilobytes", "megabytes", "decimal-mark",
    ]
    + Callout.allCases.map { "callout-" + $0.name } + Schema.forum.kinds.filter(\.isListed).map(\.plural)

  /// The lists of words that the program asks for itself, and how many there must be; any number, for 0.
  private static let ownLists = [
    "months": 12, "months-alone": 12, "weekdays": 7, "mention-objective": 0, "mention-objectives": 0,
    "mention-round-table": 0,
    "mention-round-tables": 0, "mention-numbers": 0, "mention-signs": 0, "mention-list": 0, "mention-range": 0,
    "mention-further": 0, "mention-articles": 0, "mention-not-before": 0, "mention-not-behind": 0, "mention-behind": 0,
    "mention-endings": 0, "abbreviated-words": 0,
  ]

  /// Reads the files; those of languages that the site doesn't have are read too, so that they stay sound.
  static func read(
    _ files: [(name: String, file: SourceFile)]
  ) -> (languages: [Language: Words], diagnostics: [Diagnostic]) {
    var languages: [Language: Words] = [:]
    var diagnostics: [Diagnostic] = []
    for (name, file) in files {
      guard name.hasSuffix(".yaml"), let language = Language(code: String(name.dropLast(5))) else {
        diagnostics.append(
          betterName(for: name).map { .badStringsName(file.name, better: $0) } ?? .unknownTemplateFile(file.name))
        continue
      }
      let (root, problems) = DataNode.parse(file)
      diagnostics += problems
      if let root {
        languages[language] = words(root, of: language, in: file, &diagnostics)
      }
    }
    return (languages, diagnostics)
  }

  /// What a file should be called whose name only nearly is that of words.
  private static func betterName(for name: String) -> String? {
    let code = String(name.prefix { $0 != "." })
    let isMeant = [".yml", ".yaml", ".yaml.txt"].contains(name.dropFirst(code.count).lowercased())
    return isMeant ? Language(code: code.lowercased()).map { $0.code + ".yaml" } : nil
  }

  /// Takes the words of all languages, of which the site's first one must have those that every site needs; that it is
  /// missing altogether is only said if the files are whole.
  static func checked(
    _ languages: [Language: Words], first: Language, isWhole: Bool
  ) -> (strings: Strings, diagnostics: [Diagnostic]) {
    let strings = Strings(first: first, languages: languages)
    guard let words = languages[first] else {
      let missing = Diagnostic.missingStrings("templates/strings/\(first.code).yaml", language: first.code)
      return (strings, isWhole ? [missing] : [])
    }
    return (strings, missingWords(words))
  }

  /// The words with what a site calls its kinds, one and many.
  func naming(_ kinds: [KindDeclaration]) -> Strings {
    var named = languages
    for (language, words) in languages {
      var words = words
      for kind in kinds {
        for (key, label, name) in [
          (kind.name, kind.headings.one, kind.noun), (kind.plural, kind.headings.many, kind.plural.spaced),
        ] {
          if let label {
            words.words[key] = .text(Pattern(label.text(in: language)))
          } else if words.words[key] == nil, kind.isOwn {
            words.words[key] = .text(Pattern(name.withCapital))
          }
        }
        guard let label = kind.headings.one?.text(in: language), !kind.isOwn, kind.numbers != nil else { continue }
        words.words["\(kind.name)-number"] = .text(Pattern("\(label) {number}"))
        words.words["mention-title-\(kind.name)"] = .text(Pattern("\(label) {number}: {title}"))
      }
      named[language] = words
    }
    return Strings(first: first, languages: named)
  }

  private static func words(
    _ root: DataNode, of language: Language, in file: SourceFile, _ diagnostics: inout [Diagnostic]
  ) -> Words {
    var words = Words(path: file.name)
    guard case .mapping(let entries) = root.content else {
      diagnostics.append(.badString(file.name, expected: "names and words", at: .bytes(root.range, of: file)))
      return words
    }
    for entry in entries {
      let place = Diagnostic.Place.bytes(entry.value.range, of: file)
      if let count = ownLists[entry.key] {
        words.lists[entry.key] = list(entry, count: count, at: place, &diagnostics)
        continue
      }
      switch entry.value.content {
      case .scalar(let text, _):
        words.words[entry.key] = .text(Pattern(text))
        diagnostics += unknownPlaceholders(in: text, of: entry.key, at: place)
      case .mapping(let forms):
        words.words[entry.key] = .forms(plurals(forms, of: entry, language, in: file, &diagnostics), of: language)
      case .sequence:
        diagnostics.append(.badString(entry.key, expected: "text, or the forms for `count`", at: place))
      }
    }
    return words
  }

  /// The forms of a word by number: those that the language uses must all be there, and no others.
  private static func plurals(
    _ entries: [DataEntry], of word: DataEntry, _ language: Language, in file: SourceFile,
    _ diagnostics: inout [Diagnostic]
  ) -> [PluralForm: Pattern] {
    var forms: [PluralForm: Pattern] = [:]
    for entry in entries {
      guard let form = PluralForm(rawValue: entry.key) else {
        let known = PluralForm.allCases.map(\.rawValue)
        diagnostics.append(
          .unknownPluralForm(entry.key, of: word.key, known: known, at: .bytes(entry.keyRange, of: file)))
        continue
      }
      if case .scalar(let text, _) = entry.value.content {
        forms[form] = Pattern(text)
      } else {
        diagnostics.append(.badString(entry.key, expected: "text", at: .bytes(entry.value.range, of: file)))
      }
    }
    let missing = language.pluralForms.filter { form in !entries.contains { $0.key == form.rawValue } }
    if !missing.isEmpty {
      diagnostics.append(
        .missingPluralForms(missing.map(\.rawValue), of: word.key, language.name, at: .bytes(word.keyRange, of: file)))
    }
    return forms
  }

  /// The words by which texts mention entries, in the languages that have them.
  static func mentionWords(_ languages: [Language: Words]) -> [Language: MentionWords] {
    languages.compactMapValues { words in
      let lists = words.lists
      guard let objective = lists["mention-objective"], let roundTable = lists["mention-round-table"] else {
        return nil
      }
      return MentionWords(
        objective: objective, objectives: lists["mention-objectives"] ?? [], roundTable: roundTable,
        roundTables: lists["mention-round-tables"] ?? [], syntax: syntax(lists))
    }
  }

  private static func syntax(_ lists: [String: [String]]) -> MentionSyntax {
    var syntax = MentionSyntax()
    syntax.numbers = lists["mention-numbers"] ?? []
    syntax.signs = lists["mention-signs"] ?? []
    syntax.list = lists["mention-list"] ?? []
    syntax.range = lists["mention-range"] ?? []
    syntax.further = lists["mention-further"] ?? []
    syntax.articles = lists["mention-articles"] ?? []
    syntax.notBefore = lists["mention-not-before"] ?? []
    syntax.notBehind = lists["mention-not-behind"] ?? []
    syntax.behind = lists["mention-behind"] ?? []
    syntax.endings = lists["mention-endings"] ?? []
    syntax.abbreviatedWords = lists["abbreviated-words"] ?? []
    return syntax
  }

  /// What stands in braces in the patterns that the program fills itself must be what it knows.
  private static func unknownPlaceholders(in text: String, of key: String, at place: Diagnostic.Place) -> [Diagnostic] {
    guard let known = ownPlaceholders[key] else { return [] }
    return Set(Pattern(text).places).subtracting(known).sorted().map {
      .unknownPlaceholder($0, of: key, known: known, at: place)
    }
  }

  private static let dateParts = ["day", "day2", "month", "month2", "month-name", "year", "weekday"]
  private static let ownPlaceholders = [
    "date-long": dateParts, "date-short": dateParts, "date-weekday": dateParts,
    "date-month": ["month", "month2", "month-name", "year"], "reference-number": ["number"], "back-to-note": ["letter"],
    "table-number": ["number"],
    "mention-title-objective": ["number", "title"], "mention-title-round-table": ["number", "title"],
    "file-facts": ["kind", "size"], "kilobytes": ["number"], "megabytes": ["number"],
  ]

  private static func list(
    _ entry: DataEntry, count: Int, at place: Diagnostic.Place, _ diagnostics: inout [Diagnostic]
  ) -> [String] {
    var words: [String] = []
    if case .sequence(let items) = entry.value.content {
      for case .scalar(let text, _) in items.map(\.content) { words.append(text) }
    }
    if count > 0 ? words.count != count : words.isEmpty {
      let what = count > 0 ? "a list of \(count) words" : "a list of words"
      diagnostics.append(.badString(entry.key, expected: what, at: place))
    }
    return words
  }

  private static func missingWords(_ words: Words) -> [Diagnostic] {
    var missing = ownKeys.filter { if case .text? = words.words[$0] { false } else { true } }
    if words.months.isEmpty { missing.append("months") }
    if words.weekdays.isEmpty { missing.append("weekdays") }
    return missing.map { .missingWord($0, path: words.path) }
  }

  /// All words by their keys, in the site's first language where the page's own lacks them.
  func words(in language: Language) -> [String: Wording] { whole[language] ?? whole[first] ?? [:] }

  /// The words under a key that are the same always.
  func text(_ key: String, in language: Language) -> String? { pattern(key, in: language)?.text }

  /// The same, to be filled in.
  func pattern(_ key: String, in language: Language) -> Pattern? {
    if case .text(let pattern)? = words(in: language)[key] { pattern } else { nil }
  }

  /// All keys of the site's first language.
  var keys: [String] { languages[first].map { $0.words.keys.sorted() } ?? [] }

  /// A date as a language writes it; a month or a year alone has no styles.
  func date(_ date: CalendarDate, style: String, in language: Language) -> String? {
    guard let pattern = self.pattern("date-" + style, in: language) else { return nil }
    guard let month = date.month else { return String(date.year) }
    var parts = [
      "month": String(month), "month2": padded(month), "month-name": names(\.months, in: language)[month - 1],
      "year": String(date.year),
    ]
    guard let day = date.day, let weekday = date.weekday else {
      return self.pattern("date-month", in: language)?.filled(parts)
    }
    parts["day"] = String(day)
    parts["day2"] = padded(day)
    parts["weekday"] = names(\.weekdays, in: language)[weekday - 1]
    return pattern.filled(parts)
  }

  private func names(_ list: KeyPath<Words, [String]>, in language: Language) -> [String] {
    if let names = languages[language]?[keyPath: list], !names.isEmpty { return names }
    return languages[first]?[keyPath: list] ?? []
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

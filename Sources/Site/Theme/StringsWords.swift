import Content
import Diagnostics
import Documents

extension Strings {
  /// The words of one language, as its file has them.
  struct Words: Sendable {
    let file: SourceFile
    var words: [String: Wording] = [:]
    fileprivate(set) var lists: [String: [String]] = [:]
    /// The keys under which something stands, in the order of the file, with its place.
    fileprivate(set) var entries: [DataEntry] = []

    /// Whether there is something under a key.
    func has(_ key: String) -> Bool { words[key] != nil || lists[key] != nil }
  }

  /// The words that the program asks for itself, and not a template.
  static let ownKeys =
    [
      "back-to-note", "date-long", "date-short", "date-weekday", "date-month", "date-year", "reference-number",
      "table-number", "paragraph-number", "not-found", "task-done", "task-open",
      "comma", "mention-title-objective", "mention-title-round-table", "page-short", "practices-of-objective",
      "file-facts", "kilobytes", "megabytes", "decimal-mark",
    ]
    + Callout.allCases.map { "callout-" + $0.name } + Schema.forum.kinds.filter(\.isListed).map(\.plural)

  /// The lists of words that the program asks for itself, and how many there must be; any number, for 0.
  static let ownLists = [
    "months": 12, "months-alone": 12, "weekdays": 7, "mention-objective": 0, "mention-objectives": 0,
    "mention-round-table": 0,
    "mention-round-tables": 0, "mention-numbers": 0, "mention-signs": 0, "mention-list": 0, "mention-range": 0,
    "mention-further": 0, "mention-articles": 0, "mention-not-before": 0, "mention-not-behind": 0, "mention-behind": 0,
    "mention-endings": 0, "abbreviated-words": 0,
  ]

  private static let dateParts = ["day", "day2", "month", "month2", "month-name", "year", "weekday"]

  /// What may stand in braces in the patterns that the program fills itself.
  static let ownPlaces = [
    "date-long": dateParts, "date-short": dateParts, "date-weekday": dateParts,
    "date-month": ["month", "month2", "month-name", "year"], "date-year": ["year"],
    "date-range-in-month": ["start-day", "end-day", "month", "month-name", "year"],
    "date-range-in-year": [
      "start-day", "start-month", "start-month-name", "end-day", "end-month", "end-month-name", "year",
    ],
    "date-range": ["start", "end"], "first-day": [], "reference-number": ["number"], "table-number": ["number"],
    "paragraph-number": ["number"],
    "back-to-note": ["letter"], "page-short": ["number"], "mention-title-objective": ["number", "title"],
    "mention-title-round-table": ["number", "title"],
    "file-facts": ["kind", "size"], "kilobytes": ["number"], "megabytes": ["number"],
  ]

  /// Reads the files; those of languages that the site doesn't have are read too, so that they stay sound.
  static func read(
    _ files: [(name: String, file: SourceFile)]
  ) -> (languages: [Language: Words], diagnostics: [Diagnostic]) {
    var languages: [Language: Words] = [:]
    var diagnostics: [Diagnostic] = []
    for (name, file) in files {
      guard name.hasSuffix(".yaml"), let language = Language(code: String(name.dropLast(5))) else {
        let better = betterName(for: name)
        diagnostics.append(
          better != nil || name.hasSuffix(".yaml")
            ? .badStringsName(file.name, better: better) : .unknownTemplateFile(file.name))
        continue
      }
      let (words, problems) = Words.read(file, in: language)
      diagnostics += problems
      languages[language] = words
    }
    return (languages, diagnostics)
  }

  /// What a file should be called whose name only nearly is that of words.
  private static func betterName(for name: String) -> String? {
    let code = String(name.prefix { $0 != "." })
    let isMeant = [".yml", ".yaml", ".yaml.txt"].contains(name.dropFirst(code.count).lowercased())
    return isMeant ? Language(code: code.lowercased()).map { $0.code + ".yaml" } : nil
  }
}

extension Strings.Words {
  /// Reads the words of a language; nil if the file can't be read.
  static func read(_ file: SourceFile, in language: Language) -> (words: Strings.Words?, diagnostics: [Diagnostic]) {
    var (root, diagnostics) = DataNode.parse(file)
    guard let root else { return (nil, diagnostics) }
    var words = Strings.Words(file: file)
    switch root.content {
    case .mapping(let entries):
      // Where nothing stands behind the colon, the words are still to be written.
      for entry in entries where !entry.value.isEmpty { words.add(entry, in: language, &diagnostics) }
    case _ where root.isEmpty: break
    default: diagnostics.append(.badString(file.name, expected: "names and words", at: .bytes(root.range, of: file)))
    }
    return (words, diagnostics)
  }

  private mutating func add(_ entry: DataEntry, in language: Language, _ diagnostics: inout [Diagnostic]) {
    entries.append(entry)
    if let count = Strings.ownLists[entry.key] {
      lists[entry.key] = list(entry, count: count, &diagnostics)
      return
    }
    switch entry.value.content {
    case .scalar(let text, _): words[entry.key] = .text(Pattern(text))
    case .mapping(let forms):
      words[entry.key] = .forms(plurals(forms, of: entry, language, &diagnostics), of: language)
    case .sequence:
      let place = Diagnostic.Place.bytes(entry.value.range, of: file)
      diagnostics.append(.badString(entry.key, expected: "text, or the forms for `count`", at: place))
    }
  }

  /// The forms of a word by number: those that the language uses must all be there, and no others.
  private func plurals(
    _ entries: [DataEntry], of word: DataEntry, _ language: Language, _ diagnostics: inout [Diagnostic]
  ) -> [PluralForm: Pattern] {
    var forms: [PluralForm: Pattern] = [:]
    let entries = entries.filter { !$0.value.isEmpty }
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

  private func list(_ entry: DataEntry, count: Int, _ diagnostics: inout [Diagnostic]) -> [String] {
    var words: [String] = []
    if case .sequence(let items) = entry.value.content {
      for case .scalar(let text, _) in items.map(\.content) { words.append(text) }
    }
    if count > 0 ? words.count != count : words.isEmpty {
      let what = count > 0 ? "a list of \(count) words" : "a list of words"
      diagnostics.append(.badString(entry.key, expected: what, at: .bytes(entry.value.range, of: file)))
    }
    return words
  }

  /// What is wrong with the words of a site's first language: those that every site needs must be there, and have in braces
  /// only what the program knows.
  var faults: [Diagnostic] {
    let known = entries.flatMap { entry -> [Diagnostic] in
      guard let places = Strings.ownPlaces[entry.key], case .text(let pattern)? = words[entry.key] else { return [] }
      return Set(pattern.places).subtracting(places).sorted().map {
        .unknownPlaceholder($0, of: entry.key, known: places, at: .bytes(entry.value.range, of: file))
      }
    }
    var missing = Strings.ownKeys.filter { if case .text? = words[$0] { false } else { true } }
    if (lists["months"] ?? []).isEmpty { missing.append("months") }
    if (lists["weekdays"] ?? []).isEmpty { missing.append("weekdays") }
    return known + missing.map { .missingWord($0, path: file.name) }
  }
}

extension DataNode {
  /// Whether somebody has left it to be written: nothing behind the colon, an empty list, a map of nothing.
  var isEmpty: Bool {
    switch content {
    case .scalar(let text, let isPlain): text.isEmpty && isPlain
    case .sequence(let items): items.isEmpty
    case .mapping(let entries): entries.allSatisfy(\.value.isEmpty)
    }
  }
}

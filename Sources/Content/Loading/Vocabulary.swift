import Diagnostics
public import Documents

/// The words by which texts of a language mention objectives and round tables, and what reads its sentences.
public struct MentionWords: Sendable, Equatable {
  /// Before the number of one objective: `objective`.
  public var objective: [String]
  /// Before the numbers of several: `objectives`.
  public var objectives: [String]
  /// Before the number of one round table.
  public var roundTable: [String]
  /// Before the numbers of several.
  public var roundTables: [String]
  /// What stands around the numbers.
  public var syntax: MentionSyntax

  /// Takes the words.
  public init(
    objective: [String], objectives: [String], roundTable: [String], roundTables: [String],
    syntax: MentionSyntax = MentionSyntax()
  ) {
    self.objective = objective
    self.objectives = objectives
    self.roundTable = roundTable
    self.roundTables = roundTables
    self.syntax = syntax
  }
}

/// What texts may mention, in each language.
struct Vocabulary: Sendable, Equatable {
  private let languages: [Language: Mentions]
  private let others: Mentions
  private let words: Words

  /// All that a vocabulary is made of.
  private struct Words: Equatable {
    let mentions: [Language: MentionWords]
    let names: [Language: Names]
    let areLinked: Bool
    let numbers: [ClosedRange<Int>]
    let own: [KindDeclaration.MentionLabels?]
  }

  /// What a language calls the terms of the glossary and countries, by their places in the tables.
  struct Names: Equatable {
    var abbreviations: [String] = []
    var countries: [Mentions.Name] = []
  }

  /// Whether they are made of the same words.
  static func == (left: Vocabulary, right: Vocabulary) -> Bool { left.words == right.words }

  /// The words of each language that it was made with.
  var mentionWords: [Language: MentionWords] { words.mentions }

  /// Prepares the words of all languages; one without names of its own has those of the site's first language.
  init(
    _ words: [Language: MentionWords], _ schema: Schema, names: [Language: Names], first: Language, areLinked: Bool
  ) {
    let kinds = schema.mentionedKinds.map { schema[$0] }
    let numbers = kinds.map { $0.numbers ?? 0...0 }
    self.words = Words(
      mentions: words, names: names, areLinked: areLinked, numbers: numbers, own: kinds.map(\.mentions))
    func mentions(in language: Language) -> Mentions {
      let own = kinds.compactMap(\.mentions).map { labels in
        ([labels.one.text(in: language)], [labels.many?.text(in: language)].compactMap { $0 })
      }
      let numbered = words[language].map { words in
        zip([(words.objective, words.objectives), (words.roundTable, words.roundTables)] + own, numbers).map {
          Mentions.Numbered(singular: $0.0, plural: $0.1, numbers: $1)
        }
      }
      let names = names[language] ?? names[first] ?? Names()
      return Mentions(
        numbered: numbered ?? [], words: words[language]?.syntax ?? MentionSyntax(), abbreviations: names.abbreviations,
        names: names.countries, areLinked: areLinked)
    }
    let known = Set(words.keys).union(names.keys)
    languages = Dictionary(uniqueKeysWithValues: known.map { ($0, mentions(in: $0)) })
    others = Mentions(
      numbered: [], abbreviations: names[first]?.abbreviations ?? [], names: names[first]?.countries ?? [],
      areLinked: areLinked)
  }

  /// The words by which texts would mention entries of two kinds, each told where the later one is declared.
  static func sharedWords(_ words: [Language: MentionWords], in schema: Schema) -> [Diagnostic] {
    let languages = words.isEmpty ? [.english] : words.keys.sorted()
    return languages.flatMap { language -> [Diagnostic] in
      let ours = words[language].map { $0.objective + $0.objectives + $0.roundTable + $0.roundTables } ?? []
      var known = Set(ours.map { $0.lowercased() })
      return schema.kinds.compactMap(\.mentions).flatMap { labels in
        // One of them and several may be called alike.
        Set([labels.one, labels.many].compactMap { $0?.text(in: language) }).sorted().compactMap { word in
          known.insert(word.lowercased()).inserted ? nil : .sharedWord(word, at: labels.place)
        }
      }
    }
  }

  /// A vocabulary in which nothing is looked for.
  static let none = Vocabulary([:], .forum, names: [:], first: .english, areLinked: false)

  /// What texts of a language may mention.
  subscript(language: Language) -> Mentions { languages[language] ?? others }
}

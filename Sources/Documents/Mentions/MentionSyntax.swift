/// The words of a language that stand around the numbers of what a text mentions, and what else tells how to read it.
public struct MentionSyntax: Sendable, Equatable {
  /// The words for 1, 2, 3 and so on; one in brackets of the width of Chinese characters counts without them behind a sign only.
  public var numbers: [String] = []
  /// What may stand before a number: `number`, `no.`.
  public var signs: [String] = []
  /// What stands between the last two numbers of a list: `and`, `or`.
  public var list: [String] = []
  /// What stands between the ends of a range: `to`.
  public var range: [String] = []
  /// What stands between a number and more of them: `with`.
  public var further: [String] = []
  /// Before one thing that is known; what follows it is no name, so a number in small letters is none: `the objective one has`.
  public var articles: [String] = []
  /// Behind these a number is not one of ours: `SDG`.
  public var notBefore: [String] = []
  /// Before these it is not either, unless something longer in `behind` fits: `of the`, `years`.
  public var notBehind: [String] = []
  /// Before these it is one of ours, unless something longer in `notBehind` fits: `of the Global Compact`.
  public var behind: [String] = []
  /// What the abbreviation of a term may end with: `NHRIs` has a plural.
  public var endings: [String] = []
  /// Words whose full stop ends no sentence, without it: `Mr`.
  public var abbreviatedWords: [String] = []

  /// No words at all.
  public init() {}
}

/// The same words as bytes to be compared with: in small letters but for the last two.
struct PreparedWords: Sendable {
  /// Longest first, so that `twenty` doesn't hide `twenty-one`.
  let numbers: [(value: Int, word: [UInt8], needsSign: Bool)]
  let signs: [[UInt8]]
  let list: [[UInt8]]
  let range: [[UInt8]]
  let further: [[UInt8]]
  let articles: [[UInt8]]
  let notBefore: [[UInt8]]
  let notBehind: [[UInt8]]
  let behind: [[UInt8]]
  let endings: [[UInt8]]
  let abbreviatedWords: [[UInt8]]

  init(_ words: MentionSyntax) {
    func small(_ words: [String]) -> [[UInt8]] { words.map { mentionBytes($0.lowercased()) } }
    let plain = zip(1..., words.numbers).map { (value: $0, word: $1, needsSign: false) }
    let bracketed = plain.filter { $0.word.hasPrefix("（") && $0.word.hasSuffix("）") }.map {
      (value: $0.value, word: String($0.word.dropFirst().dropLast()), needsSign: true)
    }
    numbers = (plain + bracketed).map { ($0.value, mentionBytes($0.word.lowercased()), $0.needsSign) }.sorted {
      $0.1.count > $1.1.count
    }
    signs = small(words.signs)
    list = small(words.list)
    range = small(words.range)
    further = small(words.further)
    articles = small(words.articles)
    notBefore = small(words.notBefore)
    notBehind = small(words.notBehind)
    behind = small(words.behind)
    endings = words.endings.map { mentionBytes($0) }
    abbreviatedWords = words.abbreviatedWords.map { Array($0.utf8) }
  }
}

/// Something that a text speaks of without a link: "objective 8", `A/RES/73/195`, an abbreviation of the glossary.
public struct Mention: Sendable, Hashable {
  /// What is mentioned.
  public enum Subject: Sendable, Hashable {
    /// An entry with a number, by the place of its kind in `Mentions.numbered`.
    case entry(kind: Int, number: Int)
    /// A United Nations document, by its symbol, which is the text.
    case document
    /// A term, by the place of its abbreviation among those that are looked for.
    case term(Int)
    /// A name, by its place among those that are looked for.
    case name(Int)

    /// Whether it is a name, which the page shows as it stands.
    var isName: Bool {
      if case .name = self { true } else { false }
    }
  }

  /// What is mentioned.
  public let subject: Subject
  /// The words of the text that say so, which have no sign that means something in HTML.
  public let text: String
  /// Where they stand in the document's HTML, for `HTMLFragment.sentence`.
  public let offset: Int
}

/// What the texts of a language may mention, prepared so that one pass over a text finds all of it.
public struct Mentions: Sendable {
  /// How a language speaks of numbered entries of one kind.
  public struct Numbered: Sendable {
    /// Before one number: `objective`.
    public var singular: [String]
    /// Before several: `objectives`.
    public var plural: [String]
    /// The numbers that there are.
    public var numbers: ClosedRange<Int>

    /// Takes the words and the numbers.
    public init(singular: [String], plural: [String], numbers: ClosedRange<Int>) {
      self.singular = singular
      self.plural = plural
      self.numbers = numbers
    }
  }

  /// The kinds of entries, in the order in which mentions name them.
  let numbered: [Numbered]
  /// The words for 1, 2, 3 and so on, in small letters.
  let numberWords: [[UInt8]]
  /// The words between numbers: `and`, `or`, `to`.
  let listWords: [[UInt8]]
  /// The words between a number and more of them: `with`.
  let furtherWords: [[UInt8]]
  /// What the abbreviation of a term may end with: `NHRIs` has a plural.
  let endings: [[UInt8]]
  /// Words whose full stop ends no sentence, without it: `Mr`.
  let abbreviatedWords: [[UInt8]]
  /// Whether mentions are holes; if not, they stay words, and only the backslash that keeps them from being mentions goes.
  let areLinked: Bool
  /// What a mention may begin with, by its first byte, longest first.
  private let phrases: [[Phrase]]

  /// Words that a mention begins with.
  struct Phrase: Sendable {
    enum Meaning: Sendable {
      case entries(kind: Int, isPlural: Bool)
      case term(Int)
      case name(Int)
    }

    let bytes: [UInt8]
    let meaning: Meaning
  }

  /// A language in which nothing is looked for.
  public static let none = Mentions(numbered: [], abbreviations: [], names: [])

  /// Prepares the words of a language, the abbreviations of its glossary, and names such as those of countries.
  public init(
    numbered: [Numbered], numberWords: [String] = [], listWords: [String] = [], furtherWords: [String] = [],
    endings: [String] = [], abbreviatedWords: [String] = [], abbreviations: [String], names: [String],
    areLinked: Bool = true
  ) {
    self.numbered = numbered
    self.numberWords = numberWords.map { Array($0.lowercased().utf8) }
    self.listWords = listWords.map { Array($0.lowercased().utf8) }
    self.furtherWords = furtherWords.map { Array($0.lowercased().utf8) }
    self.endings = endings.map { Array($0.utf8) }
    self.abbreviatedWords = abbreviatedWords.map { Array($0.utf8) }
    self.areLinked = areLinked
    var phrases = [[Phrase]](repeating: [], count: 256)
    func add(_ text: String, _ meaning: Phrase.Meaning, anyCase: Bool) {
      let bytes = Array((anyCase ? text.lowercased() : text).utf8)
      guard let first = bytes.first else { return }
      let firsts = anyCase && isASCIILetter(first) ? [first, first & ~0x20] : [first]
      for first in firsts { phrases[Int(first)].append(Phrase(bytes: bytes, meaning: meaning)) }
    }
    for (kind, forms) in numbered.enumerated() {
      for word in forms.singular { add(word, .entries(kind: kind, isPlural: false), anyCase: true) }
      for word in forms.plural { add(word, .entries(kind: kind, isPlural: true), anyCase: true) }
    }
    for (term, abbreviation) in abbreviations.enumerated() { add(abbreviation, .term(term), anyCase: false) }
    for (index, name) in names.enumerated() { add(name, .name(index), anyCase: false) }
    self.phrases = phrases.map { $0.sorted { $0.bytes.count > $1.bytes.count } }
    isEmpty = numbered.isEmpty && abbreviations.isEmpty && names.isEmpty
  }

  /// Whether nothing is looked for.
  let isEmpty: Bool

  func phrases(beginningWith byte: UInt8) -> [Phrase] { phrases[Int(byte)] }
}

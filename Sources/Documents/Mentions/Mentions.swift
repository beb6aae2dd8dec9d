/// Something that a text speaks of without a link: "objective 8", `A/RES/73/195`, an abbreviation of the glossary.
public struct Mention: Sendable, Hashable {
  /// What is mentioned.
  public enum Subject: Sendable, Hashable {
    /// Entries with a number, by the place of their kind in `Mentions.numbered`: the last one is what the text shows, and those
    /// before it are in a range that ends here, as 9 and 10 in "objectives 8–11".
    case entries(kind: Int, numbers: ClosedRange<Int>)
    /// A United Nations document, by its symbol, which is the text.
    case document
    /// A term, by the place of its abbreviation among those that are looked for.
    case term(Int)
    /// A name, by whose it is among those that are looked for.
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

  /// A name such as that of a country.
  public struct Name: Sendable, Equatable {
    /// The words.
    public let text: String
    /// Whose name it is; nil for words that only have a name in them, such as "Gulf of Guinea".
    public let owner: Int?

    /// Takes the words and whose they are.
    public init(_ text: String, of owner: Int?) {
      self.text = text
      self.owner = owner
    }
  }

  /// The kinds of entries, in the order in which mentions name them.
  let numbered: [Numbered]
  let words: PreparedWords
  /// Whether mentions are holes; if not, they stay words, and only the backslash that keeps them from being mentions goes.
  let areLinked: Bool
  /// What a mention may begin with, by its first character, longest first, and several entries before one.
  private let phrases: [[Phrase]]

  /// Words that a mention begins with.
  struct Phrase: Sendable {
    enum Meaning: Sendable {
      case entries(kind: Int, isPlural: Bool)
      /// A sign behind which a number stands, and then what it counts: 第二圆桌会议.
      case sign
      case term(Int)
      case name(Int?)
    }

    let bytes: [UInt8]
    let meaning: Meaning
    /// Whether words of more letters may begin with it.
    let isOpen: Bool
  }

  /// A language in which nothing is looked for.
  public static let none = Mentions(numbered: [], abbreviations: [], names: [])

  /// Prepares the words of a language, the abbreviations of its glossary, and names such as those of countries.
  public init(
    numbered: [Numbered], words: MentionSyntax = MentionSyntax(), abbreviations: [String], names: [Name],
    areLinked: Bool = true
  ) {
    self.numbered = numbered
    self.words = PreparedWords(words)
    self.areLinked = areLinked
    var phrases = [[Phrase]](repeating: [], count: 256)
    func add(_ text: String, _ meaning: Phrase.Meaning, anyCase: Bool) {
      let bytes = mentionBytes(anyCase ? text.lowercased() : text)
      guard let last = bytes.last else { return }
      let phrase = Phrase(bytes: bytes, meaning: meaning, isOpen: !isWordByte(last))
      let capital = text.prefix(1).uppercased() + text.dropFirst()
      let starts = anyCase ? [bytes, mentionBytes(capital)] : [bytes]
      for bucket in Set(starts.map { Self.bucket(of: $0[...], at: 0) }) { phrases[bucket].append(phrase) }
    }
    for (kind, forms) in numbered.enumerated() {
      for word in forms.plural { add(word, .entries(kind: kind, isPlural: true), anyCase: true) }
    }
    for (kind, forms) in numbered.enumerated() {
      for word in forms.singular { add(word, .entries(kind: kind, isPlural: false), anyCase: true) }
    }
    for sign in words.signs where sign.unicodeScalars.allSatisfy(\.properties.isIdeographic) {
      add(sign, .sign, anyCase: false)
    }
    for (term, abbreviation) in abbreviations.enumerated() { add(abbreviation, .term(term), anyCase: false) }
    for name in names {
      add(name.text, .name(name.owner), anyCase: false)
      // "The Gambia" begins a sentence, though "the Gambia" is the name.
      let capitalized = name.text.prefix(1).uppercased() + name.text.dropFirst()
      if capitalized != name.text { add(capitalized, .name(name.owner), anyCase: false) }
    }
    self.phrases = phrases.map { $0.sorted { $0.bytes.count > $1.bytes.count } }
    isEmpty = numbered.isEmpty && abbreviations.isEmpty && names.isEmpty
  }

  /// Whether nothing is looked for.
  let isEmpty: Bool

  /// What a mention may be that begins at a place of a text.
  func phrases(beginningAt start: Int, of text: ArraySlice<UInt8>) -> [Phrase] {
    phrases[Self.bucket(of: text, at: start)]
  }

  /// The number by which the phrases are found that begin with a character.
  ///
  /// The characters of one script begin with the same byte, so those behind it tell more of them apart.
  private static func bucket(of text: ArraySlice<UInt8>, at start: Int) -> Int {
    let first = text[start]
    if first < 0x80 { return Int(first) }
    var last = start
    while last + 1 < text.endIndex, text[last + 1] & 0xC0 == 0x80 { last += 1 }
    return 0x80 | Int((first ^ text[last] &<< 1) & 0x7F)
  }
}

/// The words as they stand in HTML, with plain apostrophes.
func mentionBytes(_ text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  // Replacing costs more than looking whether there is something to replace, and a language has thousands of names.
  guard bytes.contains(where: { $0 == 0xE2 || $0 == UInt8(ascii: "&") }) else { return bytes }
  return Array(text.replacing("\u{2019}", with: "'").replacing("&", with: "&amp;").utf8)
}

private func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x80 || isASCIILetter(byte) || isDigit(byte) }

/// One of the 23 objectives of the Global Compact.
public struct Objective: Entry {
  /// What these entries are.
  public static let kind = Kind.objective
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Objective> { library.objectives }

  /// What every entry has.
  public internal(set) var common: Common
  /// The number, 1 to 23.
  public let number: Int
  /// A title for narrow places.
  public let shortTitle: String?
  /// Where it stands, in one line.
  public internal(set) var state: Prose?
  /// The guiding principles that bear on it.
  public internal(set) var principles: [Reference<Principle>]
  /// Other objectives that it is bound up with.
  public internal(set) var related: [Reference<Objective>]
  /// Numbers worth quoting.
  public internal(set) var figures: [Figure]
  /// Practices told in a phrase.
  public internal(set) var practices: [PracticePhrase]
  /// What is still missing.
  public internal(set) var gaps: [Statement]
  /// Questions to guide the discussion.
  public internal(set) var questions: [Question]
  /// Further reading.
  public internal(set) var references: [SourceReference]

  /// A number with what it counts.
  public struct Figure: Sendable {
    /// The number as it is printed: `45,000`, `17 per cent`.
    public let value: String
    /// What it counts.
    public internal(set) var label: Prose
    /// Who says so.
    public internal(set) var source: SourceReference?
  }

  /// A practice that needs no page of its own.
  public struct PracticePhrase: Sendable {
    /// A short name.
    public let title: String?
    /// The practice in a phrase.
    public internal(set) var text: Prose?
    /// Where it is practised.
    public internal(set) var countries: [Reference<Country>]
    /// Who practises it.
    public let organisations: [String]
    /// Who says so.
    public internal(set) var source: SourceReference?
  }

  /// A gap: a sentence with its source.
  public struct Statement: Sendable {
    /// The sentence.
    public internal(set) var text: Prose
    /// Who says so.
    public internal(set) var source: SourceReference?
  }

  /// A question to guide the discussion.
  public struct Question: Sendable {
    /// The question.
    public internal(set) var text: Prose
    /// Who asks it, or who reports what the editors derived it from.
    public internal(set) var source: SourceReference?
    /// Whether it is the editors' own.
    public let isDerived: Bool
  }
}

extension Objective: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    number = fields.number(of: .objective)
    shortTitle = fields.text("short_title")
    state = fields.prose("state")
    principles = fields.references("principles")
    related = fields.references("related")
    figures = fields.maps("figures") { item in
      Figure(value: item.requiredText("value"), label: item.requiredProse("label"), source: item.source("source"))
    }
    practices = fields.maps("practices") { item in
      let practice = PracticePhrase(
        title: item.text("title"), text: item.prose("text"), countries: item.references("countries"),
        organisations: item.texts("organisations"), source: item.source("source"))
      if practice.title == nil, practice.text == nil { item.reportMissing("title", or: "text") }
      return practice
    }
    gaps = fields.maps("gaps") { item in Statement(text: item.requiredProse("text"), source: item.source("source")) }
    questions = fields.maps("questions") { item in
      let text = item.requiredProse("text")
      let origin = item.source("derived_from")
      if origin != nil { item.reportConflict("source", "derived_from") }
      return Question(text: text, source: origin ?? item.source("source"), isDerived: origin != nil)
    }
    references = fields.sources("references")
  }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&state)
    linker.link(&principles)
    linker.link(&related)
    for index in practices.indices {
      linker.link(&practices[index].text)
      linker.link(&practices[index].countries)
      linker.link(&practices[index].source)
    }
    for index in gaps.indices {
      linker.link(&gaps[index].text)
      linker.link(&gaps[index].source)
    }
    for index in figures.indices {
      linker.link(&figures[index].label)
      linker.link(&figures[index].source)
    }
    for index in questions.indices {
      linker.link(&questions[index].text)
      linker.link(&questions[index].source)
    }
    linker.link(&references)
  }
}

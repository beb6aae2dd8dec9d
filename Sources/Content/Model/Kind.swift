/// The kinds of entries that content is made of.
public enum Kind: String, Sendable, CaseIterable {
  case objective
  case roundTable = "round-table"
  case principle
  case meeting
  case practice
  case pack
  case pledge
  case country
  case source
  case term
  case page

  /// What a message calls one of them.
  public var noun: String {
    switch self {
    case .roundTable: "round table"
    case .principle: "guiding principle"
    case .term: "glossary term"
    default: rawValue
    }
  }

  /// Several of them, as the first part of an address and as the folder of those that are files: `round-tables`.
  public var plural: String {
    switch self {
    case .country: "countries"
    case .term: "glossary"
    default: rawValue + "s"
    }
  }

  /// The kinds whose entries are Markdown files in a folder of their own.
  static let folders: [Kind] = [.objective, .roundTable, .principle, .meeting, .practice, .pack]

  /// The lists of front matter that templates make a section of, with the name as its anchor.
  var sectionLists: [String] {
    switch self {
    case .objective: ["related", "figures", "practices", "gaps", "questions", "references"]
    case .roundTable: ["objectives", "key_messages"]
    case .meeting: ["objectives", "sessions"]
    case .practice: ["objectives"]
    default: []
    }
  }

  /// The numbers that a numbered kind may have: 23 objectives and ten guiding principles (A/RES/73/195, paragraphs 15
  /// and 16), four round tables (A/RES/73/326, paragraph 21).
  var numbers: ClosedRange<Int>? {
    switch self {
    case .objective: 1...23
    case .roundTable: 1...4
    case .principle: 1...10
    default: nil
    }
  }
}

extension Kind: Comparable {
  /// In the order in which they are listed here.
  public static func < (left: Kind, right: Kind) -> Bool { left.place < right.place }

  private var place: Int { Kind.allCases.firstIndex(of: self) ?? 0 }
}

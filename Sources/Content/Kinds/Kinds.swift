extension Kind {
  /// The names of the kinds that the program knows by name, in the order of the forum's schema.
  static let known = [
    "objective", "round-table", "principle", "meeting", "practice", "pack", "pledge", "country", "source", "term",
    "page",
  ]

  /// One of the 23 objectives of the Global Compact.
  public static let objective = Kind(index: 0)
  /// One of the four round tables of a forum.
  public static let roundTable = Kind(index: 1)
  /// One of the ten guiding principles of the Global Compact.
  public static let principle = Kind(index: 2)
  /// A meeting of the forum or on the way to it.
  public static let meeting = Kind(index: 3)
  /// A practice that a State or an organisation reported.
  public static let practice = Kind(index: 4)
  /// A briefing pack: what is printed and carried into the room.
  public static let pack = Kind(index: 5)
  /// A pledge to implement the Global Compact, or several that a document reports in one line.
  public static let pledge = Kind(index: 6)
  /// A Member State of the United Nations, or an observer State.
  public static let country = Kind(index: 7)
  /// A document that content cites.
  public static let source = Kind(index: 8)
  /// A term of the glossary.
  public static let term = Kind(index: 9)
  /// A page that belongs to no other kind, such as "About".
  public static let page = Kind(index: 10)
}

extension Schema {
  /// What the schema has otherwise than the program needs it, in words: kinds, fields and inverses that it knows by name.
  public var faults: [String] {
    let names = kinds.prefix(Kind.known.count).map(\.name)
    return (names == Kind.known ? [] : ["the kinds are not \(Kind.known)"]) + check(Self.handles)
  }

  /// Whether the program and the schema that it carries fit each other; asked once, when the first content is loaded.
  static let fitsProgram: Bool = {
    let faults = forum.faults
    precondition(faults.isEmpty, faults.joined(separator: "\n"))
    return true
  }()

  /// All fields and inverses that the program reasons about.
  private static let handles: [any AnyField] =
    Objective.handles + RoundTable.handles + Meeting.handles + Practice.handles + Pack.handles + Country.handles
    + Source.handles + Term.handles + Page.handles + Person.handles + FileFields.handles
    + [AddressedFields.aliases]
    + SiteFields.handles
}

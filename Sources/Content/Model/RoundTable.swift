public import Documents

/// One of the four round tables of a forum.
public struct RoundTable: Entry {
  /// What these entries are.
  public static let kind = Kind.roundTable
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<RoundTable> { library.roundTables }

  /// What every entry has.
  public internal(set) var common: Common
  /// The number, 1 to 4.
  public let number: Int
  /// The objectives that it reviews: the single place that says which objective belongs where.
  public internal(set) var objectives: [Reference<Objective>]
  /// The day.
  public let date: CalendarDate?
  /// The hours, as they are printed.
  public let time: String?
  /// The room or building.
  public let place: String?
  /// Organisations that supported it.
  public let supportedBy: [String]
  /// Who presided.
  public internal(set) var coChairs: [Person]
  /// Who gave a keynote address.
  public internal(set) var keynotes: [Person]
  /// Who moderated the panel.
  public internal(set) var moderator: Person?
  /// Who sat on the panel.
  public internal(set) var panellists: [Person]
  /// How many statements were made in the discussion.
  public let statements: Int?
  /// What to remember.
  public internal(set) var keyMessages: [Prose]
}

/// A person with a part in a round table.
public struct Person: Sendable {
  /// The name, with its form of address, as the documents have it.
  public let name: String
  /// The office.
  public let title: String?
  /// The organisation or ministry.
  public let affiliation: String?
  /// The country that the person spoke for.
  public internal(set) var country: Reference<Country>?

  init(_ fields: inout Fields) {
    name = fields.requiredText("name")
    title = fields.text("title")
    affiliation = fields.text("affiliation")
    country = fields.reference("country")
  }
}

extension RoundTable: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    number = fields.number(of: .roundTable)
    objectives = fields.requiredReferences("objectives")
    date = fields.date("date")
    time = fields.text("time")
    place = fields.text("place")
    supportedBy = fields.texts("supported_by")
    coChairs = fields.maps("co_chairs", Person.init)
    keynotes = fields.maps("keynotes", Person.init)
    moderator = fields.map("moderator", Person.init)
    panellists = fields.maps("panellists", Person.init)
    statements = fields.number("statements", in: 0...10_000)
    keyMessages = fields.proses("key_messages")
  }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&objectives)
    for index in coChairs.indices { linker.link(&coChairs[index].country) }
    for index in keynotes.indices { linker.link(&keynotes[index].country) }
    linker.link(&moderator)
    for index in panellists.indices { linker.link(&panellists[index].country) }
    for index in keyMessages.indices { linker.link(&keyMessages[index]) }
  }

  /// Everyone with a part in it, in order of appearance.
  public var people: [Person] { coChairs + keynotes + [moderator].compactMap { $0 } + panellists }
}

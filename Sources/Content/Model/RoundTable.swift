/// One of the four round tables of a forum.
public struct RoundTable: Held {
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
  /// When and where it is held.
  public internal(set) var occasion: Occasion
  /// Organisations that supported it.
  public let supportedBy: [String]
  /// Who presided.
  public internal(set) var coChairs: [Person]
  /// Who gave a keynote address.
  public internal(set) var keynotes: [Person]
  /// Who moderated the panel.
  public internal(set) var moderators: [Person]
  /// Who sat on the panel.
  public internal(set) var panellists: [Person]
  /// How many statements were made in the discussion.
  public let statements: Int?
  /// What happens when.
  public internal(set) var runningOrder: [Step]
  /// What to remember.
  public internal(set) var keyMessages: [Prose]

  /// A line of the running order.
  public struct Step: Sendable {
    /// The hour, as it is printed.
    public let time: String?
    /// What happens.
    public internal(set) var item: Prose
    /// Who speaks or presides.
    public let people: String?
  }
}

extension RoundTable: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    number = fields.number(of: .roundTable)
    objectives = fields.requiredReferences("objectives")
    occasion = Occasion(&fields)
    supportedBy = fields.texts("supported_by")
    coChairs = fields.maps("co_chairs", Person.init)
    keynotes = fields.maps("keynotes", Person.init)
    moderators = fields.maps("moderators", Person.init)
    panellists = fields.maps("panellists", Person.init)
    statements = fields.number("statements", in: 0...10_000)
    runningOrder = fields.maps("running_order") { step in
      Step(time: step.text("time"), item: step.requiredProse("item"), people: step.text("people"))
    }
    keyMessages = fields.proses("key_messages")
  }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&objectives)
    linker.link(&occasion.partOf)
    linker.link(&coChairs)
    linker.link(&keynotes)
    linker.link(&moderators)
    linker.link(&panellists)
    for index in runningOrder.indices { linker.link(&runningOrder[index].item) }
    for index in keyMessages.indices { linker.link(&keyMessages[index]) }
  }

  /// Everyone with a part in it, in order of appearance.
  public var people: [Person] { coChairs + keynotes + moderators + panellists }
}

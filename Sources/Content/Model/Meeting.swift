public import Documents

/// A meeting of the forum or on the way to it.
public struct Meeting: Held {
  /// What these entries are.
  public static let kind = Kind.meeting
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Meeting> { library.meetings }

  /// What every entry has.
  public internal(set) var common: Common
  /// What kind of meeting it was.
  public let type: MeetingType?
  /// When and where it was held.
  public internal(set) var occasion: Occasion
  /// Who convened it.
  public let organiser: String?
  /// The round table that it prepared.
  public internal(set) var roundTable: Reference<RoundTable>?
  /// The objectives that it dealt with.
  public internal(set) var objectives: [Reference<Objective>]
  /// Its sessions.
  public internal(set) var sessions: [Session]
  /// Who had a part in it, in order of appearance.
  public internal(set) var participants: [Participant]
  /// How many statements were made in the discussion.
  public let statements: Int?

  /// The kinds of meetings.
  public enum MeetingType: String, Sendable, CaseIterable {
    /// A forum as a whole.
    case forum
    /// A plenary of the forum.
    case plenary
    /// The policy debate of the forum.
    case policyDebate = "policy-debate"
    /// A multi-stakeholder hearing.
    case hearing
    /// A dialogue or webinar.
    case dialogue
    /// A review by a regional commission.
    case regionalReview = "regional-review"
  }

  /// A session of a meeting.
  public struct Session: Sendable {
    /// The title.
    public let title: String
    /// The day.
    public let day: CalendarDate?
    /// The hours, as they are printed.
    public let time: String?
    /// The objectives that it dealt with.
    public internal(set) var objectives: [Reference<Objective>]
  }

  /// A person and what the person did.
  public struct Participant: Sendable {
    /// What the person did: `moderator`, `opening remarks`.
    public let role: String?
    /// Who it was.
    public internal(set) var person: Person
  }
}

extension Meeting: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    type = fields.choice("kind")
    occasion = Occasion(&fields)
    organiser = fields.text("organiser")
    roundTable = fields.reference("round_table")
    objectives = fields.references("objectives")
    sessions = fields.maps("sessions") { item in
      Session(
        title: item.requiredText("title"), day: item.date("day"), time: item.text("time"),
        objectives: item.references("objectives"))
    }
    participants = fields.maps("people") { item in Participant(role: item.text("role"), person: Person(&item)) }
    statements = fields.number("statements", in: 0...10_000)
  }

  var sortingFields: [String?] { [occasion.starts?.iso, occasion.partOf?.written] }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&occasion.partOf)
    linker.link(&roundTable)
    linker.link(&objectives)
    for index in sessions.indices { linker.link(&sessions[index].objectives) }
    for index in participants.indices { linker.link(&participants[index].person.country) }
  }
}

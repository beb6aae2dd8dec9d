public import Documents

/// A meeting of the forum or on the way to it.
public struct Meeting: Entry {
  /// What these entries are.
  public static let kind = Kind.meeting
  /// The table that they stand in.
  public static func table(of library: Library) -> Table<Meeting> { library.meetings }

  /// What every entry has.
  public internal(set) var common: Common
  /// What kind of meeting it was.
  public let type: MeetingType?
  /// The first day.
  public let starts: CalendarDate?
  /// The last day.
  public let ends: CalendarDate?
  /// The city, building or form.
  public let place: String?
  /// Who convened it.
  public let organiser: String?
  /// The round table that it prepared or belonged to.
  public internal(set) var roundTable: Reference<RoundTable>?
  /// The objectives that it dealt with.
  public internal(set) var objectives: [Reference<Objective>]
  /// Its parts.
  public internal(set) var sessions: [Session]

  /// The kinds of meetings.
  public enum MeetingType: String, Sendable, CaseIterable {
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

  /// A part of a meeting.
  public struct Session: Sendable {
    /// The title.
    public let title: String
    /// The day.
    public let day: CalendarDate?
    /// The objectives that it dealt with.
    public internal(set) var objectives: [Reference<Objective>]
  }
}

extension Meeting: DecodableEntry {
  init(_ fields: inout Fields, common: Common) {
    self.common = common
    type = fields.choice("kind")
    starts = fields.date("starts")
    ends = fields.date("ends", notBefore: starts)
    place = fields.text("place")
    organiser = fields.text("organiser")
    roundTable = fields.reference("round_table")
    objectives = fields.references("objectives")
    sessions = fields.maps("sessions") { item in
      Session(title: item.requiredText("title"), day: item.date("day"), objectives: item.references("objectives"))
    }
  }

  mutating func link(with linker: inout Linker) {
    linker.link(&common)
    linker.link(&roundTable)
    linker.link(&objectives)
    for index in sessions.indices { linker.link(&sessions[index].objectives) }
  }
}

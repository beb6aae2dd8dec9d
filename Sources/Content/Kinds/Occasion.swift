public import Documents

/// When and where a round table or a meeting is held.
public struct Occasion: Sendable {
  /// The first day.
  public let starts: CalendarDate?
  /// The last day.
  public let ends: CalendarDate?
  /// The hours, as they are printed.
  public let time: String?
  /// The city, building or room, and in which language that is said.
  public let place: (words: String, language: Language)?
  /// The meeting that it is a part of.
  let partOf: Reference?

  /// The fields that tell it.
  struct Fields: Sendable {
    let starts: Field<CalendarDate?>
    let ends: Field<CalendarDate?>
    let time: Field<String?>
    let place: Field<String?>
    let partOf: Field<Reference?>

    init(of kind: String) {
      starts = Field(kind, "starts")
      ends = Field(kind, "ends")
      time = Field(kind, "time")
      place = Field(kind, "place")
      partOf = Field(kind, "part_of")
    }

    var all: [any AnyField] { [starts, ends, time, place, partOf] }
  }

  /// Reads when and where an entry is held, in its own words; nil if its kind isn't held.
  init?(_ entry: Entry) {
    let fields: Fields
    switch entry.kind {
    case .roundTable: fields = RoundTable.occasion
    case .meeting: fields = Meeting.occasion
    default: return nil
    }
    self.init(
      starts: entry[fields.starts], ends: entry[fields.ends], time: entry[fields.time],
      place: entry[fields.place].map { ($0, entry.language(at: fields.place.slot)) }, partOf: entry[fields.partOf])
  }

  private init(
    starts: CalendarDate?, ends: CalendarDate?, time: String?, place: (words: String, language: Language)?,
    partOf: Reference?
  ) {
    self.starts = starts
    self.ends = ends
    self.time = time
    self.place = place
    self.partOf = partOf
  }

  /// The occasion with the days and the place of the whole that it is a part of, where it has none of its own.
  ///
  /// The hours are not taken over: those of a forum are not those of each of its round tables.
  fileprivate func within(_ whole: Occasion) -> Occasion {
    Occasion(
      starts: starts ?? whole.starts, ends: starts == nil ? whole.ends : ends, time: time, place: place ?? whole.place,
      partOf: partOf)
  }

  /// By day, each meeting before its parts; those without a day come last.
  static func places(of entries: [Entry]) -> [Int] {
    let days = Dictionary(
      entries.map { ($0.key, Occasion($0)?.starts?.iso) }, uniquingKeysWith: { first, _ in first })
    func place(_ entry: Entry) -> (day: String, isPart: Int, key: String) {
      let occasion = Occasion(entry)
      let whole = occasion?.partOf?.written
      let day = occasion?.starts?.iso ?? whole.flatMap { days[$0] ?? nil }
      return (day ?? "~", whole == nil ? 0 : 1, entry.key)
    }
    return entries.enumerated().map { (place($1), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension Library {
  /// When and where something is held, completed by the meeting that it is a part of; nil if its kind isn't held.
  public func occasion(of held: Entry, in language: Language) -> Occasion? {
    guard let own = Occasion(held) else { return nil }
    guard let whole = own.partOf, let meeting = Occasion(self[whole.id, language]) else { return own }
    return own.within(meeting)
  }
}

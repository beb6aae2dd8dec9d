public import Documents

/// When and where a round table or a meeting is held.
public struct Occasion: Sendable {
  /// The first day.
  public let starts: CalendarDate?
  /// The last day.
  public let ends: CalendarDate?
  /// The hours, as they are printed.
  public let time: String?
  /// The city, building or room.
  public let place: String?
  /// The meeting that it is a part of.
  public internal(set) var partOf: Reference<Meeting>?

  init(_ fields: inout Fields) {
    starts = fields.date("starts")
    ends = fields.date("ends", notBefore: starts)
    time = fields.text("time")
    place = fields.text("place")
    partOf = fields.reference("part_of")
  }

  private init(starts: CalendarDate?, ends: CalendarDate?, time: String?, place: String?, partOf: Reference<Meeting>?) {
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
}

/// An entry that is held at some time and place.
public protocol Held: Entry {
  /// When and where, in its own words.
  var occasion: Occasion { get }
}

extension Library {
  /// When and where something is held, completed by the meeting that it is a part of.
  public func occasion(of held: some Held, in language: Language) -> Occasion {
    guard let whole = held.occasion.partOf else { return held.occasion }
    return held.occasion.within(meetings[whole.id, language].occasion)
  }
}

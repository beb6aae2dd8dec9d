/// A day, a month or a year of the Gregorian calendar, as precisely as an author gave it.
public struct CalendarDate: Sendable, Hashable {
  /// The year, from 1 to 9999.
  public let year: Int
  /// The month, from 1 to 12, if it is known.
  public let month: Int?
  /// The day of the month, from 1, if it is known.
  public let day: Int?

  /// Makes a date; nil if there is no such day or month, or a day without a month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard 1...9999 ~= year else { return nil }
    if let month {
      guard 1...12 ~= month else { return nil }
      if let day, !(1...Self.days(in: month, of: year) ~= day) { return nil }
    } else if day != nil {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2022`, `2022-05` or `2022-05-20` (ISO 8601); nil if it is none of them or no such day exists.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count <= 3, [4, 2, 2].starts(with: parts.map(\.count)),
      parts.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
  }

  /// The date as `2022`, `2022-05` or `2022-05-20`.
  public var iso: String {
    [Self.padded(year, to: 4), month.map { Self.padded($0, to: 2) }, day.map { Self.padded($0, to: 2) }]
      .compactMap { $0 }.joined(separator: "-")
  }

  /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601); nil if the day is not known.
  ///
  /// Zeller's congruence, in which January and February are months 13 and 14 of the year before.
  public var weekday: Int? {
    guard let month, let day else { return nil }
    let shifted = month < 3 ? month + 12 : month
    let century = (month < 3 ? year - 1 : year) / 100
    let rest = (month < 3 ? year - 1 : year) % 100
    let fromSaturday = (day + 13 * (shifted + 1) / 5 + rest + rest / 4 + century / 4 + 5 * century) % 7
    return (fromSaturday + 5) % 7 + 1
  }

  /// Its last day: a year ends on 31 December.
  public var lastDay: CalendarDate {
    let month = month ?? 12
    return CalendarDate(year: year, month: month, day: day ?? Self.days(in: month, of: year)) ?? self
  }

  /// The day after it; nil if the day is not known, or the last one that there is.
  public var next: CalendarDate? {
    guard let month, let day else { return nil }
    return CalendarDate(year: year, month: month, day: day + 1) ?? CalendarDate(year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1)
  }

  /// The seconds from the beginning of 1970 to that of the day, of the month or of the year, in UTC.
  public var secondsSince1970: Int {
    let before = year - 1
    let leapDays = before / 4 - before / 100 + before / 400
    let months = (1..<(month ?? 1)).reduce(0) { $0 + Self.days(in: $1, of: year) }
    return (before * 365 + leapDays + months + (day ?? 1) - 1 - 719_162) * 86_400
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CalendarDate: Comparable {
  /// Orders by time; a date that is known less precisely comes before those within it.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
  }
}

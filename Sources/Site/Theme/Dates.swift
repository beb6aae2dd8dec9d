import Content
import Documents

/// Dates as languages write them.
extension Strings {
  /// A date; a month or a year alone has no styles.
  func date(_ date: CalendarDate, style: String, in language: Language) -> String? {
    guard let styled = pattern("date-" + style, in: language) else { return nil }
    let pattern =
      if date.month == nil { pattern("date-year", in: language) } else {
        date.day == nil ? pattern("date-month", in: language) : styled
      }
    return pattern?.filled(parts(of: date, in: language))
  }

  /// The days from one date to another, what they have in common said once; nil if the language has no words for that.
  func dates(from start: CalendarDate, to end: CalendarDate, in language: Language) -> String? {
    guard let pattern = pattern(Self.rangeKey(from: start, to: end), in: language) else { return nil }
    var parts = parts(of: start, in: language)
    for (date, name) in [(start, "start"), (end, "end")] {
      parts[name] = self.date(date, style: "long", in: language)
      for (part, words) in self.parts(of: date, in: language) { parts["\(name)-\(part)"] = words }
    }
    return pattern.filled(parts)
  }

  /// The key of the words for the days from one date to another.
  static func rangeKey(from start: CalendarDate, to end: CalendarDate) -> String {
    switch (start.day != nil && end.day != nil, start.year == end.year, start.month == end.month) {
    case (true, true, true): "date-range-in-month"
    case (true, true, false): "date-range-in-year"
    default: "date-range"
    }
  }

  /// What patterns can have in braces.
  private func parts(of date: CalendarDate, in language: Language) -> [String: String] {
    var parts = ["year": String(date.year)]
    guard let month = date.month else { return parts }
    parts["month"] = String(month)
    parts["month2"] = padded(month)
    guard let day = date.day, let weekday = date.weekday else {
      parts["month-name"] = name(month, in: ["months-alone", "months"], language)
      return parts
    }
    parts["month-name"] = name(month, in: ["months"], language)
    parts["day"] = day == 1 ? text("first-day", in: language) ?? "1" : String(day)
    parts["day2"] = padded(day)
    parts["weekday"] = name(weekday, in: ["weekdays"], language)
    return parts
  }

  /// A name from the first of some lists that the language has, or else the site's first one.
  private func name(_ number: Int, in lists: [String], _ language: Language) -> String? {
    let languages = [self.languages[language], self.languages[first]].compactMap { $0?.lists }
    let list = languages.lazy.flatMap { words in lists.compactMap { words[$0] } }.first { number <= $0.count }
    return list?[number - 1]
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

import Documents
import Templating

/// Filters for templates that make a calendar (iCalendar, RFC 5545).
let calendarFilters = [textFilter, dayFilter]

/// Words as the value of a property: what would end it stands behind a backslash (section 3.3.11).
private let textFilter = Filter("calendar_text", on: .text("value")) { _, text in
  let escaped = text.reduce(into: "") { out, character in
    switch character {
    case "\\", ";", ",": out += "\\" + String(character)
    case "\n", "\r\n", "\r": out += "\\n"
    default: out.append(character)
    }
  }
  return .markup(escaped)
}

/// A day as `20220520`, or the one after it: an event that fills days ends with the day behind them (section 3.6.1).
private let dayFilter = Filter("calendar_day", on: .text("date"), .bool("after", default: false)) { _, text, after in
  guard let date = CalendarDate(text), date.day != nil, let day = after ? date.next : date else {
    throw Fault("`\(text)` is not a day", label: "expected a day: `2022-05-20`")
  }
  return .text(day.iso.filter { $0 != "-" })
}

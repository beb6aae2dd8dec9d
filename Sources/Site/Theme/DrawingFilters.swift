import Documents
import Templating

/// The filters by which templates draw: where a value stands in a drawing, and which values an axis names.
let drawingFilters = [scaleFilter, ticksFilter, lastDayFilter]

private let scaleFilter = Filter("scale", on: .any("value"), .list("domain"), .list("range")) { value, domain, range in
  let (low, high) = try ends(of: domain)
  let (start, end) = try ends(of: range)
  // What has no extent stands in the middle.
  let share = low.number == high.number ? 0.5 : (try Mark(value).number - low.number) / (high.number - low.number)
  return short(start.number + share * (end.number - start.number))
}

private let ticksFilter = Filter("ticks", on: .list("ends"), .int("count", default: 5)) { list, count in
  let (low, high) = try ends(of: list)
  guard 1...100 ~= count else { throw Fault("an axis can't have \(count) parts", label: "expected 1 to 100") }
  switch (low, high) {
  case (.date(let first), .date(let last)): return .list(dates(from: first, to: last, atMost: count))
  default: return .list(try numbers(from: low, to: high, parts: count))
  }
}

/// Where what is dated ends: a year on 31 December.
private let lastDayFilter = Filter("last_day", on: .text("date")) { _, text in .text(try date(text).lastDay.iso) }

/// A value that has a place on a scale.
private enum Mark {
  case whole(Int)
  case fraction(Double)
  case date(CalendarDate)

  init(_ value: Value) throws(Fault) {
    switch value {
    case .int(let int): self = .whole(int)
    case .double(let double) where double.isFinite: self = .fraction(double)
    case .text(let text):
      guard let date = CalendarDate(text) else { fallthrough }
      self = .date(date)
    default:
      let words = (try? value.printed()) ?? "this"
      throw Fault("`\(words)` has no place on a scale", label: "expected a number, or a date such as `2022-05-20`")
    }
  }

  /// A date counts in days.
  var number: Double {
    switch self {
    case .whole(let int): Double(int)
    case .fraction(let double): double
    case .date(let date): Double(date.secondsSince1970 / 86_400)
    }
  }

  var isWhole: Bool { if case .whole = self { true } else { false } }
}

private func ends(of list: ValueList) throws(Fault) -> (Mark, Mark) {
  guard list.count == 2 else {
    throw Fault("a scale has two ends, and here are \(list.count)", label: "expected a list of two: `[0, 100]`")
  }
  return (try Mark(list[0]), try Mark(list[1]))
}

/// A number with no more than two decimals: drawings are finer nowhere, and pages stay small.
private func short(_ number: Double) -> Value {
  let rounded = (number * 100).rounded() / 100
  return Int(exactly: rounded).map { .int($0) } ?? .double(rounded)
}

/// Steps of 1, 2 or 5 times a power of ten, from the last one before the lower end to the first one behind the upper one.
private func numbers(from low: Mark, to high: Mark, parts: Int) throws(Fault) -> [Value] {
  let (first, last) = (min(low.number, high.number), max(low.number, high.number))
  let least = low.isWhole && high.isWhole ? 1 : 1e-9
  var (step, factors) = (least, [2, 2.5, 2])
  while (last / step).rounded(.up) - (first / step).rounded(.down) > Double(parts), step < 1e15 {
    step *= factors[0]
    factors.append(factors.removeFirst())
  }
  let (start, end) = ((first / step).rounded(.down), (last / step).rounded(.up))
  guard end - start <= Double(parts), let from = Int(exactly: start), let to = Int(exactly: end) else {
    throw Fault("an axis from \(first) to \(last) can't be divided")
  }
  // Of what is finer, the digits behind the last one that counts are left out.
  return (from...to).map { place in
    let value = Double(place) * step
    return Int(exactly: value.rounded()).flatMap { abs(value - Double($0)) < least / 2 ? .int($0) : nil }
      ?? .double((value * 1e9).rounded() / 1e9)
  }
}

/// The days, months or years that begin from one date to another: as fine as there is room for.
private func dates(from first: CalendarDate, to last: CalendarDate, atMost count: Int) -> [Value] {
  let (start, end) = (min(first, last).secondsSince1970, max(first, last).secondsSince1970)
  let days = (end - start) / 86_400
  let isWithin = { (date: CalendarDate) in start...end ~= date.secondsSince1970 }
  let years = min(first, last).year...max(first, last).year
  if days < 62 {
    let all = years.flatMap { year in
      (1...12).flatMap { month in (1...31).compactMap { CalendarDate(year: year, month: month, day: $0) } }
    }.filter(isWithin)
    let step = max(1, (all.count + count - 1) / count)
    return stride(from: 0, to: all.count, by: step).map { .text(all[$0].iso) }
  }
  for step in [1, 2, 3, 6] where days / 31 <= count * step {
    let months = years.flatMap { year in
      stride(from: 1, through: 12, by: step).compactMap { CalendarDate(year: year, month: $0) }
    }.filter(isWithin)
    if months.count <= count { return months.map { .text($0.iso) } }
  }
  let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].first { years.count <= count * $0 } ?? 1000
  return years.filter { $0.isMultiple(of: step) }.compactMap { CalendarDate(year: $0) }.filter(isWithin)
    .map { .text($0.iso) }
}

private func min(_ one: CalendarDate, _ other: CalendarDate) -> CalendarDate {
  one.secondsSince1970 <= other.secondsSince1970 ? one : other
}

private func max(_ one: CalendarDate, _ other: CalendarDate) -> CalendarDate {
  one.secondsSince1970 <= other.secondsSince1970 ? other : one
}

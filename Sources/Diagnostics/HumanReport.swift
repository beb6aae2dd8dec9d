/// Writes a report for people: message, place, the line with a caret below, notes and hints.
struct HumanReport {
  let color: Bool

  func text(of report: Report) -> String {
    guard let tally = report.tally else { return "" }
    var locator = Locator()
    var out = ""
    for (diagnostic, consequences) in report.told {
      write(diagnostic, locator: &locator, to: &out)
      let placed = consequences.filter { $0.place != .none }
      if !placed.isEmpty {
        out += paint("  note: ", .blue) + printable(places(of: placed, locator: &locator)) + "\n"
      }
      for consequence in consequences where consequence.place == .none {
        out += paint("  note: ", .blue) + printable("so " + consequence.message) + "\n"
      }
      out += "\n"
    }
    return out + paint(tally, report.hasErrors ? .red : .yellow) + "\n"
  }

  /// Where else the same thing is missed, in one line.
  private func places(of consequences: [Diagnostic], locator: inout Locator) -> String {
    let shown = consequences.prefix(3).map { diagnostic in
      guard case .range(let range) = diagnostic.place else { return diagnostic.place.path ?? "" }
      let start = locator.start(of: range)
      return "\(range.file.name):\(start.line):\(start.column)"
    }
    let rest = consequences.count - shown.count
    let places = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) other place\(rest == 1 ? "" : "s")" : "")
    return "it is missed at \(places)"
  }

  private func write(_ diagnostic: Diagnostic, locator: inout Locator, to out: inout String) {
    let tint: Style = diagnostic.severity == .error ? .red : .yellow
    out += paint(diagnostic.severity.rawValue, tint) + paint(": \(printable(diagnostic.message))", .bold)
    out += paint(" [\(diagnostic.id)]", .dim) + "\n"
    write(diagnostic.place, label: diagnostic.label, tint: tint, locator: &locator, to: &out)
    for note in diagnostic.notes {
      out += paint("  note: ", .blue) + printable(note.message) + "\n"
      write(note.place, label: nil, tint: .blue, locator: &locator, to: &out)
    }
    for hint in diagnostic.hints { out += paint("  hint: ", .green) + printable(hint) + "\n" }
  }

  private func write(
    _ place: Diagnostic.Place, label: String?, tint: Style, locator: inout Locator, to out: inout String
  ) {
    switch place {
    case .none: return
    case .file(let path): out += paint("  --> ", .blue) + printable(path) + "\n"
    case .range(let range):
      let start = locator.start(of: range)
      out += paint("  --> ", .blue) + "\(printable(range.file.name)):\(start.line):\(start.column)\n"
      let excerpt = Excerpt(of: range, line: start.line, in: locator.table(of: range.file))
      let gutter = String(repeating: " ", count: String(start.line).count)
      let words = label.map { " " + printable($0) } ?? ""
      out += paint(" \(gutter) |", .blue) + "\n"
      out += paint(" \(start.line) |", .blue) + " \(excerpt.text)\n"
      out += paint(" \(gutter) |", .blue) + " \(excerpt.indent)" + paint(excerpt.carets + words, tint) + "\n"
    }
  }

  private enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case blue = "1;34"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// One line of a file with what lies under the caret, fit to be shown on a terminal.
private struct Excerpt {
  let text: String
  let indent: String
  let carets: String

  /// How many columns of a line are shown around the caret.
  private static let window = 110

  init(of range: SourceRange, line: Int, in table: LineTable) {
    let content = table.content(ofLine: line, around: range.bytes.lowerBound)
    let lower = min(max(range.bytes.lowerBound, content.lowerBound), content.upperBound)
    let upper = min(max(range.bytes.upperBound, lower), content.upperBound)
    var before = printable(range.file.text(in: content.lowerBound..<lower))
    let marked = fitting(printable(range.file.text(in: lower..<upper)), Self.window)
    var after = printable(range.file.text(in: upper..<content.upperBound))
    if displayWidth(before) + displayWidth(marked) + displayWidth(after) > Self.window {
      if displayWidth(before) > 40 { before = "…" + String(fitting(String(before.reversed()), 39).reversed()) }
      let room = max(20, Self.window - displayWidth(before) - displayWidth(marked))
      if displayWidth(after) > room { after = fitting(after, room - 1) + "…" }
    }
    text = before + marked + after
    indent = String(repeating: " ", count: displayWidth(before))
    carets = String(repeating: "^", count: max(1, displayWidth(marked)))
  }
}

/// As much of the beginning of a text as takes no more than so many columns.
private func fitting(_ text: String, _ columns: Int) -> String {
  var width = 0
  return String(
    text.prefix { character in
      width += displayWidth(String(character))
      return width <= columns
    })
}

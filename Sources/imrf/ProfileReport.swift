import Diagnostics
import Site
import Templating

/// What `imrf build --profile` prints.
struct ProfileReport {
  let profile: BuildProfile

  /// How many pages, and parts of templates, are told.
  private static let told = 10

  private static func milliseconds(_ time: Duration) -> Double { time / .milliseconds(1) }

  /// A time with two digits behind the point: milliseconds.
  private static func text(_ time: Duration) -> String {
    let hundredths = Int((milliseconds(time) * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  /// Tables for people, the times in milliseconds.
  var table: String {
    let stages = profile.stages.map { [$0.name, Self.text($0.time)] }
    let templates = profile.templates.map { name, pages in
      [
        name, String(pages.count), Self.text(pages.reduce(.zero) { $0 + $1.time }),
        Self.text(pages[pages.count / 2].time),
        Self.text(pages[0].time), pages[0].path,
      ]
    }
    let pages = profile.pages.prefix(Self.told).map {
      [$0.path, Self.text($0.time), String($0.bytes), String($0.entries), $0.template]
    }
    let parts = profile.rendering.parts.prefix(2 * Self.told).map { part, tally in
      [
        part.template, part.name, String(tally.calls), Self.text(tally.own), Self.text(tally.total),
      ]
    }
    return [
      Self.columns(["stage", "ms"], stages),
      Self.columns(["template", "pages", "ms", "median", "worst", "worst page"], templates),
      Self.columns(["slowest pages", "ms", "bytes", "entries", "template"], Array(pages)),
      Self.columns(["template", "part", "calls", "own ms", "with what it calls"], Array(parts)),
    ].joined(separator: "\n")
  }

  /// Rows below their heads, numbers on the right.
  private static func columns(_ heads: [String], _ rows: [[String]]) -> String {
    let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
    return ([heads] + rows).map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
        let isNumber = rows.first.map { Double($0[column]) != nil } ?? false
        return isNumber ? blanks + cell.0 : cell.0 + blanks
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  /// The same for programs: every page and every part, the times in milliseconds.
  var json: String {
    let stages = profile.stages.map { "{\"name\": \(jsonString($0.name)), \"ms\": \(Self.text($0.time))}" }
    let pages = profile.pages.map {
      "{\"path\": \(jsonString($0.path)), \"template\": \(jsonString($0.template)), \"ms\": \(Self.text($0.time)), "
        + "\"bytes\": \($0.bytes), \"entries\": \($0.entries)}"
    }
    let parts = profile.rendering.parts.map { part, tally in
      "{\"template\": \(jsonString(part.template)), \"part\": \(jsonString(part.name)), \"calls\": \(tally.calls), "
        + "\"own_ms\": \(Self.text(tally.own)), \"ms\": \(Self.text(tally.total))}"
    }
    let lists = [("stages", stages), ("pages", pages), ("parts", parts)].map { name, rows in
      "\"\(name)\": [\n  " + rows.joined(separator: ",\n  ") + "\n]"
    }
    return "{" + lists.joined(separator: ",\n") + "}\n"
  }
}

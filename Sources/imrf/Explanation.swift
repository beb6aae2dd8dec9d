import ArgumentParser
import Diagnostics

/// What `docs/diagnostics.md` says of an identifier.
struct Explanation {
  /// A few lines for the terminal.
  let text: String

  /// Finds it; an identifier that there is not is a mistake of usage.
  init(of id: String) throws {
    let page = String(decoding: PackageResources.diagnostics_md, as: UTF8.self)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(Self.cells)
    // Each kind has its own, also those that a site declares.
    let source = "content/unknown-source"
    let isUnknown = id.prefix { $0 != "-" } == source.prefix { $0 != "-" }
    let ids = isUnknown ? [id, source] : [id]
    let found = ids.lazy.compactMap { id in rows.first { Self.identifiers(in: $0[0]).contains(id) } }.first
    guard let row = found, let remedy = row.last else {
      let known = rows.flatMap { Self.identifiers(in: $0[0]) }
      let hint = suggestion(for: id, among: known) ?? "identifiers stand in square brackets behind messages"
      throw ValidationError("there is no message `\(id)`: \(hint)")
    }
    let isWarning = row[0].contains("(warning)") || ["check/", "external/"].contains { id.hasPrefix($0) }
    text =
      "\(isWarning ? "warning" : "error") \(id)\n  means: \(Self.plain(row[1]))\n  mend it: \(Self.plain(remedy))\n"
  }

  /// The cells of a row of a Markdown table.
  private static func cells(_ row: Substring) -> [String] {
    row.replacing("\\|", with: "\u{0}").split(separator: "|").map {
      String($0.drop { $0 == " " }).replacing("\u{0}", with: "|")
    }
  }

  private static func identifiers(in cell: String) -> [String] {
    cell.split(separator: "`").filter { $0.contains("/") }.map(String.init)
  }

  /// Words without the addresses of links, and without the spaces at their end.
  private static func plain(_ cell: String) -> String {
    let words = cell.replacing(/\[([^\[\]]+)\]\(([^()]+)\)/) { $0.1 }
    return String(words.reversed().drop { $0 == " " }.reversed())
  }
}

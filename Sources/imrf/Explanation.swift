import Diagnostics

/// What `docs/diagnostics.md` says of an identifier.
struct Explanation {
  /// A few lines for the terminal.
  let text: String

  /// Finds it; nil if there is no such identifier.
  init?(of id: String) {
    let rows = Self.rows
    // Each kind has its own, also those that a site declares.
    let source = "content/unknown-source"
    let isUnknown = id.prefix { $0 != "-" } == source.prefix { $0 != "-" }
    let ids = isUnknown ? [id, source] : [id]
    let found = ids.lazy.compactMap { id in rows.first { Self.identifiers(in: $0[0]).contains(id) } }.first
    guard let row = found, let remedy = row.last else { return nil }
    let isWarning = row[0].contains("(warning)") || id.hasPrefix("check/")
    text =
      "\(isWarning ? "warning" : "error") \(id)\n  means: \(Self.plain(row[1]))\n  mend it: \(Self.plain(remedy))\n"
  }

  /// What is said of an identifier that there is not: which may have been meant, or where they are.
  static func advice(on id: String) -> String {
    let known = rows.flatMap { identifiers(in: $0[0]) }
    let area = id.prefix { $0 != "/" } + "/"
    let others = known.filter { $0.hasPrefix(area) }.sorted()
    let hint =
      suggestion(for: id, among: known)
      ?? (others.isEmpty
        ? "identifiers stand in square brackets behind messages; docs/diagnostics.md lists them all"
        : "those that begin with `\(area)` are " + others.map { "`\($0)`" }.joined(separator: ", "))
    return "error: there is no message `\(id)`\n  hint: \(hint)\n"
  }

  private static var rows: [[String]] {
    let page = String(decoding: PackageResources.diagnostics_md, as: UTF8.self)
    return page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(cells)
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

  /// Words with links as people would write them, and without the spaces at their end; what stands between backticks stays
  /// as it is.
  private static func plain(_ cell: String) -> String {
    let words = cell.replacing(/`[^`]*`|\[([^\[\]]+)\]\(([^()]+)\)/) { found in
      guard let words = found.1, let address = found.2 else { return String(found.0) }
      if address.hasPrefix("#") { return String(words) }
      return words == address.prefix { $0 != "#" } ? "docs/\(address)" : "\(words) (docs/\(address))"
    }
    return String(words.reversed().drop { $0 == " " }.reversed())
  }
}

/// All that one run has to say, in the order in which a person would mend it, in one of three forms.
public struct Report: Sendable {
  /// The form of a report.
  public enum Format: String, Sendable, CaseIterable {
    /// For a terminal: excerpts with carets.
    case human
    /// For other programs: one JSON object, `{"diagnostics": [...], "errors": 1, "warnings": 0}`, with lines and columns from 1.
    case json
    /// For GitHub Actions: the commands that its documentation calls "workflow commands", which become annotations.
    case github
  }

  /// The diagnostics by file and place; those without a place come first, and before all those because of which something may be missed.
  public let diagnostics: [Diagnostic]

  /// Sorts diagnostics by file, place, then message, and keeps the first of those that say the same of one place: a
  /// fault of a template shows on every page that it makes.
  public init(_ diagnostics: some Sequence<Diagnostic>) {
    let sorted = diagnostics.map { (path: $0.place.path ?? "", offset: $0.place.offset, diagnostic: $0) }
      .sorted { ($0.path, $0.offset, $0.diagnostic.message) < ($1.path, $1.offset, $1.diagnostic.message) }
    var said: Set<Statement> = []
    let all = sorted.map(\.diagnostic).filter { said.insert(Statement($0)).inserted }
    self.diagnostics = all.filter { $0.causes != nil } + all.filter { $0.causes == nil }
  }

  /// Whether one of them is an error.
  public var hasErrors: Bool { diagnostics.hasErrors }

  /// The whole report as text, in the human form with or without the colours of a terminal (ECMA-48, SGR).
  ///
  /// It ends in a newline; in human or GitHub form it is empty if there is nothing to say.
  public func text(_ format: Format, color: Bool = false) -> String {
    switch format {
    case .human: HumanReport(color: color).text(of: self)
    case .json: jsonText()
    case .github: githubText()
    }
  }

  /// "3 errors, 1 warning", or nil if there is nothing.
  public var tally: String? {
    let told = self.told
    let errors = told.count { $0.diagnostic.severity == .error }
    let rest = diagnostics.count - told.count
    let parts = [
      counted(errors, "error"), counted(told.count - errors, "warning"),
      rest == 0 ? nil : "\(rest) that \(rest == 1 ? "follows" : "follow") from \(told.count == 1 ? "it" : "them")",
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The diagnostics that a person has to read, each with those that say that the same thing is missed elsewhere.
  var told: [(diagnostic: Diagnostic, consequences: [Diagnostic])] {
    var places: [String: Int] = [:]
    var told: [(diagnostic: Diagnostic, consequences: [Diagnostic])] = []
    for diagnostic in diagnostics {
      if let subject = diagnostic.misses, let place = places[subject] {
        told[place].consequences.append(diagnostic)
        continue
      }
      if let subject = diagnostic.causes ?? diagnostic.misses { places[subject] = places[subject] ?? told.count }
      told.append((diagnostic, []))
    }
    return told
  }

  private func counted(_ count: Int, _ noun: String) -> String? {
    count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension Diagnostic {
  /// What is missed at its place, if other messages may say so too.
  public var misses: String? {
    if case .consequence(let subject) = connection { subject } else { nil }
  }

  /// What others miss because of it.
  public var causes: String? {
    if case .cause(let subject) = connection { subject } else { nil }
  }
}

/// What a diagnostic says of which place, without how it was come upon.
private struct Statement: Hashable {
  let id: String
  let message: String
  let place: Diagnostic.Place

  init(_ diagnostic: Diagnostic) {
    id = diagnostic.id
    message = diagnostic.message
    place = diagnostic.place
  }
}

/// Finds lines and columns, reading each file's lines once however much is said of it.
struct Locator {
  private var tables: [SourceFile: LineTable] = [:]

  mutating func table(of file: SourceFile) -> LineTable {
    if let table = tables[file] { return table }
    let table = LineTable(file)
    tables[file] = table
    return table
  }

  mutating func span(of range: SourceRange) -> (start: SourcePosition, end: SourcePosition) {
    _ = table(of: range.file)
    let start = start(of: range)
    return (start, tables[range.file]?.location(of: range.bytes.upperBound) ?? start)
  }

  mutating func start(of range: SourceRange) -> SourcePosition {
    _ = table(of: range.file)
    return tables[range.file]?.location(of: range.bytes.lowerBound) ?? SourcePosition(line: 1, column: 1)
  }
}

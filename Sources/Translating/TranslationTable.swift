import Content
public import Diagnostics

/// A line of the table that tells how far a translation has come.
public struct TranslationTally: Sendable {
  /// What is counted: a kind, or all.
  public let name: String
  /// How many entries are translated how far.
  public let extents: [TranslationSubject.Extent: Int]
  /// Words of originals that are to be translated.
  public let words: Int
  /// Parts that render an older version.
  public let stale: Int
  /// Parts of which nobody has said which version they render.
  public let unchecked: Int

  init(_ name: String, _ subjects: [TranslationSubject]) {
    self.name = name
    extents = Dictionary(subjects.map { ($0.extent, 1) }, uniquingKeysWith: +)
    words = subjects.reduce(0) { $0 + $1.wordsToDo }
    let parts = subjects.flatMap(\.parts)
    stale = parts.count(where: \.standing.isStale)
    unchecked = parts.count { $0.standing == .unchecked }
  }
}

/// Parts of one file that are to be translated or looked at, in one line.
public struct TranslationTask: Sendable {
  /// Where.
  public let place: Diagnostic.Place
  /// What.
  public let text: String
  /// Whether it renders an older version, and isn't merely missing.
  public let isStale: Bool
}

extension TranslationOverview {
  /// How far each kind has come, and all together.
  public var tallies: [TranslationTally] {
    let kinds = kinds.map { kind in TranslationTally(kind, subjects.filter { $0.kind == kind }) }
    return kinds + [TranslationTally("all", subjects)]
  }

  /// What is to be done, file by file: what is stale first, then what is missing.
  public var tasks: [TranslationTask] {
    subjects.flatMap(\.staleTasks) + subjects.flatMap(\.missingTasks) + untranslatedRows
  }

  /// Entries without a translation of files with many, in one line for each file.
  private var untranslatedRows: [TranslationTask] {
    let rows = subjects.filter { $0.extent == .none && $0.storage?.file != nil }
    return Dictionary(grouping: rows, by: \.originalPath).sorted { $0.key < $1.key }.map { _, rows in
      let words = rows.reduce(0) { $0 + $1.wordsToDo }
      let names = rows.prefix(3).map(\.title).joined(separator: ", ") + (rows.count > 3 ? " …" : "")
      return TranslationTask(
        place: rows[0].place(of: rows[0].parts[0]),
        text: "\(counted(rows.count, rows[0].kind)) without a translation: \(names) (\(counted(words, "word")))",
        isStale: false)
    }
  }
}

extension TranslationSubject {
  fileprivate var staleTasks: [TranslationTask] {
    parts.filter(\.standing.isStale).map { part in
      TranslationTask(place: place(of: part), text: part.summary, isStale: true)
    }
  }

  /// What is missing, in a line for each field and one for the text; none if nothing at all is translated in a file with many.
  fileprivate var missingTasks: [TranslationTask] {
    let missing = parts.filter { $0.standing == .missing }
    if extent == .none {
      guard storage?.file == nil, let first = missing.first else { return [] }
      return [
        TranslationTask(
          place: place(of: first), text: "\(kind) \(key) isn't translated (\(counted(wordsToDo, "word")))",
          isStale: false)
      ]
    }
    let names = missing.reduce(into: [String]()) { names, part in
      if !names.contains(part.family) { names.append(part.family) }
    }
    return names.compactMap { name in
      let parts = missing.filter { $0.family == name }
      guard let first = parts.first else { return nil }
      let words = parts.reduce(0) { $0 + ($1.original?.wordCount ?? 0) }
      return TranslationTask(
        place: place(of: first), text: "\(name) isn't translated (\(counted(words, "word")))", isStale: false)
    }
  }
}

extension PartComparison {
  /// What the part belongs to: a field, or the text.
  fileprivate var family: String {
    (original ?? translation)?.isBlock == true ? "the text" : "`\(name.prefix { $0 != "." })`"
  }
}

/// A number of things: `1 word`, `1,234 words`.
public func counted(_ count: Int, _ noun: String) -> String {
  let many = noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
  return "\(grouped(count)) \(count == 1 ? noun : many)"
}

/// A number with commas between the thousands.
public func grouped(_ count: Int) -> String {
  let digits = String(count)
  return String(
    digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
      text.append(digit.element)
    })
}

/// What is to be done as text for a terminal, and as JSON for programs.
extension TranslationOverview {
  /// A table, and below it a line for each place that is to be looked at.
  public func text() -> String {
    let head = ["", "wholly", "partly", "none", "words to translate", "stale", "unchecked"]
    let rows = tallies.map { tally in
      [tally.name] + TranslationSubject.Extent.allCases.map { grouped(tally.extents[$0] ?? 0) }
        + [tally.words, tally.stale, tally.unchecked].map(grouped)
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    let table = ([head] + rows).map { row in
      zip(row, widths).enumerated().map { index, cell in
        let room = String(repeating: " ", count: cell.1 - cell.0.count)
        return index == 0 ? cell.0 + room : room + cell.0
      }.joined(separator: "  ") + "\n"
    }
    let tasks = tasks.map { task in "\(task.place.line): \(task.text)\n" }
    return "\(language.name) (\(language.code))\n\n" + table.joined() + (tasks.isEmpty ? "" : "\n") + tasks.joined()
  }

  /// The same as JSON, with every part.
  public func jsonText() -> String {
    let kinds = tallies.map { tally in
      object(
        [("kind", jsonString(tally.name))]
          + TranslationSubject.Extent.allCases.map { ($0.rawValue, String(tally.extents[$0] ?? 0)) }
          + [("words", String(tally.words)), ("stale", String(tally.stale)), ("unchecked", String(tally.unchecked))])
    }
    let entries = subjects.map { subject in
      object([
        ("kind", jsonString(subject.kind)), ("id", jsonString(subject.key)),
        ("original", jsonString(subject.originalPath)), ("translation", jsonString(subject.translationPath)),
        ("extent", jsonString(subject.extent.rawValue)),
        ("parts", "[" + subject.parts.map { part(of: subject, $0) }.joined(separator: ", ") + "]"),
      ])
    }
    return """
      {"language": \(jsonString(language.code)), "kinds": [
        \(kinds.joined(separator: ",\n  "))
      ], "entries": [
        \(entries.joined(separator: ",\n  "))
      ]}

      """
  }

  private func part(of subject: TranslationSubject, _ part: PartComparison) -> String {
    var fields = [("part", jsonString(part.name)), ("standing", jsonString(part.standing.rawValue))]
    if let original = part.original { fields.append(("words", String(original.wordCount))) }
    if case .range(let range) = subject.place(of: part) {
      fields += [("file", jsonString(range.file.name)), ("line", String(range.start.line))]
    }
    return object(fields)
  }

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(jsonString($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }
}

extension Diagnostic.Place {
  /// The file and the line: `content/about.fr.md:12`.
  public var line: String {
    switch self {
    case .none: ""
    case .file(let path): path
    case .range(let range): "\(range.file.name):\(range.start.line)"
    }
  }
}

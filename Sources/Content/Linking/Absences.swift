/// What a site does without for a while: files that are left out or read as they were before, and what else is missed.
///
/// A reference to what isn't there because of it is dropped with a warning, and is no error.
public struct Absences: Sendable, Equatable {
  /// The paths of the files, from the source folder.
  public let files: Set<String>
  /// What else isn't there, in the words of messages: `objective 8`.
  public let subjects: Set<String>

  /// Nothing.
  public static let none = Absences(files: [], subjects: [])

  /// Names what isn't there.
  public init(files: Set<String>, subjects: Set<String>) {
    self.files = files
    self.subjects = subjects
  }
}

/// What a site does without, in the words by which messages say that it is missed.
struct AbsentSubjects: Sendable, Equatable {
  private let schema: Schema
  private let subjects: Set<String>

  init(_ absences: Absences, in schema: Schema) {
    self.schema = schema
    subjects = absences.subjects.union(absences.files.map { Self.subject(of: $0, in: schema) })
  }

  /// What is absent because of which an entry may not be there, it alone or all of its kind; nil if nothing is.
  func entry(_ written: String, _ kind: Kind) -> String? {
    subjects.isEmpty ? nil : first(of: [schema[kind].subject(written), schema[kind].plural])
  }

  /// What is absent because of which a file may not be there, it alone or all of its folder; nil if nothing is.
  func file(at path: String) -> String? {
    if subjects.isEmpty { return nil }
    let folder = path.split(separator: "/").dropFirst().first.map(String.init)
    return first(of: [Self.subject(of: path, in: schema), folder].compactMap(\.self))
  }

  /// What is absent if a page hasn't a heading or a section; nil if it is missed in earnest.
  func place(_ anchor: String, in file: String) -> String? {
    subjects.isEmpty ? nil : first(of: [Self.place(anchor, in: file)])
  }

  /// What messages call an address within a page.
  static func place(_ anchor: String, in file: String) -> String { "`\(file)#\(anchor)`" }

  static func == (left: AbsentSubjects, right: AbsentSubjects) -> Bool { left.subjects == right.subjects }

  private func first(of names: [String]) -> String? { names.first(where: subjects.contains) }

  private static func subject(of path: String, in schema: Schema) -> String {
    ContentFiles.subject(of: path, in: schema) ?? path.lowercased()
  }
}

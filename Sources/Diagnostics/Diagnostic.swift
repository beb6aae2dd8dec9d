/// What is wrong, where, and how to mend it: the one form in which every part of the product speaks of a fault.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How grave it is.
  public enum Severity: String, Sendable, Hashable {
    /// What was asked for can't be made, such as a page or the site.
    case error
    /// It can be made, but probably not as its author meant it.
    case warning
  }

  /// What a diagnostic points at.
  public enum Place: Sendable, Hashable {
    /// Nothing in particular, such as a missing folder.
    case none
    /// A file or folder as a whole, by its path.
    case file(String)
    /// Bytes in a file.
    case range(SourceRange)
  }

  /// Something else worth knowing, often with a place of its own: "first used here".
  public struct Note: Sendable, Hashable {
    /// One sentence without a full stop.
    public let message: String
    /// Where it applies; `.none` if it is about the same place.
    public let place: Place

    /// Makes a note of one sentence without a full stop.
    public init(_ message: String, at place: Place = .none) {
      self.message = message
      self.place = place
    }
  }

  /// What ties messages together of which one is the cause.
  public enum Connection: Sendable, Hashable {
    /// Whoever misses something would find it if this were mended.
    case cause(of: String)
    /// Something is missed here.
    case consequence(of: String)
  }

  /// How grave it is.
  public var severity: Severity
  /// A stable name, `area/what-is-wrong`; those of imrf are documented in `docs/diagnostics.md`.
  public let id: String
  /// One sentence without a full stop, in the reader's words.
  public let message: String
  /// What it points at.
  public let place: Place
  /// A few words beside the caret, usually what was expected there.
  public let label: String?
  /// What else there is to know, in order.
  public var notes: [Note]
  /// How to mend it, a sentence each, as in "did you mean `title`?".
  public let hints: [String]
  /// What it has to do with other messages, in words that they share: `objective 8`.
  public let connection: Connection?

  /// Makes a diagnostic; the parts that are absent are left out of the report.
  ///
  /// - Parameters:
  ///   - severity: how grave it is.
  ///   - id: a stable name, `area/what-is-wrong`.
  ///   - message: one sentence without a full stop.
  ///   - place: what it points at.
  ///   - label: a few words beside the caret.
  ///   - notes: what else there is to know, in order.
  ///   - hints: how to mend it, a sentence each.
  ///   - connection: what it has to do with other messages.
  public init(
    _ severity: Severity, _ id: String, _ message: String, at place: Place, label: String? = nil,
    notes: [Note] = [], hints: [String] = [], connection: Connection? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.label = label
    self.notes = notes
    self.hints = hints
    self.connection = connection
  }
}

extension Diagnostic {
  /// The same, as the cause of what others miss: a report shows those below it.
  public func causing(_ subject: String) -> Diagnostic {
    Diagnostic(
      severity, id, message, at: place, label: label, notes: notes, hints: hints, connection: .cause(of: subject))
  }

  /// The same of another place.
  public func moved(to place: Place) -> Diagnostic {
    Diagnostic(severity, id, message, at: place, label: label, notes: notes, hints: hints, connection: connection)
  }
}

extension Diagnostic.Place {
  /// Bytes in a file, by their offsets from 0, up to the end of a character: one of several bytes is pointed at as a whole.
  public static func bytes(_ range: Range<Int>, of file: SourceFile) -> Self {
    let rest = range.upperBound < file.bytes.count ? file.bytes[range.upperBound...].prefix(3) : []
    let end = range.upperBound + (range.isEmpty ? 0 : rest.prefix { $0 & 0xC0 == 0x80 }.count)
    return .range(SourceRange(file, range.lowerBound..<end))
  }

  /// The path that the place lies in, if it lies anywhere.
  public var path: String? {
    switch self {
    case .none: nil
    case .file(let path): path
    case .range(let range): range.file.name
    }
  }

  var offset: Int {
    if case .range(let range) = self { range.bytes.lowerBound } else { -1 }
  }
}

extension Sequence<Diagnostic> {
  /// Whether one of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}

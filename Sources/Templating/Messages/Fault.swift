import Diagnostics

/// What is wrong with a template or with a value in it, said low down where the place is not known.
///
/// Whoever knows the place adds it once, with `at(_:)`; every caller on the way up may add a note of how the fault was
/// reached. Filters and functions of the host throw it too.
public struct Fault: Error, Sendable {
  /// A stable name, `template/what-is-wrong`.
  public let id: String
  /// One sentence without a full stop, in the words of a designer.
  public let message: String
  /// A few words beside the caret, usually what was expected there.
  public let label: String?
  /// How to mend it, a sentence each.
  public private(set) var hints: [String]
  /// Where it is, once that is known.
  private(set) var place: Diagnostic.Place?
  private var notes: [Diagnostic.Note] = []
  /// Whether the template can be rendered all the same.
  private(set) var isWarning = false
  /// What is missed, if others may miss it too.
  private var missed: String?

  /// Makes a fault that has no place yet.
  ///
  /// - Parameters:
  ///   - message: one sentence without a full stop.
  ///   - id: a stable name, `area/what-is-wrong`.
  ///   - label: a few words beside the caret, usually what was expected there.
  ///   - hints: how to mend it, a sentence each.
  public init(_ message: String, id: String = "template/value", label: String? = nil, hints: [String] = []) {
    self.id = id
    self.message = message
    self.label = label
    self.hints = hints
  }

  /// Makes a fault with the one hint there may be, such as "did you mean `title`?".
  init(_ message: String, id: String, label: String? = nil, hint: String?) {
    self.init(message, id: id, label: label, hints: hint.map { [$0] } ?? [])
  }

  /// Whether a place was given already.
  var isPlaced: Bool { place != nil }

  /// The same fault at a place; the first place that is given counts.
  func at(_ place: Diagnostic.Place) -> Fault {
    var placed = self
    placed.place = self.place ?? place
    return placed
  }

  /// The same fault as something that keeps nobody from rendering.
  var warning: Fault {
    var warning = self
    warning.isWarning = true
    return warning
  }

  /// The same fault as one of all that miss the same: a report tells it once, with the other places.
  public func missing(_ subject: String) -> Fault {
    var fault = self
    fault.missed = subject
    return fault
  }

  /// The same fault with one hint, in the place of others.
  func hinting(_ hint: String) -> Fault {
    var hinted = self
    hinted.hints = [hint]
    return hinted
  }

  /// The same fault, with one more thing that the reader should know, unless it was said already.
  func noting(_ message: String, at place: Diagnostic.Place = .none) -> Fault {
    var noted = self
    let note = Diagnostic.Note(message, at: place)
    if !notes.contains(note) { noted.notes.append(note) }
    return noted
  }

  /// The fault as the rest of the product speaks of it.
  var diagnostic: Diagnostic {
    Diagnostic(
      isWarning ? .warning : .error, id, message, at: place ?? .none, label: label, notes: notes, hints: hints,
      connection: missed.map { .consequence(of: $0) })
  }
}

/// Words with places in braces that are filled in, read once: `Objective {number}`.
final class Pattern: Sendable {
  /// The words as they were written.
  let text: String
  /// The names in braces, each once.
  let places: [String]
  private let pieces: [Piece]

  private enum Piece: Sendable {
    case text(String)
    case place(String)
  }

  init(_ text: String) {
    self.text = text
    var pieces: [Piece] = []
    var places: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.place(name))
      if !places.contains(name) { places.append(name) }
      rest = rest[rest.index(after: close)...]
    }
    self.pieces = rest.isEmpty ? pieces : pieces + [.text(String(rest))]
    self.places = places
  }

  /// The words with values in their places; what has none stays as it is.
  ///
  /// `form` gives the words themselves another form.
  func filled(text form: (String) -> String = { $0 }, _ value: (String) throws -> String?) rethrows -> String {
    if places.isEmpty { return form(text) }
    var words = ""
    for piece in pieces {
      switch piece {
      case .text(let text): words += form(text)
      case .place(let name): words += try value(name) ?? "{\(name)}"
      }
    }
    return words
  }

  /// The words with values in their places.
  func filled(_ values: [String: String]) -> String { filled { values[$0] } }
}

import Content

/// What a page is made for: its links depend on it.
enum Form: Sendable {
  /// A page of the site.
  case web
  /// A pack on paper, with ruled pages for notes at its end, and a mark that tells it from other versions of it.
  case print(Paper, notePages: Int, buildID: String)
  /// A pack for a word processor or an e-book.
  case document

  /// What templates call it.
  var name: String {
    switch self {
    case .web: "web"
    case .print: "print"
    case .document: "document"
    }
  }

  /// Whether it is read apart from the site, so that its links have to be full addresses.
  var isApart: Bool {
    if case .web = self { false } else { true }
  }

  /// The paper that a pack is printed on.
  var paper: Paper? {
    if case .print(let paper, _, _) = self { paper } else { nil }
  }

  /// How many ruled pages stand at the end of a pack on paper.
  var notePages: Int {
    if case .print(_, let notePages, _) = self { notePages } else { 0 }
  }

  /// The mark of a pack on paper.
  var buildID: String? {
    if case .print(_, _, let buildID) = self { buildID } else { nil }
  }
}

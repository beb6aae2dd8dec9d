import Content

/// What a page is made for: its links depend on it.
enum Form: Sendable {
  /// A page of the site.
  case web
  /// A pack on paper, with a mark that tells it from other versions of it.
  case print(Paper, buildID: String)
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
    if case .print(let paper, _) = self { paper } else { nil }
  }

  /// The mark of a pack on paper.
  var buildID: String? {
    if case .print(_, let buildID) = self { buildID } else { nil }
  }
}

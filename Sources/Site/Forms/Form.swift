import Content

/// What a page is made for: its links depend on it.
enum Form: Sendable {
  /// A page of the site.
  case web
  /// What programs read of a page of the site.
  case data
  /// A picture of a page.
  case picture
  /// A pack on paper, with a mark that tells it from other versions of it.
  case print(Paper, buildID: String)
  /// A pack for a word processor.
  case word
  /// A pack as an e-book.
  case book

  /// What templates call it.
  var name: String {
    if case .picture = self { "picture" } else { rewriting?.name ?? "web" }
  }

  /// Whether it is read apart from the site, so that its links have to be full addresses.
  var isApart: Bool { rewriting != nil }

  /// How a finished page is made into it; nil if it stays as it is.
  var rewriting: Rewriter.Medium? {
    switch self {
    case .web, .data, .picture: nil
    case .print: .print
    case .word: .word
    case .book: .book
    }
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

import Content

/// What a page is made for: its links depend on it.
enum Form: Sendable {
  /// A page of the site.
  case web
  /// A pack on paper, with ruled pages for notes at its end, and a mark that tells it from other versions of it.
  case print(Paper, notePages: Int, buildID: String)

  /// What templates call it.
  var name: String {
    switch self {
    case .web: "web"
    case .print: "print"
    }
  }

  /// The paper that it is printed on.
  var paper: Paper? {
    if case .print(let paper, _, _) = self { paper } else { nil }
  }
}

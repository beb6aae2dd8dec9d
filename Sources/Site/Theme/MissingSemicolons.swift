import Diagnostics

/// Finds declarations of a style sheet that no semicolon parts: the second colon of `color: red margin: 0` can mean nothing else.
struct MissingSemicolons {
  private let file: SourceFile
  private(set) var faults: [Diagnostic] = []
  /// The first word since a rule or a declaration began, and the one that was read last.
  private var first: Range<Int>?
  private var last: Range<Int>?
  private var colons = 0
  /// The word before the second colon; before a brace all of it is a selector, such as `a:hover b:focus`.
  private var suspect: Range<Int>?
  private var braces = 0
  private var brackets = 0

  init(_ file: SourceFile) { self.file = file }

  mutating func read(_ token: StyleSheetScanner.Token) {
    switch token {
    case .word(let range):
      first = first ?? range
      last = range
    case .sign(let sign, _): read(Character(UnicodeScalar(sign)))
    case .comment, .string, .address: break
    }
  }

  private mutating func read(_ sign: Character) {
    switch sign {
    case "(", "[": brackets += 1
    case ")", "]": brackets -= 1
    case ":" where brackets == 0: readColon()
    case ";", "}":
      if let suspect, braces > 0 { faults.append(.missingSemicolon(in: file, before: suspect)) }
      endDeclaration()
    case "{": endDeclaration()
    default: break
    }
    braces += sign == "{" ? 1 : sign == "}" ? -1 : 0
  }

  private mutating func readColon() {
    colons += 1
    guard colons > 1, suspect == nil, let first, let last else { return }
    // What a variable holds is free, and so was `filter: progid:…` in browsers of old.
    if !file.text(in: first).hasPrefix("--"), file.text(in: last) != "progid" { suspect = last }
  }

  private mutating func endDeclaration() { (first, last, colons, suspect) = (nil, nil, 0, nil) }
}

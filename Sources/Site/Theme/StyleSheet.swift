import Diagnostics

/// What a style sheet says, as far as it concerns others, and whether it ends what it begins.
struct StyleSheet: Sendable {
  let file: SourceFile
  /// Where it names other files, as they lie beside it, in `url(…)` or `@import "…"`: full addresses and data are left alone.
  private(set) var references: [Range<Int>] = []
  /// The whole of each `@import "…";` without conditions, by where the reference in it begins.
  private(set) var imports: [Int: Range<Int>] = [:]
  /// Where each `@import` begins, of whatever kind.
  private(set) var importStarts: [Int] = []
  /// The variables that it sets: `--ink`.
  private(set) var variables: Set<String> = []
  /// Where it takes the value of a variable, and names none that is taken instead: `var(--ink)`.
  private(set) var uses: [SourceRange] = []
  /// What is never closed, or closes nothing; if there is nothing of the kind, declarations that no semicolon parts.
  private(set) var faults: [Diagnostic] = []

  /// A word or a sign, and where it stands.
  private struct Part {
    let word: String
    let range: Range<Int>
  }

  init(_ file: SourceFile) {
    self.file = file
    var scanner = StyleSheetScanner(file.bytes)
    var signs = SignBalance(file)
    var semicolons = MissingSemicolons(file)
    // The nearest first: `(` and `var` behind `--ink`.
    var before: [Part] = []
    while let token = scanner.next() {
      signs.read(token)
      semicolons.read(token)
      guard let part = part(token) else { continue }
      if part.word == "@import" { importStarts.append(part.range.lowerBound) }
      switch token {
      case .address(_, isClosed: false): break
      case .string where isAddress(behind: before.map(\.word)), .address: addReference(part.range)
      case .sign(UInt8(ascii: ";"), let end): readImport(before, upTo: end + 1)
      default: readVariable(before, then: part.word)
      }
      before = [part] + before.prefix(4)
    }
    let unbalanced = signs.finish()
    faults = unbalanced.isEmpty ? semicolons.faults : unbalanced
  }

  private func part(_ token: StyleSheetScanner.Token) -> Part? {
    switch token {
    case .comment: nil
    case .string(let range, _), .address(let range, _): Part(word: "", range: range)
    case .word(let range):
      // Only the names of variables tell capital letters from small ones.
      Part(word: file.isVariable(range) ? file.text(in: range) : file.text(in: range).lowercased(), range: range)
    case .sign(let sign, let offset): Part(word: String(UnicodeScalar(sign)), range: offset..<(offset + 1))
    }
  }

  private func isAddress(behind words: [String]) -> Bool {
    words.first == "@import" || words.prefix(2).elementsEqual(["(", "url"])
  }

  private mutating func addReference(_ range: Range<Int>) {
    let target = file.text(in: range)
    guard !target.isEmpty, !target.contains(":"), !target.hasPrefix("/"), !target.hasPrefix("#") else { return }
    references.append(range)
  }

  /// Notes a rule that imports a sheet, if that is what stands before a semicolon.
  private mutating func readImport(_ parts: [Part], upTo end: Int) {
    guard let reference = references.last,
      let rule = parts.firstIndex(where: { $0.word == "@import" }).map({ parts[...$0] }),
      [["", "@import"], [")", "", "(", "url", "@import"]].contains(rule.map(\.word)),
      rule.contains(where: { $0.range == reference })
    else { return }
    imports[reference.lowerBound] = rule[rule.endIndex - 1].range.lowerBound..<end
  }

  /// Notes a variable that stands before a word: by `--ink:` or `@property --ink` it is set, by `var(--ink)` used.
  private mutating func readVariable(_ parts: [Part], then word: String) {
    guard let variable = parts.first, file.isVariable(variable.range) else { return }
    let context = parts.dropFirst().prefix(2).map(\.word)
    if word == ":" || context.first == "@property" {
      variables.insert(variable.word)
    } else if word == ")", context.elementsEqual(["(", "var"]) {
      uses.append(SourceRange(file, variable.range))
    }
  }
}

extension StyleSheet {
  /// Where style sheets use a variable that none of them sets, nor any other file of the theme.
  ///
  /// In other files each name counts, since a script may set it. A name that is put together there (`--tab-{{ n }}`) counts for
  /// all that it could be.
  static func unsetVariables(in sheets: [StyleSheet], others: [SourceFile]) -> [Diagnostic] {
    let uses = sheets.flatMap(\.uses)
    if uses.isEmpty { return [] }
    var known = sheets.reduce(into: Set<String>()) { $0.formUnion($1.variables) }
    if uses.allSatisfy({ known.contains($0.text) }) { return [] }
    let (names, beginnings) = others.map(variableNames).reduce(into: ([String](), [String]())) { all, found in
      all.0 += found.whole
      all.1 += found.beginnings
    }
    known.formUnion(names)
    return uses.filter { use in !known.contains(use.text) && !beginnings.contains(where: use.text.hasPrefix) }
      .map { .unsetVariable($0, known: known.sorted()) }
  }

  /// The names that begin with two hyphens in a file of any kind, and those of which only the beginning stands there.
  private static func variableNames(in file: SourceFile) -> (whole: [String], beginnings: [String]) {
    var (whole, beginnings): ([String], [String]) = ([], [])
    for start in file.bytes.ranges(of: Array("--".utf8)).map(\.lowerBound) {
      let name = file.bytes[start...].prefix { isNamePart($0) }
      let text = String(decoding: name, as: UTF8.self)
      if file.bytes[name.endIndex...].starts(with: "{{".utf8) { beginnings.append(text) } else { whole.append(text) }
    }
    return (whole, beginnings)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    let character = Character(UnicodeScalar(byte))
    return byte >= 0x80 || character == "-" || character == "_" || character.isLetter || character.isNumber
  }
}

extension SourceFile {
  /// Whether a name is that of a variable: `--ink`.
  fileprivate func isVariable(_ range: Range<Int>) -> Bool { bytes[range].starts(with: "--".utf8) && range.count > 2 }
}

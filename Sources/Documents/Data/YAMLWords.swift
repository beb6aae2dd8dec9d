import Diagnostics

/// What libyaml says, in words for people who never read its manual.
struct YAMLWords {
  let message: String
  let label: String?
  /// Whether the place to look at is where the broken thing begins, not where libyaml gave up.
  let isAboutStart: Bool
  /// A sentence about the place where the broken thing begins.
  let startNote: String?
  let hints: [String]

  /// Translates a problem; an unknown one is passed on in libyaml's words.
  init(_ problem: YAMLProblem, in file: SourceFile) {
    let text = problem.text + Self.detail(of: problem, in: file)
    self =
      Self.phrases.first { text.contains($0.problem) && problem.context.contains($0.context) }?.words
      ?? Self(message: "this can't be read as YAML: \(problem.text)")
  }

  private init(
    message: String, label: String? = nil, isAboutStart: Bool = false, startNote: String? = nil, hints: [String] = []
  ) {
    self.message = message
    self.label = label
    self.isAboutStart = isAboutStart
    self.startNote = startNote
    self.hints = hints
  }

  /// What the author's text tells beyond libyaml's words.
  private static func detail(of problem: YAMLProblem, in file: SourceFile) -> String {
    let before = file.bytes[..<problem.offset]
    let line = before[((before.lastIndex(where: isLineBreak) ?? -1) + 1)...]
    if problem.offset < file.bytes.count, file.bytes[problem.offset] == UInt8(ascii: "\t") { return ": tab" }
    return line.contains(UInt8(ascii: ":")) ? "" : ": first colon"
  }

  /// The problems that authors meet, the more special before the more general.
  private static let phrases: [(problem: String, context: String, words: YAMLWords)] = [
    (
      "could not find expected ':'", "",
      YAMLWords(
        message: "a field has no colon", label: "expected `:` before this", startNote: "the field begins here",
        hints: [
          "write `key: value`, with a space behind the colon",
          "indent the further lines of a long text, or put it in quotation marks",
        ])
    ),
    (
      "not allowed in this context: first colon", "",
      YAMLWords(
        message: "this line is read as part of the one above it", label: "not expected",
        hints: [
          "check that the line above has a colon after its key, and a space behind that and behind a dash",
          "indent this line like its neighbours",
        ])
    ),
    (
      "mapping values are not allowed", "",
      YAMLWords(
        message: "a colon can't stand here", label: "not expected",
        hints: ["put the text in straight quotation marks if it holds `: `, as in `title: \"Return: a summary\"`"])
    ),
    (
      "unknown escape character", "",
      YAMLWords(
        message: "a backslash in double quotation marks has a special meaning, and this one is unknown",
        hints: ["write the backslash twice, or use single quotation marks"])
    ),
    (
      "hexdecimal", "",
      YAMLWords(
        message: "a character's number is not hexadecimal", label: "expected a digit or a letter from a to f",
        hints: ["write the backslash twice if you mean a backslash"])
    ),
    (
      "cannot start any token: tab", "",
      YAMLWords(message: "a line is indented with a tab", label: "expected spaces", hints: ["indent with spaces"])
    ),
    (
      "cannot start any token", "",
      YAMLWords(
        message: "a text can't begin with this sign", label: "not expected",
        hints: ["put the text in quotation marks"])
    ),
    (
      "tab character", "",
      YAMLWords(message: "a line is indented with a tab", hints: ["indent with spaces"])
    ),
    (
      "did not find expected ',' or ']'", "",
      YAMLWords(
        message: "a list in brackets is not closed", label: "expected `,` or `]`", startNote: "the list begins here",
        hints: ["put a text in quotation marks if it holds a bracket or a quotation mark"])
    ),
    (
      "did not find expected ',' or '}'", "",
      YAMLWords(
        message: "a map in braces is not closed", label: "expected `,` or `}`", startNote: "the map begins here",
        hints: ["put a text in quotation marks if it begins with a brace"])
    ),
    (
      "did not find expected '-' indicator", "",
      YAMLWords(
        message: "a line in a list does not begin with a dash", label: "expected `- `",
        startNote: "the list begins here",
        hints: ["begin each entry with `- `, all of them indented alike"])
    ),
    (
      "did not find expected key", "block mapping",
      YAMLWords(
        message: "a field was expected here", label: "expected `key: value`", startNote: "the fields begin here",
        hints: [
          "indent this line like its neighbours",
          "put the text in quotation marks if it begins with one or goes on after it",
        ])
    ),
    (
      "block sequence entries are not allowed", "",
      YAMLWords(
        message: "a list can't begin here", label: "not expected",
        hints: ["begin the list on a line of its own, below its key"])
    ),
    (
      "did not find expected node content", "",
      YAMLWords(
        message: "a value is missing here", label: "expected a value",
        hints: ["put the text in quotation marks if it begins with a bracket or a comma"])
    ),
    (
      "did not find expected comment or line break", "block scalar",
      YAMLWords(
        message: "nothing can follow `|` or `>` on its line", label: "expected the end of the line",
        hints: ["begin the text on the next line, indented"])
    ),
    (
      "expected alphabetic or numeric character", "",
      YAMLWords(
        message: "a text can't begin with `&` or `*`", isAboutStart: true, hints: ["put the text in quotation marks"])
    ),
    (
      "undefined tag handle", "",
      YAMLWords(message: "a text can't begin with `!`", hints: ["put the text in quotation marks"])
    ),
    (
      "did not find expected <document start>", "",
      YAMLWords(
        message: "something stands here that belongs to no field", label: "not expected",
        hints: ["write `key: value`, indented like its neighbours"])
    ),
    (
      "invalid Unicode character escape code", "",
      YAMLWords(
        message: "this number stands for no character", hints: ["write the character itself"])
    ),
  ]
}

public import Diagnostics

// All that this module says to authors; of texts that read otherwise than they look, `LookalikeDiagnostics.swift` does.

// MARK: - Files and front matter

extension Diagnostic {
  static func notUTF8(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "encoding/not-utf8", "this file is not UTF-8 text (byte \(offset + 1))",
      at: .bytes(offset..<(offset + 1), of: file),
      label: "not a character", hints: ["save the file again as UTF-8; in most editors, `Save with encoding`"])
  }

  static func conflict(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "files/conflict", "two versions of this file stand in one another", at: .bytes(range, of: file),
      label: "git has put the first one here, and the second one behind `=======`",
      hints: ["keep what is right of both, and delete the three lines of signs"])
  }

  static func noFrontMatter(in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "front-matter/missing", "this file has no front matter",
      at: .bytes(file.textStart..<file.textStart, of: file),
      label: "expected `---`",
      hints: ["begin the file with a line `---`, the fields, and another line `---`"])
  }

  static func openFrontMatter(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "front-matter/not-closed", "the front matter never ends", at: .bytes(range, of: file),
      label: "begins here",
      hints: ["write a line `---` after the last field: three dashes and nothing else"])
  }

  static func notFields(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "front-matter/not-fields", "the front matter has no fields", at: .bytes(range, of: file),
      label: "expected `key: value`", hints: ["write each field on a line of its own, as in `title: Saving lives`"])
  }
}

// MARK: - YAML and JSON

extension Diagnostic {
  static func duplicateKey(
    _ key: String, in file: SourceFile, at range: Range<Int>, first: Range<Int>
  ) -> Diagnostic {
    Diagnostic(
      .error, "yaml/duplicate-key", "`\(key)` stands here twice", at: .bytes(range, of: file), label: "the second one",
      notes: [Note("the first one is here", at: .bytes(first, of: file))],
      hints: [dashHint(for: key) ?? "remove one of them; several values of one field are a list"])
  }

  static func tooDeep(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/too-deep", "lists and maps lie more than \(maximumDepth) deep in one another",
      at: .bytes(range, of: file),
      label: "too deep", hints: ["check whether a bracket or an indentation got repeated by mistake"])
  }

  static func yamlAlias(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/alias", "anchors (`&name`) and aliases (`*name`) can't be used here", at: .bytes(range, of: file),
      hints: ["write the value out at each place", "put the text in quotation marks if it begins with `&` or `*`"])
  }

  static func yamlTag(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/tag", "types (`!name`) can't be given here", at: .bytes(range, of: file),
      hints: ["leave the word with the `!` out", "put the text in quotation marks if it begins with `!`"])
  }

  static func yamlKey(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/key", "a list or a map can't be a key", at: .bytes(range, of: file), label: "expected a word",
      hints: ["put the text in quotation marks if it begins with `[` or `{`"])
  }

  static func severalDocuments(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/several-documents", "a second document begins here", at: .bytes(range, of: file),
      label: "expected the end of the file", hints: ["remove the line `---`"])
  }

  static func yamlCharacter(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "yaml/character", "there is an invisible control character here",
      at: .bytes(offset..<(offset + 1), of: file),
      label: "not text", hints: ["delete it; it may have come along from another program"])
  }

  static func yamlSyntax(_ problem: YAMLProblem, in file: SourceFile) -> Diagnostic {
    if let quote = file.unclosedQuote(in: problem.body, before: problem.offset) {
      return .openQuote(in: file, at: quote)
    }
    let words = YAMLWords(problem, in: file)
    let offset = words.isAboutStart ? problem.start : problem.offset
    let note = words.startNote.map { Note($0, at: .bytes(problem.start..<(problem.start + 1), of: file)) }
    return Diagnostic(
      .error, "yaml/syntax", words.message, at: .bytes(offset..<(offset + 1), of: file), label: words.label,
      notes: [note].compactMap { $0 }, hints: problem.itemHint(in: file).map { [$0] } ?? words.hints)
  }

  private static func openQuote(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "yaml/syntax", "a quotation mark is never closed", at: .bytes(offset..<(offset + 1), of: file),
      label: "begins here", hints: ["write the same mark at the end of the text"])
  }

  static func jsonSyntax(expected: String, in file: SourceFile, at offset: Int) -> Diagnostic {
    let found = offset < file.bytes.count ? "" : ", but the file ends"
    return Diagnostic(
      .error, "json/syntax", "this is not JSON\(found)", at: .bytes(offset..<(offset + 1), of: file),
      label: "expected \(expected)")
  }
}

// MARK: - CSV

extension Diagnostic {
  static func csvEmpty(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "csv/empty", "this table is empty", at: .file(file.name),
      hints: ["write the names of the columns in the first line"])
  }

  static func csvRagged(_ row: [CSVTable.Cell], header: [CSVTable.Cell], in file: SourceFile) -> Diagnostic {
    let start = row.first?.range.lowerBound ?? 0
    let cells = row.count == 1 ? "1 cell" : "\(row.count) cells"
    let extra = row.dropFirst(header.count).first
    let columns = header.map(\.text).joined(separator: ", ")
    return Diagnostic(
      .error, "csv/cells", "this line has \(cells), and the header has \(header.count)",
      at: .bytes((extra?.range.lowerBound ?? start)..<(row.last?.range.upperBound ?? start), of: file),
      label: extra == nil ? "expected \(columns)" : "one too many",
      hints: ["put a text with a comma in quotation marks", "write nothing between two commas for an empty cell"])
  }

  static func csvStrayQuote(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "csv/stray-quote", "a quotation mark stands within a cell", at: .bytes(offset..<(offset + 1), of: file),
      hints: ["put the whole cell in quotation marks, and write each one within it twice: `\"say \"\"yes\"\"\"`"])
  }

  static func csvOpenQuote(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "csv/open-quote", "this quotation mark is never closed", at: .bytes(offset..<(offset + 1), of: file),
      label: "begins here", hints: ["write another `\"` at the end of the cell"])
  }

  static func csvTextAfterQuote(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "csv/text-after-quote", "the cell goes on after its closing quotation mark", at: .bytes(range, of: file),
      label: "expected a comma or the end of the line",
      hints: ["write a quotation mark within a cell twice: `\"say \"\"yes\"\"\"`"])
  }

  static func csvColumn(_ column: CSVTable.Cell, first: Range<Int>, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "csv/duplicate-column", "two columns are called `\(column.text)`", at: .bytes(column.range, of: file),
      notes: [Note("the first one is here", at: .bytes(first, of: file))], hints: ["remove one of them"])
  }

  static func csvSeparator(_ separator: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "csv/separator", "the columns are parted by \(separator)", at: .bytes(range, of: file),
      label: "expected commas",
      hints: ["save the table again with commas; spreadsheet programs ask for the separator"])
  }
}

// MARK: - Markdown

extension Diagnostic {
  static func markdownTooLong(in file: SourceFile, at range: Range<Int>, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "markdown/too-long", "this text is longer than \(limit / 1_000_000) million bytes",
      at: .bytes(range.lowerBound..<(range.lowerBound + 1), of: file), hints: ["cut it up into several files"])
  }

  static func hugeTable(in file: SourceFile, at range: Range<Int>, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "markdown/huge-table", "this table may have more than \(limit) cells", at: .bytes(range, of: file),
      hints: ["cut it up, or part it from the text below by an empty line"])
  }

  static func unusedFootnote(_ mark: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/unused-footnote", "nothing calls the footnote `\(mark)`, so it is left out",
      at: .bytes(range, of: file), hints: ["write `\(mark)` in the text where it belongs"])
  }

  static func tooManyBrackets(in file: SourceFile, at offset: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "markdown/too-many-brackets", "one paragraph has more than \(limit) opening brackets",
      at: .bytes(offset..<(offset + 1), of: file), hints: ["put empty lines between its parts"])
  }

  static func controlCharacter(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/control-character", "there is an invisible control character here",
      at: .bytes(offset..<(offset + 1), of: file), label: "shown as \u{FFFD}",
      hints: ["delete it; it may have come along from another program"])
  }

  static func invisibleCharacter(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/control-character", "there is a character without a width here", at: .bytes(range, of: file),
      label: "parts what stands around it",
      hints: ["delete it, with what stands around it if need be; it may have come along from another program"])
  }

  static func notText(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "markdown/not-text", "a text was expected here, not a list or a map", at: .bytes(range, of: file),
      label: "expected a text", hints: ["put it in quotation marks if it begins with `[` or `{`"])
  }

  static func notInline(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "markdown/not-inline", "this field holds one paragraph, without lists, headings and the like",
      at: .bytes(range, of: file), label: "expected a line of text",
      hints: ["write a backslash before a `#`, `-`, `>` or a number's full stop at the beginning: `1986\\. A year`"])
  }

  static func headingLevel(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/heading-level", "the page's title is its first heading already", at: .bytes(range, of: file),
      label: "expected `##`", hints: ["begin the headings of a text with `##`"])
  }

  static func dangerousAddress(_ address: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    let shown = String(address.map { $0.isNewline ? "\u{FFFD}" : $0 })
    return Diagnostic(
      .error, "markdown/dangerous-address", "`\(shown)` is not an address that a page may lead to",
      at: .bytes(range, of: file), label: "left out",
      hints: ["begin it with `https:`, `http:`, `mailto:` or `tel:`, or name a file beside this one"])
  }

  static func unknownCallout(_ word: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    let marks = Callout.allCases.map { "[!\($0.name.uppercased())]" }
    return Diagnostic(
      .warning, "markdown/unknown-callout", "`[!\(word)]` is not a callout", at: .bytes(range, of: file),
      label: "stays a quotation",
      hints: [suggestion(for: "[!\(word)]", among: marks), "the marks are \(marks.joined(separator: ", "))"]
        .compactMap { $0 })
  }

  /// Warns of what looks like a citation and is none.
  public static func citation(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/citation", "this looks like a citation, but can't be read as one",
      at: .bytes(range, of: file),
      label: "stays as it is",
      hints: ["write `[@source]`, `[@source, p. 3]` or `[@one; @other]`, without other marks within"])
  }

  static func missingFootnote(_ mark: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/missing-footnote", "the footnote `\(mark)` is not written", at: .bytes(range, of: file),
      label: "stays as it is", hints: ["write it on a line of its own: `\(mark): A source or a remark.`"])
  }

  static func spacedFootnote(_ mark: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/missing-footnote", "the name of a footnote has no space in it, as `\(mark)` has",
      at: .bytes(range, of: file), label: "not read as a footnote",
      hints: [
        "write a hyphen for the space, here and where the note is called",
        "the words of a note stand on a line of their own: `[^name]: A source or a remark.`",
      ])
  }

  static func numberedNote(_ number: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/missing-footnote", "this looks like the text of a footnote, and is none",
      at: .bytes(range, of: file), label: "printed as it is",
      hints: ["write `[^\(number)]: …` here, and `[^\(number)]` where the note is called"])
  }

  static func footnoteInField(_ mark: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/footnote-in-field", "a field can't have a footnote such as `\(mark)`",
      at: .bytes(range, of: file),
      label: "stays as it is",
      hints: [
        "footnotes belong to the text below the front matter; say it here in the sentence itself, or cite a source"
      ])
  }

  static func duplicateFootnote(_ mark: String, in file: SourceFile, at range: Range<Int>, first: Range<Int>)
    -> Diagnostic
  {
    Diagnostic(
      .warning, "markdown/duplicate-footnote", "the footnote `\(mark)` is written twice, and this one is left out",
      at: .bytes(range, of: file), label: "left out",
      notes: [Note("the first one is here", at: .bytes(first, of: file))], hints: ["give one of them another name"])
  }

  static func rawHTML(_ problem: RawHTMLProblem, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    let allowed = "what may be used is `<sup> <sub> <br> <abbr title> <cite> <q> <mark> <kbd> <bdi> <span lang dir>`"
    let (message, hints): (String, [String]) =
      switch problem {
      case .forbidden: ("HTML is left out here", [allowed, "write a backslash before a `<` that is meant as a sign"])
      case .unopened:
        ("this closing tag has no opening tag before it, and is left out", ["remove it, or write the opening tag"])
      case .unclosed:
        (
          "this tag is not closed, and is left out",
          ["close it within the same paragraph, and within the same emphasis or link"]
        )
      case .attributes(let names):
        ("the attribute \(names.map { "`\($0)`" }.joined(separator: ", ")) is left out", [allowed])
      case .language(let written):
        (
          "`\(written)` is the code of no language, so `lang` is left out",
          ["languages have codes of two or three letters, such as `fr`, `zh-Hans` or `pt-BR`"]
        )
      }
    return Diagnostic(
      .warning, "markdown/raw-html", message, at: .bytes(range, of: file), hints: hints)
  }
}

import Diagnostics

// All that this module says to authors.

// MARK: - Files and front matter

extension Diagnostic {
  static func notUTF8(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "encoding/not-utf8", "This file is not UTF-8 text (byte \(offset + 1))", at: .bytes(offset..<(offset + 1), of: file),
      label: "not a character", hints: ["save the file again as UTF-8; in most editors, `Save with encoding`"])
  }

  static func noFrontMatter(in file: SourceFile, severity: Severity) -> Diagnostic {
    Diagnostic(
      severity, "front-matter/missing", "This file has no front matter", at: .bytes(file.textStart..<file.textStart, of: file),
      label: "expected `---`",
      hints: ["begin the file with a line `---`, the fields, and another line `---`"])
  }

  static func openFrontMatter(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "front-matter/not-closed", "The front matter never ends", at: .bytes(range, of: file), label: "begins here",
      hints: ["write a line `---` after the last field"])
  }

  static func notFields(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "front-matter/not-fields", "The front matter has no fields", at: .bytes(range, of: file),
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
      hints: ["remove one of them; several values of one field are a list"])
  }

  static func tooDeep(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/too-deep", "Lists and maps lie more than \(maximumDepth) deep in one another", at: .bytes(range, of: file),
      label: "too deep", hints: ["check whether a bracket or an indentation got repeated by mistake"])
  }

  static func yamlAlias(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/alias", "Anchors (`&name`) and aliases (`*name`) can't be used here", at: .bytes(range, of: file),
      hints: ["write the value out at each place", "put the text in quotation marks if it begins with `&` or `*`"])
  }

  static func yamlTag(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/tag", "Types (`!name`) can't be given here", at: .bytes(range, of: file),
      hints: ["leave the word with the `!` out", "put the text in quotation marks if it begins with `!`"])
  }

  static func yamlKey(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/key", "A list or a map can't be a key", at: .bytes(range, of: file), label: "expected a word",
      hints: ["put the text in quotation marks if it begins with `[` or `{`"])
  }

  static func severalDocuments(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "yaml/several-documents", "A second document begins here", at: .bytes(range, of: file),
      label: "expected the end of the file", hints: ["remove the line `---`"])
  }

  static func yamlCharacter(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "yaml/character", "There is an invisible control character here", at: .bytes(offset..<(offset + 1), of: file),
      label: "not text", hints: ["delete it; it may have come along from another program"])
  }

  static func yamlSyntax(_ problem: YAMLProblem, in file: SourceFile) -> Diagnostic {
    let words = YAMLWords(problem)
    let note = words.contextNote.map {
      Note($0, at: .bytes(problem.contextOffset..<(problem.contextOffset + 1), of: file))
    }
    return Diagnostic(
      .error, "yaml/syntax", words.message, at: .bytes(problem.offset..<(problem.offset + 1), of: file), label: words.label,
      notes: [note].compactMap { $0 }, hints: words.hints)
  }

  static func jsonSyntax(expected: String, in file: SourceFile, at offset: Int) -> Diagnostic {
    let found = offset < file.bytes.count ? "" : ", but the file ends"
    return Diagnostic(
      .error, "json/syntax", "This is not JSON\(found)", at: .bytes(offset..<(offset + 1), of: file), label: "expected \(expected)")
  }
}

// MARK: - CSV

extension Diagnostic {
  static func csvEmpty(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "csv/empty", "This table is empty", at: .file(file.name), hints: ["write the names of the columns in the first line"])
  }

  static func csvRagged(_ row: [CSVTable.Cell], header: [CSVTable.Cell], in file: SourceFile) -> Diagnostic {
    let start = row.first?.range.lowerBound ?? 0
    let extra = row.dropFirst(header.count).first
    let columns = header.map(\.text).joined(separator: ", ")
    return Diagnostic(
      .error, "csv/cells", "This line has \(row.count) cells, and the header has \(header.count)",
      at: .bytes((extra?.range.lowerBound ?? start)..<(row.last?.range.upperBound ?? start), of: file),
      label: extra == nil ? "expected \(columns)" : "one too many",
      hints: ["put a text with a comma in quotation marks", "write nothing between two commas for an empty cell"])
  }

  static func csvStrayQuote(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "csv/stray-quote", "A quotation mark stands within a cell", at: .bytes(offset..<(offset + 1), of: file),
      hints: ["put the whole cell in quotation marks, and write each one within it twice: `\"say \"\"yes\"\"\"`"])
  }

  static func csvOpenQuote(in file: SourceFile, at offset: Int) -> Diagnostic {
    Diagnostic(
      .error, "csv/open-quote", "This quotation mark is never closed", at: .bytes(offset..<(offset + 1), of: file),
      label: "begins here", hints: ["write another `\"` at the end of the cell"])
  }

  static func csvTextAfterQuote(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "csv/text-after-quote", "The cell goes on after its closing quotation mark", at: .bytes(range, of: file),
      label: "expected a comma or the end of the line",
      hints: ["write a quotation mark within a cell twice: `\"say \"\"yes\"\"\"`"])
  }

  static func csvSeparator(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "csv/separator", "The columns are parted by semicolons", at: .bytes(range, of: file), label: "expected commas",
      hints: ["save the table again with commas; spreadsheet programs ask for the separator"])
  }
}

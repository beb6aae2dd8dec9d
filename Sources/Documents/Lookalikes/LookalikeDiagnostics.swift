import Diagnostics

// What this module says of texts that read otherwise than they look.

/// How something that was meant as a link is written otherwise.
enum LinkForm {
  /// `[words](address` without an end.
  case open
  /// `[words] (address)`.
  case parted
  /// `(words)[address]`.
  case reversed
  /// No words: `[](address)`.
  case empty
  /// A title with the quotation marks in it that it stands between: `[words](address "The "Boat" at sea")`.
  case title
  /// Brackets that don't meet.
  case brackets
}

extension Diagnostic {
  static func unreadHeading(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/heading-form", "this line looks like a heading, and is text", at: .bytes(range, of: file),
      label: "printed as it is",
      hints: [
        "write one to six `#` and a space behind them", "write a backslash before a `#` that is meant as a sign",
      ])
  }

  static func unreadListMark(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/list-form", "these lines look like a list, and run on as one paragraph",
      at: .bytes(range, of: file), label: "no mark of a list",
      hints: [
        "begin each line with `- ` or with `1. `", "put an empty line between the lines to keep (a), (b) as they are",
      ])
  }

  static func listNumber(_ number: Int, after last: Int, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/list-number", "\(number) follows \(last) in this list", at: .bytes(range, of: file),
      label: "printed as it is",
      hints: ["count on, or write `1.` before each item to have them counted", "part two lists by a line of text"])
  }

  static func openFence(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/open-fence", "this block of code never ends, so that all below it is code",
      at: .bytes(range, of: file), label: "begins here", hints: ["write the same signs on a line of their own below it"]
    )
  }

  static func indentedText(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/indented-text", "this text is indented by four blanks or a tab, and so read as code",
      at: .bytes(range, of: file), label: "in the letters of programs",
      hints: ["take out the blanks before it", "write a block of code between lines of three backticks"])
  }

  static func underlinedText(in file: SourceFile, at range: Range<Int>, text: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/underlined-text", "this line makes a heading of the text above it",
      at: .bytes(range, of: file),
      label: "underlines the text",
      notes: [Note("this is the heading", at: .bytes(text, of: file))],
      hints: ["put an empty line before it if it is meant as a line", "begin a heading with `##`"])
  }

  static func extraCells(_ cells: Int, columns: Int, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/table-cells", "this row has \(cells) cells, and the head of the table has \(columns)",
      at: .bytes(range, of: file), label: "left out",
      hints: [
        "give the head, and the line of dashes below it, as many cells",
        "write a backslash before a `|` that is meant as a sign",
      ])
  }

  static func missingCells(_ cells: Int, columns: Int, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/table-cells",
      "this row has \(cells == 1 ? "1 cell" : "\(cells) cells"), and the head of the table has \(columns)",
      at: .bytes(range, of: file), label: "the last ones stay empty",
      hints: [
        "write the cells that are missing; one that is to stay empty is a stroke more: `| |`",
        "a title within the table is one cell in bold: `| **Title** |`",
      ])
  }

  static func partedRow(belowTable: Bool, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/table-form", "this looks like a row of a table, and is text", at: .bytes(range, of: file),
      label: "printed as it is",
      hints: [
        belowTable ? "take out the empty line before it" : "take out the empty lines between the rows of a table",
        "write below the head a line with as many cells, of three dashes each: `|---|---|`",
      ])
  }

  static func swallowedLine(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/table-line", "this line stands right below a table, and becomes a row of it",
      at: .bytes(range, of: file), label: "read as a cell",
      hints: ["put an empty line before it", "a row stands on one line, however long it is"])
  }

  static func unreadTable(head: Int?, dashes: Int?, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    let count =
      if let head, let dashes, head != dashes {
        ["the head has \(head) cells, and the line of dashes has \(dashes)"]
      } else {
        [String]()
      }
    return Diagnostic(
      .warning, "markdown/table-form", "this looks like a table, and is text", at: .bytes(range, of: file),
      label: "printed as it is",
      hints: count + ["write below the head a line with as many cells, of three dashes each: `|---|---|`"])
  }

  static func strayEmphasis(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/emphasis-form", "these signs emphasize nothing", at: .bytes(range, of: file),
      label: "printed as they are",
      hints: [
        "write the same signs before the first and behind the last word, with no space between",
        "write a backslash before each one that is meant as a sign",
      ])
  }

  static func linkForm(_ form: LinkForm, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    let hint =
      switch form {
      case .open: "close the bracket behind the address"
      case .parted: "take out what stands between `]` and `(`, and write both as these signs"
      case .reversed: "write the words in square brackets, and the address in round ones"
      case .empty: "write between the brackets what the link leads to"
      case .title: "write a backslash before each quotation mark within the title: `\\\"`"
      case .brackets: "look for a bracket too many or too few"
      }
    let isEmpty = if case .empty = form { true } else { false }
    return Diagnostic(
      .warning, "markdown/link-form",
      isEmpty ? "this link has no words, so nobody sees it" : "this looks like a link, and is text",
      at: .bytes(range, of: file), label: isEmpty ? "leads there" : "printed as it is",
      hints: [hint, "a link is written `[words](address)`"])
  }

  static func hiddenTitle(isPicture: Bool, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/link-title", "these words show under a mouse alone", at: .bytes(range, of: file),
      label: "not seen on paper, in Word and on a telephone",
      hints: [
        isPicture
          ? "a picture with a caption stands in a paragraph of its own"
          : "say it in the text, or in the words of the link"
      ])
  }

  static func blankInAddress(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/link-address", "an address can't have a space in it, so this is no link",
      at: .bytes(range, of: file), label: "printed as it is",
      hints: [
        "write `%20` for each space, or put the address between `<` and `>`",
        "a title stands in straight quotation marks: `(address \"Title\")`",
      ])
  }

  static func otherMarkup(_ hint: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/other-markup", "this means something in other programs, and is text here",
      at: .bytes(range, of: file), label: "printed as it is",
      hints: [hint, "write a backslash before the first sign to print it"])
  }

  static func unusedReference(_ label: String, in file: SourceFile, at range: Range<Int>, first: Range<Int>?)
    -> Diagnostic
  {
    let message =
      first == nil
      ? "nothing calls `\(label)`, so this line is left out"
      : "`\(label)` has an address already, so this one is left out"
    return Diagnostic(
      .warning, "markdown/unused-reference", message, at: .bytes(range, of: file), label: "left out",
      notes: first.map { [Note("the first one is here", at: .bytes($0, of: file))] } ?? [],
      hints: [
        "a link that leads there is written `[words]\(label)`", "write a backslash before the `[` to print the line",
      ])
  }

  static func undefinedReference(_ label: String, in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/undefined-reference", "no line says where `[\(label)]` leads, so this is no link",
      at: .bytes(range, of: file), label: "printed as it is",
      hints: [
        "write a line of its own: `[\(label)]: address`", "or write the address behind the words: `[words](address)`",
      ])
  }

  static func cutValue(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .warning, "yaml/cut-value", "the text ends before this `#`, which begins a remark", at: .bytes(range, of: file),
      label: "left out", hints: ["put the whole text in quotation marks", "a remark has a space behind its `#`"])
  }
}

import Platform
public import Content
public import Diagnostics

/// All sentences of this module, in the words of those who print packs.
extension Diagnostic {
  /// WeasyPrint isn't there; `severity` says whether that is as bad as it sounds.
  static func noWeasyPrint(_ severity: Severity) -> Diagnostic {
    Diagnostic(
      severity, "pack/no-weasyprint", "packs can't be printed without WeasyPrint", at: .none,
      hints: [
        "`imrf setup packs` installs it into the folder `.venv`; or install it yourself, and set `IMRF_WEASYPRINT` to the path of"
          + " the program"
      ])
  }

  /// A program for another form of packs isn't there.
  static func noProgram(
    _ program: String, for purpose: String, variable: String, _ severity: Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      severity, "pack/no-program", "\(purpose) can't be made without \(program)", at: .none,
      hints: [
        "`imrf setup packs` installs it into the folder `.venv`; or install it yourself, and set `\(variable)` to the path of the"
          + " program"
      ])
  }

  static func noBooklet(_ run: Program.Run) -> Diagnostic {
    failed("the booklet can't be made", run, hint: "Python needs the library pypdf: \(installation)")
  }

  static func noPictures(_ run: Program.Run) -> Diagnostic {
    failed("the sheets can't be drawn", run, hint: "Python needs the library pypdfium2: \(installation)")
  }

  static func cannotDraw(_ pictures: [String], _ run: Program.Run) -> Diagnostic {
    failed(
      "Word shows no SVG and no WebP, and these can't be drawn: \(pictures.joined(separator: ", "))", run, hint: nil)
  }

  /// There is no Python that could make pictures smaller.
  public static var noScaler: Diagnostic {
    Diagnostic(
      .warning, "site/image-size", "large pictures are published as they are, with all that cameras write into them",
      at: .none, hints: ["Python makes them smaller, with the library Pillow: \(installation)"])
  }

  /// Python can make no picture smaller.
  static func cannotScale(_ run: Program.Run) -> Diagnostic {
    var diagnostic = noScaler
    diagnostic.notes = run.report.split(separator: "\n").suffix(1).map { Note(String($0)) }
    return diagnostic
  }

  static func cannotScale(_ file: String, _ run: Program.Run) -> Diagnostic {
    Diagnostic(
      .warning, "site/image-size", "this picture can't be made smaller, and is published as it is", at: .file(file),
      notes: (run.output + run.report).split(separator: "\n").suffix(1).map { Note(String($0)) },
      hints: ["a program for pictures may be able to save it anew"])
  }

  /// There is no Python that could make the index of a search.
  public static var noSearch: Diagnostic {
    Diagnostic(
      .warning, "search/no-index",
      "the texts of pages can't be searched; the page `/search/` finds numbers, names and titles only", at: .none,
      hints: ["Python makes the index, with the library Pagefind: \(installation)", "`--no-search` leaves it out"])
  }

  /// Python can't make the index of a search.
  static func noSearch(because run: Program.Run) -> Diagnostic {
    var diagnostic = noSearch
    diagnostic.notes = run.report.split(separator: "\n").suffix(1).map { Note(String($0)) }
    return diagnostic
  }

  /// Something isn't there with which finished pages are looked at.
  static func noChecker(_ checker: PageChecker.Kind, without what: PageChecker.Part) -> Diagnostic {
    let variable = what.variable.map { ", or set `\($0)` to the path of its program" } ?? ""
    return Diagnostic(
      .error, "check/no-program", "\(checker.name) can't look at the pages: \(what.name) is missing", at: .none,
      hints: [
        "`\(what.installation)` brings it\(variable)",
        "or leave this out: `\(checker.check.rawValue): off` under `checks` in `site.yaml`",
      ])
  }

  /// What looks at finished pages has broken off.
  static func checkerFailed(_ checker: PageChecker.Kind, _ run: Program.Run) -> Diagnostic {
    failed("\(checker.name) can't look at the pages", run, id: "check/failed", hint: nil)
  }

  /// What packs or checks need can't be installed.
  public static func notInstalled(because lines: String) -> Diagnostic {
    Diagnostic(
      .error, "setup/not-installed", "Python's packages can't be installed", at: .none,
      notes: lines.split(separator: "\n").suffix(5).map { Note(excerpt($0, of: 500)) },
      hints: [
        "it takes Python with its modules `venv` and `pip` (`sudo apt-get install python3-venv`), and a way to pypi.org"
      ])
  }

  /// There is no WeasyPrint that could draw pictures of pages.
  public static var noPagePictures: Diagnostic {
    Diagnostic(
      .warning, "site/no-page-pictures", "pages have no pictures for those who pass their addresses on", at: .none,
      hints: ["WeasyPrint draws them: \(installation)", "`--no-packs` leaves them out, too"])
  }

  /// WeasyPrint can't draw pictures of pages.
  static func noPagePictures(because run: Program.Run) -> Diagnostic {
    var diagnostic = noPagePictures
    diagnostic.notes = run.report.split(separator: "\n").suffix(1).map { Note(String($0)) }
    return diagnostic
  }

  private static let installation = "`imrf setup packs` installs it into the folder `.venv`"

  static func pandocFailed(_ pack: String, _ run: Program.Run) -> Diagnostic {
    failed("`\(pack)` can't be made", run, hint: nil)
  }

  static func printingFailed(_ pack: String, _ run: Program.Run) -> Diagnostic {
    failed("`\(pack)` can't be printed", run, hint: "does it run by itself? Try `weasyprint --info`")
  }

  /// A program broke off, was broken off, or said something although all should be well.
  private static func failed(
    _ what: String, _ run: Program.Run, id: String = "pack/failed", hint: String?
  ) -> Diagnostic {
    if run.end == .late { return tooLate(what) }
    let lines = (run.report + "\n" + run.output).split(separator: "\n").suffix(5)
    // Whether it runs by itself is no question then.
    let isFull = lines.contains { $0.contains("No space left on device") }
    return Diagnostic(
      .error, id, "\(what): the program \(run.end == .well ? "complains" : "failed")", at: .none,
      notes: lines.map { Note(excerpt($0, of: 500)) },
      hints: [isFull ? "make room on the disk that holds the folder `.imrf`" : hint].compactMap { $0 })
  }

  private static func tooLate(_ what: String) -> Diagnostic {
    let minutes = Int(Program.timeLimit / .seconds(60))
    return Diagnostic(
      .error, "pack/time", "\(what): the program has worked for \(minutes) minutes, and was ended", at: .none,
      hints: ["try again when the machine has less to do; if that doesn't help, take out what the pack got last"])
  }

  static func notWhole(_ file: String, by program: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/not-whole", "what \(program) made of \(file) is no whole file, so it is not used", at: .none,
      hints: ["is there room on the disk? Is it the right program? `imrf setup packs` installs the right ones"])
  }

  /// There is no pack of a name.
  public static func noSuchPack(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "pack/unknown", "there is no pack `\(name)`", at: .none,
      hints: [
        suggestion(for: name, among: known)
          ?? "the packs are " + known.map { "`\($0)`" }.joined(separator: ", ")
      ])
  }

  /// There is no pack of a name, since it says a language, too.
  public static func noSuchPack(_ name: String, butOf pack: String, in language: Language, isThere: Bool) -> Diagnostic
  {
    Diagnostic(
      .error, "pack/unknown", "there is no pack `\(name)`", at: .none,
      hints: [
        isThere
          ? "`imrf pack \(pack) --language \(language.code)` makes it in \(language.name)"
          : "`--language` says the language, but this pack isn't there in \(language.name) yet"
      ])
  }

  /// A pack is there, but not in a language.
  public static func packNotTranslated(_ name: String, into language: Language, only known: [Language]) -> Diagnostic {
    Diagnostic(
      .error, "pack/language", "there is no pack `\(name)` in \(language.name)", at: .none,
      notes: [Note("it is there in " + known.map { "\($0.name) (\($0.code))" }.joined(separator: ", "))],
      hints: [
        "translate its round table or its own file: a pack is made in each language that one of them has, in a file with"
          + " `.\(language.code)` before its ending"
      ])
  }

  /// A pack on facing pages is asked for in one language.
  public static func packInTwoLanguages(_ name: String, _ left: Language, _ right: Language) -> Diagnostic {
    Diagnostic(
      .error, "pack/language",
      "the pack `\(name)` is printed in two languages at once, \(left.name) and \(right.name), which its file names",
      at: .none,
      hints: [
        "leave out `--language`; with `--docx` or `--epub` it is made in one of them",
        "for a pack in one language, leave `languages` out of `content/packs/\(name).md`",
      ])
  }

  /// A pack is there, but it is a draft.
  public static func draftPack(_ name: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/draft", "there is a pack `\(name)`, but it is a draft", at: .none,
      hints: ["`imrf pack \(name) --drafts` makes it all the same"])
  }

  static func outside(_ address: String, at place: Place, in pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/outside", "`\(address)` is not among the files of the pack, and nothing else is read", at: place,
      label: "wanted here", notes: [Note("while printing \(pack)")],
      hints: [
        "a drawing has to hold all that it shows; pictures lie beside the text, fonts are named in"
          + " `templates/assets/pack-fonts.css`"
      ])
  }

  static func unknownCSS(_ css: String, at place: Place, in pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/unknown-css", "WeasyPrint doesn't know \(css)", at: place, label: "ignored",
      notes: [Note("while printing \(pack)")],
      hints: ["if it is meant for browsers only, put it into `@media screen`"])
  }

  static func missingImage(_ image: String, at place: Place, in pack: String) -> Diagnostic {
    let isContent = place.path.map { $0.hasPrefix("content/") || $0.contains("/content/") } ?? false
    return Diagnostic(
      .error, "pack/missing-image", "the picture `\(image)` can't be printed", at: place,
      label: "not there, or no picture",
      notes: [Note("while printing \(pack)")],
      hints: [
        isContent
          ? "look at the file by itself in a browser: it may be cut off, and a drawing has to be XML without a fault"
          : "pictures of templates lie in `templates/assets`: `{{ \"name.svg\" | asset }}`"
      ])
  }

  static func imageWithoutText(_ image: String, at place: Place, in pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/image-text", "nothing says what the picture `\(image)` shows", at: place,
      notes: [Note("while printing \(pack)")],
      hints: ["say it in square brackets, `![what it shows](…)`, or in a template with `alt=\"…\"`"])
  }

  static func missingGlyph(_ scalar: Unicode.Scalar, at place: Place, in pack: String) -> Diagnostic {
    let code = String(scalar.value, radix: 16, uppercase: true)
    return Diagnostic(
      .error, "pack/missing-glyph", "no font of the packs has the character U+\(code)", at: place,
      notes: [Note("while printing \(pack)")],
      hints: ["write another character, or add a font that has it to `templates/assets/pack-fonts.css`"])
  }

  static func missingFont(
    _ font: String, at place: Place, in pack: String,
    hint: String = "`imrf doctor` names the packages that bring the fonts of the packs; is the path right?"
  ) -> Diagnostic {
    Diagnostic(
      .error, "pack/missing-font", "there is no font `\(font)`", at: place, label: "not there",
      notes: [Note("while printing \(pack)")],
      hints: [hint])
  }

  static func tooWide(_ overhang: Overhang, at place: Place, in pack: String) -> Diagnostic {
    let anchor = overhang.anchor.isEmpty ? "" : ", near `#\(overhang.anchor)`"
    return Diagnostic(
      .error, "pack/too-wide", "“\(overhang.words)” sticks out of its column by \(overhang.millimetres) mm", at: place,
      notes: [Note("while printing \(pack): page \(overhang.page)\(anchor)")],
      hints: ["a table has fewer columns, or shorter words in their heads; a line of code is divided by its author"])
  }

  static func standsApart(_ words: String, at place: Place, in pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/facing", "“\(words)” can't be brought beside the same in the other language", at: place,
      notes: [Note("while printing \(pack)")],
      hints: [
        "have both languages say it in the same paragraphs, lists and tables; what is longer than a page goes in two"
      ])
  }

  static func printing(_ complaint: String, at place: Place, of pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/printing", "WeasyPrint complains: \(complaint)", at: place, notes: [Note("while printing \(pack)")])
  }

  static func cannotKeep(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/folder", "packs can't be made in this folder: \(reason)", at: .file(path),
      hints: ["what has this name must be a folder that can be written, or be gone: it is made when it is wanted"])
  }
}

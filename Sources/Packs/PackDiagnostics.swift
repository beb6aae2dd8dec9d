public import Diagnostics

/// All sentences of this module, in the words of those who print packs.
extension Diagnostic {
  /// WeasyPrint isn't there; `severity` says whether that is as bad as it sounds.
  public static func noWeasyPrint(_ severity: Severity) -> Diagnostic {
    Diagnostic(
      severity, "pack/no-weasyprint", "packs can't be printed without WeasyPrint", at: .none,
      hints: [
        "`make deps` installs it into the folder `.venv`; or install it yourself, and set `IMRF_WEASYPRINT` to the path of"
          + " the program"
      ])
  }

  /// A program for another form of packs isn't there.
  public static func noProgram(_ program: String, for purpose: String, variable: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/no-program", "\(purpose) can't be made without \(program)", at: .none,
      hints: [
        "`make deps` installs it into the folder `.venv`; or install it yourself, and set `\(variable)` to the path of the"
          + " program"
      ])
  }

  static func noBooklet(_ report: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/failed", "the booklet can't be made", at: .none,
      notes: report.split(separator: "\n").suffix(1).map { Note(String($0)) },
      hints: ["Python needs the library pypdf: `make deps` installs it into the folder `.venv`"])
  }

  static func noPictures(_ report: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/failed", "the sheets can't be drawn", at: .none,
      notes: report.split(separator: "\n").suffix(1).map { Note(String($0)) },
      hints: ["Python needs the library pypdfium2: `make deps` installs it into the folder `.venv`"])
  }

  static func pandocFailed(_ pack: String, report: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/failed", "`\(pack)` can't be made: pandoc complains", at: .none,
      notes: report.split(separator: "\n").prefix(5).map { Note(String($0)) })
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

  static func printingFailed(_ pack: String, report: [String]) -> Diagnostic {
    Diagnostic(
      .error, "pack/failed", "`\(pack)` can't be printed: WeasyPrint failed", at: .none,
      notes: report.suffix(5).map { Note($0) }, hints: ["does it run by itself? Try `weasyprint --info`"])
  }

  static func unknownCSS(_ css: String, at place: Place, in pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/unknown-css", "WeasyPrint doesn't know \(css)", at: place, label: "ignored",
      notes: [Note("while printing \(pack)")],
      hints: ["if it is meant for browsers only, put it into `@media screen`"])
  }

  static func missingImage(_ image: String, at place: Place, in pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/missing-image", "the picture `\(image)` can't be printed", at: place,
      label: "not there, or no picture",
      notes: [Note("while printing \(pack)")],
      hints: ["pictures of templates lie in `templates/assets`: `{{ \"name.svg\" | asset }}`"])
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

  static func missingFont(_ font: String, at place: Place, in pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/missing-font", "there is no font `\(font)`", at: place, label: "not there",
      notes: [Note("while printing \(pack)")],
      hints: ["`make deps` installs the fonts of the packs; is the path right?"])
  }

  static func tooWide(_ overhang: Overhang, at place: Place, in pack: String) -> Diagnostic {
    let anchor = overhang.anchor.isEmpty ? "" : ", near `#\(overhang.anchor)`"
    return Diagnostic(
      .error, "pack/too-wide", "“\(overhang.words)” sticks out of its column by \(overhang.millimetres) mm", at: place,
      notes: [Note("while printing \(pack): page \(overhang.page)\(anchor)")],
      hints: ["a table has fewer columns, or shorter words in their heads; a line of code is divided by its author"])
  }

  static func printing(_ complaint: String, of pack: String) -> Diagnostic {
    Diagnostic(
      .error, "pack/printing", "WeasyPrint complains: \(complaint)", at: .none, notes: [Note("while printing \(pack)")])
  }

  static func cannotKeep(_ path: String, reason: String) -> Diagnostic {
    Diagnostic(.error, "pack/folder", "packs can't be made in this folder: \(reason)", at: .file(path))
  }
}

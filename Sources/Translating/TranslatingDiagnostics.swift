import Content
import Diagnostics

/// All sentences of this module, in the words of translators.
extension Diagnostic {
  static func notATranslation(_ path: String, into language: Language, known: [String]) -> Diagnostic {
    let fileName = { (path: String) in String(path.split(separator: "/").last ?? "") }
    // From elsewhere, the way there may be wrong as well as the name.
    let alike = nearest(to: fileName(path), among: known.map(fileName))
    let some = known.prefix(5).map { "`\($0)`" } + (known.count > 5 ? ["\(known.count - 5) more"] : [])
    let list =
      some.isEmpty
      ? "there is none yet; one would be called `content/about.\(language.code).md`"
      : "there are \(some.joined(separator: ", "))"
    return Diagnostic(
      .error, "translation/not-one", "this is no translation into \(language.name) (\(language.code))", at: .file(path),
      hints: [
        suggestion(for: path, among: known) ?? suggestion(of: known.filter { fileName($0) == alike }) ?? list
      ])
  }

  static func draft(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "translation/draft", "this translation is a draft, so it was not looked at", at: place,
      hints: ["say `--drafts` to write into drafts too; nothing was taken over"])
  }

  static func unwritableFile(_ reason: Note, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "translation/unwritable", "this file can't be added to so that all of it is read as it is meant",
      at: place,
      notes: [reason],
      hints: ["nothing was written: put each field in a line of its own, `key: value`, and say it again"])
  }

  static func unevenBlocks(_ count: Int, _ wanted: Int, at place: Place, original: Place) -> Diagnostic {
    Diagnostic(
      .error, "translation/uneven",
      "the translation has \(counted(count, "block")), and its original \(wanted), so nobody can tell which renders which",
      at: place, notes: [Note("the original here", at: original)],
      hints: ["write a heading, a paragraph, a list or a table for each one of the original, in the same order"])
  }

  static let noXMLLibrary = Diagnostic(
    .error, "xliff/no-library", "XLIFF can't be read without the library libxml2", at: .none,
    hints: ["install it: `sudo apt-get install libxml2`"])

  static func unreadableXLIFF(_ message: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/unreadable", "this can't be read as XML: \(message)", at: place,
      hints: ["have the program that it comes from write it once more; nothing was taken over"])
  }

  static func notXLIFF(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/not-one", "this is no file of XLIFF 2.0", at: place,
      hints: [
        "`imrf translations LANGUAGE --export FILE.xlf` writes one; programs for translators have to give it back in the same form"
      ])
  }

  static func wrongLanguages(
    _ source: String, _ target: String, wanted: Language, _ language: Language, file: String, at place: Place
  ) -> Diagnostic {
    let other = Language(code: target)
    let hint =
      if other != nil, other != language, other != wanted, source == wanted.code {
        "`imrf translations \(target) --import \(file)` takes it over; if its words are in `\(language.code)`, write `trgLang=\"\(language.code)\"` here"
      } else {
        "write `srcLang=\"\(wanted.code)\" trgLang=\"\(language.code)\"` here if that is what it holds, or see whether it comes from another site"
      }
    return Diagnostic(
      .error, "xliff/language",
      "this is translated from \(named(source)) into \(named(target)), and not from `\(wanted.code)` into `\(language.code)`",
      at: place, hints: [hint])
  }

  static func twice(_ what: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/twice", "\(what) stands here a second time", at: place,
      notes: [Note("the first time", at: first)],
      hints: ["remove one of them: nobody can tell which words are to be taken over"])
  }

  static func uncertainBlocks(
    _ count: Int, _ wanted: Int, of path: String, in language: Language, at place: Place, translation: Place
  ) -> Diagnostic {
    Diagnostic(
      .error, "xliff/uneven",
      "the translation that there is has \(counted(count, "block")), and its original \(wanted), so nobody can tell which of them this is to replace",
      at: place, notes: [Note("the translation", at: translation)],
      hints: [
        "translate all units of the text; or give the translation the blocks of its original, say `imrf translations \(language.code) --accept \(path)`, and import again"
      ])
  }

  static func unknownOriginal(_ path: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/unknown-file",
      path.isEmpty
        ? "this doesn't say of which file it is" : "this site has no file `\(path)` that could be translated",
      at: place,
      hints: [suggestion(for: path, among: known) ?? "see whether the file comes from another site, or export it anew"])
  }

  static func unknownUnit(_ id: String, at place: Place, original: Place?) -> Diagnostic {
    if id.isEmpty {
      return Diagnostic(
        .error, "xliff/unknown-unit", "a unit without `id` belongs to no part of the original", at: place,
        hints: ["give it the `id` that it was exported with, or remove it"])
    }
    return Diagnostic(
      .error, "xliff/unknown-unit",
      original == nil
        ? "the original has nothing that is called `\(id)`"
        : "the original no longer has what this was written from, and something else is called `\(id)` now", at: place,
      notes: original.map { [Note("this is called so now", at: $0)] } ?? [],
      hints: [
        "it was changed, removed or put elsewhere since the file was written: remove this unit, export anew with `--changed`, and translate it there"
      ])
  }

  static func otherSegments(_ count: Int, _ wanted: Int, _ part: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/segments",
      "\(part) has \(counted(count, "segment")) here and \(counted(wanted, "line")) in the original", at: place,
      hints: ["if the program has cut or joined segments, undo that; if the original was changed, export it anew"])
  }

  static func missingSegment(_ part: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/missing-segment", "\(part) is translated in part only: this segment has no translation", at: place,
      hints: ["translate it, or remove the translations of the unit's other segments"])
  }

  static func changedSource(_ unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/source", "in `\(unit)`, the source or what its tags stand for isn't that of the original",
      at: place,
      hints: [
        "somebody has changed it in this file: change nothing but targets, and the original itself in its own file"
      ])
  }

  static func changedTag(_ code: Code, unit: String, meant: Code, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/tags",
      "in `\(unit)`, tag \(code.id) stands for \(code.words), and for \(meant.words) in the original", at: place,
      hints: ["copy the tag from the source once more"])
  }

  static func addedTag(_ code: Code, unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/tags", "in `\(unit)`, there is a tag \(code.id) that the original doesn't have", at: place,
      hints: ["remove it, or copy those of the source once more"])
  }

  static func missingTag(_ code: Code, unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/tags", "in `\(unit)`, the translation lacks tag \(code.id), which stands for \(code.words)",
      at: place,
      hints: ["copy it from the source to where it belongs: citations and links are the same in all languages"])
  }

  static func doubledTag(_ code: Code, unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/tags", "in `\(unit)`, the translation has tag \(code.id) more than once", at: place,
      hints: ["leave it in one place"])
  }

  static func strangeTag(_ name: String, of unit: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/tags", "in `\(unit)`, the tag `\(name)` has no other end, or can't stand here", at: place,
      hints: ["copy the tags from the source once more"])
  }

  static func partlyTranslated(_ part: String, at place: Place, original: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/part", "\(part) isn't translated, and other parts of the same text or list are", at: place,
      notes: [Note("this one", at: original)],
      hints: ["translate all of a text, or nothing: readers would find two languages in it"])
  }

  static func unwritable(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "xliff/unwritable", "these words can't be written so that they are read as they are meant", at: place,
      hints: [
        "look at signs such as `*`, `_`, `[` and `|` in the translation, at blanks and punctuation beside tags, and at electronic addresses, which become links"
      ])
  }

  static func changedSince(_ part: String, at place: Place, original: Place) -> Diagnostic {
    Diagnostic(
      .warning, "xliff/changed-since", "the original of \(part) was changed after this file was written", at: place,
      notes: [Note("the original now", at: original)],
      hints: ["the translation is taken over and marked as one of an older version: export it anew, with `--changed`"])
  }
}

extension Code {
  /// What the tag stands for, in messages.
  fileprivate var words: String { after.map { "`\(before)…\($0)`" } ?? "`\(before)`" }
}

/// A code as messages name it.
private func named(_ code: String) -> String { code.isEmpty ? "no language" : "`\(code)`" }

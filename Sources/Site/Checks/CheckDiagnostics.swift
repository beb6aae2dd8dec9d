import Content
import Diagnostics
import Documents

/// All sentences of the rules, in the words of those who write and design; whoever asks a rule sets how grave it is.
extension Diagnostic {
  private init(
    _ check: Check, _ message: String, at place: Place, label: String? = nil, notes: [Note] = [], hints: [String] = []
  ) {
    self.init(.warning, check.id, message, at: place, label: label, notes: notes, hints: hints)
  }

  static func skippedHeading(_ level: Int, below upper: Int, at place: Place) -> Diagnostic {
    let above = upper == 1 ? "the title of the page" : "a heading of level \(upper)"
    return Diagnostic(
      .skippedHeading, "a heading of level \(level) comes right below \(above)", at: place,
      label: "expected `\(String(repeating: "#", count: upper + 1))`")
  }

  static func unusedSource(_ key: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .unusedSource, "nothing cites the source `\(key)`", at: place,
      hints: [
        "cite it: `[@\(key)]`, list it under `references` of an objective, or remove it; drafts count with `--drafts`"
      ]
    )
  }

  static func missingQuestions(_ objective: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .missingQuestions, "objective \(objective) has no guiding questions, and a round table is to discuss it",
      at: place,
      hints: ["add `questions:` with the questions of the background note, or with your own"])
  }

  static func missingRoundTable(_ objective: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .missingRoundTable, "objective \(objective) belongs to no round table, so no pack has it", at: place,
      hints: ["add it to `objectives` of the round table that reviews it"])
  }

  static func missingKeyMessages(_ number: Int, heldOn day: String, asOf: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .missingKeyMessages, "round table \(number) has no key messages", at: place,
      notes: [Note("it was over on \(day), and the site is as of \(asOf)")], hints: ["add `key_messages:`"])
  }

  /// A part of a translation that tells readers something else than the original; at what renders it, or at what says which
  /// version is rendered, if nothing does.
  static func stalePart(_ part: PartComparison, of original: Origin, in translation: Common) -> Diagnostic {
    let range = part.range ?? translation.fingerprints?.range ?? translation.origin.range
    let place = part.original.map { Place.bytes($0.range, of: original.file) }
    return Diagnostic(
      .staleTranslation, part.summary, at: .bytes(range, of: translation.origin.file),
      notes: place.map { [Note("the original as it is now", at: $0)] } ?? [],
      hints: [
        "when it is as the original is: `imrf translations \(translation.origin.language.code) --accept "
          + "\(translation.origin.file.name)`"
      ])
  }

  static func unevenTranslation(
    _ differences: [(part: String, count: Int, original: Int)], at place: Place, original: Place
  ) -> Diagnostic {
    let counts = differences.map { Note("\($0.part): \($0.count) here, \($0.original) in the original") }
    return Diagnostic(
      .staleTranslation, "the translation and its original do not have the same parts", at: place,
      notes: counts + [Note("the original", at: original)],
      hints: ["see which of the two was changed, and change the other"])
  }

  static func unusedTemplate(_ path: String) -> Diagnostic {
    Diagnostic(
      .unusedTemplate, "no page is made with this template", at: .file(path),
      hints: ["extend, include or import it, or remove it"])
  }

  static func unusedAsset(_ path: String) -> Diagnostic {
    Diagnostic(
      .unusedAsset, "no template or style sheet names this asset", at: .file(path),
      hints: ["name it with the filter `asset`, or remove it"])
  }

  static func olderCopy(_ path: String, of name: String) -> Diagnostic {
    Diagnostic(
      .olderCopy, "the theme has a newer version of this file than the one that it was copied from", at: .file(path),
      hints: [
        "`imrf theme show \(name)` shows it; once this file has what you want of it, `imrf theme copy --keep \(name)` notes that"
      ])
  }

  static func unusedImage(_ path: String) -> Diagnostic {
    Diagnostic(
      .unusedImage, "no page shows this picture", at: .file(path),
      hints: ["show it: `![what it shows](…)`, or remove it"])
  }

  static func unusedFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .unusedFile, "nothing leads to this file, so it is not published", at: .file(path),
      hints: ["link to it, as in `[the table](…)`, or remove it"])
  }

  static func brokenLink(_ address: String, known: [String], at place: Place, _ notes: [Note]) -> Diagnostic {
    let path = "/" + address.drop { "./".contains($0) }.prefix { $0 != "#" && $0 != "?" }
    let meant = [path, path + "/"].first(where: known.contains) ?? nearest(to: path, among: known)
    return Diagnostic(
      .brokenLink, "the link `\(address)` leads to nothing on this site", at: place, notes: notes,
      hints: [
        meant.map { "write `{{ \"\($0)\" | relative_url }}`, which is right on every page" }
          ?? "let `relative_url`, `asset` or the `url` of an entry make the address"
      ])
  }

  /// What may have been meant is known only of a link that is written out.
  static func missingPart(_ address: String, known: [String], at place: Place, _ notes: [Note]) -> Diagnostic {
    let fragment = String(address.drop { $0 != "#" })
    let meant =
      if case .range = place { suggestion(for: fragment, among: known.map { "#" + $0 }) } else { String?.none }
    return Diagnostic(
      .brokenLink, "the link `\(address)` names a part that its page doesn't have", at: place, notes: notes,
      hints: [meant ?? "give the part this id, or leave the link out where there is no such part"])
  }

  static func duplicateID(_ id: String, at place: Place, _ notes: [Note]) -> Diagnostic {
    Diagnostic(
      .duplicateID, "two parts of a page have the id `\(id)`", at: place, notes: notes,
      hints: ["give one of them another id; links and labels reach only the first"])
  }

  static func takenID(_ id: String, at place: Place, _ notes: [Note]) -> Diagnostic {
    Diagnostic(
      .takenID, "the heading has the address `#\(id)`, which the template has given to something else", at: place,
      notes: notes, hints: ["word the heading differently, or change the id in the template"])
  }

  static func orphanPage(_ path: String, mend: OrphanMend, at place: Place) -> Diagnostic {
    Diagnostic(.orphanPage, "no other page links to `\(path)`", at: place, hints: [mend.rawValue])
  }

  /// What brings people to a page, by what it is.
  enum OrphanMend: String {
    case page = "link to it from a text, or give it a place in the menu: `menu: 1`"
    case entry = "link to it from a text, or list it in a template"
    case translation = "print `page.translations` in the template, which lead from language to language"
    case made = "link to it from a template"
  }

  static func imageWithoutAlt(at place: Place, _ notes: [Note]) -> Diagnostic {
    Diagnostic(
      .imageText, "nothing says what the picture shows", at: place, notes: notes,
      hints: ["add `alt=\"…\"`, or `alt=\"\"` if it is an ornament"])
  }

  /// What a program has found on a page, in its words; `detail` is more about the element.
  static func pageFault(
    _ check: Check, rule: String, _ words: String, detail: String?, at place: Place, _ notes: [Note]
  ) -> Diagnostic {
    Diagnostic(
      check, asClause(words), at: place, notes: [detail].compactMap { $0 }.map { Note(asClause($0)) } + notes,
      hints: [check == .accessibility ? "\(axeRules)\(rule) tells whom it keeps out, and how to mend it" : standard])
  }

  private static let axeRules = "https://dequeuniversity.com/rules/axe/4.12/"
  private static let standard = "https://html.spec.whatwg.org tells what may stand where"

  /// A sentence as our messages are written: it begins with a small letter, but for a name in capitals, and has no full stop.
  private static func asClause(_ sentence: String) -> String {
    let isName = sentence.dropFirst().first?.isUppercase != false
    let start = isName ? String(sentence.prefix(1)) : sentence.prefix(1).lowercased()
    return start + sentence.dropFirst(1).reversed().drop { $0 == "." }.reversed()
  }
}

extension Diagnostic.Note {
  static func onPage(_ path: String, _ words: String?, at place: Diagnostic.Place) -> Diagnostic.Note {
    Diagnostic.Note("on the page \(path)" + (words.map { ": `\($0)`" } ?? ""), at: place)
  }

  static func alsoOnPage(at place: Diagnostic.Place) -> Diagnostic.Note {
    Diagnostic.Note("and before that", at: place)
  }

  static func onMorePages(_ count: Int) -> Diagnostic.Note { Diagnostic.Note("and \(count) times more") }
}

import Diagnostics
import Documents

/// All sentences of this module, in the words of those who write content.
extension Diagnostic {
  static func missingFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "content/no-folder", "there is no folder `\(path)`", at: .none,
      hints: ["run the command in the folder that holds `content` and `templates`, or name it with `--source`"],
      connection: .cause(of: ContentFiles.folder))
  }

  static func missingFile(_ path: String, purpose: String, missing subject: String) -> Diagnostic {
    Diagnostic(
      .error, "content/no-file", "there is no file `\(path)`, \(purpose)", at: .none,
      connection: .consequence(of: subject))
  }

  static func unknownFolder(_ path: String, folder: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "content/unknown-folder", "no kind of content belongs in the folder `\(folder)`", at: .file(path),
      hints: [suggestion(for: folder, among: known) ?? "the folders are " + quoted(known)],
      connection: .cause(of: nearest(to: folder, among: known) ?? path))
  }

  static func folderOfFile(_ path: String, of kind: KindDeclaration, called better: String) -> Diagnostic {
    Diagnostic(
      .error, "content/unknown-folder", "\(kind.plural) have no folder: all of them stand in one file", at: .file(path),
      hints: ["call it `\(ContentFiles.folder)/\(better)`"], connection: .cause(of: kind.plural))
  }

  static func badEnding(_ path: String, better: String, causing subject: String) -> Diagnostic {
    Diagnostic(
      .error, "content/file-name", "nothing is read from a file of this name", at: .file(path),
      hints: ["call it `\(better)`"], connection: .cause(of: subject))
  }

  static func unreadFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "content/not-read", "this file is not used: it is neither Markdown nor one of the data files",
      at: .file(path), hints: ["give it a name that begins with an underscore if it is for yourself"])
  }

  static func badFileName(_ path: String, id: String, better: String, causing subject: String) -> Diagnostic {
    Diagnostic(
      .error, "content/file-name", "the file name `\(id)` can't become an address", at: .file(path),
      hints: ["call it `\(better)`: small letters a to z, digits and hyphens"], connection: .cause(of: subject))
  }

  static func copiedFile(_ path: String, original: String) -> Diagnostic {
    Diagnostic(
      .error, "content/file-name", "this looks like a copy of `\(original)`", at: .file(path),
      hints: ["keep one of the two, or give this one a name of its own: small letters a to z, digits and hyphens"])
  }

  static func unnumberedFileName(_ path: String, of noun: String, better: String, causing subject: String) -> Diagnostic
  {
    Diagnostic(
      .error, "content/file-name", "the name of this file must begin with the number of the \(noun)",
      at: .file(path), hints: ["call it `\(better)`"], connection: .cause(of: subject))
  }

  static func unknownLanguage(_ path: String, code: String) -> Diagnostic {
    Diagnostic(
      .error, "content/unknown-language", "`\(code)` before the ending is not a language code", at: .file(path),
      hints: ["a translation is called `name.fr.md`; other names have no dots"])
  }

  /// A file that is called like a translation into the language that the site has anyway.
  static func ownLanguage(_ path: String, original: String) -> Diagnostic {
    Diagnostic(
      .error, "content/file-name", "this is called like a translation into the site's own language", at: .file(path),
      hints: ["write what is in it in `\(original)`"])
  }

  static func numberMismatch(_ number: Int, fileNumber: Int, at place: Place, causing subject: String) -> Diagnostic {
    Diagnostic(
      .error, "content/number-mismatch", "the front matter says number \(number), but the file name says \(fileNumber)",
      at: place,
      label: "expected \(fileNumber)", hints: ["change one of them"], connection: .cause(of: subject))
  }

  /// A translation whose file has the words of one entry and the number of another.
  static func translatedNumber(_ key: String, meant: Entry, of kind: KindDeclaration, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/number-mismatch",
      "this is called like \(kind.noun) \(meant.key), and has the number of \(kind.noun) \(key)", at: place,
      notes: [Note("\(kind.noun) \(meant.key) is here", at: meant.common.origin.place)],
      hints: ["a translation is called like its original, with its language before the ending"])
  }

  static func numberOutOfRange(_ number: Int, of noun: String, range: ClosedRange<Int>, path: String) -> Diagnostic {
    Diagnostic(
      .error, "content/file-name",
      "there is no \(noun) \(number): the numbers are \(range.lowerBound) to \(range.upperBound)", at: .file(path))
  }

  static func unknownCheck(_ id: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/unknown-check", "there is no check `\(id)` that could be switched off", at: place,
      hints: [suggestion(for: id, among: known), "the identifier stands in square brackets behind a message"].compactMap
      { $0 })
  }

  static func unreadExemption(at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, "markdown/unknown-check", "this switches no check off", at: place,
      hints: [
        "in a text a check is switched off by `<!-- imrf: off markdown/list-form -->`",
        "in YAML by `# imrf: off yaml/cut-value`",
      ])
  }

  static func duplicate(_ key: String, of noun: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/duplicate", "two entries claim to be \(noun) `\(key)`", at: place,
      notes: [Note("the other one is here", at: first)], hints: ["give one of them another number, id or file name"])
  }

  /// What is to tell entries apart, or to name them, belongs to one of them.
  static func sharedValue(_ value: String, _ key: String, of noun: String, at place: Place, first: Place) -> Diagnostic
  {
    Diagnostic(
      .error, "content/duplicate", "`\(value)` is the `\(key)` of another \(noun) already", at: place,
      notes: [Note("it stands here too", at: first)], hints: ["no two may have the same"])
  }

  /// A word by which fields would refer to two entries.
  static func sharedName(_ name: String, of noun: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/duplicate", "`\(name)` names another \(noun) already", at: place,
      notes: [Note("that one is here", at: first)],
      hints: ["call one of them otherwise: fields refer to it by this name"])
  }

  static func translationOfNothing(
    _ key: String, of kind: KindDeclaration, known: [String], at place: Place
  ) -> Diagnostic {
    let meant = kind.numbers == nil ? suggestion(for: key, among: known) : nil
    let hint =
      kind.storage.file.map { "mend it, or write it in `\($0)` first: what both files have says what belongs together" }
      ?? "write the file in the site's first language beside it, or mend the name"
    return Diagnostic(
      .error, "content/translation-of-nothing", "this is a translation of \(kind.noun) `\(key)`, which does not exist",
      at: place, hints: [meant, hint].compactMap(\.self), connection: .consequence(of: kind.subject(key)))
  }

  /// Words of some languages can't be put in their order.
  static func noCollation(for languages: [Language]) -> Diagnostic {
    let names = languages.map(\.name).joined(separator: ", ")
    return Diagnostic(
      .warning, "content/no-collation",
      "the library that knows the order of words is missing, so lists may be in the wrong order (\(names))", at: .none,
      hints: ["install ICU: `apt-get install libicu72` on Debian 12, elsewhere a package with `libicui18n.so`"])
  }

  /// What isn't a matter of words is as in the original, whatever a translation says.
  static func translationDiffers(_ field: String, at place: Place, original: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/translation-differs", "the translation has another `\(field)` than its original", at: place,
      notes: [Note("the original is here", at: original)],
      hints: ["leave it out: a translation holds words, and has everything else from its original"])
  }

  /// A list whose elements can't be matched with those of the original.
  static func translatedList(_ field: String, count: Int, wanted: Int, at place: Place, original: Place) -> Diagnostic {
    let (fault, hint) =
      wanted == 0
      ? ("`\(field)` isn't in the original: it is left out", "write it in the original too, or remove it")
      : (
        "`\(field)` has \(count) \(count == 1 ? "element" : "elements"), and the original has \(wanted): it is shown untranslated",
        "write one for each of the original's, in the same order; for one that isn't translated yet, `{}`"
      )
    return Diagnostic(
      .warning, "content/translation-list", fault, at: place, notes: [Note("the original is here", at: original)],
      hints: [hint])
  }

  /// A row of a translated data file that names no entry.
  static func translationOfNone(_ kind: KindDeclaration, keys: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/translation-of-nothing", "this doesn't say which \(kind.noun) it translates", at: place,
      label: "expected a line with \(quoted(keys, last: "or"))",
      hints: ["a translation names its original by what is the same in all languages"])
  }

  /// One of some keys has to be there.
  static func missingKey(_ keys: [String], of owner: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/missing-key", "the \(owner) has no \(quoted(keys, last: "or"))", at: place,
      label: "expected a line `\(keys.first ?? ""): …`")
  }

  static func missingKey(_ key: String, before later: String, of owner: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/missing-key", "the \(owner) has `\(later)`, but no `\(key)`", at: place,
      label: "expected a line `\(key): …` besides")
  }

  static func missingColumn(_ column: String, of columns: [FieldDeclaration], at place: Place) -> Diagnostic {
    let required = columns.filter(\.isRequired).map { "`\($0.name)`" }.joined(separator: ", ")
    return Diagnostic(
      .error, "content/missing-key", "the table has no column `\(column)`", at: place,
      label: "expected \(required) and any of \(quoted(columns.filter { !$0.isRequired }.map(\.name)))",
      hints: ["write the names of the columns in the first line, parted by commas"])
  }

  /// Keys that had another name in an earlier version.
  private static let renamed = ["edition": "as_of"]

  static func unknownKey(_ key: String, of owner: String, known: [String], isCut: Bool, at place: Place) -> Diagnostic {
    let hint =
      isCut
      ? "put the text before it in quotation marks: between `{` and `}` a comma ends it"
      : dashHint(for: key) ?? renamed[key].flatMap { known.contains($0) ? "it is called `\($0)` now" : nil }
        ?? suggestion(for: key, among: known) ?? "the keys are " + quoted(known)
    return Diagnostic(
      .error, "content/unknown-key", "\(withArticle(owner)) has no key `\(key)`", at: place,
      hints: [hint])
  }

  static func conflictingKeys(_ key: String, _ other: String, of owner: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/conflicting-keys", "the \(owner) has both `\(key)` and `\(other)`", at: place,
      hints: ["remove one of the two"])
  }

  static func wrongType(of key: String, expected: String, at place: Place, hints: [String]) -> Diagnostic {
    Diagnostic(
      .error, "content/wrong-type", "`\(key)` has the wrong form", at: place, label: "expected \(expected)",
      hints: hints)
  }

  static func paleColour(_ colour: Colour, darker: Colour, at place: Place) -> Diagnostic {
    // Rounded down, so that no message calls 4.49 enough.
    let contrast = Int(colour.contrast(on: .lightGround) * 10)
    return Diagnostic(
      .error, "content/pale-colour",
      "text in `\(colour.text)` has a contrast of \(contrast / 10).\(contrast % 10):1 on the light grey of boxes, and needs \(Palette.leastContrast):1",
      at: place, hints: ["`\(darker.text)` is a darker colour of the same hue that can be read"])
  }

  static func missingLogo(_ address: String, path: String, at place: Place, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "content/image", "there is no picture `\(address)`", at: place,
      hints: [suggestion(for: address, among: known) ?? "put the file beside `site.yaml`"],
      connection: .consequence(of: path.lowercased()))
  }

  static func draft(_ draft: Draft, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/draft", "`\(draft.subject)` is a draft, and this is not", at: place,
      hints: [
        "to publish it, take `draft: true` out of `\(draft.file)`",
        "or take out what refers to it, or build with `--drafts`",
      ], connection: .consequence(of: draft.subject))
  }

  static let leftOutID = "content/left-out"

  /// What is dropped because something that it refers to isn't there for a while.
  static func leftOut(_ subject: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, leftOutID, "this is left out as long as something is wrong with `\(subject)`", at: place,
      connection: .consequence(of: subject))
  }

  static func unknownReference(
    _ written: String, kind: KindDeclaration, meant: [String], isEmpty: Bool, at place: Place
  ) -> Diagnostic {
    let id = "content/unknown-\(kind.name)"
    if let range = kind.numbers, !range.contains(Int(written) ?? 0) {
      return Diagnostic(
        .error, id, "there is no \(kind.noun) `\(written)`", at: place,
        label: "expected a number from \(range.lowerBound) to \(range.upperBound)")
    }
    let hint = severalValues(written) ?? (kind.numbers == nil ? suggestion(of: meant) : nil)
    return Diagnostic(
      .error, id, "there is no \(kind.noun) `\(written)`", at: place,
      hints: [isEmpty ? "there are no \(kind.plural) yet: \(kind.whereToAdd)" : hint ?? kind.whereToAdd],
      // A file that isn't there is missed by all at once.
      connection: .consequence(of: isEmpty ? kind.plural : kind.subject(written)))
  }

  /// How several values are written that stand in one text: `a; b`.
  private static func severalValues(_ written: String) -> String? {
    let values = written.split(separator: ";").map { trimmed($0) }.filter { !$0.isEmpty }
    return values.count > 1 ? "several are a list: `[\(values.joined(separator: ", "))]`" : nil
  }

  static func repeatedValue(_ written: String, _ kind: KindDeclaration, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .warning, "content/repeated", "the \(kind.noun) `\(written)` stands in this list twice", at: place,
      notes: [Note("the first time is here", at: first)], hints: ["remove one of the two"])
  }

  static func takenAnchor(_ anchor: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/taken-anchor",
      "the heading has the address `#\(anchor)`, which the field `\(anchor)` of the front matter has",
      at: place, hints: ["word the heading differently"])
  }

  static func paragraphAnchor(_ anchor: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/taken-anchor",
      "the heading has the address `#\(anchor)`, which the paragraph \(anchor.dropFirst()) has", at: place,
      hints: ["word the heading differently"])
  }

  static func partOfPart(_ meeting: String, of whole: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/part-of-part", "`\(meeting)` is itself a part of `\(whole)`, and parts have no parts", at: place,
      hints: ["name the meeting as a whole, or describe the part as one of the `sessions` of `\(meeting)`"])
  }

  static func notTwoLanguages(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/facing-pages", "two languages face each other, each once", at: place,
      hints: ["write `languages: [en, ar]`, or leave it out: a pack is made in each of its languages by itself"])
  }

  static func unknownLanguage(_ code: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/facing-pages", "`\(code)` is not a language code", at: place,
      hints: [
        Language(code: code.lowercased()).map { "did you mean `\($0.code)`?" }
          ?? "codes are those of ISO 639-1: `ar`, `en`, `es`, `fr`, `ru`, `zh`"
      ])
  }

  static func packNotTranslated(into language: Language, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/facing-pages", "this pack isn't there in \(language.name)", at: place,
      hints: [
        "translate its round table or this file: nothing would stand on the pages of that language; a draft is there with `--drafts` only"
      ])
  }

  static func imageElsewhere(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/image", "a picture must lie beside the text", at: place,
      hints: ["put the file into the folder of the text and name it: `![what it shows](boats.jpg)`"])
  }

  static func imageWithoutText(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/image-text", "nothing says what the picture shows", at: place,
      label: "expected words in the square brackets",
      hints: ["write for those who can't see it: `![Rescue boat off Lampedusa](boats.jpg)`"])
  }

  static func brokenImage(_ address: String, path: String?, at place: Place, known: [String]) -> Diagnostic {
    let isShown = Image.isImage(address)
    let missing = suggestion(for: address, among: known) ?? "put the file into the folder of the text"
    return Diagnostic(
      .error, "content/image", "there is no picture `\(address)`", at: place,
      hints: [isShown ? missing : "browsers show no such files: save it as JPEG or PNG"],
      connection: path.map { .consequence(of: $0.lowercased()) })
  }

  static func notAnImage(_ path: String, butOf form: String?, causing subject: String) -> Diagnostic {
    let ending = path[(path.lastIndex(of: ".") ?? path.startIndex)...]
    return Diagnostic(
      .error, "content/image",
      form.map { "this file is \(withArticle($0)) under the name `\(ending)`, and browsers don't show it" }
        ?? "this file is no picture that browsers show", at: .file(path),
      hints: [
        form == nil
          ? "save it as PNG, JPEG, GIF, WebP or SVG"
          : "open it in a program for pictures and export it as JPEG or PNG: another name makes no other picture of it"
      ], connection: .cause(of: subject))
  }

  static func cutImage(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "content/image-cut", "this picture is cut off: its end is missing", at: .file(path),
      notes: [Note("it is published as it is, with all that a camera wrote into it")],
      hints: ["copy it anew from where it came from"])
  }

  static func brokenAttachment(_ path: String, isEmpty: Bool, causing subject: String) -> Diagnostic {
    let ending = path[(path.lastIndex(of: ".") ?? path.startIndex)...].dropFirst().uppercased()
    return Diagnostic(
      .error, "content/file", isEmpty ? "this file is empty" : "the name of this file says \(ending), but it is none",
      at: .file(path),
      hints: ["save or download it again, without a password, or name it by what it is"],
      connection: .cause(of: subject))
  }

  static func foreignImage(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "content/not-read", "this file is not used: browsers show no such pictures", at: .file(path),
      hints: ["save it as JPEG or PNG", "give it a name that begins with an underscore if it is for yourself"])
  }

  static func drawingHolds(_ intruder: Drawing.Intruder) -> Diagnostic {
    switch intruder {
    case .reference(let reference):
      Diagnostic(
        .error, "content/image", "this drawing shows what is not in it", at: .range(reference),
        label: "browsers and printers don't read this",
        hints: ["put the picture, style or font into the drawing itself: drawing programs say \"embed\""])
    case .program(let beginning):
      Diagnostic(
        .error, "content/image", "there is a program in this drawing", at: .range(beginning), label: "begins here",
        hints: ["take it out: the drawing is published as it is, and would run it for whoever opens it"])
    }
  }

  static func sharedReference(
    _ what: String, of noun: String, isOurs: Bool, at place: Place, first: Place
  ) -> Diagnostic {
    Diagnostic(
      .error, isOurs ? "content/two-round-tables" : "content/shared-reference",
      "\(what) belongs to \(withArticle(noun)) already",
      at: place, notes: [Note("it is named here too", at: first)], hints: ["remove one of the two"])
  }

  static func brokenLink(_ address: String, subject: String?, at place: Place, known: [String]) -> Diagnostic {
    // A file to be handed out has an ending.
    let file = address.prefix { $0 != "#" }.split(separator: "/").last ?? ""
    let isPage = file.hasSuffix(".md") || !file.contains(".")
    return Diagnostic(
      .error, "content/broken-link", "the link leads to `\(address)`, which is no file of the content", at: place,
      hints: [
        suggestion(for: address, among: known)
          ?? (isPage
            ? "links to other content name the file: `[…](../objectives/08-saving-lives.md)`"
            : "put a file that is to be handed out beside the text: \(Attachment.Format.list)")
      ], connection: subject.map { .consequence(of: $0) })
  }

  static func brokenAnchor(_ anchor: String, file: String, known: [String], at place: Place) -> Diagnostic {
    let all = known.isEmpty ? "it has no headings" : "it has " + quoted(known)
    let hint = suggestion(for: anchor, among: known) ?? all
    return Diagnostic(
      .error, "content/broken-anchor", "`\(file)` has no heading or section with the address `#\(anchor)`", at: place,
      hints: [hint], connection: .consequence(of: AbsentSubjects.place(anchor, in: file)))
  }

  static func needsID(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/needs-id", "no address can be made from `\(name)`", at: place,
      hints: ["add `id:` with small letters a to z, digits and hyphens"])
  }

  static func notAMap(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/wrong-type", "`\(path)` needs names and values here", at: place, label: "expected `name: value`")
  }

  static func notAList(_ path: String, of kind: KindDeclaration, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "content/wrong-type", "`\(path)` is a list of \(kind.kind == .term ? "terms" : kind.plural)", at: place,
      label: "expected a line with a dash for each")
  }
}

extension Attachment.Format {
  /// What may be handed out: `PDF, DOCX, …`.
  fileprivate static var list: String { allCases.map { $0.rawValue.uppercased() }.joined(separator: ", ") }
}

extension KindDeclaration {
  /// What messages call an entry that is missed: `objective 8`.
  func subject(_ key: String) -> String {
    let key = numbers == nil ? key : Int(key).map(String.init) ?? key
    return "\(noun) \(key)"
  }

  /// Where a missing entry of a kind that others refer to would be added.
  fileprivate var whereToAdd: String {
    storage.file.map { "take one of those in `content/\($0)`, or add it there" }
      ?? "add it as a file of the folder `content/\(plural)`"
  }
}

/// Words in backquotes, parted by commas, with a word before the last.
func quoted(_ words: [String], last word: String) -> String {
  guard let last = words.last, words.count > 1 else { return quoted(words) }
  return quoted(words.dropLast()) + " \(word) `\(last)`"
}

/// Words in backquotes, parted by commas.
func quoted(_ words: [String]) -> String {
  words.map { "`\($0)`" }.joined(separator: ", ")
}

import Content
import Diagnostics
import Templating

/// All sentences of this module, in the words of those who design and run a site.
extension Diagnostic {
  static func addressTaken(_ path: String, by place: Place, and other: Place) -> Diagnostic {
    let notes = other == .none ? [Note("the other one is made by the site itself")] : [Note("the other one", at: other)]
    return Diagnostic(
      .error, "site/address-taken", "two pages claim the address `\(path)`", at: place, notes: notes,
      hints: ["give one of them another file name or id, or its kind another `plural` or `address`"])
  }

  static func addressGone(_ path: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, "site/address-gone", "the page at `\(path)` was published before, and nothing stands there now",
      at: place,
      hints: ["write it under `aliases:` of the page that takes its place, or delete this line if nobody needs it"])
  }

  static func addressGone(_ path: String, listed: Place, heir: Entry, isCell: Bool) -> Diagnostic {
    let hint =
      isCell || !heir.common.aliases.isEmpty
      ? "add `\(path)` to the `aliases`, so that it leads here" : "write `aliases: [\(path)]`, so that it leads here"
    return Diagnostic(
      .warning, "site/address-gone", "this page stood at `\(path)` before, and nothing stands there now",
      at: heir.common.origin.place, notes: [Note("delete this line if nobody needs it any more", at: listed)],
      hints: [hint])
  }

  static func moreAddressesGone(_ count: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, "site/address-gone", "nor does anything stand at \(count) more addresses that were published before",
      at: place, hints: ["mend those that are told, and build again"])
  }

  static func addressesNotKept(_ reason: String) -> Diagnostic {
    Diagnostic(
      .warning, "site/addresses-not-kept", "the list of published addresses can't be kept: \(reason)",
      at: .file(AddressBook.path),
      hints: ["build where the content can be written, so that the next build knows which addresses are gone"])
  }

  static func aliasTaken(_ path: String, at place: Place, by other: Place) -> Diagnostic {
    let notes = other == .none ? [Note("the page is made by the site itself")] : [Note("the other one", at: other)]
    return Diagnostic(
      .error, "site/alias-taken", "something stands at the address `\(path)` already", at: place, notes: notes,
      hints: ["an alias is an address at which no page stands any more: remove it, or move the page"])
  }

  static func aliasInTheWay(_ path: String, of other: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "site/alias-taken", "the files of `\(path)` and of `\(other)` can't both be there", at: place,
      notes: [
        Note("one would be a file where the other needs a folder, or they differ in small and capital letters only")
      ],
      hints: ["remove the alias, or give the redirection to your web server by hand"])
  }

  static func brokenLink(_ address: String, known: [String], path: String, at place: Place) -> Diagnostic {
    let near = nearest(to: path, among: known)
    return Diagnostic(
      .error, "content/broken-link", "the link leads to `\(address)`, where this site has nothing", at: place,
      hints: [
        near.map { "did you mean `\($0)`?" }
          ?? "links to other content name the file: `[…](../objectives/08-saving-lives.md)`"
      ])
  }

  static func noTemplates(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "site/no-templates", "there is no folder `\(path)`", at: .none,
      hints: ["run the command in the folder that holds `content` and `templates`, or name it with `--source`"],
      connection: .cause(of: Theme.folder))
  }

  static func goneFile(_ path: String, _ connection: Connection) -> Diagnostic {
    Diagnostic(
      .error, "site/gone-file", "this file is gone, and shown as it was", at: .file(path),
      hints: ["put it back, or take out what names it; what has another name now may have to be called as before"],
      connection: connection)
  }

  static func shownAsBefore(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "site/shown-as-before", "this file is shown as it was: others name what isn't in it any more",
      at: .file(path))
  }

  static func shownAsBefore(_ reason: Diagnostic) -> Diagnostic {
    Diagnostic(
      .warning, "site/shown-as-before", "this file is shown as it was, too: \(reason.message)", at: reason.place)
  }

  static func leftOutToo(_ reason: Diagnostic) -> Diagnostic {
    Diagnostic(.warning, "site/left-out", "this file is left out, too: \(reason.message)", at: reason.place)
  }

  /// The same, with a word on why nothing can be shown in spite of it.
  func withoutEarlierState(because trouble: String?) -> Diagnostic {
    var told = self
    let reason = trouble.map(Note.cannotTell) ?? "no earlier version has it right"
    told.notes.append(Note("no page can be made without what is wrong, and \(reason)"))
    return told
  }

  static func missingLayout(_ name: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "site/no-layout", "there is no template `\(name).html`, by which this is to be made", at: place,
      hints: [
        suggestion(for: name + ".html", among: known) ?? "write `templates/\(name).html`, or leave `template:` out"
      ], connection: .consequence(of: Templates.subject(name + ".html")))
  }

  static func missingTemplate(_ name: String, for page: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "site/missing-template", "there is no template `\(name)`, which makes \(page)", at: .none,
      hints: [nearest(to: name, among: known).map { "is `\($0)` meant to be it?" } ?? "add `templates/\(name)`"],
      connection: .consequence(of: Templates.subject(name)))
  }

  static func missingStrings(_ path: String, language: String) -> Diagnostic {
    Diagnostic(
      .error, "site/no-strings",
      "there is no file `\(path)` with the words that templates print in the language `\(language)`",
      at: .none, connection: .consequence(of: path))
  }

  static func badString(_ key: String, expected: String, at place: Place) -> Diagnostic {
    Diagnostic(.error, "site/bad-string", "`\(key)` has the wrong form", at: place, label: "expected \(expected)")
  }

  static func unknownPluralForm(_ form: String, of key: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "site/bad-string", "`\(form)` is no form of `\(key)` by number", at: place,
      hints: [suggestion(for: form, among: known) ?? "the forms are " + known.map { "`\($0)`" }.joined(separator: ", ")]
    )
  }

  static func missingPluralForms(_ forms: [String], of key: String, _ language: String, at place: Place) -> Diagnostic {
    let names = forms.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .error, "site/bad-string", "`\(key)` lacks the \(forms.count == 1 ? "form" : "forms") \(names)", at: place,
      label: "numbers in \(language) need \(forms.count == 1 ? "it" : "them")")
  }

  static func unusedPluralForms(_ forms: [String], of key: String, _ language: Language, at place: Place) -> Diagnostic
  {
    let names = forms.map { "`\($0)`" }.joined(separator: ", ", last: " and ")
    let used = language.allPluralForms.map { "`\($0.rawValue)`" }.joined(separator: ", ", last: " and ")
    return Diagnostic(
      .warning, "site/bad-string",
      "no number in \(language.name) takes the \(forms.count == 1 ? "form" : "forms") \(names)",
      at: place, hints: ["leave it out: the forms are \(used)"])
  }

  static func onePluralForm(
    of key: String, _ language: Language, forms: [String], _ words: String, at place: Place
  ) -> Diagnostic {
    let written = forms.map { "\($0): \"\(words)\"" }.joined(separator: ", ")
    return Diagnostic(
      .warning, "site/bad-string",
      "`\(key)` says the same for every number, and numbers in \(language.name) take several forms",
      at: place, hints: ["write them all, also if they are the same: `{\(written)}`"])
  }

  static func unknownPlaceholder(_ name: String, of key: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "site/bad-string", "`\(key)` knows nothing of `{\(name)}`", at: place,
      hints: [suggestion(for: name, among: known) ?? "it knows " + known.map { "`{\($0)}`" }.joined(separator: ", ")])
  }

  static func noTranslatedStrings(_ language: Language, shownIn first: Language) -> Diagnostic {
    let path = "\(Theme.folder)/strings/\(language.code).yaml"
    return Diagnostic(
      .warning, "site/untranslated-words",
      "there is no file `\(path)`, so that pages in \(language.name) show the words of the site in \(first.name)",
      at: .none, hints: [.translating(language, to: path)])
  }

  static func untranslatedWords(
    _ keys: [String], _ language: Language, shownIn first: Language, in path: String, behind place: Place
  ) -> Diagnostic {
    let shown = keys.prefix(5).map { "`\($0)`" }
    let rest = keys.count > shown.count ? ["\(keys.count - shown.count) more"] : []
    let list = (shown + rest).joined(separator: ", ", last: " and ")
    let label =
      if case .range = place { "\(keys.count == 1 ? "it belongs" : "they belong") behind this" } else { String?.none }
    return Diagnostic(
      .warning, "site/untranslated-words",
      "\(list) \(keys.count == 1 ? "is" : "are") missing, and shown in \(first.name)",
      at: place, label: label, hints: [.translating(language, to: path)])
  }

  static func unknownWord(_ key: String, meant: String?, _ standard: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, "site/unknown-word", "`\(standard)` has no `\(key)`, so nothing shows it", at: place,
      hints: [meant.map { "did you mean `\($0)`?" } ?? "take it out, or add it there if a template asks for it"])
  }

  static func unknownPlace(_ name: String, of key: String, known: [String], shownIn first: Language, at place: Place)
    -> Diagnostic
  {
    let places = known.map { "`{\($0)}`" }.joined(separator: ", ", last: " and ")
    return Diagnostic(
      .warning, "site/bad-place", "nothing fills `{\(name)}` of `\(key)`, so it is shown in \(first.name)", at: place,
      hints: [
        known.isEmpty
          ? "it has no place in braces"
          : "names in braces are not translated: here \(known.count == 1 ? "it is" : "they are") \(places)"
      ])
  }

  static func missingPlace(_ name: String, of key: String, shownIn first: Language, at place: Place) -> Diagnostic {
    Diagnostic(
      .warning, "site/bad-place", "`\(key)` has no place for `{\(name)}`, so it is shown in \(first.name)", at: place,
      hints: ["write `{\(name)}` where it belongs"])
  }

  static func missingWord(_ key: String, path: String) -> Diagnostic {
    Diagnostic(.error, "site/missing-word", "`\(path)` has no `\(key)`, which every site needs", at: .file(path))
  }

  static func missingAsset(_ name: String, in file: SourceFile, at range: Range<Int>, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "site/missing-asset", "there is no file `\(name)` in `templates/assets`", at: .bytes(range, of: file),
      hints: [suggestion(for: name, among: known)].compactMap { $0 },
      connection: .consequence(of: Assets.subject(name)))
  }

  static func assetCycle(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, "site/asset-cycle", "style sheets that name each other in a circle can't be published", at: .range(range),
      label: "this leads back to a sheet by which it is named")
  }

  static func unclosed(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    let sign = file.text(in: range)
    let (name, end) =
      switch sign {
      case "/*": ("this comment", "write `*/` where it ends: up to there, nothing is read")
      case "\"", "'": ("this quotation mark", "write another `\(sign)` on the same line")
      case "{": ("this `{`", "write `}` where the rule ends")
      case "[": ("this `[`", "write `]` where it belongs")
      default: ("this `(`", "write `)` where it belongs")
      }
    return Diagnostic(
      .error, "style/unclosed", "\(name) is never closed", at: .bytes(range, of: file), label: "begins here",
      hints: [end])
  }

  static func unopened(in file: SourceFile, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "style/unopened", "this `\(file.text(in: range))` closes nothing", at: .bytes(range, of: file),
      label: "one too many", hints: ["remove it, or look whether one before it stands too early"])
  }

  static func missingSemicolon(in file: SourceFile, before word: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "style/semicolon", "there is no `;` before `\(file.text(in: word))`", at: .bytes(word, of: file),
      label: "begins a new declaration",
      hints: ["write `;` behind the declaration before it: as it stands, both are lost"])
  }

  static func unsetVariable(_ use: SourceRange, known: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "style/unset", "nothing sets the variable `\(use.text)`", at: .range(use),
      label: "browsers and printers leave this line out",
      hints: [
        suggestion(for: use.text, among: known)
          ?? "set it, as in `:root { \(use.text): … }`, or say what is taken instead: `var(\(use.text), …)`"
      ])
  }

  static func unknownTemplateFile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, "site/not-read", "this file is not used: it is no template, and not in `assets` or `strings`",
      at: .file(path), hints: ["templates end in .html, .xml, .txt or .json"])
  }

  static func badStringsName(_ path: String, better: String?) -> Diagnostic {
    Diagnostic(
      .error, "site/strings-name", "no words are read from a file of this name", at: .file(path),
      hints: [
        better.map { "call it by the code of its language: `\($0)`" }
          ?? "files of words are called by the code of their language (ISO 639-1), such as `fr.yaml`"
      ],
      connection: better.map { .cause(of: "\(Theme.folder)/strings/\($0)") })
  }

  static func dataIsNoObject(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "site/data-no-object", "the data must be a JSON object: its keys are the names in the template",
      at: place,
      label: "expected `{`")
  }

  static func badBaseURL(_ text: String) -> Diagnostic {
    Diagnostic(
      .error, "site/base-url", "`\(text)` is not an address that a site can stand at", at: .none,
      hints: ["write it in full: `https://example.org/imrf/`"])
  }

  static func outputHoldsSources(_ output: String, _ source: String) -> Diagnostic {
    Diagnostic(
      .error, "site/output-holds-sources",
      "the output folder `\(output)` and the folder `\(source)` lie in one another", at: .none,
      hints: ["choose a folder for the site that holds nothing else, such as `public`"])
  }

  static func outputIsHere(_ output: String) -> Diagnostic {
    Diagnostic(
      .error, "site/output-is-here", "the output `\(output)` is the folder that you are in, which a build replaces",
      at: .none,
      hints: ["go to the folder above and name this one"])
  }

  static func outputIsFile(_ output: String) -> Diagnostic {
    Diagnostic(.error, "site/output-is-file", "the output `\(output)` is a file, not a folder", at: .file(output))
  }

  static func outputIsForeign(_ output: String, holding name: String) -> Diagnostic {
    Diagnostic(
      .error, "site/output-not-ours",
      "the output folder `\(output)` holds `\(name)`, which a build of this site did not put there", at: .file(output),
      hints: ["move it elsewhere or choose another folder: a build replaces all that is in its folder"])
  }

  static func cannotStage(_ output: String, reason: String) -> Diagnostic {
    Diagnostic(
      .error, "site/cannot-write", "no folder can be made beside `\(output)`: \(reason)", at: .file(output),
      hints: ["the new site is made there, so the folder in which `\(output)` lies has to be writable, too"])
  }

  static func cannotExchange(_ output: String, reason: String) -> Diagnostic {
    Diagnostic(
      .error, "site/cannot-write", "the new site can't be put in the place of `\(output)`: \(reason)",
      at: .file(output),
      hints: ["choose a folder that is no mount point, on a file system that can exchange folders"])
  }

  static func notPrinted(_ file: String, isOldThere: Bool) -> Diagnostic {
    let message =
      isOldThere
      ? "`\(file)` is still that of an earlier build, since the pack can't be printed as it is now"
      : "the site has no `\(file)`, since the pack can't be printed and no earlier build has left one"
    return Diagnostic(.warning, "site/not-printed", message, at: .none)
  }
}

extension String {
  fileprivate static func translating(_ language: Language, to path: String) -> String {
    "`imrf strings \(language.code) --output \(path)` writes all of them there, to be translated"
  }
}

extension [String] {
  /// The words in one line, with other words before the last one: `a, b and c`.
  fileprivate func joined(separator: String, last: String) -> String {
    guard count > 1 else { return joined() }
    return dropLast().joined(separator: separator) + last + self[count - 1]
  }
}

extension Diagnostic.Note {
  /// Why a file is left out, and not shown as it was.
  static func leftOut(because trouble: String?) -> Diagnostic.Note {
    let reason = trouble.map(cannotTell) ?? "no earlier version of it is right"
    return Diagnostic.Note("this file is left out: \(reason)")
  }

  fileprivate static func cannotTell(_ trouble: String) -> String { "git can't tell what was there before: \(trouble)" }
}

/// The marks of a quotation in a language, and those of one within a quotation (Unicode CLDR 46, `delimiters`).
///
/// Arabic has guillemets, as in French; CLDR has typewriter marks for it.
func quotationMarks(of language: String, inside depth: Int) -> (opening: String, closing: String) {
  let marks = marksByLanguage[languageCode(language)] ?? (("“", "”"), ("‘", "’"))
  return depth.isMultiple(of: 2) ? marks.outer : marks.inner
}

private typealias Marks = (opening: String, closing: String)

/// French parts its guillemets from the words by a space.
private let french = (opening: "«\u{00A0}", closing: "\u{00A0}»")

private let marksByLanguage: [String: (outer: Marks, inner: Marks)] = [
  "ar": (("«", "»"), ("«", "»")), "cs": (("„", "“"), ("‚", "‘")), "de": (("„", "“"), ("‚", "‘")),
  "el": (("«", "»"), ("“", "”")), "es": (("«", "»"), ("“", "”")), "fa": (("«", "»"), ("‹", "›")),
  "fi": (("”", "”"), ("’", "’")), "fr": (french, french), "hu": (("„", "”"), ("»", "«")),
  "it": (("«", "»"), ("“", "”")), "ja": (("「", "」"), ("『", "』")), "nb": (("«", "»"), ("‘", "’")),
  "no": (("«", "»"), ("‘", "’")), "pl": (("„", "”"), ("«", "»")), "ro": (("„", "”"), ("«", "»")),
  "ru": (("«", "»"), ("„", "“")), "sv": (("”", "”"), ("’", "’")), "uk": (("«", "»"), ("„", "“")),
]

/// The marks of a quotation in a language, and those of one within a quotation (Unicode CLDR 48, `delimiters`).
func quotationMarks(of language: String, inside depth: Int) -> (opening: String, closing: String) {
  let code = language.split(separator: "-").first.map { $0.lowercased() } ?? ""
  let marks = marksByLanguage[code] ?? (("“", "”"), ("‘", "’"))
  return depth.isMultiple(of: 2) ? marks.outer : marks.inner
}

private typealias Marks = (opening: String, closing: String)

private let noBreak = "\u{00A0}"

private let marksByLanguage: [String: (outer: Marks, inner: Marks)] = [
  "ar": (("«", "»"), ("“", "”")), "cs": (("„", "“"), ("‚", "‘")), "da": (("”", "”"), ("’", "’")),
  "de": (("„", "“"), ("‚", "‘")), "el": (("«", "»"), ("“", "”")), "es": (("«", "»"), ("“", "”")),
  "fa": (("«", "»"), ("‹", "›")), "fi": (("”", "”"), ("’", "’")),
  "fr": (("«" + noBreak, noBreak + "»"), ("“", "”")), "it": (("«", "»"), ("“", "”")),
  "ja": (("「", "」"), ("『", "』")), "no": (("«", "»"), ("‘", "’")), "pl": (("„", "”"), ("«", "»")),
  "pt": (("«", "»"), ("“", "”")), "ru": (("«", "»"), ("„", "“")), "sv": (("”", "”"), ("’", "’")),
  "uk": (("«", "»"), ("„", "“")),
]

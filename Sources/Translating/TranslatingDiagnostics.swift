import Content
import Diagnostics

/// All sentences of this module, in the words of translators.
extension Diagnostic {
  static func notATranslation(_ path: String, into language: Language, known: [String]) -> Diagnostic {
    Diagnostic(
      .error, "translation/not-one", "this is no translation into \(language.name) (\(language.code))", at: .file(path),
      hints: [
        suggestion(for: path, among: known) ?? "name the file of a translation, such as `\(known.first ?? "content/about.\(language.code).md")`"
      ])
  }

  static func unevenBlocks(_ count: Int, _ wanted: Int, at place: Place, original: Place) -> Diagnostic {
    Diagnostic(
      .error, "translation/uneven",
      "the translation has \(counted(count, "block")), and its original \(wanted), so nobody can tell which renders which",
      at: place, notes: [Note("the original here", at: original)],
      hints: ["write a heading, a paragraph, a list or a table for each one of the original, in the same order"])
  }
}

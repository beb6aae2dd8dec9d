import ArgumentParser
import Content

/// The language that somebody names on the command line by its code.
func namedLanguage(_ code: String) throws -> Language {
  if let language = Language(code: code) { return language }
  let meant = Language(code: String(code.lowercased().prefix { $0.isLetter }))
  let hint =
    meant.map { "did you mean `\($0.code)`?" }
    ?? "languages have codes of two letters (ISO 639-1), such as `ar`, `es`, `fr`, `ru` and `zh`"
  throw ValidationError("`\(code)` is no language: \(hint)")
}

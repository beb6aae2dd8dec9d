import Content
import Diagnostics
import Templating

/// The files of `templates/`, ready to make pages; an object, so that sites with the same one are known.
final class CompiledTheme: Sendable {
  /// The files as they were read.
  let files: Theme
  let templates: Templates
  /// What is wrong with any of it, whatever the content.
  let diagnostics: [Diagnostic]

  private let words: [Language: Strings.Words]
  private let hasGoodWords: Bool

  init(_ files: Theme, _ words: (languages: [Language: Strings.Words], diagnostics: [Diagnostic])) {
    self.files = files
    self.words = words.languages
    hasGoodWords = !words.diagnostics.hasErrors
    let (templates, problems) = hostEnvironment().compile(files.templates)
    self.templates = templates
    diagnostics = files.diagnostics + problems + words.diagnostics
  }

  /// The words by which texts mention entries.
  var mentionWords: [Language: MentionWords] { Strings.mentionWords(words) }

  /// The words of all languages, for the content of a site; nil if it can't be read.
  func strings(for library: Library?) -> (strings: Strings, diagnostics: [Diagnostic]) {
    Strings.checked(words, for: library, isWhole: hasGoodWords)
  }
}

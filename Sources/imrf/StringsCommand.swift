import Platform
import ArgumentParser
import Content
import Diagnostics
import Site

/// The command that gives translators the words of the templates.
struct StringsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strings",
    abstract: "Writes the words of the templates for translators, with what has been translated so far.",
    discussion: """
      Each word stands below that of the site's first language and the notes on it. Where nothing stands behind the colon, a \
      translation is missing, and pages show the word of the first language. What the file of the language has is kept: run it \
      again when words have come.
      """)

  @Argument(help: "The language, by its code: fr.", transform: namedLanguage)
  var language: Language

  @Option(
    help: ArgumentHelp(
      "Where to write, such as templates/strings/fr.yaml, instead of to standard output.", valueName: "file"),
    transform: namedPath)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The folder that holds content and templates; the current one if nothing is said.", valueName: "folder"),
    transform: namedPath)
  var source = "."

  @OptionGroup var report: ReportOptions

  func run() async throws {
    if let output {
      try checkOutput(output, ofSiteIn: source, but: "templates/strings/\(language.code).yaml")
    }
    let files = Files.site(in: source)
    let (settings, problems) = SiteSettings.load(from: files)
    try report.print(problems.filter { $0.severity == .error })
    let first = settings?.language ?? .english
    if language == first {
      throw ValidationError("`\(first.code)` is the site's first language: its words are those that others translate")
    }
    let strings = StringsForTranslators(for: language, of: first, from: files)
    try report.print(strings.diagnostics)
    let bytes = Array(strings.text.utf8)
    guard let output else { return try Terminal.print(bytes) }
    do throws(Diagnostic) {
      // A site whose templates are all built in has no folder for them yet.
      try makeFolders(holding: output)
      _ = try writeResult(bytes, to: output)
    } catch {
      try report.print([error])
    }
    if !report.quiet { try Terminal.print(Array("\(output)\n".utf8)) }
  }
}

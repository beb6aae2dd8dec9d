import Platform
import ArgumentParser
import Content
import Diagnostics
import Site
import Translating

/// The command that tells translators what is to do, and takes their work.
struct TranslationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translations",
    abstract: "Says what of the content is to be translated into a language, and what renders an older version.",
    discussion: """
      imrf translations fr counts what is translated into French and lists, with file and line, what is missing and what was \
      changed in the original since. When a translation renders its original as it is now, say so: \
      imrf translations fr --accept content/about.fr.md. To work with a program for translators, write a file for it \
      (--export work.xlf), and read what comes back (--import work.xlf). docs/translating.md tells all of it.
      """)

  @Argument(help: "The language, by its code: fr.", transform: namedLanguage)
  var language: Language

  @Argument(help: ArgumentHelp("With --accept, the files of translations.", valueName: "file"))
  var files: [String] = []

  @Flag(help: "Note in the files named that they render their originals as these are now.")
  var accept = false

  @Flag(help: "With --accept, do so in all files of the language.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "Write all words with their translations as XLIFF 2.0, for translators' programs.", valueName: "file"),
    transform: namedPath)
  var export: String?

  @Flag(help: "With --export, only what is missing or renders an older version.")
  var changed = false

  @Option(
    name: .customLong("import"),
    help: ArgumentHelp("Take over what was translated in an XLIFF file that --export wrote.", valueName: "file"),
    transform: namedPath)
  var importing: String?

  @Option(help: "The form of the overview: human or json.")
  var format: Form = .human

  @OptionGroup var site: SiteOptions

  @OptionGroup var report: ReportOptions

  /// The forms of the overview.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case human, json
  }

  func validate() throws {
    if [accept, export != nil, importing != nil].count(where: { $0 }) > 1 {
      throw ValidationError("--accept, --export and --import do different things: give one of them")
    }
    if accept != (all || !files.isEmpty) {
      throw ValidationError(
        accept ? "name the files that are to be accepted, or give --all" : "files are named behind --accept only")
    }
    if changed, export == nil { throw ValidationError("--changed says what --export is to write") }
  }

  func run() async throws {
    if let export { try checkOutput(export, ofSiteIn: site.source) }
    let source = Files.disk(site.source)
    let library = try await loaded(source)
    if language == library.settings.language {
      throw ValidationError("`\(language.code)` is the language that the site is written in, and not translated into")
    }
    let overview = TranslationOverview(of: library, in: language)
    if accept { return try await accept(overview, in: source) }
    if let importing { return try await take(importing, into: overview, in: source) }
    if let export { return try write(overview, to: export) }
    try Terminal.print(Array((format == .json ? overview.jsonText() : overview.text()).utf8))
  }

  /// The content; what keeps it from being read is reported.
  private func loaded(_ files: Files) async throws -> Library {
    let (library, diagnostics) = await read(files)
    guard let library else {
      try report.print(diagnostics)
      throw ExitCode(1)
    }
    return library
  }

  /// Reads content, with drafts if they are asked for.
  private func read(_ files: Files) async -> (Library?, [Diagnostic]) {
    await Library.load(from: files, includingDrafts: site.drafts)
  }

  /// Notes that translations render their originals.
  private func accept(_ overview: TranslationOverview, in source: Files) async throws {
    do throws(Faults) {
      let acceptance = Acceptance(overview, in: source)
      let accepted = try await acceptance.files(all ? nil : files) { await read($0) }
      if accepted.isEmpty, !report.quiet { Terminal.printError("nothing is translated into \(language.name)\n") }
      try write(accepted, in: source)
    } catch {
      try report.print(error.diagnostics)
    }
  }

  private func write(_ overview: TranslationOverview, to path: String) throws {
    guard overview.hasWork(changedOnly: changed) else {
      if !report.quiet { Terminal.printError("there is nothing to translate\n") }
      return
    }
    do throws(Diagnostic) {
      _ = try writeResult(overview.xliff(changedOnly: changed), to: path)
    } catch {
      try report.print([error])
    }
  }

  /// Takes over what was translated.
  private func take(_ path: String, into overview: TranslationOverview, in source: Files) async throws {
    let work = XLIFFImport(into: overview, from: source)
    var warnings: [Diagnostic] = []
    do throws(Faults) {
      let result = try await work.files(of: xliff(path)) { await read($0) }
      warnings = result.warnings
      try write(result.files, in: source)
    } catch {
      warnings = error.diagnostics
    }
    try report.print(warnings)
  }

  private func xliff(_ path: String) throws(Faults) -> SourceFile {
    do throws(Diagnostic) { return try readFile(path) } catch { throw Faults([error]) }
  }

  /// Writes the files that are to be others than they are, and names them.
  private func write(_ files: [(path: String, bytes: [UInt8])], in source: Files) throws(Faults) {
    for file in files where (try? source.read(file.path))?.bytes != file.bytes {
      let path = source.displayName(file.path)
      do throws(Diagnostic) {
        _ = try writeResult(file.bytes, to: path)
      } catch {
        throw Faults([error])
      }
      if !report.quiet { Terminal.printError("\(path)\n") }
    }
  }
}

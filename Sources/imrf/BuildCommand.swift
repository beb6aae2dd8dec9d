public import ArgumentParser
import Content
import Diagnostics
import Packs
import Platform
public import Site

/// The command that makes the site.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Makes the site and its packs.",
    discussion: "The output folder holds the whole new site when this ends well, and the whole old one when it doesn't."
  )

  @OptionGroup var site: SiteOptions

  @Option(
    help: ArgumentHelp("The folder that the site is written to; public if nothing is said.", valueName: "folder"),
    transform: namedPath)
  var output: String?

  @Flag(help: "Make a copy that works from a folder or a memory stick, without a web server.")
  var portable = false

  @Option(
    help: ArgumentHelp(
      "Also write rules by which a web server leads from the old addresses of pages to the new ones: nginx, netlify or apache.",
      valueName: "server"))
  var redirects: ServerRules?

  @Flag(name: .customLong("no-packs"), help: "Don't print the packs; their pages are made all the same.")
  var noPacks = false

  @Flag(
    name: .customLong("no-search"),
    help: "Don't index the texts of the pages; numbers, names and titles are found all the same.")
  var noSearch = false

  @Flag(
    name: .customLong("keep-going"),
    help: """
      For a look at what others have written: make the site though there are errors. A file with an error is shown as it was in the \
      last commit that has it right, or left out, with a notice on the pages concerned. The exit status is 1 all the same.
      """)
  var keepGoing = false

  @Flag(name: .shortAndLong, help: "Say how long the parts took.")
  var verbose = false

  @Flag(help: "Print where the time goes: stages, templates, the slowest pages; times in milliseconds.")
  var profile = false

  @Flag(name: .customLong("profile-json"), help: "The same for programs, with every page.")
  var profileJSON = false

  @OptionGroup var report: ReportOptions

  func validate() throws {
    if portable, redirects != nil {
      throw ValidationError("--redirects is for a web server, and --portable for a folder without one")
    }
  }

  func run() async throws { try await EndSignals.ending(build) }

  private func build() async throws {
    let start = ContinuousClock.now
    var options = site.options
    options.isPortable = portable
    options.hasNotices = keepGoing
    options.profile = profile || profileJSON ? BuildProfile() : nil
    let printer = noPacks ? nil : PackPrinter(project: self.site.source)
    options.packFormats = printer?.formats ?? []
    let output = output ?? (self.site.source == "." ? "public" : self.site.source + "/public")
    let (loadedSite, problems) = await load(options)
    guard let loadedSite else { return try report.print(problems) }
    let (scaled, unscaled) = await scaled(loadedSite.largeImages)
    let drawing = ContinuousClock.now
    let (pictures, undrawn) = await pictures(of: loadedSite)
    options.profile?.note(stage: "pictures of pages", since: drawing)
    let site = scaled.isEmpty && pictures.isEmpty ? loadedSite : loadedSite.with(scaled, pictures)
    let loaded = ContinuousClock.now
    options.profile?.note(stage: "loading", since: start)
    let progress = Progress(of: "pages", isShown: Terminal.errorIsTerminal && !report.quiet)
    let (book, gone) = addresses(of: site)
    // From a folder without a server no browser loads an index.
    let indexing = noSearch || portable ? nil : index
    let outcome = await site.build(
      to: output, source: self.site.source, rules: redirects,
      progress: { progress.show($0, of: $1) },
      printing: {
        guard let printer else { return ([], []) }
        return await print(site, printer)
      }, indexing: indexing)
    progress.clear()
    try Task.checkCancellation()
    let result = Result { () throws(ExitCode) in
      try report.print(
        problems + gone + unscaled + undrawn + outcome.diagnostics
          + (outcome.isPublished ? book?.keep(in: self.site.source) ?? [] : [])
          + missingPrograms(of: printer, for: site))
    }
    // The program ends here: taking ten thousand pages apart in memory first would only keep people waiting.
    _ = unsafe Unmanaged.passRetained(site)
    // What is for a program is all that stands there.
    if outcome.isPublished, !report.quiet, !profileJSON {
      if verbose { Swift.print("loaded in \(seconds(loaded - start)), made in \(seconds(.now - loaded))") }
      let parts =
        [counted(site.routes.count(where: \.isPage), "page")]
        + (outcome.packs > 0 ? [counted(outcome.packs, "pack")] : [])
      Swift.print("\(output): \(parts.joined(separator: ", ")) in \(seconds(.now - start))")
    }
    if let gathered = options.profile {
      let told = ProfileReport(profile: gathered)
      Swift.print(profileJSON ? told.json : told.table, terminator: "")
    }
    try result.get()
  }

  private func load(_ options: Site.Options) async -> (site: Site?, diagnostics: [Diagnostic]) {
    let files = Files.site(in: self.site.source)
    guard keepGoing else { return await Site.load(from: files, options: options) }
    let history = GitHistory(of: self.site.source, folders: Site.folders, displayName: files.displayName)
    return await SiteLoader(from: files, options: options, history: history, tryingPages: true).load()
  }

  /// The list of published addresses, if this build is to keep it, and which of them are gone.
  private func addresses(of site: Site) -> (book: AddressBook?, gone: [Diagnostic]) {
    guard site.isForPublic, !keepGoing else { return (nil, []) }
    do throws(Diagnostic) {
      let book = try AddressBook(of: site, in: .disk(self.site.source))
      return (book, book.diagnostics)
    } catch {
      return (nil, [error])
    }
  }

  /// Makes large pictures smaller; those that can't be are published as they are.
  private func scaled(_ images: [LargeImage]) async -> ([ScaledImages], [Diagnostic]) {
    if images.isEmpty { return ([], []) }
    guard let scaler = ImageScaler.find(project: site.source) else { return ([], [.noScaler]) }
    let progress = Progress(of: "pictures", isShown: Terminal.errorIsTerminal && !report.quiet)
    defer { progress.clear() }
    return await scaler.scale(images) { progress.show($0, of: $1) }
  }

  /// Draws the pictures of pages; those that can't be drawn are left out.
  private func pictures(of site: Site) async -> ([DrawnPicture], [Diagnostic]) {
    let (wanted, faults) = noPacks ? ([], []) : site.pagePictures
    if wanted.isEmpty { return ([], faults) }
    guard let painter = PagePainter.find(project: self.site.source) else { return ([], faults + [.noPagePictures]) }
    let (drawn, diagnostics) = await painter.draw(wanted)
    return (drawn, faults + diagnostics)
  }

  /// Makes the files of all packs.
  private func print(_ site: Site, _ printer: PackPrinter) async -> ([OutputFile], [Diagnostic]) {
    let progress = Progress(of: "files of packs", isShown: Terminal.errorIsTerminal && !report.quiet)
    defer { progress.clear() }
    let (prints, diagnostics) = await printer.print(site.packFiles, of: site) { progress.show($0, of: $1) }
    let files = prints.map {
      OutputFile(path: String($0.wanted.path.dropFirst()), bytes: $0.file.bytes, pages: $0.file.pages)
    }
    return (files, diagnostics)
  }

  /// Makes the index in which visitors search.
  @Sendable private func index(_ texts: SearchTexts) async -> (files: [OutputFile], diagnostics: [Diagnostic]) {
    guard let indexer = SearchIndexer.find(project: site.source) else { return ([], [.noSearch]) }
    return await indexer.index(texts)
  }

  /// Why some of what `site.yaml` wants can't be made here, each reason once.
  private func missingPrograms(of printer: PackPrinter?, for site: Site) -> [Diagnostic] {
    guard let printer else { return [] }
    var said: Set<String> = []
    return site.library.settings.formats.compactMap { printer.missingProgram(for: $0, severity: .warning) }
      .filter { said.insert($0.message).inserted }
  }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// A duration in seconds with two digits, as in "0.18 s".
private func seconds(_ duration: Duration) -> String {
  let hundredths = Int((duration / .milliseconds(10)).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
}

/// Web servers are words on the command line.
extension ServerRules: ExpressibleByArgument {}

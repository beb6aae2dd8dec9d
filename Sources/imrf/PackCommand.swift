import ArgumentParser
import Content
import Diagnostics
import Packs
import Site

/// The command that makes one pack.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Makes one briefing pack: a PDF, or a booklet, a Word file or an e-book.",
    discussion: "Packs are named by the number of their round table, or by the name of their file in content/packs.")

  @Argument(help: "The pack: 2, or borders-and-rescue-at-sea.")
  var pack: String

  @Option(help: "The paper: a4, which is taken if nothing is said, or letter.")
  var paper: PaperSize?

  @Flag(help: "Print large, for people who see little.")
  var largePrint = false

  @Flag(exclusivity: .exclusive)
  var form: Form = .pdf

  @Option(help: ArgumentHelp("The file that is written.", valueName: "file"))
  var output: OutputPath?

  @OptionGroup var site: SiteOptions

  @OptionGroup var report: ReportOptions

  /// The sizes of paper on the command line.
  enum PaperSize: String, ExpressibleByArgument, CaseIterable {
    case a4, letter
  }

  /// What a pack is made as.
  enum Form: String, EnumerableFlag {
    case pdf, booklet, docx, epub

    static func help(for value: Form) -> ArgumentHelp? {
      switch value {
      case .pdf: "A PDF; this is what you get if you ask for nothing else."
      case .booklet: "A PDF of sheets with two pages on each side, to be folded and stapled; for printing only."
      case .docx: "A Word file."
      case .epub: "An e-book."
      }
    }
  }

  func validate() throws {
    guard form == .docx || form == .epub else { return }
    for (option, isGiven) in [("--large-print", largePrint), ("--paper", paper != nil)] where isGiven {
      throw ValidationError(
        "\(option) is for paper: the size of pages and type in a Word file or an e-book is the reader's own choice. "
          + "Leave out \(option), or --\(form.rawValue).")
    }
  }

  func run() async throws { try await EndSignals.ending(make) }

  private func make() async throws {
    let (site, problems) = await Site.load(from: .disk(self.site.source), options: self.site.options)
    guard let site else { return try report.print(problems) }
    do {
      let (name, bytes) = try await make(of: site)
      try Task.checkCancellation()
      let isFile = try writeResult(bytes, to: output?.path ?? name)
      try report.print(problems)
      if isFile, !report.quiet { Swift.print(output?.path ?? name) }
    } catch let failure as Failure {
      try report.print(problems + failure.diagnostics)
    } catch let diagnostic as Diagnostic where !Task.isCancelled {
      try report.print(problems + [diagnostic])
    }
  }

  /// Why there is no pack.
  private struct Failure: Error {
    let diagnostics: [Diagnostic]
  }

  /// The name of the file, and what is in it.
  private func make(of site: Site) async throws -> (name: String, bytes: [UInt8]) {
    let print = try await wanted(of: site)
    switch form {
    case .pdf: return (print.fileName, try await pdf(print, of: site).pdf.bytes)
    case .booklet:
      guard let booklet = Booklet.find(project: self.site.source) else {
        throw Diagnostic.noProgram("Python", for: "booklets", variable: "IMRF_PYTHON")
      }
      return (print.name + "-booklet.pdf", try await booklet.sheets(of: pdf(print, of: site)))
    case .docx: return (print.name + ".docx", try await pandoc().make(.docx, of: print, from: site))
    case .epub: return (print.name + ".epub", try await pandoc().make(.epub, of: print, from: site))
    }
  }

  /// The pack in the site's first language.
  private func wanted(of site: Site) async throws -> PackPrint {
    let prints = prints(of: site)
    if let print = prints.first(where: isWanted) { return print }
    var options = self.site.options
    options.includesDrafts = true
    let (drafts, _) = await Site.load(from: .disk(self.site.source), options: options)
    if let draft = drafts.map(self.prints)?.first(where: isWanted) { throw Diagnostic.draftPack(draft.name) }
    throw Diagnostic.noSuchPack(pack, known: prints.map(\.name))
  }

  private func prints(of site: Site) -> [PackPrint] {
    let paper = paper == .letter ? Paper.letter : .a4
    return site.prints(on: [largePrint ? paper.large : paper]).filter { $0.language == site.library.settings.language }
  }

  private func isWanted(_ print: PackPrint) -> Bool { [pack, "round-table-\(pack)"].contains(print.name) }

  private func pdf(_ print: PackPrint, of site: Site) async throws -> PackPrinter.Print {
    guard let weasyPrint = WeasyPrint.find(project: self.site.source) else { throw Diagnostic.noWeasyPrint(.error) }
    let printer = PackPrinter(weasyPrint, project: self.site.source)
    let (prints, diagnostics) = await printer.print([print], of: site) { _, _ in }
    guard let print = prints.first else { throw Failure(diagnostics: diagnostics) }
    return print
  }

  private func pandoc() throws -> Pandoc {
    guard let pandoc = Pandoc.find(project: site.source) else {
      throw Diagnostic.noProgram("pandoc", for: "Word files and e-books", variable: "IMRF_PANDOC")
    }
    return pandoc
  }
}

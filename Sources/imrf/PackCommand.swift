import Platform
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

  @Option(
    help: ArgumentHelp("The language, by its code; the site's own if nothing is said.", valueName: "code"),
    transform: namedLanguage)
  var language: Language?

  @Option(help: "The paper: a4, which is taken if nothing is said, or letter.")
  var paper: PaperSize?

  @Flag(help: "Print large, for people who see little.")
  var largePrint = false

  @Flag(exclusivity: .exclusive)
  var form: OutputFormat = .pdf

  @Option(help: ArgumentHelp("The file that is written.", valueName: "file"), transform: namedPath)
  var output: String?

  @OptionGroup var site: SiteOptions

  @OptionGroup var report: ReportOptions

  /// The sizes of paper on the command line.
  enum PaperSize: String, ExpressibleByArgument, CaseIterable {
    case a4, letter
  }

  /// What a pack is made as.
  enum OutputFormat: String, EnumerableFlag {
    case pdf, booklet, docx, epub

    var format: PackFormat { PackFormat(rawValue: rawValue) ?? .pdf }

    var noun: String {
      switch self {
      case .pdf, .booklet: "a PDF"
      case .docx: "a Word file"
      case .epub: "an e-book"
      }
    }

    static func help(for value: OutputFormat) -> ArgumentHelp? {
      switch value {
      case .pdf: "A PDF; this is what you get if you ask for nothing else."
      case .booklet: "A PDF of sheets with two pages on each side, to be folded and stapled; for printing only."
      case .docx: "A Word file."
      case .epub: "An e-book."
      }
    }
  }

  func validate() throws {
    try checkEnding()
    guard form == .docx || form == .epub else { return }
    for (option, isGiven) in [("--large-print", largePrint), ("--paper", paper != nil)] where isGiven {
      throw ValidationError(
        "\(option) is for paper: the size of pages and type in a Word file or an e-book is the reader's own choice. "
          + "Leave out \(option), or --\(form.rawValue).")
    }
  }

  /// The end of a name says what is in the file: nobody could open a PDF that is called a Word file.
  private func checkEnding() throws {
    guard let name = output else { return }
    let named = OutputFormat.allCases.filter { name.lowercased().hasSuffix("." + $0.format.fileExtension) }
    guard let other = named.first, !named.contains(form) else { return }
    let advice =
      switch (form, other) {
      case (.pdf, _): "Add --\(other.rawValue)"
      case (_, .pdf): "Leave out --\(form.rawValue)"
      default: "Write --\(other.rawValue) instead of --\(form.rawValue)"
      }
    throw ValidationError(
      "\(name) has the name of \(other.noun), but would be \(form.noun). "
        + "\(advice), or give it a name that ends in .\(form.format.fileExtension).")
  }

  func run() async throws {
    if let output { try checkOutput(output, ofSiteIn: site.source) }
    try await EndSignals.ending(make)
  }

  private func make() async throws {
    let (site, problems) = await Site.load(from: .site(in: self.site.source), options: self.site.options)
    guard let site else { return try report.print(problems) }
    do {
      let (name, bytes) = try await make(of: site)
      try Task.checkCancellation()
      let isFile = try writeResult(bytes, to: output ?? name)
      try report.print(problems)
      if isFile, !report.quiet { Swift.print(output ?? name) }
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
    let wanted = try await wanted(of: site)
    let (prints, diagnostics) = await PackPrinter(project: self.site.source).print([wanted], of: site) { _, _ in }
    guard let print = prints.first else { throw Failure(diagnostics: diagnostics) }
    return (name(of: wanted, of: site), print.file.bytes)
  }

  /// The name of a file where those in all languages come to lie together: `round-table-2.fr.pdf`.
  private func name(of file: PackFile, of site: Site) -> String {
    if file.language == site.library.settings.language { return file.fileName }
    let ending = "." + file.format.fileExtension
    return file.fileName.dropLast(ending.count) + "." + file.language.code + ending
  }

  /// The pack in the language that is wanted.
  private func wanted(of site: Site) async throws -> PackFile {
    let files = files(of: site).filter(isWanted)
    let language = language ?? site.library.settings.language
    if self.language != nil, let file = files.first(where: { $0.paper != nil }),
      let (left, right) = Pack.facingLanguages(of: site.library[file.pack])
    {
      throw Diagnostic.packInTwoLanguages(file.name, left, right)
    }
    if let file = files.first(where: { $0.language == language }) { return file }
    var options = self.site.options
    options.includesDrafts = true
    let (drafts, _) = await Site.load(from: .site(in: self.site.source), options: options)
    let waiting = drafts.map(self.files)?.filter(isWanted) ?? []
    if let draft = waiting.first(where: { $0.language == language }) ?? (files.isEmpty ? waiting.first : nil) {
      throw Diagnostic.draftPack(draft.name)
    }
    guard let file = files.first else { throw unknown(of: site) }
    throw Diagnostic.packNotTranslated(file.name, into: language, only: files.map(\.language))
  }

  /// Why there is no such pack; its name may be that of a translation's file.
  private func unknown(of site: Site) -> Diagnostic {
    let files = files(of: site)
    let parts = pack.split(separator: ".")
    if parts.count == 2, let language = Language(code: String(parts[1])),
      let file = files.first(where: { $0.isCalled(parts[0]) })
    {
      return .noSuchPack(
        pack, butOf: String(parts[0]), in: language,
        isThere: files.contains {
          $0.pack == file.pack && $0.language == language
        })
    }
    let names = files.filter { $0.language == site.library.settings.language }.map(\.name)
    return .noSuchPack(pack, known: names)
  }

  private func files(of site: Site) -> [PackFile] {
    let paper = paper == .letter ? Paper.letter : .a4
    return site.packFiles(as: [form.format], on: [largePrint ? paper.large : paper])
  }

  private func isWanted(_ file: PackFile) -> Bool { file.isCalled(pack[...]) }
}

extension PackFile {
  /// Whether it has a name on the command line: that of its file, or the number of its round table.
  fileprivate func isCalled(_ word: Substring) -> Bool { name == word || name == "round-table-\(word)" }
}

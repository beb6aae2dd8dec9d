import ArgumentParser
import Content
import Diagnostics
import Packs
import Site

/// The command that prints one pack.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Prints one briefing pack as a PDF.",
    discussion: "Packs are named by the number of their round table, or by the name of their file in content/packs.")

  @Argument(help: "The pack: 2, or borders-and-rescue-at-sea.")
  var pack: String

  @Option(help: "The paper: a4 or letter.")
  var paper: Format = .a4

  @Flag(help: "Print large, for people who see little.")
  var largePrint = false

  @Option(help: ArgumentHelp("The file that the PDF is written to.", valueName: "file"))
  var output: String?

  @OptionGroup var site: SiteOptions

  @OptionGroup var report: ReportOptions

  /// The formats of paper on the command line.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case a4, letter
  }

  func run() async throws {
    let (site, problems) = await Site.load(from: .disk(self.site.source), options: self.site.options)
    guard let site else { return try report.print(problems) }
    let (path, diagnostics) = await write(site)
    try report.print(problems + diagnostics)
    if let path, !report.quiet { Swift.print(path) }
  }

  /// Writes the PDF, and says where it is.
  private func write(_ site: Site) async -> (path: String?, diagnostics: [Diagnostic]) {
    let paper = paper == .a4 ? Paper.a4 : .letter
    let prints = site.prints(on: [largePrint ? paper.large : paper]).filter {
      $0.language == site.library.settings.language
    }
    guard let wanted = prints.first(where: { [pack, "round-table-\(pack)"].contains($0.name) }) else {
      return (nil, [.noSuchPack(pack, known: prints.map(\.name))])
    }
    guard let weasyPrint = WeasyPrint.find(project: self.site.source) else { return (nil, [.noWeasyPrint(.error)]) }
    let printer = PackPrinter(weasyPrint, project: self.site.source)
    let (done, diagnostics) = await printer.print([wanted], of: site) { _, _ in }
    guard let pdf = done.first?.pdf else { return (nil, diagnostics) }
    do throws(Diagnostic) {
      let path = output ?? wanted.fileName
      try replaceFile(path, with: pdf)
      return (path, diagnostics)
    } catch {
      return (nil, diagnostics + [error])
    }
  }
}

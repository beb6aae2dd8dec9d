public import ArgumentParser
import Content
public import Diagnostics
import Site

/// The command that says what a build would complain about.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says all that is wrong with content, templates, assets and finished pages, and writes nothing.")

  @OptionGroup var site: SiteOptions

  @Option(help: "The form of the report: human, json or github.")
  var format: Report.Format = .human

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let (site, problems) = await Site.load(from: .disk(self.site.source), options: self.site.options)
    let diagnostics = await site?.check() ?? []
    try report.print(problems + diagnostics, as: format)
    if (problems + diagnostics).isEmpty, format == .human, !report.quiet {
      try Terminal.print(Array("nothing to complain about\n".utf8))
    }
  }
}

/// The forms of a report are words on the command line.
extension Report.Format: ExpressibleByArgument {}

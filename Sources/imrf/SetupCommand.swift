public import ArgumentParser
import Diagnostics
public import Packs
import Platform

/// The command that installs what others have written and a part of this program works with.
struct SetupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Installs what others have written and some commands need.",
    discussion: """
      packs: what makes packs (WeasyPrint, pandoc, pypdf, pypdfium2), smaller pictures (Pillow) and the index of the search \
      (Pagefind); 110 MB to load.

      checks: what `imrf check --pages` looks at finished pages with: axe-core, with Playwright, which leads a browser; and the \
      Nu HTML checker; 80 MB to load.

      They are Python packages of pypi.org, which go into the folder .venv of the project; nothing else of the machine is \
      changed. To remove them, delete the folder. What comes from elsewhere, such as fonts, a browser or Java, is not installed: \
      `imrf doctor` names the command that brings it.
      """)

  @Argument(help: "What is to be installed: packs or checks.")
  var part: PythonPackages

  @Option(
    help: ArgumentHelp(
      "The folder that holds content and templates; the current one if nothing is said.", valueName: "folder"),
    transform: namedPath)
  var source = "."

  @OptionGroup var report: ReportOptions

  func run() async throws { try await EndSignals.ending(install) }

  private func install() async throws {
    if !report.quiet {
      Terminal.printError(
        "Installing \(part.names.joined(separator: ", ")) from pypi.org into \(PythonPackages.folder(of: source)): "
          + "this takes a minute or two\n")
    }
    do throws(Diagnostic) {
      try await part.install(for: source)
    } catch {
      return try report.print([error])
    }
    let done: String
    switch part {
    case .packs: done = "`imrf doctor` says whether packs can be printed now\n"
    case .checks:
      try report.print(await PageChecker(project: source).missing())
      done = "`imrf check --pages` can look at the pages now\n"
    }
    if !report.quiet { try Terminal.print(Array(done.utf8)) }
  }
}

extension PythonPackages: ExpressibleByArgument {}

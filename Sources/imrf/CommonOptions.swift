import Platform
import ArgumentParser
import Diagnostics
import Site

/// Options of every command: how much is said, and in which colours.
struct ReportOptions: ParsableArguments {
  @Option(help: "Whether messages are coloured: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Say nothing but what is wrong.")
  var quiet = false

  /// When messages are coloured.
  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  /// Prints a report for people to standard error, or one for programs, which is a result, to standard output.
  ///
  /// Throws the exit status 1 if there was an error.
  func print(_ diagnostics: [Diagnostic], as format: Report.Format = .human) throws(ExitCode) {
    let report = Report(diagnostics)
    if format == .human {
      Terminal.printError(report.text(.human, color: usesColor))
    } else {
      try Terminal.print(Array(report.text(format).utf8))
    }
    if report.hasErrors { throw ExitCode(1) }
  }

  /// The rule of no-color.org: a variable NO_COLOR that is not empty turns colours off, unless they are asked for.
  private var usesColor: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      Terminal.errorIsTerminal && environmentVariable("NO_COLOR") == nil && environmentVariable("TERM") != "dumb"
    }
  }
}

/// The path of a file or folder; an empty one, as a variable of a script may hold, is none.
func namedPath(_ argument: String) throws -> String {
  if argument.isEmpty { throw ValidationError("it names nothing") }
  return argument
}

/// Options of the commands that load a site.
struct SiteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that holds content and templates; the current one if nothing is said.", valueName: "folder"),
    transform: namedPath)
  var source = "."

  @Option(help: ArgumentHelp("Where the site will stand, instead of base_url in site.yaml.", valueName: "address"))
  var baseURL: String?

  @Flag(help: "Show drafts too.")
  var drafts = false

  var options: Site.Options {
    var options = Site.Options()
    options.baseURL = baseURL
    options.includesDrafts = drafts
    return options
  }
}

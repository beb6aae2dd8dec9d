import Platform
public import ArgumentParser
import Content
public import Diagnostics
import LinkChecking
import Packs
import Site

/// The command that says what a build would complain about.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says all that is wrong with content, templates, assets and finished pages, and makes no site.",
    discussion: """
      With --external it also asks the servers of other sites whether the addresses that lead to them are still good: \
      each once, a few at a time, with a pause for each host. What was found is kept for a day in the folder .imrf, \
      which may be deleted. It needs the program curl, and uses the proxies of the environment (https_proxy, no_proxy).

      With --pages it also opens every page in a browser, light and dark, where axe-core looks for what keeps people out, and has \
      the Nu HTML checker read them. `imrf setup checks` brings both. Only pages that have changed are looked at again.
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: "The form of the report: human, json or github.")
  var format: Report.Format = .human

  @Flag(help: "Ask for the addresses of other sites, too.")
  var external = false

  @Flag(help: "Look at all finished pages in a browser, too, and at their HTML.")
  var pages = false

  @Option(
    help: ArgumentHelp(
      "Say what a message means, and how to mend what it is about: the identifier in square brackets behind it.",
      valueName: "identifier"))
  var explain: String?

  @OptionGroup var report: ReportOptions

  func run() async throws {
    if let explain {
      if let explanation = Explanation(of: explain) { return try Terminal.print(Array(explanation.text.utf8)) }
      Terminal.printError(Explanation.advice(on: explain))
      throw ExitCode.validationFailure
    }
    let files = Files.site(in: self.site.source)
    let (site, problems) = await Site.load(from: files, options: self.site.options)
    var diagnostics = problems + (await site?.check() ?? [])
    if let site, !diagnostics.hasErrors { diagnostics += await PackChecker(project: self.site.source).check(site) }
    if let site, site.isForPublic {
      do throws(Diagnostic) {
        diagnostics += try AddressBook(of: site, in: files).diagnostics
      } catch {
        diagnostics.append(error)
      }
    }
    if pages, let site, !diagnostics.hasErrors { diagnostics += await lookAtPages(of: site) }
    if external, let site { diagnostics += await askOthers(site, files) }
    try report.print(diagnostics, as: format)
    if diagnostics.isEmpty, format == .human, !report.quiet {
      try Terminal.print(Array("nothing to complain about\n".utf8))
    }
  }

  private func lookAtPages(of site: Site) async -> [Diagnostic] {
    let progress = Progress(of: "looks at pages", isShown: Terminal.errorIsTerminal && !report.quiet)
    defer { progress.clear() }
    return await PageChecker(project: self.site.source).check(site) { progress.show($0, of: $1) }
  }

  private func askOthers(_ site: Site, _ files: Files) async -> [Diagnostic] {
    let policy = RequestPolicy()
    let owner = site.baseURL.map { " for \($0)" } ?? ""
    let checker = LinkChecker(
      .curl(userAgent: "imrf/\(IMRF.version) link check\(owner)", timeout: policy.timeout), policy: policy,
      cache: LinkCache(folder: self.site.source + "/.imrf"))
    let progress = Progress(of: "addresses", isShown: Terminal.errorIsTerminal && !report.quiet)
    defer { progress.clear() }
    let findings = await checker.check(await site.outsideAddresses(in: files)) { progress.show($0, of: $1) }
    return site.library.settings.checks.graded(findings)
  }
}

/// The forms of a report are words on the command line.
extension Report.Format: ExpressibleByArgument {}

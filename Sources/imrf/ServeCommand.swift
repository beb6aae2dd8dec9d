import Content
import Platform
import ArgumentParser
import Diagnostics
import Packs
import Preview
import Site
import Synchronization

/// The command that shows the site while it is being written.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows the site in a browser, and every change the moment it is saved.",
    discussion: """
      The folder public stays as it is: pages are made when a browser asks for them, packs are printed when someone opens \
      them. Drafts are shown. What is wrong is laid over the page, and said here, until it is mended. If `imrf setup checks` \
      was run, the page that is open is also looked at by axe-core and the Nu HTML checker. The address /_imrf/ tells what \
      there is. Ctrl-C ends it.
      """)

  @Option(help: "The port; if it is taken, the next one that is free.")
  var port: UInt16 = 8000

  @Option(help: ArgumentHelp("The address to listen on; others than 127.0.0.1 let others in.", valueName: "address"))
  var host = "127.0.0.1"

  @Flag(help: "Open the site in a browser.")
  var open = false

  @Flag(help: "Look at all files once a second, for disks on a network that don't tell of changes.")
  var poll = false

  @Flag(help: "Don't print packs.")
  var noPacks = false

  @Option(
    help: ArgumentHelp(
      "The folder that holds content and templates; the current one if nothing is said.", valueName: "folder"),
    transform: namedPath)
  var source = "."

  @Option(help: ArgumentHelp("Where the site will stand, instead of base_url in site.yaml.", valueName: "address"))
  var baseURL: String?

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let press = press
    let preview = PreviewSession(source: source, baseURL: baseURL, press: press, inspect: inspect)
    let log = ChangeLog(report)
    let first = await preview.load()
    // Who starts it in another folder than the site's means that one.
    if Files.disk(source).list(Schema.folder) == nil { return try report.print(first.diagnostics) }
    let server: PreviewServer
    do {
      server = try await PreviewServer.start(preview, host: host, port: port)
    } catch {
      return try report.print([error])
    }
    let (isTold, changes) = await preview.follow(polling: poll)
    let url = server.url + (await preview.rootPath ?? "/")
    if !noPacks, let missing = PackPrinter(project: source).missingProgram(for: .pdf, severity: .warning) {
      try report.print([missing])
    }
    if !report.quiet {
      if server.port != port, port != 0 { Terminal.printError("port \(port) is taken, so it is \(server.port)\n") }
      if !isTold, !poll {
        Terminal.printError("the system doesn't tell of changes, so all files are looked at once a second\n")
      }
      if !server.isPrivate {
        Terminal.printError("warning: everyone who reaches this machine at \(host) can read the site, drafts too\n")
      }
      try Terminal.print(Array("\(url) shows \(source == "." ? "the site" : source). Ctrl-C ends it.\n".utf8))
    }
    let said = Task { for await update in preview.updates { log.note(update) } }
    if open { Task { await openBrowser(url) } }
    _ = await EndSignals.first()
    changes.cancel()
    said.cancel()
    await server.close()
  }

  /// What packs are printed with; nil if there is no program for it, or none are wanted.
  private var press: Press? {
    let printer = PackPrinter(project: source)
    guard !noPacks, printer.missingProgram(for: .pdf) == nil, let pictures = SheetPictures.find(project: source)
    else { return nil }
    return Press(formats: printer.formats) { wanted, site in
      let (prints, diagnostics) = await printer.print([wanted], of: site) { _, _ in }
      return (prints.first?.file.bytes, prints.first?.file.layout, diagnostics)
    } draw: { pdf in
      do throws(Diagnostic) {
        return (try await pictures.pictures(of: pdf), [])
      } catch {
        return ([], [error])
      }
    } redraw: { wanted, site, layout in
      (try? await printer.changedSheets(of: wanted, in: site, since: layout)) ?? [:]
    } check: {
      await PackChecker(project: source).check($0)
    }
  }

  /// What looks at the pages that are open, by whatever is installed for that.
  private var inspect: PreviewSession.Inspect {
    let checker = PageChecker(project: source)
    let isInstalled = Task { await checker.isInstalled }
    return { site, path in await isInstalled.value ? await checker.findings(on: path, of: site) : [] }
  }

  private func openBrowser(_ url: String) async {
    #if os(macOS)
      let opener = "open"
    #else
      let opener = "xdg-open"
    #endif
    if await Program.at("/usr/bin/env")?.runAlone([opener, url]) != true {
      Terminal.printError("no browser could be opened; the address is \(url)\n")
    }
  }
}

/// Says on the terminal what became of each change, and each report once.
private final class ChangeLog: Sendable {
  private let options: ReportOptions
  private let last = Mutex("")

  init(_ options: ReportOptions) { self.options = options }

  func note(_ update: PreviewUpdate) {
    if !update.changed.isEmpty, !options.quiet { Terminal.printError(line(for: update)) }
    let text = update.report.text(.human)
    // That nothing is wrong is only known when all pages have been looked at.
    if text.isEmpty, !update.isThorough { return }
    let before = last.withLock { last in
      defer { last = text }
      return last
    }
    if text == before { return }
    if text.isEmpty {
      if !options.quiet { Terminal.printError("nothing to complain about any more\n") }
    } else {
      try? options.print(update.report.diagnostics)
    }
  }

  private func line(for update: PreviewUpdate) -> String {
    let names = printable(update.changed.prefix(2).joined(separator: ", "))
    let others = update.changed.count > 2 ? " and \(update.changed.count - 2) more" : ""
    let tenths = Int((update.duration / .milliseconds(0.1)).rounded())
    return "\(timeOfDay()) \(names)\(others): \(tenths / 10).\(tenths % 10) ms\n"
  }
}

import ArgumentParser
import Content
import EmbeddedFiles
import Diagnostics
import Platform
import Site

/// The commands for the theme that the program brings along.
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "Lists, shows and copies the files of the built-in theme.",
    discussion: """
      A site needs no templates of its own: what its folder templates doesn't hold comes from the theme that imrf brings \
      along. Copy a file from there to change it. docs/templates.md says what each is for.
      """,
    subcommands: [List.self, Show.self, Copy.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the files of the theme; behind those that the site has itself stands `own`.")

    @Option(
      help: ArgumentHelp("The folder that holds content; the current one if nothing is said.", valueName: "folder"),
      transform: namedPath)
    var source = "."

    func run() throws {
      let own = Set(Files.disk(source).list(Theme.folder)?.paths ?? [])
      let lines = EmbeddedFolder.theme.names.map { own.contains(Theme.folder + "/" + $0) ? "\($0)  own\n" : "\($0)\n" }
      try Terminal.print(Array(lines.joined().utf8))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Writes a file of the theme to standard output.")

    @Argument(help: "The file, as `imrf theme list` calls it.")
    var file: String

    func run() throws { try Terminal.print(try original(file)) }
  }

  struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies files of the theme into the folder templates of the site, to be changed there.",
      discussion: """
        templates/copied.yaml notes as what they were copied: if a later imrf brings another version of one, `imrf check` \
        says so. A file that is there is never overwritten.
        """)

    @Argument(help: ArgumentHelp("The files, as `imrf theme list` calls them.", valueName: "file"))
    var files: [String]

    @Flag(help: "Leave files that are there as they are, and note that they are up to date with the theme.")
    var keep = false

    @Option(
      help: ArgumentHelp("The folder that holds content; the current one if nothing is said.", valueName: "folder"),
      transform: namedPath)
    var source = "."

    @OptionGroup var report: ReportOptions

    func run() throws {
      let originals = try files.map { (name: $0, bytes: try original($0)) }
      let disk = Files.disk(source)
      let note = Theme.folder + "/" + CopiedTheme.fileName
      // Whoever is in another folder than the site's wants no files there, and nothing is noted in a file that can't be read.
      if disk.list(Schema.folder) == nil { try report.print(Schema.load(from: disk).diagnostics) }
      var copied = CopiedTheme(try? disk.read(note))
      try report.print(copied.faults)
      do throws(Diagnostic) {
        // Nothing is copied if one can't be.
        let there = originals.filter { disk.holds(Theme.folder + "/" + $0.name) }
        if !keep, let first = there.first {
          throw .copyThere(disk.displayName(Theme.folder + "/" + first.name), first.name)
        }
        for (name, bytes) in originals {
          let path = disk.displayName(Theme.folder + "/" + name)
          if !disk.holds(Theme.folder + "/" + name) {
            try makeFolders(holding: path)
            try createFile(bytes[...], at: path)
          }
          copied.note(name)
        }
        _ = try writeResult(copied.bytes, to: disk.displayName(note))
      } catch {
        try report.print([error])
      }
      if report.quiet { return }
      try Terminal.print(Array(files.map { disk.displayName(Theme.folder + "/" + $0) + "\n" }.joined().utf8))
    }
  }
}

/// The bytes of a file of the theme; a mistake in its name is one of usage.
private func original(_ name: String) throws -> [UInt8] {
  if let bytes = EmbeddedFolder.theme.bytes(of: name) { return bytes }
  let hint = suggestion(for: name, among: EmbeddedFolder.theme.names) ?? "`imrf theme list` lists them"
  throw ValidationError("the theme has no file `\(name)`: \(hint)")
}

extension Diagnostic {
  fileprivate static func copyThere(_ path: String, _ name: String) -> Diagnostic {
    Diagnostic(
      .error, "new/exists", "`\(path)` is there already", at: .file(path),
      hints: [
        "`imrf theme show \(name)` shows the original; once yours has what you want of it, `imrf theme copy --keep \(name)` notes that"
      ])
  }
}

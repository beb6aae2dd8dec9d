import Platform
import ArgumentParser
import Content
import Diagnostics
import Site

/// The commands that begin something.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a new content file, or a whole site to start from.",
    discussion: """
      imrf new site briefings makes a site in the folder briefings; imrf new practice mobile-registration makes \
      content/practices/mobile-registration.md with every field in it. `imrf help new entry` and `imrf help new site` tell more.
      """,
    subcommands: [NewSiteCommand.self, NewEntryCommand.self], defaultSubcommand: NewEntryCommand.self)
}

/// The command that makes a new content file.
struct NewEntryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entry",
    abstract:
      "Makes a new content file with every field in it, each with what belongs there; the word `entry` may be left out.",
    discussion: """
      imrf new practice mobile-registration makes content/practices/mobile-registration.md; imrf new objective \
      8-saving-lives makes content/objectives/08-saving-lives.md. Sources, countries, terms and pledges stand in one file \
      each, so the new one is added at its end. A file that is there is never overwritten.
      """)

  @Argument(help: "The kind: objective, practice, source, or one of your own.")
  var kind: String

  @Argument(
    help: """
      The id, in small letters, digits and hyphens; of what has a number, the number and a few words. Without it, the next \
      number that is free, or a name such as new-practice.
      """)
  var id: String?

  @OptionGroup var site: SiteOptions

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let files = Files.disk(site.source)
    let (schema, diagnostics) = Schema.load(from: files)
    try report.print(diagnostics)
    let kind = try schema.kind(called: self.kind)
    let library = await Library.load(from: files, includingDrafts: true).library
    let id = try self.id ?? freeID(of: schema[kind], in: library)
    let entry = try newEntry(of: kind, id, in: schema)
    let path = site.source == "." ? entry.path : site.source + "/" + entry.path
    do throws(Diagnostic) {
      if let there = self.path(ofExisting: entry, of: schema[kind], id, in: files, library) {
        throw .alreadyThere(files.displayName(there), id: id)
      }
      let before = entry.isAddition && isThere(entry.path, in: files) ? try files.read(entry.path) : nil
      let after = try entry.file(after: before)
      try makeFolders(holding: path)
      if before == nil { try createFile(after[...], at: path) } else { _ = try writeResult(after, to: path) }
    } catch {
      try report.print([error])
    }
    if !report.quiet { try Terminal.print(Array("\(path)\n".utf8)) }
  }

  private func newEntry(of kind: Kind, _ id: String, in schema: Schema) throws -> NewEntry {
    do throws(NewEntry.Fault) {
      return try NewEntry(of: kind, id: id, in: schema)
    } catch {
      switch error {
      case .badID: throw ValidationError("`\(id)` can't be an address: use small letters a to z, digits and hyphens")
      case .badNumber(let numbers):
        throw ValidationError(
          "begin with the number of the \(schema[kind].noun), \(numbers.lowerBound) to \(numbers.upperBound), as in "
            + "`\(self.kind) \(numbers.upperBound)-a-few-words`")
      }
    }
  }

  private func isThere(_ path: String, in files: Files) -> Bool {
    files.list(Schema.folder)?.paths.contains(path) ?? false
  }

  /// The first number that no entry has, or a name that none has.
  private func freeID(of kind: KindDeclaration, in library: Library?) throws -> String {
    // Content with errors is no library, and can't be asked.
    guard let library else {
      throw ValidationError("say what it is to be called: the content has errors, see `imrf check`")
    }
    let taken = Set(library[kind.kind].map(\.key))
    let isFree = { (name: String) in !taken.contains(name) }
    guard let numbers = kind.numbers else {
      let names = (0...taken.count).lazy.map { $0 == 0 ? "new-\(kind.name)" : "new-\(kind.name)-\($0 + 1)" }
      return names.first(where: isFree) ?? kind.name
    }
    guard let free = numbers.lazy.map(String.init).first(where: isFree) else {
      throw ValidationError("there is \(withArticle(kind.noun)) for each number")
    }
    return free
  }

  /// The file in which there is such an entry, or that has its name; nil if there is none.
  private func path(
    ofExisting entry: NewEntry, of kind: KindDeclaration, _ id: String, in files: Files, _ library: Library?
  ) -> String? {
    if let library, let found = library[kind.kind].first(where: { $0.key == entry.key }) {
      return found.common.origin.path
    }
    guard entry.isAddition else {
      return kind.path(ofEntry: entry.key, in: files) ?? (files.holds(entry.path) ? entry.path : nil)
    }
    if library != nil { return nil }
    let text = (try? files.read(entry.path)).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    let isThere = text.split(whereSeparator: \.isNewline).contains {
      $0.contains("id: \(id)") || $0.hasPrefix("\(id),")
    }
    return isThere ? entry.path : nil
  }
}

extension KindDeclaration {
  /// The file whose name begins with the number of an entry, also where its content can't be read; nil if there is none.
  fileprivate func path(ofEntry key: String, in files: Files) -> String? {
    guard numbers != nil else { return nil }
    return files.list("\(Schema.folder)/\(plural)")?.paths.first { path in
      let name = path.split(separator: "/").last ?? ""
      return name.hasSuffix(".md") && Int(name.prefix { "0"..."9" ~= $0 }).map(String.init) == key
    }
  }
}

extension Diagnostic {
  /// Nothing is overwritten.
  static func alreadyThere(_ path: String, id: String) -> Diagnostic {
    Diagnostic(
      .error, "new/exists", "`\(id)` is there already", at: .file(path),
      hints: ["choose another id, or change that entry"])
  }
}

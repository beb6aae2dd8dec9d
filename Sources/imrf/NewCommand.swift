import Platform
import ArgumentParser
import Content
import Diagnostics
import Site

/// The command that makes a new content file.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a new content file with every field in it, each with what belongs there.",
    discussion: """
      imrf new practice mobile-registration makes content/practices/mobile-registration.md; imrf new objective \
      8-saving-lives makes content/objectives/08-saving-lives.md. Sources, countries, terms and pledges stand in one file \
      each, so the new one is added at its end. A file that is there is never overwritten.
      """)

  @Argument(help: "The kind: objective, practice, source, or one of your own.")
  var kind: String

  @Argument(help: "The id, in small letters, digits and hyphens; of what has a number, the number and a few words.")
  var id: String

  @OptionGroup var site: SiteOptions

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let files = Files.disk(site.source)
    let (schema, diagnostics) = Schema.load(from: files)
    try report.print(diagnostics)
    let entry = try newEntry(in: schema)
    let path = site.source == "." ? entry.path : site.source + "/" + entry.path
    do throws(Diagnostic) {
      if await exists(entry, in: files, schema) { throw .alreadyThere(path, id: id) }
      let before = entry.isAddition ? (try? files.read(entry.path).bytes) ?? [] : []
      try makeFolders(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
      if before.isEmpty {
        try createFile(entry.file(after: [])[...], at: path)
      } else {
        _ = try writeResult(entry.file(after: before), to: path)
      }
    } catch {
      try report.print([error])
    }
    if !report.quiet { try Terminal.print(Array("\(path)\n".utf8)) }
  }

  private func newEntry(in schema: Schema) throws -> NewEntry {
    let kind = try schema.kind(called: self.kind)
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

  /// Whether there is such an entry, or a file of its name.
  private func exists(_ entry: NewEntry, in files: Files, _ schema: Schema) async -> Bool {
    if !entry.isAddition, (try? files.read(entry.path)) != nil { return true }
    guard let kind = try? schema.kind(called: self.kind) else { return false }
    if let library = await Library.load(from: files, includingDrafts: true).library {
      return library[kind].contains { $0.key == entry.key }
    }
    // Content with errors is no library, and can't be asked.
    let text = (try? files.read(entry.path)).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    return entry.isAddition
      && text.split(whereSeparator: \.isNewline).contains { $0.contains("id: \(id)") || $0.hasPrefix("\(id),") }
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

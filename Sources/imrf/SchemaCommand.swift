import Platform
import ArgumentParser
import Content
import Diagnostics
import Site

/// The command that tells editors what may be written.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Writes what may stand in the files of a kind as a JSON Schema, for editors that complete and check.",
    discussion: """
      The kind is called as in content/kinds.yaml: objective, round-table, source; `site` stands for content/site.yaml. \
      Without one, all are listed. docs/kinds.md says how editors take the schema.
      """)

  @Argument(help: "The kind, or `site`.")
  var kind: String?

  @Flag(help: "Write the tables of fields instead, as Markdown for a page of documentation.")
  var tables = false

  @Flag(help: "Write what may stand in a translation, in which everything may be left out.")
  var translation = false

  @OptionGroup var site: SiteOptions

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let files = Files.disk(site.source)
    let (schema, diagnostics) = Schema.load(from: files)
    try report.print(diagnostics)
    guard let name = kind else { return try Terminal.print(Array(overview(of: schema).utf8)) }
    if name == Self.site {
      return try Terminal.print(
        Array((tables ? schema.fieldTable(ofGroup: name) : schema.jsonSchemaOfSite(isTranslation: translation)).utf8))
    }
    let kind = try schema.kind(called: name)
    if tables { return try Terminal.print(Array(schema.fieldTable(of: kind).utf8)) }
    // Editors offer the entries that there are, as far as they can be read.
    let library = await Library.load(from: files, includingDrafts: true).library
    try Terminal.print(Array(schema.jsonSchema(of: kind, knowing: library, isTranslation: translation).utf8))
  }

  /// What stands for `site.yaml`, which no kind is called.
  private static let site = "site"

  private func overview(of schema: Schema) -> String {
    let kinds = schema.kinds.map { (name: $0.name, noun: $0.noun, table: schema.fieldTable(of: $0.kind)) }
    let all = kinds + [(Self.site, Self.site, schema.fieldTable(ofGroup: Self.site))]
    return all.map { tables ? "### \($0.noun)\n\n\($0.table)\n" : "\($0.name)\n" }.joined()
  }
}

extension Schema {
  /// The kind that somebody has named; a mistake in it is one of usage.
  func kind(called name: String) throws -> Kind {
    if let kind = kind(named: name) ?? kinds.first(where: { $0.plural == name })?.kind { return kind }
    let known = kinds.map(\.name)
    let hint = suggestion(for: name, among: known) ?? "the kinds are " + known.joined(separator: ", ")
    throw ValidationError("there is no kind `\(name)`: \(hint)")
  }
}

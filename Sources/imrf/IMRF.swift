import ArgumentParser
// Its functions take the place of those by which all others ask for memory; nobody calls it by name.
import CMimalloc
import Commit
import Documents
import Packs

/// The command `imrf`.
@main
struct IMRF: AsyncParsableCommand {
  static let version = "0.2.0"

  static let configuration = CommandConfiguration(
    commandName: "imrf",
    abstract: "Turns briefing notes into a website and into packs for print.",
    discussion: """
      Officers write Markdown in the folder content, designers write templates in the folder templates; \
      imrf makes the site of both.
      """,
    version: version,
    subcommands: [
      BuildCommand.self, ServeCommand.self, PackCommand.self, CheckCommand.self, NewCommand.self, SchemaCommand.self,
      ThemeCommand.self, StringsCommand.self, TranslationsCommand.self, RenderCommand.self, SetupCommand.self,
      DoctorCommand.self,
    ])

  // The parser prints one line that it knows beforehand; of the program itself one also wants to know what it works with.
  static func main() async {
    guard CommandLine.arguments.dropFirst().elementsEqual(["--version"]) else { return await main(nil) }
    do { try await printVersions() } catch { exit(withError: error) }
  }

  private static func printVersions() async throws {
    let lines =
      [
        ("imrf", version), ("commit", Commit.name),
        ("cmark-gfm", MarkdownDocument.engineVersion), ("libyaml", DataNode.engineVersion),
      ] + (await Equipment.engines(of: "."))
    try Terminal.print(Array(lines.map { "\($0) \($1)\n" }.joined().utf8))
  }
}

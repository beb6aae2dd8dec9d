import ArgumentParser
// Its functions take the place of those by which all others ask for memory; nobody calls it by name.
import CMimalloc

/// The command `imrf`.
@main
struct IMRF: AsyncParsableCommand {
  static let version = "0.1.0"

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
}

import ArgumentParser
import Site

/// The command that tries one template.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Renders one template with the data given, to standard output.",
    discussion: "The keys of the data are names in the template. Output is escaped as on the site.")

  @Argument(help: "The template.")
  var template: String

  @Option(help: ArgumentHelp("A JSON file with an object.", valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("The folder of the templates that it includes, extends or imports.", valueName: "folder"))
  var templates: String?

  @OptionGroup var report: ReportOptions

  func run() async throws {
    let (output, diagnostics) = TemplateTrial(template: template, data: data, folder: templates).render()
    try report.print(diagnostics)
    try Terminal.print(output)
  }
}

import ArgumentParser
import Documents
import Packs

/// The command that says what is installed.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what is installed, what is missing for which output, and which command brings it.",
    discussion: """
      The website itself needs nothing but imrf. Everything else is made with programs of others: what stands behind `ready` is \
      there, behind `missing` is what isn't. Nothing is installed.
      """)

  @Option(
    help: ArgumentHelp(
      "The folder that holds content and templates; the current one if nothing is said.", valueName: "folder"),
    transform: namedPath)
  var source = "."

  func run() async throws {
    let equipment = await Equipment(project: source)
    var lines = [
      "imrf \(IMRF.version), with cmark-gfm \(MarkdownDocument.engineVersion) and libyaml \(DataNode.engineVersion)",
      "",
      "ready    the website",
    ]
    lines += equipment.abilities.map { ability in
      let missing = ability.missing
      let parts = (missing.isEmpty ? ability.parts : missing).map { part in
        part.version.map { $0.isEmpty ? part.name : "\(part.name) \($0)" } ?? part.name
      }
      return "\(missing.isEmpty ? "ready  " : "missing")  \(ability.name): \(parts.joined(separator: ", "))"
    }
    for (name, path) in equipment.wrongVariables {
      lines += ["", "`\(name)` names `\(path)`, where no program is: take the variable away, or let it name one."]
    }
    let commands = equipment.commands
    if !commands.isEmpty { lines += ["", "To bring what is missing:"] + commands.map { "  " + $0 } }
    try Terminal.print(Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}

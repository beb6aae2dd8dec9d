import Foundation
import PackagePlugin

/// Puts files of the project into the program: the theme, so that a site needs no templates of its own, and what a new site is made of.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL
    func command(_ list: String, _ root: URL, _ files: [URL]) throws -> Command {
      let output = context.pluginWorkDirectoryURL.appending(path: list + ".swift")
      return .buildCommand(
        displayName: "Embedding \(list)", executable: try context.tool(named: "embed-files").url,
        arguments: [output.path, list, root.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    }
    let templates = folder.appending(path: "templates")
    let content = folder.appending(path: "content")
    let starter = ["objectives", "principles", "round-tables"].flatMap { files(in: content.appending(path: $0)) }
    let countries = files(in: content).filter { $0.lastPathComponent.hasPrefix("countries.") }
    return [
      try command("themeFiles", templates, files(in: templates)),
      try command("starterFiles", folder, starter + countries + files(in: folder.appending(path: "starter"))),
    ]
  }

  private func files(in folder: URL) -> [URL] {
    let inside = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey], options: .skipsHiddenFiles)
    return (inside?.compactMap { $0 as? URL } ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }.sorted { $0.path < $1.path }
  }
}

import Foundation
import PackagePlugin

/// Puts the files of the folder `templates` into the program, so that a site needs none of its own.
@main
struct EmbedTheme: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "templates")
    let output = context.pluginWorkDirectoryURL.appending(path: "ThemeFiles.swift")
    let inside = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey], options: .skipsHiddenFiles)
    let files = (inside?.compactMap { $0 as? URL } ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }.sorted { $0.path < $1.path }
    return [
      .buildCommand(
        displayName: "Embedding the theme", executable: try context.tool(named: "embed-theme").url,
        arguments: [output.path, folder.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}

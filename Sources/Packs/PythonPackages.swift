public import Diagnostics
import Platform

/// Packages of pypi.org that a part of this program works with; they are installed into the folder `.venv` of a project.
public enum PythonPackages: String, Sendable, CaseIterable {
  /// What makes packs, other pictures, and the index of the search.
  case packs
  /// What looks at finished pages.
  case checks

  /// What is installed, as pip calls it: `weasyprint==70.0`.
  public var names: [String] {
    String(decoding: requirements, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }

  private var requirements: [UInt8] {
    switch self {
    case .packs: PythonScripts.packRequirements
    case .checks: PythonScripts.checkRequirements
    }
  }

  /// The folder that they are installed into.
  public static func folder(of project: String) -> String { "\(project)/.venv" }

  /// Installs them for a project; throws what keeps them from being installed.
  public func install(for project: String) async throws(Diagnostic) {
    let workspace = try PackCache(project: project).makeWorkspace()
    defer { workspace.remove() }
    let list = "\(workspace.path)/\(rawValue).txt"
    try writeFile(requirements[...], to: list, named: list)
    let python = "\(Program.scripts(of: project))/python3"
    if Program.at(python) == nil {
      guard let own = Program.find("python3", variable: "IMRF_PYTHON", in: []) else {
        throw .notInstalled(because: "there is no Python")
      }
      try succeed(await own.run(["-m", "venv", Self.folder(of: project)], in: workspace))
    }
    guard let program = Program.at(python) else { throw .notInstalled(because: "\(python) is no program") }
    let command = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", list]
    try succeed(await program.run(command, in: workspace))
  }

  private func succeed(_ run: Program.Run) throws(Diagnostic) {
    if run.end != .well { throw .notInstalled(because: run.report + "\n" + run.output) }
  }
}

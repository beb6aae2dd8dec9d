import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program of others that packs are made with.
public struct Program: Sendable {
  /// Where it lies.
  let path: String

  /// Looks for a program: at the path that a variable of the environment names, in folders of the project, then where the
  /// system looks for programs.
  static func find(_ name: String, variable: String, in folders: [String]) -> Program? {
    if let path = environment(variable) { return at(path) }
    let folders = folders + (environment("PATH") ?? "").split(separator: ":").map(String.init)
    return folders.lazy.map { "\($0)/\(name)" }.compactMap(at).first
  }

  /// The program at a path, if there is one.
  static func at(_ path: String) -> Program? { unsafe access(path, X_OK) == 0 ? Program(path: path) : nil }

  /// Runs the program to its end, with some variables of the environment besides its own.
  ///
  /// - Returns: What it wrote to its standard error, and whether it ended well.
  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) async -> (report: String, isDone: Bool) {
    do {
      let environment = Environment.inherit.updating(
        Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }))
      let run = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), environment: environment,
        output: .discarded, error: .string(limit: 16_777_216))
      return (run.standardError, run.terminationStatus.isSuccess)
    } catch {
      return ("\(error)", false)
    }
  }

  /// The Python that has the libraries of a project.
  static func python(of project: String) -> Program? {
    find("python3", variable: "IMRF_PYTHON", in: [scripts(of: project)])
  }

  /// Where Python's packages put their programs in a project.
  static func scripts(of project: String) -> String { "\(project)/.venv/bin" }

  /// What tells one version of a file from another without reading it: its size and the time when it was written; nil if
  /// there is no such file.
  static func version(of path: String) -> String? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return "\(path) \(status.st_size) \(time.tv_sec) \(time.tv_nsec)"
  }

  private static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}

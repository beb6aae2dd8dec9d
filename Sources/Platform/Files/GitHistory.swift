public import Diagnostics

/// The files of a folder as they are in the commits of the git repository in which it lies.
///
/// Git is asked only when somebody wants to know.
public struct GitHistory: FileHistory {
  private let source: String
  private let folders: [String]
  private let displayName: @Sendable (String) -> String
  private let git: Program?

  /// How many commits are looked at for one file, and how many for files that are gone.
  private static let commits = (ofFile: "20", ofGoneFiles: "200")

  /// - Parameters:
  ///   - source: The folder.
  ///   - folders: The folders in it whose files are asked for.
  ///   - displayName: The name under which people know a path.
  public init(of source: String, folders: [String], displayName: @Sendable @escaping (String) -> String) {
    self.source = source
    self.folders = folders
    self.displayName = displayName
    git = Program.find("git", variable: "IMRF_GIT", in: [])
  }

  /// The commits that changed a file.
  public func versions(of path: String) async -> [String] {
    let list = await output(["log", "-n", Self.commits.ofFile, "--format=%H", "--", path])
    return (list ?? "").split(separator: "\n").map(String.init)
  }

  /// The file as a commit has it.
  public func file(_ path: String, in version: String) async -> SourceFile? {
    let text = await output(["show", "\(version):./\(path)"])
    // What comes of bytes that are no text.
    guard let text, !text.unicodeScalars.contains(where: { $0 == "\u{FFFD}" || $0 == "\0" }) else { return nil }
    return SourceFile(name: displayName(path), text: text)
  }

  /// The files that have changed since the last commit.
  public func changed() async -> [String] {
    await paths(["diff", "-z", "--name-only", "--relative", "HEAD", "--"] + folders)
  }

  /// The files that a commit has deleted.
  public func gone() async -> [String] {
    let list = ["-z", "--format=", "--name-only", "--relative", "--no-renames", "--diff-filter=D"]
    return await paths(["log", "-n", Self.commits.ofGoneFiles] + list + ["--"] + folders)
  }

  /// Why git can't be asked, in its own words where it has some.
  public func trouble() async -> String? {
    guard git != nil else { return "there is no program `git`" }
    guard let run = await run(["rev-parse", "--git-dir"]) else { return "nothing can be written into `.imrf`" }
    if case .well = run.end { return nil }
    let words = run.report.split(separator: "\n").first.map(String.init) ?? "it failed"
    return words.hasPrefix("fatal: ") ? String(words.dropFirst("fatal: ".count)) : words
  }

  private func paths(_ arguments: [String]) async -> [String] {
    (await output(arguments) ?? "").split(separator: "\0").map(String.init)
  }

  private func output(_ arguments: [String]) async -> String? {
    guard let run = await run(arguments), case .well = run.end else { return nil }
    return run.output
  }

  /// What git says; nil if it can't be started.
  private func run(_ arguments: [String]) async -> Program.Run? {
    try? makeFolders(source + "/.imrf")
    guard let git, let workspace = Workspace(in: source + "/.imrf") else { return nil }
    defer { workspace.remove() }
    return await git.run(["-C", source] + arguments, in: workspace)
  }
}

import Subprocess
import Synchronization

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

/// A program of others.
public struct Program: Sendable {
  /// Where it lies.
  public let path: String

  /// How long a program may work at one thing.
  ///
  /// The largest packs take less than a minute; after this time a program hangs.
  public static let timeLimit = Duration.seconds(600)

  /// How many descriptors starting a program takes: both ends of three pipes, what tells that it runs and ends, and some for those who
  /// start one at the same time.
  private static let descriptorsNeeded = 24

  /// How much a program may say: twenty thousand complaints are 3 MB.
  private static let reportLimit = 16_777_216

  /// How a program ended.
  public enum End: Sendable {
    case well, badly
    /// It worked longer than it may.
    case late
    /// Nobody wants its result any more.
    case cancelled
  }

  /// What came of a program.
  public struct Run: Sendable {
    /// What it wrote to its standard output.
    public var output = ""
    /// What it wrote to its standard error.
    public var report = ""
    /// How it ended.
    public let end: End

    /// Whether it ended well and had nothing to say.
    public var isSilent: Bool { end == .well && report.isEmpty && output.isEmpty }
  }

  /// Looks for a program: at the path that a variable of the environment names, in folders of the project, then where the
  /// system looks for programs.
  public static func find(_ name: String, variable: String? = nil, in folders: [String] = []) -> Program? {
    if let path = variable.flatMap(environmentVariable) { return at(path) }
    let folders = folders + (environmentVariable("PATH") ?? "").split(separator: ":").map(String.init)
    return folders.lazy.map { "\($0)/\(name)" }.compactMap(at).first
  }

  /// The program at a path, if there is one.
  public static func at(_ path: String) -> Program? {
    // A shell would look for a bare name elsewhere.
    unsafe access(path, X_OK) == 0 ? Program(path: path.contains("/") ? path : "./" + path) : nil
  }

  /// Runs the program to its end, as soon as a core is free for it.
  ///
  /// It ends before its time if the task is cancelled, if it works too long, and when this process ends, in whatever way.
  ///
  /// - Parameters:
  ///   - arguments: What it is told.
  ///   - workspace: Where its temporary files go, so that none of them outlives it; nil for one that makes none.
  ///   - environment: Variables of the environment besides its own.
  ///   - timeLimit: How long it may work.
  /// - Returns: How it ended, and what it said.
  public func run(
    _ arguments: [String], in workspace: Workspace? = nil, environment: [String: String] = [:],
    timeLimit: Duration = Self.timeLimit
  ) async -> Run {
    guard await Turnstile.programs.enter() else { return Run(end: .cancelled) }
    let temporary = workspace.map { ["TMPDIR": $0.path] } ?? [:]
    let run = await started(arguments, environment.merging(temporary) { $1 }, timeLimit)
    await Turnstile.programs.leave()
    return run
  }

  /// Runs the program beside others, for a person and not for us: it may outlive this process, and nobody hears what it says.
  ///
  /// - Returns: Whether it ended well.
  public func runAlone(_ arguments: [String]) async -> Bool {
    guard hasDescriptors(Self.descriptorsNeeded) else { return false }
    let run = try? await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), output: .discarded, error: .discarded)
    return run?.terminationStatus.isSuccess == true
  }

  private func started(_ arguments: [String], _ environment: [String: String], _ timeLimit: Duration) async -> Run {
    // Subprocess ends us, and not the program alone, if it is left without descriptors halfway.
    guard hasDescriptors(Self.descriptorsNeeded) else { return Run(report: lastSystemError(), end: .badly) }
    guard let lifeline = Lifeline() else { return Run(report: lastSystemError(), end: .badly) }
    let isLate = Atomic(false)
    let clock = Task {
      guard (try? await Task.sleep(for: timeLimit)) != nil else { return }
      isLate.store(true, ordering: .relaxed)
      lifeline.cut()
    }
    defer {
      clock.cancel()
      lifeline.cut()
    }
    let run = await withTaskCancellationHandler {
      await guarded(arguments, environment, lifeline)
    } onCancel: {
      lifeline.cut()
    }
    if Task.isCancelled { return Run(end: .cancelled) }
    return isLate.load(ordering: .relaxed) ? Run(output: run.output, report: run.report, end: .late) : run
  }

  private func guarded(_ arguments: [String], _ environment: [String: String], _ lifeline: Lifeline) async -> Run {
    let environment = Environment.inherit.updating(
      Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) }))
    // A group of its own, so that the guard ends the program and all that it has started, and nobody else.
    var options = PlatformOptions()
    options.processGroupID = 0
    do {
      let run = try await Subprocess.run(
        .path("/bin/sh"), arguments: Arguments(["-c", Self.guardian, path] + arguments), environment: environment,
        platformOptions: options,
        input: .fileDescriptor(lifeline.otherEnd, closeAfterSpawningProcess: true),
        output: .string(limit: Self.reportLimit), error: .string(limit: Self.reportLimit))
      return Run(
        output: run.standardOutput, report: run.standardError, end: run.terminationStatus.isSuccess ? .well : .badly)
    } catch {
      return Run(report: "\(error)", end: .badly)
    }
  }

  /// Runs a program, and ends it and all that it has started as soon as the other end of the standard input is closed: that
  /// happens even if this process is killed.
  private static let guardian = """
    exec 3<&0
    { cat; kill -s KILL 0; } <&3 >/dev/null 2>&1 &
    "$0" "$@" </dev/null 3<&- &
    program=$!
    exec 3<&-
    wait "$program"
    """
}

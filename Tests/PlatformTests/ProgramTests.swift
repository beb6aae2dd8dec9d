import Foundation
import Platform
import TestSupport
import Testing

@Suite("Programs of others")
struct ProgramTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    workspace = try #require(Workspace(in: folder.url.path))
  }

  /// Runs a script of a shell.
  private func run(_ script: String, timeLimit: Duration = Program.timeLimit) async throws -> Program.Run {
    let shell = try #require(Program.at("/bin/sh"))
    return await shell.run(["-c", script], in: workspace, environment: ["WORD": "boat"], timeLimit: timeLimit)
  }

  @Test("say what they have to say, and end as they end")
  func ends() async throws {
    let well = try await run("echo $WORD; pwd >&2; echo >$TMPDIR/file")
    #expect(well.end == .well && well.output == "boat\n" && well.report.hasPrefix("/") && !well.isSilent)
    #expect(try folder.files(in: ".").count == 1)
    let badly = try await run("kill -9 $$")
    #expect(badly.end == .badly && !badly.isSilent)
    #expect(try await run(":").isSilent)
  }

  @Test("have no input to wait for")
  func input() async throws {
    #expect(try await run("cat").isSilent)
  }

  @Test("are ended with all that they have started when they work too long")
  func late() async throws {
    var processes: [Int32] = []
    // However slow the machine is, at some time they have begun.
    for tenths in [1, 10, 100, 1_000] where processes.count < 2 {
      let run = try await run("echo $$; sleep 97531 & echo $!; wait", timeLimit: .milliseconds(100 * tenths))
      #expect(run.end == .late)
      processes = run.output.split(separator: "\n").compactMap { Int32($0) }
    }
    #expect(processes.count == 2)
    for process in processes { #expect(try await isGone(process)) }
  }

  @Test("are ended when nobody wants their result, or are not begun at all")
  func cancelled() async throws {
    // More than may run at once.
    let tasks = (0..<20).map { _ in Task { try await run("sleep 97531") } }
    try await Task.sleep(for: .milliseconds(300))
    for task in tasks { task.cancel() }
    for task in tasks { #expect(try await task.value.end == .cancelled) }
    #expect(try await run(":").isSilent)
  }

  @Test("that say more than anybody can read have failed")
  func noise() async throws {
    #expect(try await run("yes").end == .badly)
  }

  /// Whether a process ends within a minute.
  private func isGone(_ process: Int32) async throws -> Bool {
    for _ in 0..<600 {
      if kill(process, 0) != 0 { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }
}

import Platform
import Foundation
import TestSupport
import Testing

@testable import Packs

@Suite("Programs of others")
struct ProgramTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace(in: folder.url.path)
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

@Suite("What programs leave")
struct FinishedFileTests {
  /// A PDF of one object, with the place of its table.
  private let pdf = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n29\n%%EOF\n".utf8)

  @Test("a PDF is whole if it has its end, and its table is where that says")
  func wholePDF() {
    #expect(isWholePDF(pdf))
    #expect(isWholePDF(Array(String(decoding: pdf, as: UTF8.self).replacing("\n29\n", with: "\n9\n").utf8)))
    for count in 0..<(pdf.count - 1) { #expect(!isWholePDF(Array(pdf.prefix(count)))) }
    for offset in [0, 1, 30, 9_999] {
      #expect(!isWholePDF(Array(String(decoding: pdf, as: UTF8.self).replacing("\n29\n", with: "\n\(offset)\n").utf8)))
    }
    #expect(!isWholePDF([0x20] + pdf))
  }

  @Test("an archive is whole if all is there that its directory tells of")
  func wholeArchive() throws {
    let folder = try TemporaryFolder(files: ["mimetype": Array("a".utf8), "b": Array("text".utf8)])
    let zip = try TestSupport.run(
      URL(filePath: "/usr/bin/env"),
      ["python3", "-c", "import zipfile; z = zipfile.ZipFile('z', 'w'); z.write('mimetype'); z.write('b')"],
      in: folder.url)
    #expect(zip.status == 0)
    let bytes = Array(try #require(try folder.files(in: ".")["z"]))
    #expect(isWholeArchive(bytes, holding: "mimetype") && !isWholeArchive(bytes, holding: "mime"))
    for count in 0..<bytes.count { #expect(!isWholeArchive(Array(bytes.prefix(count)), holding: "mimetype")) }
    #expect(!isWholeArchive(Array(bytes.dropFirst()), holding: "mimetype"))
  }
}

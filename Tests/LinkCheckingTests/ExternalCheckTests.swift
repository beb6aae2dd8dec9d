import Foundation
import TestSupport
import Testing

@Suite("imrf check --external")
struct ExternalCheckTests {
  @Test("reports in every form, asks in the site's name, and keeps what it found")
  func forms() throws {
    let (server, folder) = (try Server.shared.get(), try site(linkingTo: ["ok?form", "status?code=404&form"]))
    let human = try run(in: folder)
    #expect(human.status == 1 && human.output.isEmpty)
    #expect(human.error.contains("[external/gone]\n  --> content/about.md:6:5\n") && !human.error.contains("\r"))
    let github = try run(["--format", "github"], in: folder)
    #expect(github.output.hasPrefix("::error file=content/about.md,line=6,endLine=6,col=5,"))
    let json = try run(["--format", "json"], in: folder)
    #expect(json.output.contains(#""id": "external/gone""#) && json.output.contains(#""errors": 1"#))
    let requests = try server.requests("form")
    #expect(requests.count { $0.target == "/ok?form" } == 1)
    #expect(requests.allSatisfy { $0.agent == "imrf/0.2.0 link check for https://forum.example/site/" })
    #expect(try folder.files(in: ".imrf").keys.sorted() == [".gitignore", "found-addresses"])
  }

  @Test("is as strict as the site wants it")
  func levels() throws {
    let paths = ["status?code=404&level", "status?code=500&level", "to?code=301&target=/ok&level"]
    let folder = try site(linkingTo: paths)
    try folder.write(
      """
      title: Forum
      theme: own
      checks: {external/gone: warning, external/moved: error, external/server-error: off}
      """, to: "content/site.yaml")
    let run = try run(in: folder)
    #expect(run.error.contains("warning: there is nothing at") && run.error.contains("has moved to"), "\(run)")
    #expect(run.status == 1 && run.error.hasSuffix("\n1 error, 1 warning\n"))
  }

  @Test("is content with good addresses, and asks nobody without being told to")
  func good() throws {
    let (server, folder) = (try Server.shared.get(), try site(linkingTo: ["ok?good"]))
    #expect(try runIMRF(["check"], in: folder.url).status == 0)
    #expect(try server.requests("good").isEmpty && folder.files(in: ".").keys.allSatisfy { !$0.hasPrefix(".imrf") })
    let run = try run(in: folder)
    #expect(run.status == 0 && run.output == "nothing to complain about\n" && run.error.isEmpty)
    #expect(try server.requests("good").count == 1)
  }

  @Test("asks by the proxy of the environment")
  func proxy() throws {
    let (server, folder) = (try Server.shared.get(), try TemporaryFolder(files: try baseSite()))
    try folder.write("---\ntitle: About\n---\n\n<http://somewhere.invalid/page>\n", to: "content/about.md")
    let run = try run(in: folder, environment: ["http_proxy": "http://127.0.0.1:\(server.port)"])
    #expect(run.status == 0, "\(run)")
    #expect(try server.requests("somewhere").map(\.target) == ["http://somewhere.invalid/page"])
  }

  @Test("says what is missing where there is no curl")
  func withoutCurl() throws {
    let run = try run(in: try site(linkingTo: ["ok"]), environment: ["PATH": "/nowhere"])
    #expect(run.status == 1 && run.error.contains("[external/no-curl]"), "\(run)")
  }

  @Test("ends at once when it is interrupted, and remembers what it had found")
  func interrupted() throws {
    let (server, folder) = (try Server.shared.get(), try site(linkingTo: ["ok?interrupted", "silent?interrupted"]))
    let process = Process()
    process.executableURL = imrfProgram
    process.arguments = ["check", "--external"]
    process.currentDirectoryURL = folder.url
    try process.run()
    // A host has one request at a time: when the second comes, the first has been answered. The thread is kept: the program
    // doesn't wait without end, and other tests might have all threads by then.
    while try process.isRunning && !server.hasBegun("silent?interrupted") { usleep(10_000) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(try folder.files(in: ".imrf")["found-addresses"]?.isEmpty == false)
  }

  /// A site whose page `about` has a link in each line from the fifth to a path of the server.
  private func site(linkingTo paths: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files: try baseSite())
    let port = try Server.shared.get().port
    let lines = paths.map { "[a](http://127.0.0.1:\(port)/\($0))\n" }
    try folder.write("---\ntitle: About\n---\n\n" + lines.joined(), to: "content/about.md")
    return folder
  }

  private func run(
    _ arguments: [String] = [], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> ProgramRun {
    let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
    return try runIMRF(
      ["check", "--external"] + arguments, in: folder.url, environment: path.merging(environment) { $1 })
  }

  private func baseSite() throws -> [String: [UInt8]] {
    FixtureTests.base.files.merging(["templates/page.html": Array("{{ entry.body }}".utf8)]) { $1 }
  }
}

import Foundation
import TestSupport
import Testing

@Suite("The script that looks for copied sentences")
struct OverlapScriptTests {
  private static let document = """
    # Summary

    Participants stressed that the closing of borders during the pandemic had left many seasonal workers
    without any means to return home before winter. Ms. Ada Lovelace, Deputy Director for the Analysis of Engines at the
    Office of Calculating Machines, spoke.
    """

  @Test("finds a run of twelve words in texts, fields, lists and tables, whatever stands between the words")
  func copied() throws {
    let run = try runScript(content: [
      "a.md":
        "---\ntitle: A\n---\n\nSome said: closing of *borders* during the pandemic [@a, p. 1] had\nleft many [seasonal](b.md) workers without.",
      "b.md":
        "---\ngaps:\n  - text: closing of borders during the pandemic had left many seasonal workers without\n---\n",
      "c.csv": "id,title\nx,\"Closing of borders during the pandemic had left many seasonal workers without\"\n",
      "d.yaml":
        "- term: D\n  definition: Closing of borders during the pandemic had left many seasonal workers without\n",
    ])
    #expect(run.status == 1)
    for place in ["a.md:5: 12 words", "b.md:3: 12 words", "c.csv:2: 12 words", "d.yaml:2: 12 words"] {
      #expect(run.output.contains(place), "\(run.output)")
    }
  }

  @Test("leaves titles, names and marked quotations alone, and sentences of one's own")
  func allowed() throws {
    let run = try runScript(content: [
      "a.md": """
      ---
      title: Closing of borders during the pandemic had left many seasonal workers without any means
      people:
        - name: Ms. Ada Lovelace
          title: Deputy Director for the Analysis of Engines at the Office of Calculating Machines, spoke
      ---

      They said that the “closing of borders during the pandemic had left many seasonal workers without any means”.
      Ms. Ada Lovelace, Deputy Director for the Analysis of Engines at the Office of Calculating Machines, spoke.
      Borders were closed in the pandemic, so that seasonal workers could not go home before winter came.
      """
    ])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test("tells how it is used")
  func usage() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.run(["nowhere"], in: folder).status == 64)
    #expect(try Self.run([folder.url.path], in: folder).error.contains("holds no documents"))
  }

  private func runScript(content: [String: String]) throws -> ProgramRun {
    let folder = try TemporaryFolder(files: ["documents/summary.md": Array(Self.document.utf8)])
    for (path, text) in content { try folder.write(text, to: "content/" + path) }
    return try Self.run(["documents"], in: folder)
  }

  private static func run(_ arguments: [String], in folder: TemporaryFolder) throws -> ProgramRun {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "overlap.py")
    return try TestSupport.run(
      URL(filePath: "/usr/bin/env"), ["python3", script.path] + arguments, in: folder.url,
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
  }
}

import Foundation
import TestSupport
import Testing

@Suite("A new site")
struct NewSiteTests {
  @Test("has the titles of this project's content, official ones where they are known")
  func titles() throws {
    let folder = try TemporaryFolder(files: [:])
    #expect(try runIMRF(["new", "site", "all", "--languages", "en,fr,es,ru,ar,zh"], in: folder.url).status == 0)
    for kind in ["objectives", "principles", "round-tables"] {
      let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
      let content = root.appending(path: "content/\(kind)")
      let names = try FileManager.default.contentsOfDirectory(atPath: content.path)
      #expect(names.count > 20)
      for name in names {
        let text = try String(contentsOf: content.appending(path: name), encoding: .utf8)
        let titles = text.split(separator: "\n").filter { $0.hasPrefix("title:") || $0.hasPrefix("short_title:") }
        let made = try folder.text("all/content/\(kind)/\(name)")
        for title in titles { #expect(made.contains(title), "\(name)") }
        #expect(!made.contains("practices:") && made.hasSuffix("---\n"), "\(name)")
      }
    }
    let run = try runIMRF(["new", "site", "russian", "--language", "ru"], in: folder.url)
    #expect(run.output.contains("Of 17 objectives the official title isn't known here"), "\(run.output)")
    #expect(run.output.contains("The guiding principles are left out"))
    let objective = try folder.text("russian/content/objectives/08-saving-lives.md")
    #expect(
      objective.contains("# No public copy of the official title") && objective.contains("\ntitle: Спасение жизней\n"))
  }

  @Test("of another kind has no objectives")
  func otherKind() throws {
    let folder = try TemporaryFolder(files: [:])
    #expect(try runIMRF(["new", "site", "mine", "--objectives", "none"], in: folder.url).status == 0)
    let site = folder.url.appending(path: "mine")
    let check = try runIMRF(["check"], in: site)
    #expect(check.status == 0 && check.error.isEmpty, "\(check)")
    let names = try folder.files(in: "mine").keys
    #expect(names.contains("content/kinds.yaml") && !names.contains { $0.contains("objective") })
    // The example in it is right as soon as the signs are taken away.
    let example = try folder.text("mine/content/kinds.yaml").split(separator: "\n").drop { !$0.hasPrefix("# question") }
    try folder.write(example.map { $0.dropFirst(2) + "\n" }.joined(), to: "mine/content/kinds.yaml")
    #expect(try runIMRF(["new", "question", "1"], in: site).output == "content/questions/01.md\n")
    #expect(try runIMRF(["check"], in: site).status == 0)
  }

  @Test("has the title that it was given, whatever is in it, and every setting with what it is for")
  func settings() throws {
    let folder = try TemporaryFolder(files: [:])
    let title = #"The "Compact": what's # next?"#
    #expect(try runIMRF(["new", "site", "site", "--title", title, "--languages", "en,fr"], in: folder.url).status == 0)
    let site = folder.url.appending(path: "site")
    let check = try runIMRF(["check"], in: site)
    #expect(check.status == 0 && check.error.isEmpty, "\(check)")
    #expect(try folder.text("site/README.md").hasPrefix("# \(title)\n"))
    let settings = try folder.text("site/content/site.yaml")
    #expect(settings.contains(#"title: "The \"Compact\": what's # next?""#) && !settings.contains("\nshort_title:"))
    #expect(try !folder.text("site/content/site.fr.yaml").contains("title"))
    let table = try runIMRF(["schema", "site", "--tables"], in: site).output
    for field in table.matches(of: /\n\| `([a-z_]+)`/) { #expect(settings.contains("\(field.1):"), "\(field.1)") }
    // What editors are told to read is there.
    let editor = try folder.text("site/.vscode/settings.json")
    for schema in editor.matches(of: /\.vscode\/schemas\/[a-z]+\.json/) {
      #expect(try folder.text("site/\(schema.0)").contains("json-schema.org"))
    }
  }

  @Test("is made only where nothing is, and wholly or not at all")
  func refusals() throws {
    let folder = try TemporaryFolder(files: ["full/notes.txt": [], "cloned/.git/HEAD": []])
    let full = try runIMRF(["new", "site", "full"], in: folder.url)
    #expect(
      full.status == 1 && full.error.contains("`full` isn't empty: it holds `notes.txt` [new/not-empty]"), "\(full)")
    #expect(try folder.files(in: "full").keys.sorted() == ["notes.txt"])
    #expect(try runIMRF(["new", "site", "cloned"], in: folder.url).status == 0)
    #expect(try folder.files(in: "cloned").keys.contains(".gitignore"))
    let twice = try runIMRF(["new", "site", "cloned"], in: folder.url)
    #expect(twice.status == 1 && twice.error.contains("[new/not-empty]"))
    let file = try runIMRF(["new", "site", "full/notes.txt"], in: folder.url)
    #expect(file.status == 1 && file.error.contains("can't be written"), "\(file)")
    for (wrong, words) in [
      (["--language", "de"], "`imrf strings de`"), (["--language", "FR"], "did you mean `fr`?"),
      (["--languages", "en,"], "name languages by their codes"), (["--title", " "], "a line of words"),
      (["--title", "\u{200B}"], "a line of words"), (["--title", "a\u{7}b"], "a line of words"),
      (["--objectives", "all"], "say `gcm` or `none`"),
      (["--language", "fr", "--languages", "en,fr"], "another language"),
    ] {
      let run = try runIMRF(["new", "site", "wrong"] + wrong, in: folder.url)
      #expect(run.status == 64 && run.error.contains(words), "\(run)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "wrong").path))
  }

  @Test("is no part of another site, and is made once if two make it")
  func places() async throws {
    let folder = try TemporaryFolder()
    #expect(try runIMRF(["new", "site", "a", "--languages", "en, fr"], in: folder.url).status == 0)
    let inside = try runIMRF(["new", "site", "content/practices/b"], in: folder.url.appending(path: "a"))
    #expect(inside.status == 1 && inside.error.contains("[new/inside]"), "\(inside)")
    let url = folder.url
    let runs = try await withThrowingTaskGroup(of: ProgramRun.self) { group in
      for _ in 0..<4 { group.addTask { try runIMRF(["new", "site", "b", "--languages", "en,fr"], in: url) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(runs.count { $0.status == 0 } == 1 && runs.count { $0.error.contains("[new/not-empty]") } == 3, "\(runs)")
    #expect(try Set(folder.files(in: "a").keys) == Set(folder.files(in: "b").keys))
  }
}

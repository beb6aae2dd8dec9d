import Foundation
import TestSupport
import Testing

@Suite("imrf build --keep-going")
struct KeepGoingTests {
  @Test("shows a file with an error as it was in the last commit, says so on its page, and refuses to end well")
  func lastCommit() throws {
    let folder = try repository()
    try folder.write("---\nnumber: 8\ntitle: \"Broken\n---\n", to: "content/objectives/08-saving-lives.md")
    try folder.write("---\ntitle: New and right\n---\nText.\n", to: "content/news.md")
    let run = try runIMRF(["build", "--no-packs", "--keep-going"], in: folder.url, environment: Self.environment)
    #expect(run.status == 1 && run.error.contains("A quotation mark is never closed"), "\(run)")
    let page = try text("objectives/8/index.html", in: folder)
    #expect(page.contains("Save lives") && page.contains(Self.notice), "\(page)")
    #expect(try text("news/index.html", in: folder).contains("New and right"))
    #expect(try !text("news/index.html", in: folder).contains(Self.notice))
    #expect(try runIMRF(["build", "--no-packs"], in: folder.url).status == 1)
  }

  @Test("leaves out what was never good, and says so on the home page")
  func leftOut() throws {
    let folder = try repository()
    try folder.write("---\ntitle: [\n---\n", to: "content/news.md")
    #expect(
      try runIMRF(["build", "--no-packs", "--keep-going"], in: folder.url, environment: Self.environment).status == 1)
    #expect(try folder.files(in: "public")["news/index.html"] == nil)
    #expect(try text("index.html", in: folder).contains("content/news.md</code>: what stands there"))
    #expect(try !text("objectives/8/index.html", in: folder).contains(Self.notice))
  }

  @Test("brings back a file that others miss, whatever it is called now")
  func renamed() throws {
    let folder = try repository()
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "content/objectives/08-saving-lives.md"),
      to: folder.url.appending(path: "content/objectives/Saving Lives.md"))
    let run = try runIMRF(["build", "--no-packs", "--keep-going"], in: folder.url, environment: Self.environment)
    #expect(run.status == 1 && run.error.hasPrefix("error: the file name `Saving Lives`"), "\(run)")
    #expect(try text("objectives/8/index.html", in: folder).contains("Save lives"))
  }

  @Test("takes back a data file out of which something has gone that others name")
  func dataFile() throws {
    let folder = try repository()
    try folder.write("- {id: other, title: Another source}\n", to: "content/sources.yaml")
    let run = try runIMRF(
      ["build", "--no-packs", "--keep-going"], in: folder.url, environment: Self.environment)
    #expect(run.status == 1 && run.error.contains("there is no source"), "\(run)")
    #expect(try text("objectives/8/index.html", in: folder).contains(Self.notice))
    #expect(try folder.files(in: "public")["objectives/13/index.html"] != nil)
  }

  @Test("says on the page of a file that is gone that it is shown as it was, and tells it as the cause")
  func gone() throws {
    let folder = try repository()
    try FileManager.default.removeItem(at: folder.url.appending(path: "content/objectives/08-saving-lives.md"))
    let run = try keepGoing(in: folder)
    #expect(run.error.hasPrefix("error: this file is gone") && run.error.contains("1 error, "), "\(run)")
    #expect(try text("objectives/8/index.html", in: folder).contains(Self.notice))
    #expect(try !text("objectives/13/index.html", in: folder).contains(Self.notice))
  }

  @Test("shows a template as it was if only the making of a page shows that it is wrong")
  func rendering() throws {
    let folder = try repository()
    try folder.write(
      "{% extends \"base.html\" %}{% block main %}{{ nonsense }}{% endblock %}", to: "templates/objective.html")
    let run = try keepGoing(in: folder)
    #expect(run.error.hasPrefix("error: `nonsense` is not known here"), "\(run)")
    let page = try text("objectives/8/index.html", in: folder)
    #expect(page.contains("Save lives") && page.contains("templates/objective.html</code>"), "\(page)")
    #expect(try runIMRF(["build", "--no-packs"], in: folder.url).status == 1)
  }

  @Test(
    "brings back what has been called by a name that can't be read",
    arguments: [
      ("content/objectives", "content/objectivs"), ("content/sources.yaml", "content/sources.yml"),
      ("content/objectives/13-detention.md", "content/objectives/13-detention.eng.md"),
    ])
  func renamed(old: String, new: String) throws {
    let folder = try repository()
    try FileManager.default.moveItem(at: folder.url.appending(path: old), to: folder.url.appending(path: new))
    let run = try keepGoing(in: folder)
    #expect(run.error.contains("--> \(new)\n"), "\(run)")
    let page = try text("objectives/13/index.html", in: folder)
    #expect(page.contains("Detention") && page.contains(Self.notice), "\(page)")
  }

  @Test("leaves out what can't be used where there is no git", arguments: [true, false])
  func unusable(isLayout: Bool) throws {
    let folder = try repository(committed: false)
    if isLayout {
      try folder.write("---\ntitle: New\ntemplate: nowhere\n---\n", to: "content/news.md")
    } else {
      try FileManager.default.createSymbolicLink(
        atPath: folder.url.appending(path: "content/news.md").path, withDestinationPath: "/etc/hostname")
    }
    _ = try keepGoing(in: folder)
    #expect(try text("index.html", in: folder).contains("content/news.md</code>"))
    #expect(try folder.files(in: "public")["news/index.html"] == nil)
  }

  @Test("says in the place of a page that it can't be made, if it never could")
  func unmade() throws {
    let folder = try repository(committed: false)
    try folder.write(
      "{% extends \"base.html\" %}{% block main %}{{ nonsense }}{% endblock %}", to: "templates/objective.html")
    _ = try keepGoing(in: folder)
    #expect(try text("objectives/8/index.html", in: folder).contains("This page can\u{2019}t be made."))
    #expect(try !text("index.html", in: folder).contains("class=\"outdated\""))
  }

  @Test(
    "brings back a template that others need, and leaves out kinds that never were right", arguments: [true, false])
  func needed(isTemplateGone: Bool) throws {
    let folder = try repository()
    if isTemplateGone {
      try FileManager.default.removeItem(at: folder.url.appending(path: "templates/base.html"))
    } else {
      try folder.write("briefs: [\n", to: "content/kinds.yaml")
    }
    _ = try keepGoing(in: folder)
    #expect(try text("index.html", in: folder).contains(Self.notice))
  }

  @Test("takes back a template of which nothing is left")
  func blank() throws {
    let folder = try repository()
    try folder.write("", to: "templates/base.html")
    #expect(try keepGoing(in: folder).error.contains("there is nothing in the template `base.html`"))
    #expect(try text("objectives/8/index.html", in: folder).contains("Save lives"))
  }

  @Test("says what is left out because something else is, where there is no git")
  func withoutGit() throws {
    let folder = try repository(committed: false)
    try folder.write("---\nnumber: 8\ntitle: \"Broken\n---\n", to: "content/objectives/08-saving-lives.md")
    let run = try keepGoing(in: folder)
    let named = try folder.files(in: "content").filter {
      String(decoding: $1, as: UTF8.self).contains("objectives: [8")
    }
    #expect(!named.isEmpty)
    for (name, _) in named { #expect(run.error.contains("content/\(name)"), "\(run)") }
    #expect(run.error.hasPrefix("error: A quotation mark is never closed"), "\(run)")
    #expect(run.error.contains("warning: this file is left out, too: there is no objective `8`"), "\(run)")
  }

  @Test("says so if nothing can be shown without what is wrong")
  func nothing() throws {
    let folder = try repository(committed: false)
    try folder.write("title: \"Forum\n", to: "content/site.yaml")
    #expect(try keepGoing(in: folder).error.contains("no page can be made without what is wrong"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "public").path))
  }

  private func keepGoing(in folder: TemporaryFolder) throws -> ProgramRun {
    let run = try runIMRF(["build", "--no-packs", "--keep-going"], in: folder.url, environment: Self.environment)
    #expect(run.status == 1, "\(run)")
    return run
  }

  /// Where git is found.
  private static let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"]

  private static let notice = "Not as it was written last."

  private func text(_ path: String, in folder: TemporaryFolder) throws -> String {
    String(decoding: try #require(try folder.files(in: "public")[path]), as: UTF8.self)
  }

  /// The small site, committed or in no repository at all.
  private func repository(committed: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files: try baseSite())
    if !committed { return folder }
    let author = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    for arguments in [["init", "-q"], ["add", "."], author + ["commit", "-q", "-m", "All is well"]] {
      let git = Process()
      git.executableURL = URL(filePath: "/usr/bin/env")
      git.arguments = ["git", "-C", folder.url.path] + arguments
      try git.run()
      git.waitUntilExit()
      try #require(git.terminationStatus == 0)
    }
    return folder
  }
}

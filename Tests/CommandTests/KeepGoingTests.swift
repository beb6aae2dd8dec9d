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
    #expect(run.status == 1 && run.error.contains("a quotation mark is never closed"), "\(run)")
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

  @Test("leaves out the faulty file alone where there is no git, and says why", arguments: [true, false])
  func withoutGit(isProgramThere: Bool) throws {
    let folder = try repository(committed: false)
    try folder.write(Self.broken, to: "content/objectives/08-saving-lives.md")
    let environment = isProgramThere ? Self.environment : ["IMRF_GIT": "/nowhere/git"]
    let run = try runIMRF(["build", "--no-packs", "--keep-going"], in: folder.url, environment: environment)
    #expect(run.error.hasPrefix("error: a quotation mark is never closed"), "\(run)")
    #expect(run.error.hasSuffix("1 error, 1 that follows from it\n"), "\(run)")
    let reason = isProgramThere ? "not a git repository" : "there is no program `git`"
    #expect(run.error.contains("this file is left out: git can't tell what was there before: \(reason)"), "\(run)")
    let notice = "content/objectives/08-saving-lives.md</code>"
    #expect(try text("round-tables/2/index.html", in: folder).contains(notice))
    #expect(try !text("objectives/13/index.html", in: folder).contains(Self.notice))
  }

  @Test("looks for a good version behind the last commit, and says so if there is none", arguments: [true, false])
  func committedFault(wasGood: Bool) throws {
    let folder = try repository(committed: wasGood)
    let path = "content/objectives/08-saving-lives.md"
    try folder.write(Self.broken, to: path)
    if !wasGood { try commit(folder, first: true) }
    try folder.write(Self.broken + "More\n", to: path)
    try commit(folder)
    let run = try keepGoing(in: folder)
    #expect(run.error.contains("no earlier version of it is right") != wasGood, "\(run)")
    let page = try folder.files(in: "public")["objectives/8/index.html"].map { String(decoding: $0, as: UTF8.self) }
    #expect((page?.contains("Save lives") ?? false) == wasGood)
    #expect(try text("round-tables/2/index.html", in: folder).contains(Self.notice) != wasGood)
  }

  @Test("brings back a file that others miss even if a commit has deleted it, and no other one")
  func committedDeletion() throws {
    let folder = try repository(committed: false)
    let (missed, other) = ("content/objectives/08-saving-lives.md", "content/objectives/21-return.md")
    try folder.write("---\nnumber: 21\ntitle: Return\nquestions: [{text: How?}]\n---\n", to: other)
    try commit(folder, first: true)
    for path in [missed, other] { try FileManager.default.removeItem(at: folder.url.appending(path: path)) }
    try commit(folder)
    let run = try keepGoing(in: folder)
    #expect(run.error.hasPrefix("error: this file is gone") && run.error.contains("1 error, "), "\(run)")
    let files = try folder.files(in: "public")
    #expect(files["objectives/8/index.html"] != nil && files["objectives/21/index.html"] == nil)
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

  private static let broken = "---\nnumber: 8\ntitle: \"Broken\n---\n"

  private static let notice = "Not as it was written last."

  private func text(_ path: String, in folder: TemporaryFolder) throws -> String {
    String(decoding: try #require(try folder.files(in: "public")[path]), as: UTF8.self)
  }

  /// The small site, committed or in no repository at all.
  private func repository(committed: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files: try baseSite())
    if committed { try commit(folder, first: true) }
    return folder
  }

  /// Commits all files as they are.
  private func commit(_ folder: TemporaryFolder, first: Bool = false) throws {
    let author = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    let commands = [["add", "content", "templates"], author + ["commit", "-q", "-m", "A day's work"]]
    for arguments in (first ? [["init", "-q"]] : []) + commands {
      let git = Process()
      git.executableURL = URL(filePath: "/usr/bin/env")
      git.arguments = ["git", "-C", folder.url.path] + arguments
      try git.run()
      git.waitUntilExit()
      try #require(git.terminationStatus == 0)
    }
  }
}

import Foundation
import TestSupport
import Testing

@Suite("imrf build")
struct BuildTests {
  @Test("writes every page and ends with one line")
  func build() throws {
    let folder = try site()
    let run = try runIMRF(["build", "--no-packs"], in: folder.url)
    #expect(run.status == 0 && run.error.isEmpty, "\(run)")
    #expect(run.output.contains(/^public: \d+ pages in \d+\.\d\d s\n$/), "\(run.output)")
    let files = try folder.files(in: "public")
    #expect(files["index.html"] != nil && files["objectives/8/index.html"] != nil && files["404.html"] != nil)
  }

  @Test("puts the same bytes in the folder every time, and keeps what begins with a dot")
  func repeatable() throws {
    let folder = try site()
    try folder.write("*\n", to: "public/.gitignore")
    try folder.write("key", to: "public/.well-known/security.txt")
    #expect(try runIMRF(["build"], in: folder.url).status == 0)
    let first = try folder.files(in: "public")
    #expect(try runIMRF(["build"], in: folder.url).status == 0)
    #expect(try folder.files(in: "public") == first)
    #expect(first[".gitignore"] == Data("*\n".utf8) && first[".well-known/security.txt"] == Data("key".utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(Set(names) == ["content", "templates", "public"])
  }

  @Test("makes the project's own site of the same bytes in every run")
  func ownSite() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = try TemporaryFolder()
    for output in ["first", "second"] {
      let run = try runIMRF(["build", "--no-packs", "--output", folder.url.appending(path: output).path], in: root)
      #expect(run.status == 0 && run.error.isEmpty, "\(run)")
    }
    #expect(try folder.files(in: "first") == folder.files(in: "second"))
  }

  @Test("keeps the mode of the output folder, and of what is carried over")
  func modes() throws {
    let folder = try site()
    try folder.write("deny", to: "public/.well-known/.htaccess")
    let modes = ["public": 0o2775, "public/.well-known": 0o750, "public/.well-known/.htaccess": 0o640]
    for (path, mode) in modes { #expect(unsafe chmod(folder.url.appending(path: path).path, mode_t(mode)) == 0) }
    #expect(try runIMRF(["build"], in: folder.url).status == 0)
    for (path, mode) in modes {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.url.appending(path: path).path)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode, "\(path)")
    }
  }

  @Test("leaves the old site as it was when there is an error")
  func failure() throws {
    let folder = try site()
    #expect(try runIMRF(["build"], in: folder.url).status == 0)
    let before = try folder.files(in: "public")
    try folder.write("---\nnumber: 99\n---\n", to: "content/objectives/08-saving-lives.md")
    let run = try runIMRF(["build"], in: folder.url)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.error.contains("content/objectives/08-saving-lives.md:2:9"))
    #expect(try folder.files(in: "public") == before)
    try folder.write("---\nnumber: 8\ntitle: Save lives\n---\n", to: "content/objectives/08-saving-lives.md")
    try folder.write("{{ objective.nothing }}", to: "templates/objective.html")
    #expect(try runIMRF(["build"], in: folder.url).status == 1)
    #expect(try folder.files(in: "public") == before)
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path)) == ["content", "templates", "public"])
  }

  @Test("warns where content breaks a rule, and makes no site if that is to be an error")
  func checks() throws {
    let folder = try site()
    try folder.write("---\ntitle: A\nobjectives: [8]\n---\n#### Too deep\n", to: "content/practices/a.md")
    let warned = try runIMRF(["build"], in: folder.url)
    #expect(warned.status == 0 && warned.error.contains("[check/skipped-heading]"), "\(warned)")
    let before = try folder.files(in: "public")
    try folder.write("title: Forum\ntheme: own\nchecks: {skipped-heading: error}\n", to: "content/site.yaml")
    #expect(try runIMRF(["build"], in: folder.url).status == 1)
    #expect(try folder.files(in: "public") == before)
  }

  @Test(
    "refuses an output folder that it must not replace",
    arguments: [
      ("notes", "site/output-not-ours"), ("file", "site/output-is-file"), ("content", "site/output-holds-sources"),
      (".", "site/output-holds-sources"), ("content/site", "site/output-holds-sources"),
      ("/proc/site", "site/cannot-write"), ("nowhere/site", "site/cannot-write"),
    ])
  func output(name: String, id: String) throws {
    let folder = try site()
    try folder.write("mine", to: "notes/diary.txt")
    try folder.write("mine", to: "file")
    let before = try folder.files(in: ".")
    let run = try runIMRF(["build", "--output", name], in: folder.url)
    #expect(run.status == 1 && run.error.contains("[\(id)]"), "\(run)")
    #expect(try folder.files(in: ".") == before)
  }

  @Test("tells of an address that was published and is gone, and writes the alias, until it is there")
  func addresses() throws {
    let folder = try site(practices: 1)
    try folder.write("redirect", to: "templates/redirect.html")
    try folder.write("---\ntitle: About us\n---\n", to: "content/about.md")
    try folder.write("---\ntitle: Gone soon\n---\n", to: "content/gone.md")
    #expect(try runIMRF(["build", "--no-packs"], in: folder.url).error.isEmpty)
    let kept = try folder.text("content/_addresses.txt")
    #expect(kept.contains("\n/about/ About us\n") && kept.contains("\n/practices/\n") && !kept.contains("404"))
    // Another build of the same writes nothing, nor does one of a copy, whatever is gone.
    for name in ["about", "gone"] { try folder.remove("content/\(name).md") }
    try folder.write("---\ntitle: About us\n---\n", to: "content/who-we-are.md")
    try folder.write("---\ntitle: P zero\nobjectives: [8]\n---\n", to: "content/practices/p0.md")
    for options in [["--drafts"], ["--portable"], ["--base-url", "https://trial.example/"]] {
      #expect(try runIMRF(["build", "--no-packs"] + options, in: folder.url).error.isEmpty)
      #expect(try folder.text("content/_addresses.txt") == kept)
    }
    let checked = try runIMRF(["check"], in: folder.url)
    #expect(checked.status == 0 && checked.error.contains("[site/address-gone]"))
    #expect(try folder.text("content/_addresses.txt") == kept)
    let built = try runIMRF(["build", "--no-packs"], in: folder.url)
    #expect(built.status == 0 && built.error.contains("2 warnings"), "\(built)")
    #expect(built.error.contains("--> content/who-we-are.md:2:8") && built.error.contains("`aliases: [/about/]`"))
    #expect(built.error.contains(/at `\/gone\/` was published before.*\n  --> content\/_addresses.txt:\d+:1/))
    #expect(try folder.text("content/_addresses.txt").contains("\n/who-we-are/ About us\n"))
    // What has an alias, or was taken out of the list, is told no more.
    try folder.write("---\ntitle: About us\naliases: [/about/]\n---\n", to: "content/who-we-are.md")
    let list = try folder.text("content/_addresses.txt").replacingOccurrences(of: "/gone/ Gone soon\n", with: "")
    try folder.write(list, to: "content/_addresses.txt")
    #expect(try runIMRF(["build", "--no-packs"], in: folder.url).error.isEmpty)
    #expect(try folder.text("content/_addresses.txt") == list)
    #expect(try folder.text("public/about/index.html") == "redirect")
  }

  @Test("publishes the site where the list of addresses can't be written, and says so; a list with a conflict is read")
  func addressesNotKept() throws {
    let folder = try site()
    let conflict = "<<<<<<< ours\n/a/ A\n=======\n/b/\n/a/ A\n>>>>>>> theirs\n"
    try folder.write(conflict, to: "content/_elsewhere.txt")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "content/_addresses.txt"),
      withDestinationURL: folder.url.appending(path: "content/_elsewhere.txt"))
    let refused = try runIMRF(["build", "--no-packs"], in: folder.url)
    #expect(refused.status == 0 && refused.error.contains("[site/addresses-not-kept]"), "\(refused)")
    #expect(try folder.text("content/_elsewhere.txt") == conflict && folder.files(in: "public")["index.html"] != nil)
    try folder.remove("content/_addresses.txt")
    try folder.write("", to: "content/_addresses.txt/a")
    #expect(try runIMRF(["build", "--no-packs"], in: folder.url).error.contains("1 warning"))
    try folder.remove("content/_addresses.txt")
    try folder.write(conflict, to: "content/_addresses.txt")
    let built = try runIMRF(["build", "--no-packs"], in: folder.url)
    #expect(built.status == 0 && built.error.contains("2 warnings"), "\(built)")
    let kept = try folder.text("content/_addresses.txt")
    #expect(kept.contains("\n/a/ A\n/b/\n") && !kept.contains("<<<"))
  }

  @Test("writes rules for servers, and never over somebody's own", arguments: ["apache", "nginx", "netlify"])
  func redirects(server: String) throws {
    let folder = try site()
    let name = ["apache": ".htaccess", "nginx": "redirects.conf", "netlify": "_redirects"][server] ?? ""
    try folder.write("redirect", to: "templates/redirect.html")
    try folder.write("---\ntitle: About us\naliases: [/us/]\n---\n", to: "content/about.md")
    for _ in 0..<2 {
      let run = try runIMRF(["build", "--no-packs", "--redirects", server], in: folder.url)
      #expect(run.status == 0 && run.error.isEmpty, "\(run)")
      #expect(try folder.text("public/" + name).contains("/site/us/"))
    }
    #expect(try runIMRF(["build", "--no-packs"], in: folder.url).error.isEmpty)
    #expect(try folder.files(in: "public")[name] == nil)
    try folder.write("mine", to: "public/" + name)
    let refused = try runIMRF(["build", "--no-packs", "--redirects", server], in: folder.url)
    #expect(
      refused.status == 1 && refused.error.contains("`\(name)`") && refused.error.contains("[site/output-not-ours]"))
    #expect(try folder.text("public/" + name) == "mine")
    #expect(try runIMRF(["build", "--redirects", server, "--portable"], in: folder.url).status == 64)
  }

  @Test("never removes what somebody put beside the site")
  func foreignFiles() throws {
    let folder = try site()
    #expect(try runIMRF(["build"], in: folder.url).status == 0)
    try folder.write("forum.example", to: "public/CNAME")
    let before = try folder.files(in: "public")
    let run = try runIMRF(["build"], in: folder.url)
    #expect(run.status == 1 && run.error.contains("`CNAME`") && run.error.contains("[site/output-not-ours]"))
    #expect(try folder.files(in: "public") == before)
  }

  @Test("keeps the old site whole when it is killed at any moment")
  func killed() throws {
    let folder = try site(practices: 300)
    #expect(try runIMRF(["build"], in: folder.url).status == 0)
    let old = try folder.files(in: "public")
    try folder.write("<p>new</p>", to: "templates/practice.html")
    #expect(try runIMRF(["build", "--output", "new"], in: folder.url).status == 0)
    let new = try folder.files(in: "new")
    #expect(old != new)
    let duration = try ContinuousClock().measure { _ = try runIMRF(["build", "--output", "new"], in: folder.url) }
    let milliseconds = Int(duration / .milliseconds(1))
    for step in 0..<40 {
      let delay = milliseconds * step * 1_200 / 39
      let process = Process()
      process.executableURL = imrfProgram
      process.arguments = ["build", "--quiet"]
      process.currentDirectoryURL = folder.url
      try process.run()
      usleep(UInt32(delay))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let now = try folder.files(in: "public")
      #expect(now == old || now == new, "after \(delay) µs the site is neither old nor new")
    }
    #expect(try runIMRF(["build"], in: folder.url).status == 0)
    #expect(try folder.files(in: "public") == new)
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
        == ["content", "templates", "public", "new"])
  }

  @Test("follows no link out of the folder")
  func links() throws {
    let folder = try site()
    let outside = try TemporaryFolder(files: ["secret.md": Array("---\ntitle: Secret\n---\n".utf8)])
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "content/secret.md"), withDestinationURL: outside.url.appending(path: "secret.md"))
    let run = try runIMRF(["build"], in: folder.url)
    #expect(run.status == 1 && run.error.contains("content/secret.md") && run.error.contains("[files/link-outside]"))
  }

  private func site(practices: Int = 0) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files: try baseSite())
    for number in 0..<practices {
      try folder.write("---\ntitle: P\(number)\nobjectives: [8]\n---\nText.\n", to: "content/practices/p\(number).md")
    }
    return folder
  }
}

/// The files of the small site that the tests of `Site` use.
func baseSite() throws -> [String: [UInt8]] {
  let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return try Fixture(tests.appending(path: "SiteTests/Fixtures/base/base.txt")).files
}

extension TemporaryFolder {
  /// What a file says.
  func text(_ path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  /// Removes a file.
  fileprivate func remove(_ path: String) throws { try FileManager.default.removeItem(at: url.appending(path: path)) }
}

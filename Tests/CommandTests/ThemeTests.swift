import Foundation
import TestSupport
import Testing

@Suite("The built-in theme")
struct ThemeTests {
  @Test(
    "makes a site that has no templates, without a warning, in each language",
    arguments: ["en", "fr", "es", "ru", "ar", "zh"])
  func alone(language: String) throws {
    let folder = try site(in: language)
    let check = try runIMRF(["check"], in: folder.url)
    #expect(check.status == 0 && check.error.isEmpty, "\(check)")
    let build = try runIMRF(["build", "--no-packs", "--no-search"], in: folder.url)
    #expect(build.status == 0, "\(build)")
    let page = try #require(folder.files(in: "public")["objectives/8/index.html"])
    #expect(String(decoding: page, as: UTF8.self).contains("<html lang=\"\(language)\""))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "templates").path))
  }

  @Test("lists its files, shows one, and takes that of the site in its place")
  func own() throws {
    let folder = try site()
    let all = try runIMRF(["theme", "list"], in: folder.url).output
    #expect(all.hasPrefix("404.html\n") && all.contains("\nstrings/zh.yaml\n") && all.contains("\npack.docx\n"))
    let shown = try runIMRF(["theme", "show", "404.html"], in: folder.url)
    #expect(shown.output.contains("not-found") && shown.status == 0)
    try folder.write("{{ objective.title }}!", to: "templates/objective.html")
    #expect(try runIMRF(["theme", "list"], in: folder.url).output.contains("\nobjective.html  own\n"))
    #expect(try runIMRF(["build", "--no-packs", "--no-search"], in: folder.url).status == 0)
    let files = try folder.files(in: "public")
    #expect(files["objectives/8/index.html"] == Data("Save lives!".utf8))
    #expect(try #require(files["index.html"]).count > 1000)
  }

  @Test("names itself where something is wrong in a file of its own")
  func messages() throws {
    let folder = try site()
    let macros = try runIMRF(["theme", "show", "macros.html"], in: folder.url).output
    try folder.write(macros.replacing("macro calendar()", with: "macro dates()"), to: "templates/macros.html")
    let check = try runIMRF(["check"], in: folder.url)
    #expect(check.status == 1 && check.error.contains("--> templates/meetings.html (built in):"), "\(check)")
  }

  @Test("is copied only where nothing is, all or nothing, and told when it has changed since")
  func copies() throws {
    let folder = try site()
    let copy = try runIMRF(["theme", "copy", "404.html", "parts/footer.html", "pack.docx"], in: folder.url)
    #expect(copy.output == "templates/404.html\ntemplates/parts/footer.html\ntemplates/pack.docx\n" && copy.status == 0)
    #expect(try runIMRF(["check"], in: folder.url).error.isEmpty)
    let again = try runIMRF(["theme", "copy", "home.html", "404.html"], in: folder.url)
    #expect(again.status == 1 && again.error.contains("`templates/404.html` is there already"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "templates/home.html").path))
    let unknown = try runIMRF(["theme", "copy", "hom.html"], in: folder.url)
    #expect(unknown.status == 64 && unknown.error.contains("did you mean `home.html`?"))

    // As if it had been copied from another version, and changed.
    try folder.write(folder.text("templates/404.html") + "<p>More</p>", to: "templates/404.html")
    let note = try folder.text("templates/copied.yaml")
    try folder.write(note.replacing(/404\.html: ./, with: "404.html: x"), to: "templates/copied.yaml")
    let older = try runIMRF(["check"], in: folder.url).error
    #expect(older.contains("[check/older-copy]\n  --> templates/404.html\n") && older.contains("1 warning"))
    #expect(try runIMRF(["theme", "copy", "--keep", "404.html"], in: folder.url).status == 0)
    #expect(try folder.text("templates/copied.yaml") == note)
    #expect(try folder.text("templates/404.html").hasSuffix("<p>More</p>"))
    #expect(try runIMRF(["check"], in: folder.url).error.isEmpty)
  }

  @Test("is left out if the site's own is to be all there is")
  func left() throws {
    let folder = try site()
    try folder.write("title: Forum\ntheme: own\n", to: "content/site.yaml")
    let run = try runIMRF(["build", "--no-packs"], in: folder.url)
    #expect(run.status == 1 && run.error.contains("[site/no-templates]"), "\(run)")
  }

  @Test("is copied into no folder but that of a site, and notes that can't be read are kept")
  func foreignFolders() throws {
    let folder = try TemporaryFolder()
    let nowhere = try runIMRF(["theme", "copy", "base.html"], in: folder.url)
    #expect(nowhere.status == 1 && nowhere.error.contains("there is no folder `content`"), "\(nowhere)")
    #expect(try folder.files(in: ".").isEmpty)
    let site = try site()
    let conflict = "<<<<<<< HEAD\n404.html: 1\n=======\n404.html: 2\n>>>>>>> main\n"
    for (notes, line) in [(conflict, 1), ("- 404.html\n", 1), ("404.html: 1\nbase.html: [2]\n", 2)] {
      try site.write(notes, to: "templates/copied.yaml")
      for command in [["check"], ["theme", "copy", "packs.html"]] {
        let run = try runIMRF(command, in: site.url)
        #expect(run.status == 1 && run.error.contains("--> templates/copied.yaml:\(line):"), "\(run)")
      }
      #expect(try site.text("templates/copied.yaml") == notes)
    }
    #expect(try site.files(in: "templates").count == 1)
  }

  private func site(in language: String = "en") throws -> TemporaryFolder {
    let text = "---\nnumber: 8\ntitle: Save lives\n---\n\nText.\n"
    return try TemporaryFolder(files: [
      "content/site.yaml": Array("title: Forum\nlanguage: \(language)\n".utf8),
      "content/objectives/08-saving-lives.md": Array(text.utf8),
    ])
  }
}

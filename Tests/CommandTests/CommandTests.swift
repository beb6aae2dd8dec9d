import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandTests {
  @Test("check says that all is well, and writes nothing")
  func check() throws {
    let folder = try TemporaryFolder(files: try baseSite())
    let before = try folder.files(in: ".")
    let run = try runIMRF(["check"], in: folder.url)
    #expect(run.status == 0 && run.output == "nothing to complain about\n" && run.error.isEmpty)
    #expect(try folder.files(in: ".") == before)
  }

  @Test("check reports in the form that is asked for")
  func formats() throws {
    let folder = try brokenSite()
    let human = try runIMRF(["check"], in: folder.url)
    #expect(human.status == 1 && human.error.contains("did you mean `title`?") && human.output.isEmpty)
    let github = try runIMRF(["check", "--format", "github"], in: folder.url)
    #expect(github.status == 1 && github.output.contains("::error file=content/objectives/08-saving-lives.md,line=3"))
    let json = try runIMRF(["check", "--format", "json"], in: folder.url)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(json.status == 1 && object?["errors"] as? Int == 1)
  }

  @Test("check explains identifiers, also of kinds that a site declares, and knows what a part of one means")
  func explain() throws {
    let folder = try TemporaryFolder()
    for id in ["markdown/list-form", "content/unknown-side-event"] {
      let run = try runIMRF(["check", "--explain", id], in: folder.url)
      #expect(run.status == 0 && run.output.contains(id) && run.output.contains("mend it:"))
    }
    let link = try runIMRF(["check", "--explain", "markdown/link-form"], in: folder.url).output
    #expect(link.contains("`[words] (address)`") && link.contains("write `[words](address)`"), "\(link)")
    let place = try runIMRF(["check", "--explain", "site/address-gone"], in: folder.url).output
    #expect(place.contains("published before (docs/publishing.md#addresses-that-are-gone), and"), "\(place)")
    #expect(try runIMRF(["check", "--explain", "external/gone"], in: folder.url).output.hasPrefix("error"))
    let part = try runIMRF(["check", "--explain", "list-form"], in: folder.url)
    #expect(part.status == 64 && part.error.contains("did you mean `markdown/list-form`?"))
    let unknown = try runIMRF(["check", "--explain", "files/unheard-of"], in: folder.url)
    #expect(unknown.status == 64 && unknown.error.contains("those that begin with `files/` are `files/conflict`"))
    let nothing = try runIMRF(["check", "--explain", "nothing"], in: folder.url)
    #expect(nothing.error.contains("docs/diagnostics.md lists them all") && !nothing.error.contains("Usage"))
  }

  @Test("every explanation says by itself what to do: who asks for it doesn't see the message")
  func explanations() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let page = String(
      decoding: try Data(contentsOf: folder.appending(path: "../../docs/diagnostics.md")), as: UTF8.self)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count > 100)
    for row in rows {
      #expect(!row.contains(/see (the (hint|mark|message)|what was expected)|\| there, too/), "\(row)")
    }
  }

  @Test("strings writes all words for translators, and keeps what they have written")
  func strings() throws {
    var files = try baseSite()
    files["templates/strings/en.yaml"]! += Array(
      """

      # How many there are.
      things: {one: "{count} thing", other: "{count} things"}
      """.utf8)
    let path = "templates/strings/ru.yaml"
    files[path] = Array("# Of our own.\nhello: \"Привет, {name}\" # as to friends\nold: Старое\n".utf8)
    let folder = try TemporaryFolder(files: files)
    let first = try runIMRF(["strings", "ru", "--output", path], in: folder.url)
    #expect(first.status == 0 && first.output == path + "\n", "\(first.error)")
    let text = try folder.text(path)
    for lines in [
      "# en: \"Hello, {name}\"\nhello: \"Привет, {name}\" # as to friends\n",
      "\n# How many there are.\n# en: {one: \"{count} thing\", other: \"{count} things\"}\nthings: {one: , few: , many: }\n",
      "# Of our own.\n", "# en: Page not found\nnot-found:\n", "\nold: Старое\n",
    ] {
      #expect(text.contains(lines), "\(text)")
    }
    let second = try runIMRF(["strings", "ru"], in: folder.url)
    #expect(second.output == text, "what is written once is written so again")
    for (language, hint) in [("FR", "did you mean `fr`?"), ("xx", "codes of two letters"), ("en", "first language")] {
      let run = try runIMRF(["strings", language, "--output", "x.yaml"], in: folder.url)
      #expect(run.status == 64 && run.error.contains(hint), "\(run.error)")
    }
    let broken = try TemporaryFolder(files: files.merging([path: Array("hello: [a\n".utf8)]) { $1 })
    #expect(try runIMRF(["strings", "ru", "--output", path], in: broken.url).status == 1)
    #expect(try broken.text(path) == "hello: [a\n")
  }

  @Test("without the library that knows the order of words a site is made all the same, and its owner told")
  func withoutCollation() throws {
    var files = try baseSite()
    let site = try TemporaryFolder(files: files)
    // A library that can't be loaded keeps the one of the system from being found.
    for version in 60...99 { files["libraries/libicui18n.so.\(version)"] = Array("none".utf8) }
    files["content/countries.yaml"]! += Array("\n- {name: Türkiye, code: TUR, id: turkiye}\n".utf8)
    let other = try TemporaryFolder(files: files)
    let path = ["LD_LIBRARY_PATH": other.url.appending(path: "libraries").path]
    let run = try runIMRF(["check"], in: other.url, environment: path)
    #expect(run.status == 0 && run.error.contains("[content/no-collation]") && run.error.contains("(English)"))
    #expect(run.error.contains("1 warning") && !run.error.contains("2 warnings"), "\(run.error)")
    #expect(try runIMRF(["check"], in: other.url).error.isEmpty)
    #expect(try runIMRF(["check"], in: site.url, environment: path).error.isEmpty, "plain English needs none")
  }

  @Test("the source folder can lie elsewhere, and messages name it")
  func source() throws {
    let folder = try TemporaryFolder(
      files: Dictionary(
        uniqueKeysWithValues: try brokenSite().files(in: ".").map { ("site/" + $0.key, Array($0.value)) }))
    let run = try runIMRF(["check", "--source", "site"], in: folder.url)
    #expect(run.status == 1 && run.error.contains("--> site/content/objectives/08-saving-lives.md:3:1"))
  }

  @Test("a folder without content is said to be one")
  func empty() throws {
    let folder = try TemporaryFolder()
    let run = try runIMRF(["build"], in: folder.url)
    #expect(run.status == 1 && run.error.contains("there is no folder `content`"))
  }

  @Test("colours come when they are asked for, and not into a pipe")
  func color() throws {
    let folder = try brokenSite()
    #expect(try !runIMRF(["check"], in: folder.url).error.contains("\u{1B}"))
    #expect(try runIMRF(["check", "--color", "always"], in: folder.url).error.contains("\u{1B}[1;31m"))
    #expect(try !runIMRF(["check", "--color", "never"], in: folder.url).error.contains("\u{1B}"))
  }

  @Test("colours come on a terminal, unless NO_COLOR or a dumb terminal speaks against them")
  func terminal() throws {
    let folder = try brokenSite()
    #expect(try outputOnTerminal(in: folder.url, environment: [:]).contains("\u{1B}[1;31merror"))
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      let output = try outputOnTerminal(in: folder.url, environment: environment)
      #expect(output.contains("did you mean `title`?") && !output.contains("\u{1B}"))
    }
  }

  /// What `imrf check` writes on a terminal, which the program `script` makes for it.
  private func outputOnTerminal(in folder: URL, environment: [String: String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/script")
    process.arguments = ["-q", "-c", "'\(imrfProgram.path)' check", "/dev/null"]
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    defer { process.waitUntilExit() }
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  @Test(
    "bad usage is status 64",
    arguments: [["biuld"], ["build", "--nothing"], ["render"], ["check", "--format", "xml"]])
  func usage(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    #expect(try runIMRF(arguments, in: folder.url).status == 64)
  }

  @Test(
    "a pack's file can't have the name of another kind of file",
    arguments: [
      (["--output", "x.docx"], "Add --docx, or give it a name that ends in .pdf."),
      (["--booklet", "--output", "x.EPUB"], "Write --epub instead of --booklet, or give it a name that ends in .pdf."),
      (["--docx", "--output", "x.pdf"], "Leave out --docx, or give it a name that ends in .docx."),
    ])
  func packName(arguments: [String], advice: String) throws {
    let folder = try TemporaryFolder(files: try baseSite())
    let run = try runIMRF(["pack", "2"] + arguments, in: folder.url)
    #expect(run.status == 64 && run.error.contains(advice), "\(run)")
    let unsaid = try runIMRF(["pack", "9", "--output", "x"], in: folder.url)
    #expect(unsaid.error.contains("[pack/unknown]"), "\(unsaid)")
  }

  @Test("help and version are results")
  func help() throws {
    let folder = try TemporaryFolder()
    let help = try runIMRF(["--help"], in: folder.url)
    #expect(help.status == 0 && help.output.contains("build") && help.output.contains("render"))
    #expect(try runIMRF(["--version"], in: folder.url).output.contains("."))
  }

  @Test("render prints the bytes and nothing else, escaped, with the keys of the data as names")
  func render() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "{% extends \"base.txt\" %}{% block a %}{{ name }} {{ list[1] }} {{ n + 1 }}{% endblock %}", to: "t/a.html")
    try folder.write("<{% block a %}{% endblock %}>\n\n", to: "t/base.txt")
    try folder.write(#"{"name": "<\ud83d\ude00>", "list": [1, 2.5], "n": 1}"#, to: "data.json")
    let run = try runIMRF(["render", "t/a.html", "--data", "data.json", "--templates", "t"], in: folder.url)
    #expect(run.status == 0 && run.output == "<&lt;😀&gt; 2.5 2>\n" && run.error.isEmpty, "\(run)")
  }

  @Test("render points at what is wrong with the template or the data")
  func renderErrors() throws {
    let folder = try TemporaryFolder(files: [
      "a.html": Array("\n{{ nmae }}".utf8), "good.json": Array(#"{"name": 1}"#.utf8),
      "bad.json": Array("{\"name\": }".utf8),
    ])
    let undefined = try runIMRF(["render", "a.html", "--data", "good.json"], in: folder.url)
    #expect(undefined.status == 1 && undefined.output.isEmpty && undefined.error.contains("a.html:2:4"))
    #expect(undefined.error.contains("did you mean `name`?"))
    let json = try runIMRF(["render", "a.html", "--data", "bad.json"], in: folder.url)
    #expect(json.status == 1 && json.error.contains("bad.json:1:10"))
    let missing = try runIMRF(["render", "none.html"], in: folder.url)
    #expect(missing.status == 1 && missing.error.contains("none.html"))
  }

  @Test("what a command makes never takes the place of what the site is made from")
  func outputs() throws {
    let folder = try TemporaryFolder(files: try baseSite())
    let before = try folder.files(in: ".")
    for arguments in [
      ["strings", "fr", "--output", "templates/strings/en.yaml"],
      ["translations", "fr", "--export", "content/objectives/08-saving-lives.md"],
      ["translations", "fr", "--export", "content/new.xlf"],
      ["pack", "2", "--output", "./content/../content/pack.pdf"],
    ] {
      let run = try runIMRF(arguments, in: folder.url)
      #expect(run.status == 64 && run.error.contains("from which the site is made"), "\(run)")
    }
    #expect(try folder.files(in: ".") == before)
  }

  private func brokenSite() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files: try baseSite())
    try folder.write("---\nnumber: 8\ntitel: Save lives\n---\n", to: "content/objectives/08-saving-lives.md")
    return folder
  }
}

import Foundation
import TestSupport
import Testing

@Suite("The command translations")
struct TranslationsTests {
  private func site() throws -> TemporaryFolder {
    var files = try baseSite()
    files["content/help.md"] = Array("---\ntitle: Help\n---\n\nWords.\n".utf8)
    files["content/help.fr.md"] = Array("---\ntitle: Aide\n---\n\nDes mots.\n".utf8)
    return try TemporaryFolder(files: files)
  }

  @Test("it says what is to do, as text and as JSON, and writes nothing")
  func overview() throws {
    let folder = try site()
    let before = try folder.files(in: ".")
    let run = try runIMRF(["translations", "fr"], in: folder.url)
    #expect(run.status == 0 && run.output.contains("\npage ") && run.error.isEmpty, "\(run)")
    #expect(
      run.output.contains("content/objectives/08-saving-lives.md:3: objective 8 isn't translated ("), "\(run.output)")
    let json = try runIMRF(["translations", "fr", "--format", "json"], in: folder.url)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let kinds = object?["kinds"] as? [[String: Any]]
    #expect(kinds?.contains { $0["kind"] as? String == "page" && $0["wholly"] as? Int == 1 } == true, "\(json.output)")
    #expect(try folder.files(in: ".") == before)
  }

  @Test("what is accepted is noted, told as stale when the original changes, and accepted again")
  func acceptance() throws {
    let folder = try site()
    #expect(try runIMRF(["translations", "fr", "--accept", "content/help.fr.md"], in: folder.url).status == 0)
    let accepted = String(decoding: try #require(try folder.files(in: ".")["content/help.fr.md"]), as: UTF8.self)
    #expect(
      accepted.contains(/title: Aide\ntranslation_of:\n  title: [0-9a-f]{8}\n  b1: [0-9a-f]{8}\n---\n\nDes mots.\n/))
    #expect(try !runIMRF(["check"], in: folder.url).error.contains("stale-translation"))
    try folder.write("---\ntitle: Help\n---\n\nOther words.\n", to: "content/help.md")
    let stale = try runIMRF(["check"], in: folder.url).error
    #expect(
      stale.contains("this renders an older version of block 1 (paragraph) [check/stale-translation]"), "\(stale)")
    #expect(stale.contains("--> content/help.fr.md:8:1"), "\(stale)")
    #expect(try runIMRF(["translations", "fr", "--accept", "--all", "-q"], in: folder.url).error.isEmpty)
    #expect(try !runIMRF(["check"], in: folder.url).error.contains("stale-translation"))
  }

  @Test(
    "files are named from where the command runs, or as in the source folder",
    arguments: [
      ("", "site", "site/content/help.fr.md"), ("", "site/", "./site/content/help.fr.md"),
      ("", "./site", "site/content/../content/help.fr.md"), ("", "site", "content/help.fr.md"),
      ("", "site", "{root}/site/content/help.fr.md"), ("", "{root}/site", "site/content/help.fr.md"),
      ("site", ".", "./content/help.fr.md"), ("site", ".", "{root}/site/content/help.fr.md"),
      ("site/content", "..", "help.fr.md"), ("site/content", "..", "../../site/content/help.fr.md"),
    ])
  func source(place: String, source: String, name: String) throws {
    let folder = try TemporaryFolder(
      files: Dictionary(uniqueKeysWithValues: try site().files(in: ".").map { ("site/" + $0.key, Array($0.value)) }))
    let arguments = ["translations", "fr", "--source", source, "--accept", name]
    let run = try runIMRF(
      arguments.map { $0.replacing("{root}", with: folder.url.path) }, in: folder.url.appending(path: place))
    #expect(run.status == 0 && run.error.hasSuffix("content/help.fr.md\n"), "\(run)")
  }

  @Test("a file goes to a program for translators and comes back")
  func exchange() throws {
    let folder = try site()
    #expect(try runIMRF(["translations", "fr", "--export", "work.xlf"], in: folder.url).status == 0)
    var work = String(decoding: try #require(try folder.files(in: ".")["work.xlf"]), as: UTF8.self)
    work.replace("<target>Des mots.</target>", with: "<target>D'autres mots.</target>")
    try folder.write(work, to: "work.xlf")
    let run = try runIMRF(["translations", "fr", "--import", "work.xlf"], in: folder.url)
    #expect(run.status == 0 && run.error == "content/help.fr.md\n", "\(run)")
    let after = String(decoding: try #require(try folder.files(in: ".")["content/help.fr.md"]), as: UTF8.self)
    #expect(after.hasSuffix("\n---\n\nD'autres mots.\n"), "\(after)")
    #expect(try !runIMRF(["check"], in: folder.url).error.contains("stale-translation"))
    let changed = try runIMRF(["translations", "fr", "--export", "changed.xlf", "--changed"], in: folder.url)
    #expect(changed.status == 0)
    let rest = String(decoding: try #require(try folder.files(in: ".")["changed.xlf"]), as: UTF8.self)
    #expect(rest.contains("08-saving-lives.md") && !rest.contains("help.md"))
  }

  @Test("if anything is wrong with a file, nothing is written")
  func nothing() throws {
    let folder = try site()
    #expect(try runIMRF(["translations", "fr", "--export", "work.xlf"], in: folder.url).status == 0)
    var work = String(decoding: try #require(try folder.files(in: ".")["work.xlf"]), as: UTF8.self)
    work.replace("<target>Des mots.</target>", with: "<target>D'autres mots.</target>")
    work.replace(
      "original=\"content/objectives/08-saving-lives.md\"", with: "original=\"content/objectives/99-other.md\"")
    try folder.write(work, to: "work.xlf")
    let before = try folder.files(in: ".")
    let run = try runIMRF(["translations", "fr", "--import", "work.xlf"], in: folder.url)
    #expect(run.status == 1 && run.error.contains("[xliff/unknown-file]\n  --> work.xlf:"), "\(run)")
    #expect(try folder.files(in: ".") == before)
    #expect(try runIMRF(["translations", "fr", "--import", "nowhere.xlf"], in: folder.url).status == 1)
  }

  @Test(
    "bad usage is told in a sentence",
    arguments: [
      (["xx"], "`xx` is no language"), (["en"], "`en` is the language that the site is written in"),
      (["fr", "--accept"], "name the files that are to be accepted, or give --all"),
      (["fr", "content/help.fr.md"], "files are named behind --accept only"),
      (["fr", "--changed"], "--changed says what --export is to write"),
      (["fr", "--accept", "--all", "--export", "x.xlf"], "give one of them"),
    ])
  func usage(arguments: [String], words: String) throws {
    let folder = try site()
    let run = try runIMRF(["translations"] + arguments, in: folder.url)
    #expect(run.status == 64 && run.error.contains(words), "\(run)")
  }

  @Test("a file that is no translation is told, and its name if there is one like it")
  func strangers() throws {
    let folder = try site()
    let run = try runIMRF(["translations", "fr", "--accept", "content/hepl.fr.md"], in: folder.url)
    #expect(run.status == 1 && run.error.contains("did you mean `content/help.fr.md`?"), "\(run)")
    let elsewhere = try runIMRF(["translations", "fr", "--accept", "pages/hepl.fr.md"], in: folder.url)
    #expect(elsewhere.error.contains("did you mean `content/help.fr.md`?"), "\(elsewhere)")
    let other = try runIMRF(["translations", "fr", "--accept", "content/site.yaml"], in: folder.url)
    #expect(other.status == 1 && other.error.contains("there are `content/help.fr.md`"), "\(other)")
  }
}

import Content
import Diagnostics
import Foundation
import Platform
import Site
import TestSupport
import Testing

/// Sites that are shown in spite of errors, with what is remembered of their files in the place of git.
@Suite("A site in spite of errors")
struct RecoveryTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static let broken = "---\ntitle: \"Broken\n---\n"

  /// What refers to objective 8 in each way.
  private static let referrers = [
    "content/practices/boats.md": """
    ---
    title: Boats
    objectives: [8]
    countries: [Ecuador]
    source: gcm
    ---

    More [of it](../objectives/08-saving-lives.md#overview-of-progress) and [there](../objectives/08-saving-lives.md),
    ![a boat](boat.svg), [@gcm, p. 4; @imrf-2022] [@imrf-2022, p. 1], objective 8,
    [here](https://forum.example/site/objectives/8/).
    """,
    "content/practices/boat.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"></svg>",
    "content/packs/own.md": "---\ntitle: Own\nobjectives: [8]\ncountries: [Ecuador]\n---\n",
    "content/pledges.csv": """
    id,title,countries,objectives,source
    p1,Pledge,Ecuador;Tajikistan,8,gcm
    p2,Other,Ecuador,13,gcm

    """,
  ]

  @Test(
    "leaves out one file that never was right, and keeps all that refer to it",
    arguments: ["content/objectives/08-saving-lives.md", "content/sources.yaml", "content/countries.yaml"])
  func oneFile(path: String) async throws {
    let (site, _) = try await recovered(Self.files([path: Self.broken]))
    let missing = Self.files().keys.filter { $0.hasPrefix("content/") && $0.hasSuffix(".md") && $0 != path }
    let there = site.entryFiles
    #expect(missing.allSatisfy(there.contains) && !there.contains(path))
  }

  @Test("keeps the file that was there when a new one claims to be the same")
  func newcomer() async throws {
    let new = "content/objectives/08-another.md"
    let versions = Self.files().mapValues { [String(decoding: $0, as: UTF8.self)] }
    let (site, report) = try await recovered(
      Self.files([new: "---\nnumber: 8\ntitle: Another\n---\n"]), history: Remembered(versions: versions))
    #expect(site.entryFiles.contains("content/objectives/08-saving-lives.md") && !site.entryFiles.contains(new))
    let told = report.diagnostics.filter { $0.id == "content/duplicate" }
    #expect(told.map(\.place.path) == [new], "\(report.text(.human))")
  }

  @Test("shows what refers to it by words alone, and says on each such page which file is wrong")
  func words() async throws {
    let path = "content/objectives/08-saving-lives.md"
    let (site, report) = try await recovered(Self.files([path: Self.broken]))
    let page = try text("/practices/boats/", of: site)
    #expect(page.contains("<a data-left-out=\"\">of it</a>") && page.contains("<code>\(path)</code>"), "\(page)")
    #expect(site.library[.roundTable][0][RoundTable.objectives].count == 1)
    for page in ["/round-tables/2/", "/pledges/p1/", "/objectives/", "/"] {
      #expect(try text(page, of: site).contains(path), "\(page)")
    }
    for page in ["/objectives/13/", "/pledges/p2/", "/countries/ecuador/"] {
      #expect(try !text(page, of: site).contains(path), "\(page)")
    }
    #expect(report.tally == "1 error, 7 that follow from it", "\(report.text(.human))")
  }

  @Test("shows a citation of a source that is left out as it is written")
  func citations() async throws {
    let (site, _) = try await recovered(Self.files(["content/sources.yaml": Self.broken]))
    let page = try text("/practices/boats/", of: site)
    #expect(page.contains("[gcm, p. 4; imrf-2022] [imrf-2022, p. 1]"), "\(page)")
  }

  @Test("shows what is said of a picture that is left out")
  func pictures() async throws {
    let (site, _) = try await recovered(Self.files(["content/practices/boat.svg": "no picture"]))
    let page = try text("/practices/boats/", of: site)
    #expect(page.contains("<img data-left-out=\"\" alt=\"a boat\"") && page.contains("boat.svg</code>"), "\(page)")
  }

  @Test("drops a reference to what never was there, and leaves no file out for it")
  func misspelt() async throws {
    let path = "content/practices/boats.md"
    let text = """
      ---
      title: Boats
      objectives: [8, 9]
      countries: [Equador]
      ---

      See [there](../objectives/13-detention.md#nowhere) and [here](#nowhere).
      """
    let (site, report) = try await recovered(Self.files([path: text]))
    #expect(site.entryFiles.contains(path) && report.tally == "4 errors", "\(report.text(.human))")
    #expect(try self.text("/practices/boats/", of: site).contains("<code>\(path)</code>"))
  }

  @Test("leaves out who can't be without what is left out")
  func needed() async throws {
    let files = Self.files([
      "content/kinds.yaml": "letter:\n  fields:\n    objective: {type: objective, required: true}\n",
      "templates/entry.html": "{{ entry.objective.title }}", "templates/entries.html": "{{ page.title }}",
      "content/letters/one.md": "---\ntitle: One\nobjective: 8\n---\n",
      "content/letters/two.md": "---\ntitle: Two\nobjective: 13\n---\n",
      "content/objectives/08-saving-lives.md": Self.broken,
    ])
    let (site, _) = try await recovered(files)
    #expect(site.entryFiles.contains("content/letters/two.md") && !site.entryFiles.contains("content/letters/one.md"))
  }

  @Test("leaves a translation out with its original, and a link to a section that an earlier version hasn't")
  func followers() async throws {
    let path = "content/objectives/08-saving-lives.md"
    let translation = ["content/objectives/08-saving-lives.fr.md": "---\nnumber: 8\ntitle: Sauver\n---\n"]
    let files = Self.files(translation.merging([path: Self.broken]) { $1 })
    let (site, report) = try await recovered(files)
    #expect(!site.entryFiles.contains { $0.hasSuffix(".fr.md") })
    #expect(report.tally == "1 error, 8 that follow from it", "\(report.text(.human))")
    let former = "---\nnumber: 8\ntitle: Before\n---\n"
    let (other, _) = try await recovered(files, history: Remembered(versions: [path: [former]]))
    #expect(try text("/practices/boats/", of: other).contains("href=\"../../objectives/8/\">of it</a>"))
  }

  @Test("takes the newest version that is right, and says of what never was why it is left out")
  func versions() async throws {
    let path = "content/objectives/08-saving-lives.md"
    let right = "---\nnumber: 8\ntitle: Right\n---\n"
    let oldest = "---\nnumber: 8\ntitle: Oldest\n---\n"
    let former = [Self.broken, "no front matter", right, oldest]
    let (site, _) = try await recovered(
      Self.files([path: Self.broken]), history: Remembered(versions: [path: former]))
    #expect(site.library[.objective].map(\.title) == ["Right", "Detention"])
    let (_, none) = try await recovered(
      Self.files([path: Self.broken]), history: Remembered(versions: [path: Array(former.prefix(2))]))
    #expect(none.text(.human).contains("this file is left out: no earlier version of it is right"))
    let (_, trouble) = try await recovered(Self.files([path: Self.broken]), history: Remembered(trouble: "it's gone"))
    #expect(trouble.text(.human).contains("git can't tell what was there before: it's gone"))
  }

  @Test("brings back a file that has been gone for long only if something is missed that was in it")
  func gone() async throws {
    let path = "content/objectives/08-saving-lives.md"
    let others = ["content/objectives/08-called-otherwise.md", "content/objectives/21-return.md"]
    var files = Self.files()
    files[path] = nil
    let former = ([path] + others).map { ($0, ["---\nnumber: \($0.contains("08") ? 8 : 21)\ntitle: Former\n---\n"]) }
    let history = Remembered(versions: Dictionary(uniqueKeysWithValues: former), goneFiles: [path] + others)
    let (site, report) = try await recovered(files, history: history)
    #expect(site.library[.objective].map(\.title) == ["Former", "Detention"])
    #expect(report.text(.human).contains("error: this file is gone, and shown as it was"))
  }

  @Test("keeps a template that never was right, and shows all pages that don't need it")
  func templates() async throws {
    let path = "templates/practice.html"
    let wrong = "{% extends \"base.html\" %}{% block main %}{{ nonsense }}{% endblock %}"
    let history = Remembered(versions: [path: [wrong, wrong + " ", wrong + "  "]])
    let loader = SiteLoader(
      from: .memory(Self.files([path: wrong])), options: Self.options, history: history, tryingPages: true)
    let site = try #require(await loader.load().site)
    #expect(await site.faults().map(\.place.path) == [path])
  }

  @Test(
    "of our own loses only the file that is wrong",
    arguments: [
      "objectives/08-saving-lives.md", "meetings/imrf-2022.md", "round-tables/02-protecting-migrants.md",
      "principles/01-people-centred.md",
      "sources.yaml", "countries.yaml", "glossary.yaml", "pledges.csv",
    ])
  func own(name: String) async throws {
    let disk = Files.disk(Self.root)
    let files = Files {
      disk.list($0)
    } read: { path throws(Diagnostic) in
      path == "content/" + name ? SourceFile(name: disk.displayName(path), text: Self.broken) : try disk.read(path)
    } displayName: {
      disk.displayName($0)
    }
    let whole = try #require(await Site.load(from: disk).site)
    let loader = SiteLoader(from: files, options: Self.options, history: Remembered())
    let (found, diagnostics) = await loader.load()
    let site = try #require(found, "\(Report(diagnostics).text(.human))")
    // Translations have most of what they say from their original.
    let stem = disk.displayName("content/" + name.prefix { $0 != "." }) + "."
    let lost = whole.entryFiles.subtracting(site.entryFiles)
    #expect(lost.contains(disk.displayName("content/" + name)) && lost.allSatisfy { $0.hasPrefix(stem) })
    #expect(await site.faults().isEmpty)
  }

  private static var options: Site.Options {
    var options = Site.Options()
    options.hasNotices = true
    return options
  }

  private static func files(_ others: [String: String] = [:]) -> [String: [UInt8]] {
    let base = SiteFixtureTests.base.files
    return base.merging(referrers.merging(others) { $1 }.mapValues { Array($0.utf8) }) { $1 }
  }

  /// The site in spite of what is wrong, of which all pages can be made, and what is told.
  private func recovered(
    _ files: [String: [UInt8]], history: Remembered = Remembered()
  ) async throws -> (site: Site, report: Report) {
    let (found, diagnostics) = await SiteLoader(from: .memory(files), options: Self.options, history: history).load()
    let site = try #require(found, "\(Report(diagnostics).text(.human))")
    #expect(await site.faults().isEmpty)
    return (site, Report(diagnostics))
  }

  private func text(_ path: String, of site: Site) throws -> String {
    String(decoding: try site.render(#require(site.route(at: path), "no page \(path)")), as: UTF8.self)
  }
}

/// What a test remembers of files.
private struct Remembered: FileHistory {
  var versions: [String: [String]] = [:]
  var goneFiles: [String] = []
  var trouble: String?

  func versions(of path: String) async -> [String] { (versions[path] ?? []).indices.map(String.init) }

  func file(_ path: String, in version: String) async -> SourceFile? {
    Int(version).flatMap { versions[path]?[$0] }.map { SourceFile(name: path, text: $0) }
  }

  func changed() async -> [String] { [] }
  func gone() async -> [String] { goneFiles }
  func trouble() async -> String? { trouble }
}

extension Site {
  /// The files that entries were read from.
  fileprivate var entryFiles: Set<String> {
    var files: Set<String> = []
    for kind in library.schema.kinds {
      for id in library[kind.kind].ids {
        for language in [library.settings.language] + library.languages(of: id) {
          files.insert(library[id, language].common.origin.file.name)
        }
      }
    }
    return files
  }
}

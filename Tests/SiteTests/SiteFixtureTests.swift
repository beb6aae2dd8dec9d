import Platform
import Content
import Diagnostics
import Site
import TestSupport
import Testing

@Suite("Whole small sites")
struct SiteFixtureTests {
  static let base = Fixture.all(in: "base")[0]

  @Test("What is wrong is said at its place", arguments: Fixture.all(in: "errors") + Fixture.all(in: "checks"))
  func errors(fixture: Fixture) async {
    let (site, problems) = await Site.load(from: .memory(fixture.files(over: Self.base)))
    let report = Report(problems + (await site?.check() ?? []))
    #expect(fixture.matches(report.text(.human)), "\(report.text(.human))")
  }

  /// Those that programs of others look after are broken in `Tests/BrowserTests`.
  @Test("Every rule is broken by a fixture", arguments: Set(Check.allCases).subtracting([.accessibility, .html]))
  func rules(check: Check) {
    #expect(
      Fixture.all(in: "checks").contains { $0.expected.contains("warning: ") && $0.expected.contains("[\(check.id)]") })
  }

  @Test("Pages come out as expected", arguments: Fixture.all(in: "pages"))
  func pages(fixture: Fixture) async throws {
    var options = Site.Options()
    options.packFormats = [.pdf, .docx]
    let (found, diagnostics) = await Site.load(from: .memory(fixture.files(over: Self.base)), options: options)
    let site = try #require(found, "\(Report(diagnostics).text(.human))")
    var text = ""
    let files = site.packFiles(as: [.pdf, .docx], on: [.a4])
    for path in fixture.words(after: "Pages:") {
      let file = files.first { $0.path == path }
      let route = site.routes.first { $0.path == path }
      let bytes = try file.map { try site.document(for: $0).html } ?? site.render(#require(route, "no page \(path)"))
      text += "# \(path)\n" + String(decoding: bytes, as: UTF8.self) + "\n"
    }
    #expect(fixture.matches(text), "\(text)")
  }

  @Test("The templates for any kind make what a site declares, and take the place of none that every forum has")
  func templatesForAnyKind() async {
    var files = Self.base.files
    for (path, text) in [
      ("content/kinds.yaml", "idea:\n  heading: Ideas\n"), ("content/ideas/one.md", "---\ntitle: One\n---\n"),
      ("templates/entry.html", ""), ("templates/entries.html", ""),
    ] {
      files[path] = Array(text.utf8)
    }
    #expect(await Site.load(from: .memory(files)).diagnostics.isEmpty)
    for name in ["country.html", "objectives.html"] { files["templates/" + name] = nil }
    let report = Report(await Site.load(from: .memory(files)).diagnostics)
    #expect(report.diagnostics.map(\.id) == ["site/missing-template", "site/missing-template"])
    #expect(report.text(.human).contains("there is no template `country.html`, which makes /countries/ecuador/"))
  }

  @Test("A long list is cut into pages")
  func pagination() async throws {
    var files = Self.base.files
    for number in 1...201 {
      files["content/practices/p\(number).md"] = Array("---\ntitle: P\(number)\nobjectives: [8]\n---\n".utf8)
    }
    files["templates/practices.html"] = Array(
      "{{ entries | length }} {{ page.pagination.number }}/{{ page.pagination.count }} {{ page.pagination.next }}".utf8)
    let site = try #require(await Site.load(from: .memory(files)).site)
    let pages = site.routes.filter { $0.path.wholeMatch(of: /\/practices\/(page\/\d+\/)?/) != nil }
    let texts = try pages.map { String(decoding: try site.render($0), as: UTF8.self) }
    #expect(texts == ["100 1/3 ../practices/page/2/", "100 2/3 ../../../practices/page/3/", "1 3/3 None"])
  }

  @Test("A feed has the thirty pages that were updated last, even of a site in a folder, but needs its address")
  func feed() async throws {
    var files = Self.base.files
    for number in 10...41 {
      files["content/practices/p\(number).md"] = Array(
        "---\ntitle: P\(number)\nobjectives: [8]\nupdated: 20\(number / 2 + 10)-01-01\n---\n".utf8)
    }
    files["templates/feed.xml"] = Array("{% for entry in entries %}{{ entry.url }} {% endfor %}".utf8)
    var options = Site.Options()
    options.isPortable = true
    let site = try #require(await Site.load(from: .memory(files), options: options).site)
    let route = try #require(site.routes.first { $0.path == "/feed.xml" })
    let addresses = String(decoding: try site.render(route), as: UTF8.self).split(separator: " ")
    #expect(addresses.count == 30)
    #expect(addresses.prefix(3).map { $0.suffix(4) } == ["p40/", "p41/", "p38/"])
    #expect(addresses[0] == "https://forum.example/site/practices/p40/")
    files["content/site.yaml"] = Array("title: Forum".utf8)
    let other = try #require(await Site.load(from: .memory(files)).site)
    #expect(!other.routes.contains { $0.path == "/feed.xml" })
  }

  @Test("A portable site names its files")
  func portable() async throws {
    var options = Site.Options()
    options.isPortable = true
    let site = try #require(await Site.load(from: .memory(Self.base.files), options: options).site)
    let route = try #require(site.routes.first { $0.path == "/objectives/" })
    let text = String(decoding: try site.render(route), as: UTF8.self)
    #expect(text.contains("href=\"../objectives/8/index.html\""))
  }

  @Test("The address of the site can be given", arguments: ["https://a.example/b", "https://a.example/b/"])
  func baseURL(address: String) async throws {
    var options = Site.Options()
    options.baseURL = address
    let site = try #require(await Site.load(from: .memory(Self.base.files), options: options).site)
    let route = try #require(site.routes.first { $0.path == "/robots.txt" })
    #expect(String(decoding: try site.render(route), as: UTF8.self) == "Sitemap: https://a.example/b/sitemap.xml")
  }
}

import Platform
import TestSupport
import Testing

@testable import Site

@Suite("Rules for web servers")
struct ServerRulesTests {
  /// Old addresses with signs that mean something to one of the servers, in the order of the rules.
  private static let aliases = [
    "/old/place/", "/old.html", "/a+b(c)[d]{e}^$x/", "/${HOME}/$1/", "/très vieux/", "/don't;say/", "/a&b=c@d,e!~/",
  ]

  private func rules(_ server: ServerRules) async throws -> [String] {
    var files = SiteFixtureTests.base.files
    let list = Self.aliases.map { "\"\($0)\"" }.joined(separator: ", ")
    files["content/about.md"] = Array("---\ntitle: A\naliases: [\(list)]\n---\n".utf8)
    files["templates/redirect.html"] = []
    let (site, problems) = await Site.load(from: .memory(files))
    let text = try #require(site, "\(problems)").rules(for: server)
    return text.split(separator: "\n").map(String.init)
  }

  @Test("of nginx name each address in quotation marks")
  func nginx() async throws {
    let lines = try await rules(.nginx)
    let parts = try lines.map {
      try #require($0.wholeMatch(of: /location = "([^"]*)" { return (301 "([^"]*)"|404); }/))
    }
    #expect(
      parts.map { String($0.1) }
        == Self.aliases.map { "/site" + $0 } + ["/site/.imrf-site", "/site/redirects.conf"])
    #expect(parts.map { $0.3.map(String.init) } == Self.aliases.map { _ in "/site/about/" } + [nil, nil])
  }

  @Test("of Netlify have no signs but those of addresses")
  func netlify() async throws {
    let parts = try await rules(.netlify).map { $0.split(separator: " ").map(String.init) }
    #expect(parts.allSatisfy { $0.count == 3 && $0[0].wholeMatch(of: /[A-Za-z0-9._~%\/-]+/) != nil })
    #expect(parts.map { percentDecoded($0[0][...]) } == Self.aliases.map { "/site" + $0 } + ["/site/.imrf-site"])
    #expect(parts.map { $0[1] } == Self.aliases.map { _ in "/site/about/" } + ["/site/404.html"])
    #expect(parts.map { $0[2] } == Self.aliases.map { _ in "301!" } + ["404!"])
  }

  @Test("of Apache fit one address each")
  func apache() async throws {
    let lines = try await rules(.apache)
    let paths = Self.aliases.map { "/site" + $0 } + ["/site/.imrf-site"]
    #expect(lines.count == paths.count && !lines.contains { $0.contains("${") })
    for (line, path) in zip(lines, paths) {
      let parts = try #require(line.wholeMatch(of: /RedirectMatch (301|404) "([^"]*)"( "\/site\/about\/")?/))
      let expression = try Regex(String(parts.2))
      #expect(path.wholeMatch(of: expression) != nil, "\(line)")
      #expect(paths.filter { $0.firstMatch(of: expression) != nil } == [path])
    }
  }
}

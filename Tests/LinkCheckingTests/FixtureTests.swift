import Platform
import Content
import Diagnostics
import Foundation
import LinkChecking
import Site
import TestSupport
import Testing

@Suite("Small sites whose links lead to a server that misbehaves")
struct FixtureTests {
  static let base = Fixture.all(in: "base", beside: testFile(of: "SiteTests"))[0]

  @Test("What is wrong is said at every place", arguments: Fixture.all(in: "sites"))
  func sites(fixture: Fixture) async throws {
    let server = try Server.shared.get()
    let files = fixture.files(over: Self.base).mapValues { bytes in
      Array(server.filled(String(decoding: bytes, as: UTF8.self)).utf8)
    }
    let (found, problems) = await Site.load(from: .memory(files))
    let site = try #require(found, "\(Report(problems).text(.human))")
    let policy = fixture.name == "silence" ? impatient : brisk
    let report = Report(await checker(policy).check(await site.outsideAddresses(in: .memory(files))))
    let text = server.emptied(report.text(.human))
    #expect(fixture.matches(text), "\(text)")
  }

  private static func testFile(of suite: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../\(suite)/Tests.swift").path
  }
}

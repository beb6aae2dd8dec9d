import Diagnostics
import Documents
import TestSupport
import Testing

@Suite struct YAMLErrorTests {
  /// A fixture is a Markdown file, and what is said of its front matter.
  @Test(arguments: Fixture.all(in: "yaml-errors"))
  func `says what is wrong with a front matter`(fixture: Fixture) {
    let (front, diagnostics) = FrontMatter.read(fixture.file)
    #expect(!diagnostics.isEmpty)
    #expect(front != nil || diagnostics.hasErrors)
    let report = Report(diagnostics).text(.human)
    #expect(fixture.matches(report), "\(report)")
  }
}

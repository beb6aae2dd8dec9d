import Diagnostics
import Documents
import Testing

@Suite struct YAMLErrorTests {
  /// A fixture is a Markdown file, a line `=====`, and what is said of its front matter.
  @Test(arguments: Fixtures.names(in: "yaml-errors", suffix: ".txt"))
  func `says what is wrong with a front matter`(name: String) throws {
    let input = try input(of: name)
    let file = SourceFile(name: "\(name).md", bytes: input)
    let (front, diagnostics) = FrontMatter.read(file)
    #expect(!diagnostics.isEmpty)
    #expect(front != nil || diagnostics.hasErrors)
    let report = Report(diagnostics).text(.human)
    Fixtures.expect(bytes: input + Array("=====\n\(report)".utf8), in: "yaml-errors/\(name).txt")
  }

  private func input(of name: String) throws -> [UInt8] {
    let bytes = try Fixtures.bytes("yaml-errors/\(name).txt")
    let end = try #require(bytes.indices.first { bytes[$0...].starts(with: "=====\n".utf8) })
    return Array(bytes[..<end])
  }
}

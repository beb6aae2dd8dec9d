import Foundation
import TestSupport
import Testing

/// The page for programmers, `docs/templating-library.md`: its examples are one program, each piece of which prints what
/// stands below it.
@Suite struct LibraryPageTests {
  /// What the program prints behind each example.
  private static let mark = "\u{1E}\n"

  @Test func everyExamplePrintsWhatStandsBelowIt() throws {
    let page = try DocumentationPage("templating-library.md")
    let examples = page.examples(in: "swift").filter { !$0.text.hasPrefix("// swift-tools-version") }
    let folder = try TemporaryFolder()
    for template in page.examples { try folder.write(template.text, to: "templates/\(template.name)") }
    try folder.write(examples.map(Self.piece).joined(), to: "main.swift")

    let objects = try ["Diagnostics", "Templating"].flatMap(Self.objects)
    let compiled = try run(
      URL(filePath: "/usr/bin/env"),
      ["swiftc", "-swift-version", "6", "-warnings-as-errors", "-I", buildFolder.appending(path: "Modules").path]
        + ["main.swift", "-o", "program"] + objects,
      in: folder.url, environment: ProcessInfo.processInfo.environment)
    try #require(compiled.status == 0, "\(compiled.output)\(compiled.error)")

    let result = try run(folder.url.appending(path: "program"), [], in: folder.url)
    #expect(result.status == 0, "\(result.error)")
    let printed = result.output.components(separatedBy: Self.mark)
    #expect(printed.count == examples.count + 1)
    for (example, text) in zip(examples, printed) {
      let isRight = example.output == nil ? text.isEmpty : example.prints(text)
      #expect(isRight, "docs/templating-library.md:\(example.line) prints\n\(text)")
    }
  }

  /// An example as a part of the program, in which the compiler names the lines of the page.
  private static func piece(_ example: DocumentationPage.Example) -> String {
    """
    #sourceLocation(file: "docs/templating-library.md", line: \(example.line))
    \(example.text)
    #sourceLocation()
    print(\(String(reflecting: mark)), terminator: "")

    """
  }

  /// What a module was compiled to: named by its sources, because files of sources that are gone may lie beside them.
  private static func objects(of module: String) throws -> [String] {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/\(module)")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
    return paths.map { buildFolder.appending(path: "\(module).build/\(URL(filePath: $0).lastPathComponent).o").path }
  }
}

import Diagnostics
import Foundation
import Templating
import Testing

/// A file of a test: a context in JSON, templates each under `--- name`, and what comes out under `--- expected`.
struct Fixture: CustomTestStringConvertible, Sendable {
  let name: String
  let context: [(name: String, value: Value)]
  let templates: [(name: String, text: String)]
  let expected: String

  var testDescription: String { name }

  /// The fixtures of a folder, by name.
  static func all(in folder: String) -> [Fixture] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/\(folder)")
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
      return try names.filter { $0.hasSuffix(".txt") }.map { name in
        try Fixture(name: name, text: String(contentsOf: root.appending(path: name), encoding: .utf8))
      }
    } catch {
      fatalError("fixtures can't be read: \(error)")
    }
  }

  private init(name: String, text: String) throws {
    self.name = name
    var sections: [(title: String, lines: [Substring])] = [("context", [])]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") {
        sections.append((String(line.dropFirst(4)), []))
      } else {
        sections[sections.count - 1].lines.append(line)
      }
    }
    let bodies = sections.map { (name: $0.title, text: $0.lines.joined(separator: "\n")) }
    templates = bodies.dropFirst().filter { $0.name != "expected" }
    let ending = bodies.first { $0.name == "expected" }?.text ?? ""
    expected = ending.hasSuffix("\n") ? String(ending.dropLast()) : ending
    context = try Self.context(bodies[0].text)
  }

  private static func context(_ json: String) throws -> [(name: String, value: Value)] {
    guard json.contains("{"), case .map(let map) = try JSONReader.value(of: json) else { return [] }
    return zip(map.names, map.values).map { ($0, $1) }
  }

  /// What the first template gives, or the report of what is wrong.
  var result: String {
    let (templates, diagnostics) = Environment().compile(sources)
    if !diagnostics.isEmpty { return report(diagnostics) }
    do throws(Diagnostic) { return try rendered(by: templates) } catch { return report([error]) }
  }

  /// The templates, which must be without errors.
  func compiled() -> Templates { Environment().compile(sources).templates }

  /// What the first template gives.
  func rendered(by compiled: Templates) throws(Diagnostic) -> String {
    var output = Output()
    try compiled.render(templates[0].name, globals: context, into: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  private var sources: [(name: String, file: SourceFile)] {
    templates.map { ($0.name, SourceFile(name: $0.name, text: $0.text)) }
  }

  private func report(_ diagnostics: [Diagnostic]) -> String {
    let text = Report(diagnostics).text(.human)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

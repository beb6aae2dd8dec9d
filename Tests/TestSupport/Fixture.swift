public import Foundation

/// A whole small site in one text file, and what is expected of it.
///
/// The file begins with a sentence that says what it shows. Then come the files of the site, each after a line
/// `== path`, and last what is expected, after `== expected`.
public struct Fixture: Sendable, CustomStringConvertible {
  /// The file's name without its ending.
  public let name: String
  /// The files by path, as the site sees them.
  public let files: [String: [UInt8]]
  /// What is expected, as text.
  public let expected: String

  private let location: URL
  private let text: String

  /// What a failing test calls it.
  public var description: String { name }

  /// Reads a fixture.
  public init(_ location: URL) throws {
    self.location = location
    name = location.deletingPathExtension().lastPathComponent
    text = try String(contentsOf: location, encoding: .utf8)
    var sections = Self.sections(of: text)
    expected = sections.removeValue(forKey: "expected") ?? ""
    files = sections.mapValues { Array($0.utf8) }
  }

  /// All fixtures of a folder beside the test that asks for them, by name.
  public static func all(in folder: String, beside test: String = #filePath) -> [Fixture] {
    let folder = URL(filePath: test).deletingLastPathComponent().appending(path: "Fixtures/" + folder)
    do {
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      return try files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }.map { try Fixture($0) }
    } catch {
      fatalError("the fixtures in \(folder.path) can't be read: \(error)")
    }
  }

  /// The files of the fixture, and those of another one that it doesn't have itself.
  public func files(over base: Fixture) -> [String: [UInt8]] {
    base.files.merging(files) { _, own in own }
  }

  /// The words of the line of the introduction that begins with `mark`.
  public func words(after mark: String) -> [String] {
    let line = text.split(separator: "\n").first { $0.hasPrefix(mark) } ?? ""
    return line.dropFirst(mark.count).split(separator: " ").map(String.init)
  }

  /// Whether the text is what is expected; with `RECORD_FIXTURES=1` the fixture is made to expect it, to be
  /// reviewed as a change.
  public func matches(_ actual: String) -> Bool {
    if actual == expected { return true }
    guard ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" else { return false }
    let kept = text.range(of: "== expected\n").map { text[..<$0.lowerBound] } ?? text[...]
    try? (kept + "== expected\n" + actual).write(to: location, atomically: true, encoding: .utf8)
    return true
  }

  private static func sections(of text: String) -> [String: String] {
    var sections: [String: String] = [:]
    var name: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("== ") {
        name = String(line.dropFirst(3))
        sections[String(line.dropFirst(3))] = ""
      } else if let name {
        sections[name, default: ""] += line + "\n"
      }
    }
    return sections.mapValues { String($0.dropLast()) }
  }
}

public import Foundation

/// Files in one text file, and what is expected of them.
///
/// The file may begin with an introduction: a sentence that says what it shows, or data. Then come the files, each after
/// a line `== path`, and last what is expected, after `== expected`. The line break before such a line belongs to it.
public struct Fixture: Sendable, CustomStringConvertible {
  /// The file's name without its ending.
  public let name: String
  /// What stands before the first file.
  public let introduction: String
  /// The files by path, in the order in which they are written; their bytes need not be text.
  public let parts: [(path: String, bytes: [UInt8])]
  /// What is expected, as text.
  public let expected: String

  private let location: URL
  /// All that stands before what is expected.
  private let input: [UInt8]

  /// What a failing test calls it.
  public var description: String { name }

  /// The files by path, as a site sees them.
  public var files: [String: [UInt8]] { Dictionary(parts.map { ($0.path, $0.bytes) }) { $1 } }

  /// Reads a fixture.
  public init(_ location: URL) throws {
    self.location = location
    name = location.deletingPathExtension().lastPathComponent
    let bytes = Array(try Data(contentsOf: location))
    var sections = Self.sections(of: bytes)
    introduction = String(decoding: sections.removeFirst().bytes, as: UTF8.self)
    expected = sections.last?.path == "expected" ? String(decoding: sections.removeLast().bytes, as: UTF8.self) : ""
    input = bytes.dropLast(expected.utf8.count)
    parts = sections
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
    let line = introduction.split(separator: "\n").first { $0.hasPrefix(mark) } ?? ""
    return line.dropFirst(mark.count).split(separator: " ").map(String.init)
  }

  /// Whether the text is what is expected; with `RECORD_FIXTURES=1` the fixture is made to expect it, to be
  /// reviewed as a change.
  public func matches(_ actual: String) -> Bool {
    if actual.utf8.elementsEqual(expected.utf8) { return true }
    guard ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" else { return false }
    let title = Array("== expected\n".utf8)
    let start = input.suffix(title.count).elementsEqual(title) ? input : input + title
    return (try? Data(start + actual.utf8).write(to: location)) != nil
  }

  /// What stands before the first line `== path`, and what follows each of them.
  private static func sections(of bytes: [UInt8]) -> [(path: String, bytes: [UInt8])] {
    var sections: [(path: String, bytes: [UInt8])] = [("", [])]
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: "== ".utf8) {
        sections.append((String(decoding: line.dropFirst(3), as: UTF8.self), []))
      } else {
        sections[sections.count - 1].bytes += line + [UInt8(ascii: "\n")]
      }
    }
    return sections.map { ($0.path, $0.bytes.dropLast()) }
  }
}

import Foundation
import Testing

/// Files under `Fixtures` that hold test cases.
enum Fixtures {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The names of the files in a folder that end in `suffix`, without it.
  static func names(in name: String, suffix: String) -> [String] {
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path()) else {
      fatalError("there is no folder of fixtures \(name)")
    }
    return files.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }.sorted()
  }

  /// The bytes of a file.
  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: path))) }

  /// The text of a file.
  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// Expects a text to be what a file holds; with `RECORD_FIXTURES` in the environment, writes the file instead.
  static func expect(_ actual: String, in path: String) { expect(bytes: Array(actual.utf8), in: path) }

  /// Expects bytes, not all of which need be text, to be what a file holds.
  static func expect(bytes actual: [UInt8], in path: String) {
    if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] != nil {
      try? Data(actual).write(to: folder.appending(path: path))
    }
    let expected = (try? bytes(path)) ?? []
    guard actual != expected else { return }
    let (wanted, found) = (String(decoding: expected, as: UTF8.self), String(decoding: actual, as: UTF8.self))
    Issue.record("\(path) is\n\(wanted)\nbut this is what came out:\n\(found)")
  }
}

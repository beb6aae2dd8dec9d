import Foundation
import TestSupport

/// The server of `server.py`, one for all tests: it ends with the process, which closes its input.
final class Server: Sendable {
  static let shared = Result { try Server() }

  /// The port that answers as it is asked to, on 127.0.0.1, .2, .3 and ::1.
  let port: String
  /// The port that is encrypted with a certificate that nobody trusts.
  let encrypted: String
  /// The port that refuses connections.
  let refusing: String

  /// How long is waited for what never comes.
  private static let patience = Duration.seconds(60)
  /// Removed by the server.
  private let folder: TemporaryFolder
  private let input = Pipe()

  private init() throws {
    folder = try TemporaryFolder(files: ["journal": []])
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../server.py")
    process.arguments = ["python3", script.path, folder.url.path]
    process.standardInput = input
    try process.run()
    let file = folder.url.appending(path: "ports").path
    while process.isRunning, !FileManager.default.fileExists(atPath: file) { usleep(10_000) }
    let ports = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(String.init)
    (port, encrypted, refusing) = (ports[0], ports[1], ports[2])
  }

  /// A request that was made of the server, with the seconds when it began and ended.
  struct Request: Decodable {
    let method: String
    let target: String
    let host: String
    let agent: String
    let start: Double
    /// 0 in the line that says that it has begun.
    let end: Double
    /// How many bytes of a body without end were taken.
    let sent: Int?

    var isOver: Bool { end > 0 }
  }

  /// The requests so far whose target holds a text; waits for those to end that have begun, since who asks knows an answer
  /// before the server knows that it has given it.
  func requests(_ part: String) throws -> [Request] {
    let end = ContinuousClock.now + Self.patience
    var found = try journal(part)
    while found.count(where: \.isOver) < found.count(where: { !$0.isOver }), .now < end {
      usleep(10_000)
      found = try journal(part)
    }
    return found.filter(\.isOver)
  }

  /// Whether a request has come whose target holds a text.
  func hasBegun(_ part: String) throws -> Bool { try !journal(part).isEmpty }

  private func journal(_ part: String) throws -> [Request] {
    let text = try String(contentsOf: folder.url.appending(path: "journal"), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
      .filter { $0.target.contains(part) }
  }

  /// A text with the server's ports for `PORT1`, `PORT2` and `PORT3`.
  func filled(_ text: String) -> String {
    text.replacing("PORT1", with: port).replacing("PORT2", with: encrypted).replacing("PORT3", with: refusing)
  }

  /// A text with its ports taken out again.
  func emptied(_ text: String) -> String {
    text.replacing(":" + port, with: ":PORT1").replacing(":" + encrypted, with: ":PORT2")
      .replacing(":" + refusing, with: ":PORT3")
  }
}

import Foundation
import Templating

/// One run of the script that makes templates and renders them with Jinja2.
struct JinjaRun: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let seed: Int
  /// The sets of data, each with names and values.
  let data: [[(name: String, value: Value)]]
  let cases: [JinjaCase]
  /// The names and signs in all templates.
  let words: Set<String>

  /// Makes so many cases; `JINJA_COUNT` and `JINJA_SEED` in the environment ask for others than 4,000 of seed 1.
  init() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["JINJA_COUNT"] ?? "4000"
    seed = environment["JINJA_SEED"].flatMap { Int($0) } ?? 1
    let lines = try Self.run(["--count", count, "--seed", String(seed)])
    guard let first = lines.first, let last = lines.last, case .list(let sets) = try JSONReader.value(of: first) else {
      throw Failure(description: "the script printed nothing")
    }
    data = sets.map { set in
      if case .map(let map) = set { Array(zip(map.names, map.values)) } else { [] }
    }
    cases = try Self.decoded(lines.dropFirst().dropLast())
    words = Set(try JSONDecoder().decode([String].self, from: Data(last.utf8)))
  }

  /// A case that differs, made small by leaving out piece after piece, the longest first.
  func shrunk(_ example: JinjaCase) throws -> JinjaCase {
    let fault = example.result(with: data[example.data]).refusal
    var best = example
    for _ in 0..<30 {
      let candidates = best.smaller.sorted { $0.length < $1.length }.prefix(60)
      let input = try candidates.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
      let smaller = try Self.decoded(Self.run(["--again", "--seed", String(seed)], input: input)[...])
      let next = smaller.first { candidate in
        !candidate.isSame(with: data[candidate.data]) && (candidate.output == nil) == (example.output == nil)
          && candidate.result(with: data[candidate.data]).refusal == fault
      }
      guard let next else { return best }
      best = next
    }
    return best
  }

  /// All that a reader needs to see what is wrong.
  func report(_ example: JinjaCase) -> String {
    let ours = example.result(with: data[example.data])
    let files = example.files.map {
      "== \($0.name)\($0.name == example.files[0].name && example.trim ? " (trimmed)" : "")\n\($0.text)"
    }
    let words = Set(files.joined().split { !$0.isLetter }.map(String.init))
    let values = data[example.data].filter { words.contains($0.name) }.map { name, value in
      "\(name) = \((try? Value.list([value]).printed().dropFirst().dropLast()) ?? "?")"
    }
    return """

      case \(example.number) of seed \(seed), with the data
      \(values.joined(separator: "\n"))
      \(files.joined(separator: "\n"))
      == Jinja2
      \(example.output ?? "refused: \(example.refused ?? "")")
      == ours
      \(ours.output ?? "refused: \(ours.refusal ?? "")")
      """
  }

  private static func decoded(_ lines: ArraySlice<String>) throws -> [JinjaCase] {
    let decoder = JSONDecoder()
    return try lines.map { try decoder.decode(JinjaCase.self, from: Data($0.utf8)) }
  }

  /// The lines that the script prints.
  private static func run(_ arguments: [String], input: [String] = []) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Jinja2")
    let python = folder.appending(path: "../../../.venv/bin/python").standardizedFileURL
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
      throw Failure(description: "there is no Jinja2 in .venv; `make deps` puts it there")
    }
    let process = Process()
    let (entry, exit) = (Pipe(), Pipe())
    process.executableURL = python
    process.arguments = ["-B", folder.appending(path: "compare.py").path] + arguments
    (process.standardInput, process.standardOutput) = (entry, exit)
    try process.run()
    try entry.fileHandleForWriting.write(contentsOf: Data(input.map { $0 + "\n" }.joined().utf8))
    try entry.fileHandleForWriting.close()
    let output = try exit.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Failure(description: "the script failed") }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

import Foundation

/// Builds the same ten thousand pages with imrf and with Hugo, in turn, and prints time, ratio and peak memory; with the
/// argument `preview` it edits them while both show them, with the argument `scale` it builds the project's own site with more and
/// more pages, with the argument `instructions` it counts what a build, a page and a change cost.
@main
struct Benchmark {
  static let pages = 10_000
  static let runs = 5

  static func main() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    if CommandLine.arguments.contains("scale") { return try Scale(in: folder.appending(path: "scale")).run() }
    if CommandLine.arguments.contains("instructions") { return try Instructions(in: folder).run() }
    let corpus = Corpus(pages: pages)
    let contestants = [
      try Contestant.imrf(in: folder.appending(path: "imrf"), corpus),
      try Contestant.hugo(in: folder.appending(path: "hugo"), corpus),
    ]
    if CommandLine.arguments.contains("preview") { return try previews(contestants) }
    print("\(pages) pages of \(corpus.bytes / pages) bytes, \(runs) runs each in turn, in \(folder.path)")
    var results = contestants.map { Result(name: $0.name) }
    for _ in 0..<runs {
      for (index, contestant) in contestants.enumerated() {
        try? FileManager.default.removeItem(at: contestant.output)
        results[index].runs.append(try measure(contestant.command))
      }
    }
    for (index, contestant) in contestants.enumerated() { results[index].output = try Tree(contestant.output) }
    print(table(results))
    try printRealSite()
  }

  /// How long it takes from saving a page to its new bytes.
  private static func previews(_ contestants: [Contestant]) throws {
    print("\(pages) pages, from saving one to the new bytes of its page:")
    print(PreviewResult.header)
    for contestant in contestants {
      let preview = try RunningPreview(contestant.preview)
      defer { preview.end() }
      let edits = contestant.name == "imrf" ? 10_000 : 30
      print(
        try preview.measure(contestant.name, edits: edits, of: pages) { number in
          (contestant.practices.appending(path: "practice-\(number).md"), "/practices/practice-\(number)/")
        })
    }
    try previewRealSite()
  }

  /// The same with the project's own site.
  private static func previewRealSite() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["content", "templates"] {
      try FileManager.default.copyItem(at: URL(filePath: name), to: folder.appending(path: name))
    }
    let objectives = folder.appending(path: "content/objectives")
    let files = try FileManager.default.contentsOfDirectory(atPath: objectives.path).filter { $0.hasSuffix(".md") }
      .sorted()
    let preview = try RunningPreview([
      Contestant.imrfProgram, "serve", "--quiet", "--no-packs", "--port", "\(Contestant.port)", "--source", folder.path,
    ])
    defer { preview.end() }
    print(
      try preview.measure("imrf, the real site", edits: 200, of: files.count) { number in
        let file = files[number - 1]
        return (objectives.appending(path: file), "/objectives/\(Int(file.prefix(2)) ?? 0)/")
      })
  }

  /// How long the project's own site takes.
  private static func printRealSite() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = [
      Contestant.imrfProgram, "build", "--quiet", "--no-packs", "--output", folder.appending(path: "site").path,
    ]
    let runs = try (0..<9).map { _ in try measure(command) }
    print("the real site: \(format(median(runs.map(\.seconds)), 3)) s at the median of \(runs.count) runs")
  }

  /// A folder in memory where the machine has one, so that the disk is not what is measured.
  private static func temporaryFolder() throws -> URL {
    let memory = URL(filePath: "/dev/shm", directoryHint: .isDirectory)
    let hasMemory = FileManager.default.isWritableFile(atPath: memory.path)
    let parent = hasMemory ? memory : FileManager.default.temporaryDirectory
    let folder = parent.appending(path: "imrf-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}

/// What a contestant's runs came to.
struct Result {
  let name: String
  var runs: [Measurement] = []
  var output = Tree.empty

  var seconds: Double { median(runs.map(\.seconds)) }
  var megabytes: Double { median(runs.map(\.peakMegabytes)) }
}

/// The figures side by side; the ratios are those of the last to the first.
private func table(_ results: [Result]) -> String {
  var lines = ["| | median | fastest | peak memory | files | output |", "|---|---|---|---|---|---|"]
  for result in results {
    let fastest = result.runs.map(\.seconds).min() ?? 0
    lines.append(
      "| \(result.name) | \(format(result.seconds, 2)) s | \(format(fastest, 2)) s | \(format(result.megabytes, 0)) MB "
        + "| \(result.output.files) | \(format(Double(result.output.bytes) / 1e6, 1)) MB |")
  }
  if let first = results.first, let last = results.last {
    let speed = format(last.seconds / first.seconds, 1)
    let memory = format(first.megabytes / last.megabytes, 2)
    lines.append("\(first.name) is \(speed) times as fast as \(last.name), with \(memory) of its memory")
  }
  return lines.joined(separator: "\n")
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

func format(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

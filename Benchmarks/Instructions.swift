import Foundation

/// Counts the instructions of a build, of one page more and of one step of the preview, with valgrind, beside those of an earlier
/// version: on a busy machine times differ from one run to the next, and counts don't.
///
/// `IMRF_BASE` names the folder of a checkout of an earlier version in which `make build` was run; it has its own templates and
/// content.
struct Instructions {
  private let folder: URL

  init(in folder: URL) { self.folder = folder }

  /// How many practices are added to the site that is built, and once more for the price of a page.
  private static let practices = 200

  func run() throws {
    let now = try counts(of: URL(filePath: "."))
    let base = ProcessInfo.processInfo.environment["IMRF_BASE"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
    let earlier = try base.map(counts)
    print("Millions of instructions; " + (base.map { "earlier is \($0.path)" } ?? "there is no earlier version"))
    print("| work | now | earlier | ratio |\n|---|---|---|---|")
    for (index, work) in now.enumerated() {
      let before = earlier?[index].instructions
      let cells = [before.map { format($0 / 1e6, 2) }, before.map { format(work.instructions / $0, 3) }]
      let row = [work.name, format(work.instructions / 1e6, 2)] + cells.map { $0 ?? "" }
      print("| " + row.joined(separator: " | ") + " |")
    }
  }

  /// What the program of a checkout needs for its own site.
  private func counts(of checkout: URL) throws -> [(name: String, instructions: Double)] {
    let program = try stripped(checkout.appending(path: Contestant.imrfProgram))
    let more = try build(Self.practices * 2, of: checkout, by: program)
    // The smaller site is what lies in the folder when the preview begins.
    let build = try build(Self.practices, of: checkout, by: program)
    return [
      ("a build of the site with \(Self.practices) more practices", build),
      ("one practice more in a build", (more - build) / Double(Self.practices)),
      ("a sentence changed in a preview, until all is quiet", try previewStep(by: program)),
    ]
  }

  /// A copy without what debuggers read, on which valgrind fails.
  private func stripped(_ program: URL) throws -> String {
    let copy = folder.appending(path: "imrf").path
    _ = try measure(["/usr/bin/env", "strip", "--strip-debug", "-o", copy, program.path])
    return copy
  }

  private var site: URL { folder.appending(path: "site") }

  private func build(_ practices: Int, of checkout: URL, by program: String) throws -> Double {
    let corpus = Corpus(pages: practices, countries: try RealSite.countries())
    let site = try RealSite(in: site, of: checkout, corpus)
    _ = try measure(counting + site.build(by: program))
    return try counted()
  }

  /// Counts from when a page is there and all is quiet to when a change of its text is shown and all is quiet again.
  private func previewStep(by program: String) throws -> Double {
    let preview = try RunningPreview(
      counting + [program, "serve", "--quiet", "--no-packs", "--port", "\(Contestant.port)", "--source", site.path],
      pause: 0.5)
    let file = site.appending(path: "content/practices/practice-1.md")
    let path = "/practices/practice-1/"
    let text = try String(contentsOf: file, encoding: .utf8)
    do {
      defer { preview.end() }
      try preview.waitUntilQuiet(at: path)
      // The first change finds nothing that others have left.
      try preview.save(text + "\nThis was changed.\n", to: file, until: "This was changed.", at: path)
      _ = try measure(["/bin/sh", "-c", "callgrind_control --zero \(preview.processIdentifier) >/dev/null 2>&1"])
      try preview.save(text + "\nThis was changed again.\n", to: file, until: "This was changed again.", at: path)
    }
    return try counted()
  }

  private var result: String { folder.appending(path: "callgrind.out").path }

  /// What stands before a command whose instructions are counted; it lets Swift's tables lie in the same order in each run.
  private var counting: [String] {
    [
      "/usr/bin/env", "LD_PRELOAD=.build/bench-suspend.so", "SWIFT_DETERMINISTIC_HASHING=1", "valgrind",
      "--tool=callgrind", "--log-file=/dev/null", "--callgrind-out-file=\(result)",
    ]
  }

  /// How many instructions the last program took, that was run under valgrind.
  private func counted() throws -> Double {
    let lines = try String(contentsOfFile: result, encoding: .utf8).split(separator: "\n")
    guard let total = lines.last(where: { $0.hasPrefix("totals:") }), let count = Double(total.dropFirst(8)) else {
      throw BenchmarkError.failed("valgrind", status: 1)
    }
    return count
  }
}

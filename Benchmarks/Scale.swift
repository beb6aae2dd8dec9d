import CCMarkGFM
import Foundation

/// Builds the project's own site, with its own templates, and more and more practices, beside an earlier version of imrf, beside
/// Hugo with a plain theme, and beside a floor: one thread that reads the same texts, has cmark-gfm make HTML of them and writes as
/// many bytes.
///
/// `IMRF_BASE` names the folder of a checkout of an earlier version in which `make build` was run.
struct Scale {
  private let folder: URL

  init(in folder: URL) { self.folder = folder }

  /// How many practices are added, and how often that is measured.
  private static let sizes = [(1_000, runs: 5), (10_000, runs: 3), (100_000, runs: 1)]
  /// From here on the peers take minutes.
  private static let peersUpTo = 10_000

  func run() throws {
    print("| practices | who | seconds | to imrf | peak MB | pages | bytes a page |\n|---|---|---|---|---|---|---|")
    for (count, runs) in Self.sizes {
      let corpus = Corpus(pages: count, countries: try RealSite.countries())
      let site = try RealSite(in: folder.appending(path: "site-\(count)"), corpus)
      var rows = [Row(name: "imrf", program: Contestant.imrfProgram, site)]
      if count <= Self.peersUpTo { rows += try peers(corpus) }
      for _ in 0..<runs { for index in rows.indices { try rows[index].measure() } }
      if count <= Self.peersUpTo {
        rows.append(try Row.check(of: site.folder, runs: runs))
        rows.append(try floor(under: rows[0], of: corpus, runs: runs))
      }
      for row in rows { print("| \(count) | " + row.text(comparedWith: rows[0])) }
      try FileManager.default.removeItem(at: folder)
    }
    try printLargestSite()
  }

  /// 193 States on 23 objectives each, in six languages.
  private func printLargestSite() throws {
    let corpus = Corpus(pages: 193 * 23, countries: try RealSite.countries())
    let site = try RealSite(in: folder.appending(path: "site-languages"), corpus, isTranslated: true)
    for language in ["ar", "es", "fr", "ru", "zh"] {
      for practice in corpus.practices {
        try site.write(practice.text(countryNames: \.name), to: "content/practices/\(practice.id).\(language).md")
      }
    }
    var row = Row(name: "imrf, six languages", program: Contestant.imrfProgram, site)
    try row.measure()
    print("| \(corpus.practices.count) x 6 | " + row.text(comparedWith: row))
  }

  private func peers(_ corpus: Corpus) throws -> [Row] {
    let hugo = try Contestant.hugo(in: folder.appending(path: "hugo"), corpus)
    var rows = [
      Row(name: "Hugo, a plain theme", command: hugo.command, output: hugo.output.deletingLastPathComponent())
    ]
    if let base = ProcessInfo.processInfo.environment["IMRF_BASE"].map({ URL(filePath: $0) }) {
      let site = try RealSite(in: folder.appending(path: "base"), of: base, corpus)
      rows.append(Row(name: "imrf, earlier", program: base.appending(path: Contestant.imrfProgram).path, site))
    }
    return rows
  }

  /// What it takes one thread at least.
  private func floor(under row: Row, of corpus: Corpus, runs: Int) throws -> Row {
    let texts = folder.appending(path: "site-\(corpus.practices.count)/content/practices")
    var floor = Row(name: "floor, one thread", command: [], output: folder.appending(path: "floor"))
    let room = row.tree.bytes / max(1, row.tree.files)
    for _ in 0..<runs {
      try? FileManager.default.removeItem(at: floor.output)
      let pages = floor.output.appending(path: "public")
      try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
      let start = ContinuousClock.now
      for practice in corpus.practices {
        let text = try Data(contentsOf: texts.appending(path: "\(practice.id).md"))
        let html = unsafe text.withUnsafeBytes { bytes in
          unsafe cmark_markdown_to_html(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, 0)
        }
        guard let html = unsafe html else { continue }
        var page = unsafe Data(bytes: html, count: strlen(html))
        unsafe free(html)
        page.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: max(0, room - page.count)))
        try page.write(to: pages.appending(path: "\(practice.id).html"))
      }
      floor.runs.append(Measurement(seconds: (ContinuousClock.now - start) / .seconds(1), peakMegabytes: 0))
    }
    return floor
  }
}

/// One line of the table.
private struct Row {
  let name: String
  let command: [String]
  /// The folder in which `public` is made.
  let output: URL
  var runs: [Measurement] = []

  var seconds: Double { median(runs.map(\.seconds)) }
  var tree: Tree { (try? Tree(output.appending(path: "public"))) ?? .empty }

  mutating func measure() throws {
    try? FileManager.default.removeItem(at: output.appending(path: "public"))
    runs.append(try Benchmarks.measure(command))
  }

  /// A build of a site by a program.
  init(name: String, program: String, _ site: RealSite) {
    self.init(name: name, command: site.build(by: program), output: site.folder)
  }

  init(name: String, command: [String], output: URL) {
    self.name = name
    self.command = command
    self.output = output
  }

  static func check(of site: URL, runs: Int) throws -> Row {
    var row = Row(
      name: "imrf check", command: [Contestant.imrfProgram, "check", "--quiet", "--source", site.path], output: site)
    for _ in 0..<runs { row.runs.append(try Benchmarks.measure(row.command)) }
    return row
  }

  func text(comparedWith first: Row) -> String {
    let tree = tree
    let memory = median(runs.map(\.peakMegabytes))
    return "\(name) | \(format(seconds, 2)) | \(format(seconds / first.seconds, 2)) | "
      + "\(memory > 0 ? format(memory, 0) : "") | \(tree.files) | \(tree.bytes / max(1, tree.files)) |"
  }
}

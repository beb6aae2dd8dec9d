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
      let corpus = Corpus(pages: count, countries: try Self.countries())
      let site = folder.appending(path: "site-\(count)")
      try Self.write(corpus, to: site, templates: URL(filePath: "templates"), content: URL(filePath: "content"))
      var rows = [Row(name: "imrf", command: Self.build(Contestant.imrfProgram, site), output: site)]
      if count <= Self.peersUpTo { rows += try peers(corpus) }
      for _ in 0..<runs { for index in rows.indices { try rows[index].measure() } }
      if count <= Self.peersUpTo {
        rows.append(try Row.check(of: site, runs: runs))
        rows.append(try floor(under: rows[0], of: corpus, runs: runs))
      }
      for row in rows { print("| \(count) | " + row.text(comparedWith: rows[0])) }
      try FileManager.default.removeItem(at: folder)
    }
    try printLargestSite()
  }

  /// 193 States on 23 objectives each, in six languages.
  private func printLargestSite() throws {
    let site = folder.appending(path: "site-languages")
    let corpus = Corpus(pages: 193 * 23, countries: try Self.countries())
    try Self.write(corpus, to: site, templates: URL(filePath: "templates"), content: URL(filePath: "content"))
    for (language, forms) in Self.languages {
      for practice in corpus.practices {
        try Self.write(practice.text(countryNames: \.name), to: site, "content/practices/\(practice.id).\(language).md")
      }
      try Self.writeWords(to: site, language, forms)
    }
    var row = Row(name: "imrf, six languages", command: Self.build(Contestant.imrfProgram, site), output: site)
    try row.measure()
    print("| \(corpus.practices.count) x 6 | " + row.text(comparedWith: row))
  }

  /// The languages besides English, each with its plural forms; until there are words in them, the English ones stand in.
  private static let languages = [
    ("ar", ["zero", "one", "two", "few", "many", "other"]), ("es", ["one", "many", "other"]),
    ("fr", ["one", "many", "other"]), ("ru", ["one", "few", "many", "other"]), ("zh", ["other"]),
  ]

  private static func writeWords(to site: URL, _ language: String, _ forms: [String]) throws {
    let target = site.appending(path: "templates/strings/\(language).yaml")
    if FileManager.default.fileExists(atPath: target.path) { return }
    let words = try String(contentsOf: site.appending(path: "templates/strings/en.yaml"), encoding: .utf8)
    let all = words.replacing(/\{one: "[^"]*", other: ("[^"]*")\}/) { match in
      "{" + forms.map { "\($0): \(match.1)" }.joined(separator: ", ") + "}"
    }
    try Data(all.utf8).write(to: target)
  }

  private func peers(_ corpus: Corpus) throws -> [Row] {
    let hugo = try Contestant.hugo(in: folder.appending(path: "hugo"), corpus)
    var rows = [
      Row(name: "Hugo, a plain theme", command: hugo.command, output: hugo.output.deletingLastPathComponent())
    ]
    if let base = ProcessInfo.processInfo.environment["IMRF_BASE"].map({ URL(filePath: $0) }) {
      let site = folder.appending(path: "base")
      try Self.write(
        corpus, to: site, templates: base.appending(path: "templates"), content: base.appending(path: "content"))
      let program = base.appending(path: Contestant.imrfProgram).path
      rows.append(Row(name: "imrf, earlier", command: Self.build(program, site), output: site))
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

  private static func build(_ program: String, _ site: URL) -> [String] {
    [program, "build", "--quiet", "--no-packs", "--source", site.path, "--output", site.appending(path: "public").path]
  }

  private static func write(_ corpus: Corpus, to site: URL, templates: URL, content: URL) throws {
    try? FileManager.default.removeItem(at: site)
    try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: templates, to: site.appending(path: "templates"))
    try FileManager.default.copyItem(at: content, to: site.appending(path: "content"))
    try? FileManager.default.removeItem(at: site.appending(path: "content/_addresses.txt"))
    for practice in corpus.practices {
      try write(practice.text(countryNames: \.name), to: site, "content/practices/\(practice.id).md")
    }
  }

  private static func write(_ text: String, to site: URL, _ path: String) throws {
    try Data(text.utf8).write(to: site.appending(path: path))
  }

  /// The countries of the project's own site, by their names.
  private static func countries() throws -> [Corpus.Country] {
    let text = try String(contentsOfFile: "content/countries.yaml", encoding: .utf8)
    return text.matches(of: /name: "?([^",}\n]+)/).enumerated().map { index, match in
      Corpus.Country(name: String(match.1), id: "country-\(index)", code: "X")
    }
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

import Platform
import Content
import Diagnostics
import Foundation
import Site
import TestSupport
import Testing

@testable import Preview

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("A preview")
struct RandomWalkTests {
  static let forum = Fixture.all(in: "")[0]

  /// Four walks, which run beside each other: a fault that shows only after certain changes in a row is more likely to be
  /// come upon by four that go different ways than by one that goes four times as far.
  @Test(
    "shows after each of a thousand changes what a clean build would make of the same files", .timeLimit(.minutes(30)),
    arguments: [2023, 2024, 2025, 2026] as [UInt64])
  func walk(seed: UInt64) async throws {
    var walk = Walk(Self.forum.files, seed: seed)
    let folder = try TemporaryFolder(files: walk.files)
    let preview = PreviewSession(source: folder.url.path, baseURL: nil, press: nil)
    _ = await preview.load()
    let server = try await PreviewServer.start(preview, host: "127.0.0.1", port: 0)
    let (isTold, following) = await preview.follow(polling: false)
    #expect(isTold)
    var isBroken = false
    var counts = (good: 0, broken: 0)
    for number in 1...250 {
      let before = walk.files
      let what = walk.step(isBroken: isBroken)
      try folder.change(from: before, to: &walk)
      let clean = await CleanBuild(of: folder.url.path)
      let difference = await clean.difference(from: preview, at: server.url)
      try #require(difference == nil, "change \(number), \(what): \(difference ?? "")")
      isBroken = clean.pages.isEmpty
      if isBroken {
        counts.broken += 1
      } else {
        counts.good += 1
        walk.noteGood()
      }
    }
    // Otherwise the walk would have seen little.
    #expect(counts.good > 125 && counts.broken > 25, "\(counts)")
    following.cancel()
    await server.close()
  }
}

extension TemporaryFolder {
  /// Makes the files on the disk those of a walk.
  fileprivate func change(from before: [String: [UInt8]], to walk: inout Walk) throws {
    for path in before.keys where walk.files[path] == nil {
      try FileManager.default.removeItem(at: url.appending(path: path))
    }
    for (path, bytes) in walk.files.sorted(by: { $0.key < $1.key }) where before[path] != bytes {
      try walk.save(bytes, to: url.appending(path: path))
    }
  }
}

/// What a build makes of a folder, from nothing.
private struct CleanBuild {
  /// What is wrong, each alone, since only a preview knows which file was there before, and so what is the cause.
  let report: [String]
  /// The files of the site by address; none if there is an error.
  let pages: [String: [UInt8]]

  init(of folder: String) async {
    var options = Site.Options()
    options.includesDrafts = true
    let (site, problems) = await Site.load(from: .disk(folder), options: options)
    var pages: [String: [UInt8]] = [:]
    var faults: [Diagnostic] = []
    for route in site?.routes ?? [] {
      do throws(Diagnostic) { pages[route.path] = try site?.render(route) } catch { faults.append(error) }
    }
    report = Report(problems + (site?.checkContent() ?? []) + faults).each
    self.pages = pages
  }

  /// Waits until a preview shows the same, and looks again whenever it shows something else.
  ///
  /// - Returns: What is still different after a while.
  func difference(from preview: PreviewSession, at url: String) async -> String? {
    let end = ContinuousClock.now + .seconds(600)
    while true {
      let number = await preview.state.number
      guard let difference = await currentDifference(from: preview, at: url) else { return nil }
      while await preview.state.number == number {
        if ContinuousClock.now > end { return difference }
        try? await Task.sleep(for: .milliseconds(1))
      }
    }
  }

  private func currentDifference(from preview: PreviewSession, at url: String) async -> String? {
    let shown = await preview.state.report.each
    if shown != report { return "the report is\n\(shown.joined())\nand should be\n\(report.joined())" }
    for (path, bytes) in pages {
      guard case .answer(let answer) = await preview.reply(to: .get(path)), withoutScript(answer.bytes) == bytes else {
        return "\(path) is not what is built"
      }
    }
    // One of them as a browser gets it; the order of a dictionary is another each time.
    guard let (path, bytes) = pages.first else { return nil }
    let sent = await fetch(url + path)
    return withoutScript(sent) == bytes ? nil : "\(path) is sent otherwise than it is built"
  }
}

extension Report {
  /// The texts of all diagnostics in order, without what a preview alone can say: what it shows otherwise than it is.
  fileprivate var each: [String] {
    diagnostics.filter {
      !["site/gone-file", "site/shown-as-before", "site/left-out", "content/left-out"].contains($0.id)
    }
    .map { Report([$0.withoutFate]).text(.human) }.sorted()
  }
}

extension Diagnostic {
  /// The same, without the word on why its file is left out.
  fileprivate var withoutFate: Diagnostic {
    var told = self
    told.notes.removeAll { $0.message.hasPrefix("this file is left out: ") }
    return told
  }
}

extension Request {
  /// A request for an address.
  fileprivate static func get(_ path: String) -> Request {
    do {
      return try Request(
        method: "GET", target: path, host: "localhost", fields: Request.Fields(), ownHost: "127.0.0.1")
    } catch {
      fatalError("\(path) is no address")
    }
  }
}

/// What a server answers.
///
/// On a machine that is busy it may give up a request, which is then made again.
private func fetch(_ address: String) async -> [UInt8] {
  guard let url = URL(string: address) else { return [] }
  for _ in 1...10 {
    guard let (data, answer) = try? await URLSession.shared.data(from: url),
      (answer as? HTTPURLResponse)?.statusCode == 200
    else { continue }
    return Array(data)
  }
  return []
}

/// A page without the script that a preview adds to it.
private func withoutScript(_ page: [UInt8]) -> [UInt8] {
  let script = Array("<script src=\"/_imrf/".utf8)
  guard let start = page.firstRange(of: script)?.lowerBound, let end = page[start...].firstIndex(of: UInt8(ascii: "\n"))
  else {
    return page
  }
  return Array(page[..<start] + page[(end + 1)...])
}

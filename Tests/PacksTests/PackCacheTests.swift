import Content
import Diagnostics
import Foundation
import Platform
import Site
import TestSupport
import Testing

@testable import Packs

@Suite("Packs that were made before")
struct PackCacheTests {
  private let folder: TemporaryFolder
  private let cache: PackCache
  private let wanted: PackFile

  init() async throws {
    folder = try TemporaryFolder()
    cache = PackCache(project: folder.url.path)
    let files = [
      "content/site.yaml": "title: Forum", "templates/strings/en.yaml": "",
      "content/objectives/08-a.md": "---\nnumber: 8\ntitle: A\n---\n",
      "content/packs/a.md": "---\ntitle: A\nobjectives: [8]\n---\n",
    ]
    // The words and templates of the project: a site can't do without.
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL.path
    let templates = Files.disk(root)
    var all = files.filter { $0.key.hasPrefix("content") }.mapValues { Array($0.utf8) }
    for path in try #require(templates.list("templates")).paths { all[path] = try templates.read(path).bytes }
    let site = try #require(await Site.load(from: .memory(all)).site)
    wanted = try #require(site.packFiles(as: [.pdf], on: [.a4]).first)
  }

  private func keep(_ text: String, key: String) throws -> FinishedFile {
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let path = workspace.path + "/a.pdf"
    try writeFile(Array(text.utf8)[...], to: path, named: path)
    let file = FinishedFile(bytes: Array(text.utf8), pages: 4)
    try cache.keep(file, at: path, wanted, key: key)
    return file
  }

  @Test("are found under what they were made of, and only the last one is kept")
  func keeping() throws {
    _ = try keep("first", key: "k1")
    let file = try keep("second", key: "k2")
    #expect(cache.load(wanted, key: "k1") == nil)
    let found = try #require(cache.load(wanted, key: "k2"))
    #expect(found.bytes == file.bytes && found.pages == 4)
  }

  @Test("are none of ours if somebody has changed them")
  func changed() throws {
    _ = try keep("a pack", key: "k")
    let packs = folder.url.appending(path: ".imrf/packs")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: packs.path).first { $0.contains("-k-") })
    try Data("a pac".utf8).write(to: packs.appending(path: name))
    #expect(cache.load(wanted, key: "k") == nil)
  }

  @Test("leave nothing of a run behind; what lives is not cleared")
  func workspaces() throws {
    let living = try cache.makeWorkspace()
    cache.clearRemains()
    #expect(FileManager.default.fileExists(atPath: living.path))
    living.remove()
    #expect(!FileManager.default.fileExists(atPath: living.path))
  }
}

import Diagnostics
import Foundation
import LinkChecking
import Site
import TestSupport
import Testing

@Suite("What is kept between runs")
struct CacheTests {
  @Test("what was found is not asked for again, but said again; what was not is asked for anew")
  func keeps() async throws {
    let (server, folder) = (try Server.shared.get(), try TemporaryFolder())
    let paths = ["ok?cache=1", "to?code=301&target=/ok&cache=1", "status?code=404&cache=1"]
    let addresses = paths.map { OutsideAddress("http://127.0.0.1:\(server.port)/\($0)") }
    let cache = folder.url.appending(path: "cache").path
    for _ in 1...2 {
      let found = await checker(cache: cache).check(addresses)
      #expect(found.map(\.id) == ["external/moved", "external/gone"])
    }
    let asked = try server.requests("cache=1").map(\.target)
    // HEAD and GET in each run for what is gone; the others once.
    #expect(paths.map { path in asked.count { $0 == "/" + path } } == [1, 1, 4])
    #expect(try folder.files(in: "cache")[".gitignore"] == Data("*\n".utf8))
  }

  @Test("it is forgotten when it is old, deleted, of the time to come, or no line of ours")
  func forgets() async throws {
    let (server, folder) = (try Server.shared.get(), try TemporaryFolder())
    let addresses = (1...6).map { "http://127.0.0.1:\(server.port)/ok?forget=\($0)" }
    let now = Int(Date().timeIntervalSince1970)
    var text = "\(now - 101) \(addresses[0])\n\(now - 50) \(addresses[1])\n\(now + 500) \(addresses[2])\n"
    text += "nonsense\n\n\(now)\n99999999999999999999 \(addresses[3])\n\(now) \(addresses[4]) a b c\n"
    try folder.write(Array(text.utf8) + [0xFF, 0x20, 0x0A], to: "found-addresses")
    let checker = checker(cache: folder.url.path, lifetime: 100)
    #expect(await checker.check(addresses.map(OutsideAddress.init)).isEmpty)
    #expect(Set(try server.requests("forget").map { $0.target.suffix(1) }) == ["1", "3", "4", "5", "6"])
    let kept = String(decoding: try #require(try folder.files(in: ".")["found-addresses"]), as: UTF8.self)
    #expect(kept.split(separator: "\n").count == 6 && kept.hasPrefix("\(now - 50) \(addresses[1])\n"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "found-addresses"))
    #expect(await checker.check([OutsideAddress(addresses[1])]).isEmpty)
    #expect(try server.requests("forget=2").count == 1)
  }

  @Test("a folder that can't be written is a warning, once")
  func unwritable() async throws {
    let (server, folder) = (try Server.shared.get(), try TemporaryFolder())
    try folder.write("a file", to: "cache")
    let found = await checker(cache: folder.url.appending(path: "cache").path).check(
      (1...2).map { OutsideAddress("http://127.0.0.1:\(server.port)/ok?unwritable=\($0)") })
    #expect(found.map(\.id) == ["external/cache"])
  }
}

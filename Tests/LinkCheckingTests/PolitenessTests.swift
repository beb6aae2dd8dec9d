import Diagnostics
import LinkChecking
import Site
import Testing

@Suite("What servers are asked")
struct PolitenessTests {
  @Test("no more than so many requests at once, one at a time for each host, with a pause after each")
  func fewAtOnce() async throws {
    let server = try Server.shared.get()
    var policy = brisk
    policy.requestsAtOnce = 2
    policy.pause = .milliseconds(80)
    let hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]
    let addresses = (1...3).flatMap { number in
      hosts.map { OutsideAddress("http://\($0):\(server.port)/slow?polite=\(number)") }
    }
    #expect(await checker(policy).check(addresses).isEmpty)
    let requests = try server.requests("polite=").sorted { $0.start < $1.start }
    #expect(requests.count == 9 && requests.allSatisfy { $0.method == "HEAD" && $0.agent == "imrf tests" })
    let together = requests.map { one in requests.count { $0.start <= one.start && one.start < $0.end } }
    #expect(together.max() == 2)
    for host in hosts {
      let ofHost = requests.filter { $0.host == host }
      #expect(zip(ofHost, ofHost.dropFirst()).allSatisfy { $1.start - $0.end >= 0.08 })
    }
  }

  @Test("each address once, whatever its fragments and however often it is written")
  func once() async throws {
    let server = try Server.shared.get()
    let address = "http://127.0.0.1:\(server.port)/ok?once"
    let found = await checker().check(["", "", "#a", "#b"].map { OutsideAddress(address + $0) })
    #expect(found.isEmpty)
    #expect(try server.requests("?once").map(\.target) == ["/ok?once"])
  }

  @Test("for no body, though it were without end")
  func body() async throws {
    let server = try Server.shared.get()
    #expect(await checker().check([OutsideAddress("http://127.0.0.1:\(server.port)/huge?body")]).isEmpty)
    // What the system takes before anybody has read it.
    #expect(try server.requests("?body").allSatisfy { $0.sent ?? 0 < 8_000_000 })
  }

  @Test("again only after the wait that a server asks for, and that of all its pages", arguments: ["1", "date2"])
  func retryAfter(wait: String) async throws {
    let server = try Server.shared.get()
    let tag = "patient=\(wait)"
    let addresses = [
      "/later?code=429&after=\(wait)&\(tag)", "/ok?\(tag)&1", "/ok?\(tag)&2",
    ].map { OutsideAddress("http://127.0.0.2:\(server.port)\($0)") }
    #expect(await checker().check(addresses).isEmpty)
    let requests = try server.requests(tag).sorted { $0.start < $1.start }
    #expect(requests.count == 4)
    let first = try #require(requests.first { $0.target.hasPrefix("/later") })
    let next = try #require(requests.first { $0.start > first.start })
    // The server says the date in whole seconds, so that a part of one is lost.
    #expect(next.start - first.end >= 0.9)
  }

  @Test("nothing more of a server that wants to be left alone for long")
  func tooLong() async throws {
    let server = try Server.shared.get()
    let addresses = ["/later?code=429&after=7200&always=1&long", "/ok?long=1", "/ok?long=2"]
      .map { OutsideAddress("http://127.0.0.3:\(server.port)\($0)") }
    let found = await checker().check(addresses)
    #expect(found.count == 3 - (try server.requests("/ok?long").count))
    #expect(found.allSatisfy { $0.id == "external/refused" && $0.message.contains("for 2 hours") })
  }

  @Test("one address of a server that doesn't answer at all")
  func down() async throws {
    let server = try Server.shared.get()
    let addresses = (1...5).map { OutsideAddress("http://127.0.0.3:\(server.port)/silent?down=\($0)") }
    let found = await checker(impatient).check(addresses)
    #expect(found.map(\.id) == Array(repeating: "external/no-answer", count: 5))
    #expect(Set(try server.requests("down=").map(\.target)).count == 1)
  }

  @Test("of many servers that don't answer, one thing is said")
  func offline() async throws {
    let server = try Server.shared.get()
    let found = await checker().check(
      ["http://127.0.0.1:\(server.refusing)/", "http://nobody.invalid/a", "http://nobody.invalid/b"]
        .map { OutsideAddress($0) })
    #expect(found.map(\.id) == ["external/offline"])
    #expect(found.map(\.message) == ["none of 2 servers can be reached"])
  }

  @Test("nothing more once the task is cancelled", .timeLimit(.minutes(30)))
  func cancellation() async throws {
    let server = try Server.shared.get()
    let addresses = (1...8).map { OutsideAddress("http://127.0.0.\($0 % 3 + 1):\(server.port)/silent?cancel=\($0)") }
    var policy = brisk
    policy.timeout = .seconds(86_400)
    let check = Task { [policy] in await checker(policy).check(addresses) }
    while try !server.hasBegun("cancel=") { try await Task.sleep(for: .milliseconds(10)) }
    check.cancel()
    // Nothing is said of what is not known.
    #expect(await check.value.isEmpty)
  }
}

@testable import LinkChecking
import Testing

@Suite("Who is asked next")
struct RoundTests {
  private let start = ContinuousClock.now

  /// The next request, as a call of its own: `#require` can't change what it is given.
  private func next(
    _ scheduler: inout RequestScheduler, _ now: ContinuousClock.Instant
  ) throws -> (inquiry: Int, request: Web.Request) {
    let next = scheduler.nextRequest(now: now)
    return try #require(next)
  }

  @Test("a server that wants to be left alone is not asked for what others redirect to it")
  func redirectToBusyServer() throws {
    var scheduler = RequestScheduler(["http://a.example/", "http://b.example/"], brisk, now: start)
    let first = try next(&scheduler, start)
    let second = try next(&scheduler, start)
    #expect(scheduler.nextTime == nil)
    scheduler.receive(.response(.init(status: 429, retryAfter: .seconds(3600))), for: first.inquiry, now: start)
    let redirect = Web.Response(status: 302, location: "http://a.example/b")
    scheduler.receive(.response(redirect), for: second.inquiry, now: start)
    let news = scheduler.takeNews()
    #expect(news.map(\.address) == ["http://a.example/", "http://b.example/"] && scheduler.isOver)
    #expect(news.map(\.verdict).last == .fault(.busy(.seconds(3600)), at: "http://a.example/b"))
  }

  @Test("what has to wait keeps nobody else from being asked")
  func waiting() throws {
    var scheduler = RequestScheduler(
      ["http://a.example/1", "http://a.example/2", "http://b.example/"], brisk, now: start)
    let first = try next(&scheduler, start)
    let other = try next(&scheduler, start)
    #expect(other.request.address == "http://b.example/")
    scheduler.receive(.failure(.timeout), for: first.inquiry, now: start)
    #expect(scheduler.nextTime == start + brisk.backOff)
    let again = try next(&scheduler, start + brisk.backOff)
    #expect(again.request == Web.Request(method: .get, address: "http://a.example/1"))
  }

  @Test(
    "hosts and servers are told apart",
    arguments: [
      ("http://A.example:80/x:y", "a.example", "http://a.example:80"), ("https://[::1]:8/", "[::1]", "https://[::1]:8"),
      ("https://me:word@a.example?b", "a.example", "https://a.example"),
      ("https://a.example", "a.example", "https://a.example"),
      ("http://", "", "http://"), ("http", "", "http://"), ("", "", "://"),
    ])
  func hosts(address: String, name: String, origin: String) {
    #expect(host(of: address) == name && server(of: address) == origin)
  }
}

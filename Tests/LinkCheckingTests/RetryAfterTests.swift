@testable import LinkChecking
import Testing

@Suite("Retry-After")
struct RetryAfterTests {
  @Test(
    "is seconds or a date",
    arguments: [
      ("120", 120), ("0", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 37), ("Sun, 06 Nov 1994 08:48:00 GMT", 0),
      ("Thu, 29 Feb 2024 00:00:00 GMT", 925_053_060),
    ])
  func good(text: String, seconds: Int) { #expect(retryAfter(text, now: 784_111_740) == .seconds(seconds)) }

  @Test(
    "is nothing if it is neither",
    arguments: [
      "", "soon", "-1", "1.5", "99999999999999999999", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 99999 08:49:37 GMT",
      "Sun, 06 Nov -1 08:49:37 GMT", "Sun, 06 No\u{301}v 1994 08:49:37 GMT", ", : ,", "Sun Sun Sun Sun Sun Sun Sun Sun",
    ])
  func bad(text: String) { #expect(retryAfter(text, now: 0) == nil) }
}

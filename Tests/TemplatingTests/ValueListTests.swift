import Diagnostics
import Synchronization
import Templating
import Testing

/// Lists whose values are made when somebody asks for them.
@Suite("A list")
struct ValueListTests {
  @Test(
    "costs what is used of it",
    arguments: [
      ("{% if list %}yes{% endif %}", "yes", 0), ("{{ list | length }}", "1000000", 0),
      ("{{ list | first }}", "0", 1), ("{{ list | last }}", "999999", 1), ("{{ list[7] }}", "7", 1),
      ("{{ list[-1] }}", "999999", 1), ("{{ list[:3] | join(' ') }}", "0 1 2", 3),
      ("{% for it in list[5:8] %}{{ it }}{% endfor %}", "567", 3), ("{{ list is sequence }}", "True", 0),
      ("{{ 3 in list }}", "True", 4), ("{% for it in list[:2] %}{{ loop.length }}{% endfor %}", "22", 2),
    ])
  func cost(template: String, result: String, made: Int) throws {
    let counter = Counter()
    let list = ValueList(count: 1_000_000) { number in
      counter.made.add(1, ordering: .relaxed)
      return .int(number)
    }
    let (templates, problems) = Environment().compile([
      ("a.html", SourceFile(name: "a.html", bytes: Array(template.utf8)))
    ])
    #expect(problems.isEmpty)
    var output = Output()
    try templates.render("a.html", globals: [("list", .list(list))], into: &output)
    #expect(String(decoding: output.bytes, as: UTF8.self) == result)
    #expect(counter.made.load(ordering: .relaxed) == made)
  }

  private final class Counter: Sendable {
    let made = Atomic(0)
  }
}

import Testing

@testable import Templating

/// The engine against Jinja2 itself, with templates from a grammar of the whole language.
@Suite(.timeLimit(.minutes(3))) struct JinjaComparisonTests {
  /// One run for all tests.
  private static let run = Result { try JinjaRun() }

  @Test func `templates from a grammar come out as in Jinja2`() async throws {
    let run = try Self.run.get()
    let different = await withTaskGroup(of: [JinjaCase].self) { group in
      let half = run.cases.count / 2
      for part in [run.cases[..<half], run.cases[half...]] {
        group.addTask { part.filter { !$0.isSame(with: run.data[$0.data]) } }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    for example in different.prefix(3) { Issue.record("\(run.report(try run.shrunk(example)))") }
    #expect(different.isEmpty, "\(different.count) of \(run.cases.count) differ")
    #expect(run.cases.count { $0.output != nil } > run.cases.count * 3 / 4)
  }

  @Test func `the grammar has every filter, test, function and method`() throws {
    let words = try Self.run.get().words
    let registry = Registry()
    let methods: [Value] = ["", [], [:]]
    let names = Array(registry.filters.keys) + registry.tests.keys + registry.functions.map(\.symbol.name)
    let ours: Set<String> = ["slug", "ordinal"]
    let missing = Set(names + methods.flatMap(Method.names)).subtracting(ours).subtracting(words)
    #expect(missing.isEmpty)
  }
}

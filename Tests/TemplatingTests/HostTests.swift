import Diagnostics
import Templating
import Testing

/// What a host can add: objects, filters, functions, tests.
@Suite struct HostTests {
  private struct Objective: TemplateObject {
    let number: Int
    let title: String
    let related: [Int]

    static let members = MemberTable<Objective>(
      "objective",
      [
        Member("number") { .int($0.number) },
        Member("title") { .text($0.title) },
        Member("summary") { _ in .optional(String?.none) },
        Member("related") { .object(Numbers(numbers: $0.related)) },
      ])

    var typeName: String { Self.members.typeName }
    var memberNames: [String] { Self.members.names }
    var text: String? { title }

    func member(_ name: Symbol) -> Value? { Self.members.value(of: name, in: self) }

    func isEqual(to other: any TemplateObject) -> Bool { (other as? Objective)?.number == number }
  }

  /// A list that is built when a template asks for it.
  private struct Numbers: TemplateObject {
    let numbers: [Int]

    var typeName: String { "list of numbers" }
    var memberNames: [String] { [] }
    var sequence: ValueList? { ValueList(count: numbers.count) { [numbers] in .int(numbers[$0]) } }

    func member(_ name: Symbol) -> Value? { nil }
  }

  private struct Page: Sendable {
    let address: String
  }

  @Test func objectsShowTheirMembers() throws {
    let text = try render(
      """
      {{ it.number }} {{ it.title }} {{ it }} {{ it['title'] }} {{ it.summary is none }} {{ it == it }}
      {% for n in it.related %}{{ n }}{{ ',' if not loop.last }}{% endfor %} {{ it.related | length }} \
      {{ it.related[1] }} {{ [it] | map(attribute='number') | first }} {% if it.related %}some{% endif %}
      """)
    #expect(text == "8 A &amp; B A &amp; B A &amp; B True True\n1,5 2 5 8 some")
  }

  @Test func unknownMembersAreNamed() {
    #expect(failure(of: "{{ it.titel }}")?.message == "an objective has no `titel`")
    #expect(failure(of: "{{ it.titel }}")?.hints == ["did you mean `title`?"])
    #expect(failure(of: "{{ it.related }}")?.message == "a list of numbers can't be printed")
  }

  @Test func filtersSeeThePage() throws {
    #expect(try render("{{ 'x.css' | asset }} {{ address() }}") == "/o/8/#x.css /o/8/")
    #expect(try render("{% if 8 is objective_number %}yes{% endif %}") == "yes")
    #expect(try render("{{ t('hello', name='Ana', count=2) }}") == "hello name=Ana count=2")
  }

  @Test func filtersSayWhetherTheyKeepEscapes() throws {
    #expect(try render("{% filter loud %}<b>{{ it.title }}</b>{% endfilter %}") == "<B>A &AMP; B</B>!")
    #expect(try render("{% filter bare %}<b>{{ it.title }}</b>{% endfilter %}") == "&lt;b&gt;A &amp; B&lt;/b&gt;")
    #expect(try render("{% set x | loud %}<i>{% endset %}{{ x }}") == "<I>!")
    #expect(try render("{% set x | bare %}<i>{% endset %}{{ x }}") == "&lt;i&gt;")
  }

  @Test func faultsOfFiltersStandAtTheCall() throws {
    let fault = try #require(failure(of: "<p>\n{{ 'x.gif' | asset }}"))
    #expect(fault.message == "there is no asset `x.gif`")
    #expect(fault.id == "template/missing-asset")
    guard case .range(let range) = fault.place else {
      Issue.record("the fault has no place")
      return
    }
    #expect(range.text == "asset")
    #expect(range.start.line == 2)
  }

  @Test func brokenTemplatesKeepTheirNames() {
    let files = ["a.html": "{{ ", "b.html": "{% include 'a.html' %}"].map {
      (name: $0.key, file: SourceFile(name: $0.key, text: $0.value))
    }
    let (templates, diagnostics) = Environment().compile(files)
    #expect(diagnostics.count == 1)
    #expect(templates.contains("a.html") && templates.contains("b.html"))
    var output = Output()
    #expect(throws: Diagnostic.self) { try templates.render("b.html", globals: [], into: &output) }
  }

  @Test func whiteSpaceOfBlocksCanBeLeftOut() throws {
    var environment = Environment()
    environment.whitespace.trimsBlocks = true
    environment.whitespace.stripsBlocks = true
    let source = SourceFile(
      name: "page", text: "a\n  {% if true %}\n  b\n  {% endif %}\n{{ 1 }}\nc {% if 1 %}d{% endif %}")
    var output = Output()
    try environment.compile([("page", source)]).templates.render("page", globals: [], into: &output)
    #expect(String(decoding: output.bytes, as: UTF8.self) == "a\n  b\n1\nc d")
  }

  @Test func outputTakesTextsOfAnyLength() {
    var output = Output()
    var expected: [UInt8] = []
    for _ in 0..<2 {
      for length in [0, 1, 7, 8, 9, 15, 16, 17, 4095, 4096, 4097, 100_000] {
        let text = String(repeating: "é&\"", count: length)
        output.append(text)
        output.appendEscaped(text)
        expected += Array(text.utf8) + Array(String(repeating: "é&amp;&#34;", count: length).utf8)
      }
      #expect(Array(output.bytes) == expected)
      output.removeAll()
      #expect(output.bytes.isEmpty)
      output.append(bytes: [1, 2])
      #expect(Array(output.bytes) == [1, 2])
      expected = [1, 2]
    }
  }

  private var environment: Environment {
    var environment = Environment()
    environment.add(
      filter: Filter(
        "asset", on: .text("path"),
        calling: { call, path in
          if path.hasSuffix(".gif") { throw Fault("there is no asset `\(path)`", id: "template/missing-asset") }
          return .text("\((call.host as? Page)?.address ?? "")#\(path)")
        }))
    environment.add(filter: Filter("loud", on: .text("value")) { .text($0.uppercased() + "!") }.keepingEscapes)
    environment.add(
      filter: Filter("bare", on: .text("value")) { value in
        .text(value.split(separator: "&amp;", omittingEmptySubsequences: false).joined(separator: "&"))
      })
    environment.add(function: Function("address", calling: { call in .text((call.host as? Page)?.address ?? "") }))
    environment.add(
      function: Function("t", .text("key"), .named("values")) { key, values in
        let words = zip(values.names, values.values).map { name, value in
          if case .int(let int) = value { return "\(name)=\(int)" }
          if case .text(let text) = value { return "\(name)=\(text)" }
          return name
        }
        return .text(([key] + words).joined(separator: " "))
      })
    environment.add(test: Test("objective_number", on: .int("value")) { (1...23).contains($0) })
    return environment
  }

  private func render(_ template: String) throws -> String {
    let (templates, diagnostics) = environment.compile([("page", SourceFile(name: "page", text: template))])
    #expect(diagnostics.isEmpty)
    let objective = Objective(number: 8, title: "A & B", related: [1, 5])
    var output = Output()
    try templates.render(
      "page", globals: Globals([("it", .object(objective))]), host: Page(address: "/o/8/"), into: &output)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  private func failure(of template: String) -> Diagnostic? {
    do {
      _ = try render(template)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }
}

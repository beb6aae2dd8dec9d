import Diagnostics
import Platform
import Site
import TestSupport
import Testing

@testable import Preview

/// Each test tells what happens to a preview, and what is done because of it, in words.
@Suite("The state of a preview")
struct PreviewStateTests {
  private let script: Script

  init() async throws { script = try await Script() }

  @Test("a page is made for a browser that comes, and for each change, before the rules for content are asked")
  func change() {
    var script = script
    script.expect(.loaded(script.load), ["check 1"])
    script.expect(.connected(1, path: "/", version: nil), ["render / of 1"])
    script.expect(.rendered("/", page("a"), of: 1), ["browser 1 shows a"])
    script.expect(.changed(["content/index.md"]), ["cancel the thorough look", "load content/index.md"])
    script.expect(.loaded(script.load), ["render / of 2", "check 2"])
    script.expect(.rendered("/", page("b"), of: 2), ["browser 1 loads b"])
    script.expect(.checked(script.load, findings: [], of: 2), ["report nothing", "look thoroughly at 2"])
    script.expect(.left(1), [])
    script.expect(.loaded(script.load), ["check 3"])
  }

  @Test("what was found out of a site that has been replaced is dropped")
  func outdated() {
    var script = script
    script.begin([.loaded(script.load), .connected(1, path: "/", version: nil), .loaded(script.load)])
    script.expect(.rendered("/", page("old"), of: 1), [])
    script.expect(.checked(script.load, findings: [fault("old")], of: 1), [])
    script.expect(.found([fault("old")], isThorough: true, of: 1), [])
    script.expect(.rendered("/", page("new"), of: 2), ["browser 1 shows new"])
    #expect(script.state.report.diagnostics.isEmpty && script.state.updates.isEmpty)
  }

  @Test("programs look at the pages that are open once all pages could be made, and at each page that is opened then")
  func inspection() {
    var script = script
    script.begin([.loaded(script.load), .connected(1, path: "/", version: nil), .rendered("/", page("a"), of: 1)])
    script.expect(.found([], isThorough: true, of: 1), ["report nothing", "inspect / of 1"])
    script.expect(.inspected("/", remarks: [fault("pale")], of: 1), ["browser 1 shows a beside pale"])
    script.expect(.connected(2, path: "/", version: nil), ["browser 2 shows a beside pale"])
    script.expect(.loaded(script.load), ["render / of 2", "check 2"])
    script.expect(.inspected("/", remarks: [fault("old")], of: 1), [])
    script.expect(.rendered("/", page("b"), of: 2), ["browser 1 loads b", "browser 2 loads b"])
    script.expect(.found([], isThorough: true, of: 2), ["report nothing", "inspect / of 2"])
  }

  @Test(
    "a browser that comes back is told to load its page only if that is another one",
    arguments: [(nil, "shows"), (page("now").version, "shows"), (page("then").version, "loads")])
  func comingBack(version: String?, does: String) {
    var script = script
    script.begin([.loaded(script.load), .rendered("/", page("now"), of: 1)])
    script.expect(.connected(1, path: "/", version: version), ["browser 1 \(does) now"])
  }

  @Test("a page is made once for all that wait for it, and is there for those that come later")
  func oncePerPage() {
    var script = script
    script.begin([.loaded(script.load)])
    script.expect(.connected(1, path: "/", version: nil), ["render / of 1"])
    script.expect(.connected(2, path: "/", version: nil), [])
    script.expect(.rendered("/", page("a"), of: 1), ["browser 1 shows a", "browser 2 shows a"])
    script.expect(.rendered("/", page("a"), of: 1), [])
    script.expect(.connected(3, path: "/", version: nil), ["browser 3 shows a"])
  }

  @Test("the last good page stays as long as there is an error, and the error lies over it")
  func lastGoodPage() {
    var script = script
    script.begin([.loaded(script.load), .connected(1, path: "/", version: nil), .rendered("/", page("good"), of: 1)])
    script.begin([.loaded(script.load)])
    let failed = PageVersion(errors: [fault("no such member")])
    script.expect(
      .rendered("/", failed, of: 2), ["browser 1 shows good under no such member", "report no such member"])
    script.begin([.loaded(script.load)])
    script.expect(.rendered("/", page("good"), of: 3), ["browser 1 shows good"])
    #expect(script.state.report.diagnostics.isEmpty)
  }

  @Test(
    "a page at which nobody has looked is shown as it was, too, once all pages were good", arguments: [true, false])
  func lastGoodPageUnseen(wasGood: Bool) throws {
    var script = script
    script.begin([.loaded(script.load), .found(wasGood ? [] : [fault("y")], isThorough: true, of: 1)])
    script.begin([.loaded(script.load), .rendered("/", PageVersion(errors: [fault("x")]), of: 2)])
    let page = try #require(script.state.page(at: "/"))
    #expect((page.bytes != nil) == wasGood && page.errors.words == "x")
  }

  @Test("pages stay if the site can't be loaded, and the errors lie over all of them")
  func brokenSite() {
    var script = script
    script.begin([.loaded(script.load), .connected(1, path: "/", version: nil), .rendered("/", page("a"), of: 1)])
    let broken = Load(problems: [fault("no title")], start: .now, duration: .zero)
    script.expect(.loaded(broken), ["render / of 2", "check 2"])
    script.expect(.rendered("/", page("a"), of: 2), ["browser 1 shows a under no title"])
    // Pages of a site that is no good any more aren't all made.
    script.expect(.checked(broken, findings: [], of: 2), ["report no title"])
  }

  @Test("a fault that shows on many pages is told once, and that all have been made is told in any case")
  func faultsOnce() {
    var script = script
    script.begin([.loaded(script.load), .checked(script.load, findings: [], of: 1)])
    script.expect(.rendered("/", PageVersion(errors: [fault("x")]), of: 1), ["report x"])
    script.expect(.rendered("/about/", PageVersion(errors: [fault("x")]), of: 1), [])
    script.expect(.found([fault("x")], isThorough: false, of: 1), [])
    script.expect(.found([fault("x")], isThorough: true, of: 1), ["report x"])
    script.expect(.found([fault("y"), fault("x")], isThorough: true, of: 1), ["report x, y"])
  }

  @Test("broken rules lie over pages that are there without making them again")
  func findings() {
    var script = script
    script.begin([.loaded(script.load), .connected(1, path: "/", version: nil), .rendered("/", page("a"), of: 1)])
    script.expect(
      .checked(script.load, findings: [fault("too long")], of: 1),
      ["browser 1 shows a under too long", "report too long", "look thoroughly at 1"])
  }

  @Test("the preview's own page is another one with every change, and needs no site")
  func ownPage() {
    var script = script
    script.expect(.connected(1, path: "/_imrf/", version: nil), ["browser 1 shows 0"])
    script.expect(.loaded(script.load), ["browser 1 loads 1", "check 1"])
    script.expect(.checked(script.load, findings: [], of: 1), ["report nothing", "look thoroughly at 1"])
  }

  @Test("only the last pages and updates are remembered")
  func memory() {
    var script = script
    script.begin([.loaded(script.load)])
    script.begin((1...40).map { .rendered("/\($0)/", page("a"), of: 1) })
    #expect((1...40).filter { script.state.page(at: "/\($0)/") != nil } == Array(9...40))
    script.begin((1...30).map { _ in .checked(script.load, findings: [], of: 1) })
    #expect(script.state.updates.count == 20)
  }
}

/// A state, and what is expected to be done because of events.
private struct Script {
  var state = PreviewState()
  let load: Load

  init() async throws {
    let site = try #require(await Site.load(from: .memory(RandomWalkTests.forum.files)).site)
    load = Load(site: site, start: .now, duration: .zero)
  }

  mutating func begin(_ events: [PreviewEvent]) { for event in events { _ = state.handle(event) } }

  mutating func expect(_ event: PreviewEvent, _ effects: [String], at place: SourceLocation = #_sourceLocation) {
    let done = state.handle(event).map(\.words)
    #expect(done == effects, sourceLocation: place)
  }
}

extension PreviewEffect {
  fileprivate var words: String {
    switch self {
    case .load(let changed): "load \((changed ?? []).sorted().joined(separator: ", "))"
    case .check(_, let number): "check \(number)"
    case .render(let path, _, let number): "render \(path) of \(number)"
    case .lookThoroughly(_, let number): "look thoroughly at \(number)"
    case .inspect(let path, _, let number): "inspect \(path) of \(number)"
    case .cancelThoroughLook: "cancel the thorough look"
    case .instruct(let browser, let instruction):
      "browser \(browser) \(instruction.reload ? "loads" : "shows") \(names[instruction.version] ?? "?")"
        + (instruction.errors.isEmpty ? "" : " under \(instruction.errors.words)")
        + (instruction.remarks.isEmpty ? "" : " beside \(instruction.remarks.words)")
    case .report(let update):
      "report \(update.report.diagnostics.isEmpty ? "nothing" : update.report.diagnostics.words)"
    }
  }
}

extension [Diagnostic] {
  fileprivate var words: String { map(\.message).joined(separator: ", ") }
}

private func page(_ text: String) -> PageVersion { PageVersion(bytes: Array(text.utf8)) }

/// The texts of pages by their versions.
private let names = Dictionary(
  uniqueKeysWithValues: ["a", "b", "old", "new", "then", "now", "good", "0", "1"].map { (page($0).version, $0) })

private func fault(_ message: String) -> Diagnostic { Diagnostic(.error, "test/fault", message, at: .none) }

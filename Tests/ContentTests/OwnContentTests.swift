import Content
import Diagnostics
import Foundation
import Testing

@Suite("The project's own content")
struct OwnContentTests {
  @Test("is sound, and there is all of it")
  func sound() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let (found, diagnostics) = await Library.load(from: .disk(root.path))
    #expect(diagnostics.isEmpty, "\(Report(diagnostics).text(.human))")
    let library = try #require(found)
    #expect(library.objectives.map(\.number) == Array(1...23))
    #expect(library.roundTables.map(\.number) == Array(1...4))
    #expect(library.principles.map(\.number) == Array(1...10))
    #expect(library.countries.count { !$0.isObserver } == 193 && library.countries.count { $0.isObserver } == 2)
    #expect(library.terms.count >= 30)
    #expect(library.objectives.ids.allSatisfy { library.backlinks.roundTablesOfObjective[$0].count == 1 })
  }
}

import Content
import Diagnostics
import Documents
import Foundation
import Testing

@Suite("The project's own content")
struct OwnContentTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func library() async throws -> Library {
    let (library, diagnostics) = await Library.load(from: .disk(Self.root.path))
    #expect(diagnostics.isEmpty, "\(Report(diagnostics).text(.human))")
    return try #require(library)
  }

  @Test("is sound, and there is all of it")
  func sound() async throws {
    let library = try await library()
    #expect(library.objectives.map(\.number) == Array(1...23))
    #expect(library.roundTables.map(\.number) == Array(1...4))
    #expect(library.principles.map(\.number) == Array(1...10))
    #expect(library.countries.count { !$0.isObserver } == 193 && library.countries.count { $0.isObserver } == 2)
    #expect(library.objectives.ids.allSatisfy { library.backlinks.roundTablesOfObjective[$0].count == 1 })
  }

  @Test("has every part of every objective, in 350 to 900 words")
  func objectives() async throws {
    let library = try await library()
    for id in library.objectives.ids {
      let objective = library.objectives[id]
      let sections = objective.common.body?.document.headings.filter { $0.level == 2 }.map(\.text)
      #expect(sections == ["Overview of progress", "What the forum said"], "\(objective.key)")
      let words = wordsOfBody(objective)
      #expect((350...900).contains(words), "objective \(objective.key) has \(words) words")
      #expect(objective.common.summary != nil && objective.shortTitle != nil, "\(objective.key)")
      #expect(!objective.principles.isEmpty && !objective.references.isEmpty, "\(objective.key)")
      #expect(!objective.gaps.isEmpty && !objective.questions.isEmpty, "\(objective.key)")
      let practices = objective.practices.count + library.backlinks.practicesOfObjective[id].count
      #expect(practices > 0, "objective \(objective.key) has no practice")
    }
  }

  @Test("gives a source for each figure, practice, gap, question and pledge")
  func sources() async throws {
    let library = try await library()
    for objective in library.objectives {
      let sources =
        objective.figures.map(\.source) + objective.practices.map(\.source) + objective.gaps.map(\.source)
        + objective.questions.map(\.source)
      #expect(sources.allSatisfy { $0 != nil }, "\(objective.key)")
    }
    #expect(library.practices.allSatisfy { $0.source != nil })
    #expect(library.pledges.allSatisfy { $0.source != nil })
  }

  @Test("says in the text why an objective is related")
  func related() async throws {
    for objective in try await library().objectives {
      let links = (objective.common.body?.links ?? []).compactMap { link in
        if case .entry(let id, _) = link, id.kind == .objective { id.index } else { nil }
      }
      let unexplained = objective.related.filter { !links.contains($0.id.index) }.map(\.id.index)
      #expect(unexplained.isEmpty && !objective.related.isEmpty, "objective \(objective.key): \(unexplained)")
    }
  }

  @Test("has everything about the round tables that the documents tell")
  func roundTables() async throws {
    for roundTable in try await library().roundTables {
      #expect((5...7).contains(roundTable.keyMessages.count))
      #expect(roundTable.coChairs.count == 2 && !roundTable.keynotes.isEmpty && roundTable.panellists.count >= 5)
      #expect(!roundTable.moderators.isEmpty && !roundTable.supportedBy.isEmpty && roundTable.statements != nil)
      #expect(roundTable.occasion.partOf != nil)
    }
  }

  @Test("explains every abbreviation in the glossary")
  func abbreviations() async throws {
    let library = try await library()
    let known = Set(
      library.terms.compactMap(\.abbreviation).flatMap { $0.split { !$0.isLetter && !$0.isNumber }.map(String.init) })
    let abbreviation = try Regex(#"\b[A-Z]+[a-z]?[A-Z][A-Za-z0-9]*\b"#)
    for (path, text) in try files() where path.hasSuffix(".md") || path.hasSuffix(".csv") {
      let prose = text.replacing(/https?:\S+|A\/[A-Z0-9.\/]+|\[![A-Z]+\]/, with: "")
      let used = prose.matches(of: abbreviation).map { String(prose[$0.range]) }
      let unexplained = Set(used).subtracting(known).filter { !known.contains(String($0.dropLast())) || $0.last != "s" }
      #expect(unexplained.isEmpty, "\(path): \(unexplained.sorted())")
    }
  }

  @Test("uses every field that content may have")
  func fields() throws {
    let field = try Regex(#"(?:fields|item)\.\w+\("([a-z_]+)""#, as: (Substring, Substring).self)
    let model = Self.root.appending(path: "Sources/Content/Model")
    let names = try FileManager.default.contentsOfDirectory(at: model, includingPropertiesForKeys: nil).flatMap {
      try String(contentsOf: $0, encoding: .utf8).matches(of: field).map { String($0.1) }
    }
    let content = try files().map(\.text).joined(separator: "\n")
    let columns = content.split(separator: "\n").first { $0.hasPrefix("id,title") }?.split(separator: ",") ?? []
    #expect(names.count > 40)
    for name in Set(names) where !columns.contains(Substring(name)) {
      #expect(content.contains(try Regex(#"(?m)^[- ]*(?:\{.*)?\#(name):"#)), "no content has `\(name)`")
    }
  }

  private func files() throws -> [(path: String, text: String)] {
    let folder = Self.root.appending(path: "content")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      !folder.appending(path: $0).hasDirectoryPath
    }
    .filter { $0.contains(".") }.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
  }

  private func wordsOfBody(_ entry: some Entry) -> Int {
    let text = String(decoding: entry.common.origin.file.bytes, as: UTF8.self)
    let body = text.split(separator: "\n---\n", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    return body.replacing(/\[@[^\]]*\]|\]\([^)]*\)|[|#>*]|--+/, with: " ").split(whereSeparator: \.isWhitespace).count
  }
}

import Platform
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
    #expect(library[.objective].map(\.key) == (1...23).map(String.init))
    #expect(library[.roundTable].map(\.key) == (1...4).map(String.init))
    #expect(library[.principle].map(\.key) == (1...10).map(String.init))
    let isObserver = Field<Bool>("country", "observer")
    let countries = library[.country]
    #expect(countries.count { !$0[isObserver] } == 193 && countries.count { $0[isObserver] } == 2)
    #expect(library[.objective].ids.allSatisfy { library.backlinks[$0, Objective.roundTable].count == 1 })
  }

  @Test("has every part of every objective, in 350 to 900 words")
  func objectives() async throws {
    let library = try await library()
    for id in library[.objective].ids {
      let objective = library[id]
      let sections = objective.common.body?.document.headings.filter { $0.level == 2 }.map(\.text)
      #expect(sections == ["Overview of progress", "What the forum said"], "\(objective.key)")
      let words = wordsOfBody(objective)
      #expect((350...900).contains(words), "objective \(objective.key) has \(words) words")
      #expect(objective.common.summary != nil, "\(objective.key)")
      for name in ["short_title", "state", "principles", "related", "gaps", "questions", "references"] {
        #expect(objective.value(name, in: library).count > 0, "\(objective.key) has no `\(name)`")
      }
      let practices = objective[Objective.practices].count + library.backlinks[id, Objective.practicePages].count
      #expect(practices > 0, "objective \(objective.key) has no practice")
    }
  }

  @Test("gives a source for each figure, practice, gap, question and pledge")
  func sources() async throws {
    let library = try await library()
    for objective in library[.objective] {
      for name in ["figures", "practices", "gaps", "questions"] {
        guard case .list(let values) = objective.value(name, in: library) else { continue }
        #expect(values.allSatisfy(hasSource), "\(name) of objective \(objective.key)")
      }
    }
    for entry in Array(library[.practice]) + Array(library[.pledge]) {
      #expect(entry.value("source", in: library).count == 1, "\(entry.key)")
    }
  }

  /// Whether one of the fields of a map is a source.
  private func hasSource(_ value: FieldValue) -> Bool {
    guard case .record(let record) = value else { return false }
    return record.values.contains { if case .source = $0 { true } else { false } }
  }

  @Test("says in the text why an objective is related")
  func related() async throws {
    let field = Field<[Reference]>("objective", "related")
    for objective in try await library()[.objective] {
      let links = (objective.common.body?.links ?? []).compactMap { link in
        if case .entry(let id, _) = link { id } else { EntryID?.none }
      }
      let unexplained = objective[field].map(\.id).filter { !links.contains($0) }
      #expect(unexplained.isEmpty && !objective[field].isEmpty, "objective \(objective.key): \(unexplained)")
    }
  }

  @Test("has everything about the round tables that the documents tell")
  func roundTables() async throws {
    let library = try await library()
    let counts = [
      "key_messages": 5...7, "co_chairs": 2...2, "keynotes": 1...9, "panellists": 5...20, "moderators": 1...9,
      "supported_by": 1...20, "statements": 1...1, "part_of": 1...1,
    ]
    for roundTable in library[.roundTable] {
      for (name, range) in counts {
        #expect(range.contains(roundTable.value(name, in: library).count), "\(name) of round table \(roundTable.key)")
      }
    }
  }

  @Test("explains every abbreviation in the glossary")
  func abbreviations() async throws {
    let library = try await library()
    let terms = library[.term].ids.flatMap { id in library.languages.map { library[id, $0] } }
    let known = Set(
      terms.compactMap { $0[Term.abbreviation] }.flatMap {
        $0.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      })
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
    let groups = Schema.forum.kinds.map(\.fields) + Schema.forum.groups
    // What no page of ours needs, and other sites may.
    let unused: Set = ["template", "id", "leave", "languages"]
    let names = groups.flatMap { $0.fields.map(\.name) }.filter { !unused.contains($0) }
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

  private func wordsOfBody(_ entry: Entry) -> Int {
    let text = String(decoding: entry.common.origin.file.bytes, as: UTF8.self)
    let body = text.split(separator: "\n---\n", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    return body.replacing(/\[@[^\]]*\]|\]\([^)]*\)|[|#>*]|--+/, with: " ").split(whereSeparator: \.isWhitespace).count
  }
}

extension Entry {
  /// The value of a field by its name.
  fileprivate func value(_ name: String, in library: Library) -> FieldValue {
    let slot = library.schema[kind].fields.fields.firstIndex { $0.name == name }
    return slot.map { record.values[$0] } ?? .none
  }
}

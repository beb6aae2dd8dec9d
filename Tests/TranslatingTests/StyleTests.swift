import Content
import Diagnostics
import Documents
import TestSupport
import Testing
import Translating

@Suite("What is written into files of any style")
struct StyleTests {
  /// The original of all that is translated here.
  private static let originals: [String: String] = [
    "content/site.yaml": "title: Forum\nbase_url: https://forum.example/\n",
    "content/glossary.yaml": "- term: One\n  definition: The first.\n- term: Two\n  definition: The *second*.\n",
    "content/pledges.csv": "id,title,made_by\none,\"Words, and more\",Two\ntwo,Two words,\n",
    "content/objectives/08-saving-lives.md": """
    ---
    number: 8
    title: Save lives
    short_title: Lives
    summary: "Some *words*: two."
    practices:
      - {title: A practice, text: In words}
      - {title: Another}
    gaps:
      - text: One
      - text: Two
    figures:
      - {value: "45,000", label: People}
    ---

    ## Top

    One.
    """,
  ]

  @Test("The note is added, all other bytes stay, and whoever accepts twice changes nothing", arguments: 1...60)
  func acceptance(seed: UInt64) async throws {
    let site = Self.site(seed: seed)
    do throws(Faults) {
      let files = try await site.accepting()
      for file in files {
        let before = site.files[file.path] ?? []
        #expect(file.bytes.difference(from: before).removals.isEmpty, "\(Self.shown(before, file.bytes))")
      }
      let accepted = site.with(files)
      for file in try await accepted.accepting() {
        #expect(accepted.files[file.path] == file.bytes, "\(Self.shown(accepted.files[file.path] ?? [], file.bytes))")
      }
      let parts = try await accepted.overview().subjects.flatMap(\.parts)
      #expect(parts.allSatisfy { [.current, .missing].contains($0.standing) })
    } catch {
      Issue.record("\(Report(error.diagnostics).text(.human))\(site.translations)")
    }
  }

  @Test("Words are added, and going round again changes nothing", arguments: 1...60)
  func imports(seed: UInt64) async throws {
    let site = Self.site(seed: seed)
    do throws(Faults) {
      let files = try await site.importing(TranslatingTests().translated(try await site.overview().xliff()))
      let after = site.with(files)
      let overview = try await after.overview()
      #expect(overview.subjects.flatMap(\.parts).allSatisfy { $0.standing == .current }, "\(after.translations)")
      for file in try await after.importing(overview.xliff()) {
        #expect(after.files[file.path] == file.bytes, "\(Self.shown(after.files[file.path] ?? [], file.bytes))")
      }
    } catch {
      Issue.record("\(Report(error.diagnostics).text(.human))\(site.translations)")
    }
  }

  @Test(
    "Words that look like YAML, numbers or cells are words in all kinds of files",
    arguments: [
      "a: b", "- a", "# a", "a # b", "'a'", "\"a\"", "a\\b", "a\\", "{a}", "[a]", "a, b", "true", "null", "1e5",
      "2022-05-18 a", "~ a", "@a", "%a", "| a", "> a", "! a", "& a", "? a", ": a", "--- a", "... a", "a; b",
      "a\u{2028}b", "\u{A0}a\u{A0}", "\u{FEFF}a", "a\u{200B}b", "=a", "<< a", "a\"b, c",
    ])
  func signs(words: String) async throws {
    let site = Site([
      "content/site.yaml": Array("title: Forum\nbase_url: https://forum.example/\n".utf8),
      "content/about.md": Array("---\ntitle: About\n---\n".utf8),
      "content/glossary.yaml": Array("- {term: Word, definition: Sense}\n".utf8),
      "content/pledges.csv": Array("id,title\none,\"Words, more\"\n".utf8),
    ])
    let escaped = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    let xliff = String(decoding: TranslatingTests().translated(try await site.overview().xliff()), as: UTF8.self)
    let titles = /<target>(Förum|Aböut|Wörd|Wörds, möre)<\/target>/
    let after = site.with(
      try await site.importing(Array(xliff.replacing(titles) { _ in "<target>\(escaped)</target>" }.utf8)))
    let lines = try await after.overview().subjects.flatMap(\.parts).compactMap { $0.translation?.lines.first }
    #expect(lines.count { $0.words == words } == 4, "\(words): \(lines.map(\.words))")
  }

  /// A site whose translations are partly there, written by chance.
  private static func site(seed: UInt64) -> Site {
    var writer = RandomYAML(seed: seed)
    var files = originals.mapValues { Array($0.utf8) }
    let note: [(key: String, value: YAMLTree)] = [("translation_of", .words(""))]
    let practices = YAMLTree.list([
      .map(writer.some(of: [("title", .words("Une pratique")), ("text", .words("En un *mot* \\*"))])),
      .map(writer.some(of: [("title", .words("Une \"autre\""))])),
    ])
    let gaps = YAMLTree.list(["Un", "L'autre: deux"].map { .map(writer.some(of: [("text", .words($0))])) })
    let fields = writer.some(
      of: [
        ("title", .words("Sauver des vies")), ("short_title", .words("Vies")), ("summary", .words("Des *mots*")),
        ("practices", practices), ("gaps", gaps),
        ("figures", .list([.map(writer.some(of: [("label", .words("Gens"))]))])),
      ] + note)
    let body = writer.happens(onceIn: 2) ? "\n## En haut\n\nUn\nautre.\n" : ""
    files["content/objectives/08-saving-lives.fr.md"] = writer.bytes(
      "---\n\(writer.fields(.map(fields)))---\n\(body)")
    let terms = [("one", "Un"), ("two", "Deux")].map { id, term in
      YAMLTree.map(
        [("id", .id(id)), ("term", .words(term))]
          + writer.some(of: [("definition", .words("Le mot \(term), c'est tout"))] + note))
    }
    files["content/glossary.fr.yaml"] = writer.bytes(
      writer.file(.list(writer.happens(onceIn: 4) ? [terms[1]] : terms)))
    files["content/site.fr.yaml"] = writer.bytes(
      writer.file(.map([("title", .words("Forum"))] + writer.some(of: note))))
    let cell = writer.pick(["Deux mots", "\"Deux \"\"mots\"\", là\" ", " Deux mots"])
    let table = writer.pick([
      "id,title,made_by\ntwo,\(cell),\n", "id, title\none,Un\n\n\ntwo,\(cell)\n\n", "title,id,,\n\(cell),two,,\n",
      "id,title,translation_of,made_by\none,\(cell),,Deux\n,,,\n",
    ])
    files["content/pledges.fr.csv"] = writer.bytes(table)
    return Site(files)
  }

  /// What stood in a file, and what is to stand there, with signs for the ends of lines.
  private static func shown(_ before: [UInt8], _ after: [UInt8]) -> String {
    [before, after].map { String(decoding: $0, as: UTF8.self).replacing("\r", with: "␍") }.joined(
      separator: "\n=====\n")
  }
}

extension Site {
  /// All translations, one below the other.
  fileprivate var translations: String {
    files.filter { $0.key.contains(".fr.") }.map { "# \($0.key)\n\(String(decoding: $0.value, as: UTF8.self))\n" }
      .joined()
  }
}

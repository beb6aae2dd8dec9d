import Content
import Diagnostics
import Documents
import Platform
import Synchronization
import TestSupport
import Testing

@Suite("Content that is loaded again and again")
struct LibraryLoaderTests {
  @Test("A value that another entry has is found while somebody writes, too")
  func uniqueValues() async throws {
    let visit = { (text: String) in "---\ntitle: A\n\(text)\n---\n" }
    let edited = EditedContent(adding: [
      "content/kinds.yaml": """
      visit: {fields: {legs: {type: list of leg}, size: {type: number, unique: true}}}
      groups: {leg: {fields: {code: {type: text, unique: true}, to: {type: country, unique: true}, from: country}}}
      """,
      "content/visits/a.md": visit("size: 1\nlegs: [{code: x, to: ECU}]"),
      "content/visits/b.md": visit("size: 2\nlegs: [{code: y, from: ECU}]"),
    ])
    #expect(await edited.library() != nil)
    for (text, isFine) in [
      ("size: 1\nlegs: [{code: y, from: ECU}]", false), ("size: 3\nlegs: [{code: y, from: ECU}]", true),
      ("size: 3\nlegs: [{code: x, from: ECU}]", false), ("size: 3\nlegs: [{code: y, to: ECU}]", false),
      ("size: 3\nlegs: [{code: z, from: ECU}]", true),
    ] {
      #expect((await edited.library(writing: ["content/visits/b.md": visit(text)]) != nil) == isFine, "\(text)")
    }
  }

  @Test("What texts mention is found by the words of now, be it that their file was mended before those were loaded")
  func mentions() async throws {
    let page = { (text: String) in "---\ntitle: About\n---\n\n\(text)\n" }
    let edited = EditedContent(adding: ["content/about.md": page("Words.")])
    #expect(await edited.library() != nil)
    let broken = await edited.library(writing: [
      "content/about.md": page("[Nowhere](nowhere.md)"),
      "content/glossary.yaml": "- {term: Search and rescue, abbreviation: SAR, definition: Help at sea.}",
    ])
    #expect(broken == nil)
    let library = try #require(await edited.library(writing: ["content/about.md": page("SAR.")]))
    let term = try #require(library[.term].ids.first)
    #expect(library.backlinks.referring[term]?.map(\.sentence) == ["SAR."])
  }

  @Test("A translation follows its original in what it has from it, whichever of the two is written anew")
  func translations() async throws {
    let english = { (summary: String, text: String) in "---\ntitle: About\nsummary: \(summary)\n---\n\n\(text)\n" }
    let edited = EditedContent(adding: [
      "content/about.md": english("Short", "Words."), "content/about.fr.md": "---\ntitle: À propos\n---\n",
    ])
    let french = try #require(Language(code: "fr"))
    for (file, text, expected) in [
      ("about.md", english("Shorter", "Words."), ["À propos", "Shorter", "Words.", "en", "en"]),
      ("about.fr.md", "---\ntitle: À propos\nsummary: Court\n---\n", ["À propos", "Court", "Words.", "fr", "en"]),
      ("about.md", english("Shortest", "More words."), ["À propos", "Court", "More words.", "fr", "en"]),
      ("about.fr.md", "---\nsummary: Court\n---\n\nMots.\n", ["About", "Court", "Mots.", "fr", "fr"]),
    ] {
      let library = try #require(await edited.library(writing: ["content/" + file: text]))
      let id = try #require(library[.page].ids.first { library[$0].key == "about" })
      let common = library[id, french].common
      let texts = [common.summary, common.body].map { $0?.document.summary ?? "" }
      let languages = [common.language(of: .summary), common.language(of: .body)].map(\.code)
      #expect([common.title] + texts + languages == expected)
    }
  }
}

/// Small content, whose loader is told of whatever is written anew.
private struct EditedContent: Sendable {
  private let files: EditedFiles
  private let loader: LibraryLoader

  init(adding texts: [String: String]) {
    let files = EditedFiles(ErrorTests.base.files.merging(texts.mapValues { Array($0.utf8) }) { $1 })
    self.files = files
    loader = LibraryLoader(
      from: Files(
        list: { Files.memory(files.all.mapValues(\.bytes)).list($0) },
        read: { path throws(Diagnostic) in
          if let file = files.all[path] { return file }
          return try Files.memory([:]).read(path)
        },
        displayName: { $0 }), includingDrafts: false)
  }

  /// The content after some of its files were written, as far as it is right.
  func library(writing texts: [String: String]? = nil) async -> Library? {
    files.write((texts ?? [:]).mapValues { Array($0.utf8) })
    return await loader.load(mentionWords: [:], changed: texts.map { Set($0.keys) }).library
  }
}

/// Files in memory; one that hasn't been written since is the same object each time.
private final class EditedFiles: Sendable {
  private let files = Mutex<[String: SourceFile]>([:])

  init(_ files: [String: [UInt8]]) { write(files) }

  var all: [String: SourceFile] { files.withLock { $0 } }

  func write(_ new: [String: [UInt8]]) {
    files.withLock { files in
      for (path, bytes) in new { files[path] = SourceFile(name: path, bytes: bytes) }
    }
  }
}

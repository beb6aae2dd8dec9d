import Foundation
import TestSupport

/// The files of a small site, and someone who edits them without plan: writes, renames, deletes, breaks and mends.
struct Walk {
  private(set) var files: [String: [UInt8]]
  private var random: SeededGenerator
  /// The last files without a fault, to go back to.
  private var good: [String: [UInt8]]

  init(_ files: [String: [UInt8]], seed: UInt64) {
    self.files = files
    good = files
    random = SeededGenerator(seed: seed)
  }

  /// Remembers that there is no fault now.
  mutating func noteGood() { good = files }

  /// Makes one change, or a few at once.
  ///
  /// - Returns: What was done, in a few words.
  mutating func step(isBroken: Bool) -> String {
    if isBroken, !random.once(in: 3) {
      files = good
      return "mend"
    }
    // Now and then something like a checkout.
    let count = random.once(in: 20) ? 5 : 1
    return (0..<count).map { _ in change() }.joined(separator: ", ")
  }

  /// One of the ways in which editors save.
  mutating func save(_ bytes: [UInt8], to url: URL) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let beside = url.deletingLastPathComponent().appending(path: url.lastPathComponent + "~")
    switch Int.random(in: 0..<4, using: &random) {
    case 0: try Data(bytes).write(to: url, options: .atomic)
    case 1 where manager.fileExists(atPath: url.path):
      try manager.moveItem(at: url, to: beside)
      try Data(bytes).write(to: url)
      try manager.removeItem(at: beside)
    case 2 where manager.fileExists(atPath: url.path):
      try manager.removeItem(at: url)
      try Data(bytes).write(to: url)
    default: try Data(bytes).write(to: url)
    }
  }

  private mutating func change() -> String {
    let text = random.one(of: texts)
    let number = number
    switch Int.random(in: 0..<24, using: &random) {
    case 0...3: return append("\n\n" + random.one(of: Self.sentences), to: text)
    case 4: return edit(text) { $0.split(separator: "\n").dropLast().joined(separator: "\n") }
    case 5: return replace("title: ", with: random.one(of: ["title: A ", "title: Z "]), in: text)
    case 6: return replace("title:", with: "draft: true\ntitle:", in: text)
    case 7: return replace("draft: true\n", with: "", in: text)
    case 8: return replace("## ", with: random.one(of: ["## New ", "### "]), in: text)
    case 9: return replace("objectives: [", with: random.one(of: ["objectives: [21, ", "objectives: [8, "]), in: text)
    case 10: return replace("\n---\n", with: "\nupdated: 2025-01-\(10 + number % 20)\n---\n", in: text)
    case 11: return append("\n\n" + random.one(of: Self.faults), to: text)
    case 12: return replace("\n---\n", with: "\n", in: text)
    case 13, 14: return addEntry(number)
    case 15: return remove(text)
    case 16: return rename(text, to: text.replacingOccurrences(of: ".md", with: "-\(number).md"))
    case 17:
      let abbreviation = random.one(of: ["GCM", "NEW", "IMRF"])
      return append("- {term: Term \(number), abbreviation: \(abbreviation)}\n", to: "content/glossary.yaml")
    case 18: return replace("name: ", with: "name: New ", in: "content/countries.yaml")
    case 19:
      let country = random.one(of: ["Kenya", "Nowhere"])
      return append("p\(number),Pledge,\(country),21,state,gcm\n", to: "content/pledges.csv")
    case 20:
      let asset = random.one(of: ["site.css", "colours.css", "site.js"])
      return append("/* \(number) */\n", to: "templates/assets/\(asset)")
    case 21:
      return append(
        random.one(of: ["<!-- \(number) -->\n", "{% if %}", "{{ 1 | uper }}"]), to: random.one(of: templates))
    case 22: return replace("r=\"", with: "r=\"1", in: "content/objectives/boat.svg")
    default:
      let (old, new, path) = random.one(of: [
        ("hello: \"", "hello: \"O ", "templates/strings/en.yaml"),
        ("[objective", "[other, objective", "templates/strings/en.yaml"),
        ("abbreviation: ", "abbreviation: N", "content/glossary.yaml"),
      ])
      return replace(old, with: new, in: path)
    }
  }

  private static let sentences = [
    "See objective 8 and objective 21.", "Kenya and Ecuador in the IMRF.", "More [@gcm, p. 3] [@report].",
    "## Heading\n\nText.", "Round table two on SAR, A/RES/73/195.", "Plain words.", "![Boat](boat.svg)",
    "[Objective](../objectives/13-detention.md#gaps)", "[Where](../practices/boats.md#where)",
  ]

  private static let faults = ["[Nowhere](nowhere.md)", "[@nobody]", "[Gap](#nowhere)", "![](boat.svg)"]

  private var number: Int { mutating get { Int.random(in: 0..<1000, using: &random) } }

  private var texts: [String] { files.keys.filter { $0.hasSuffix(".md") }.sorted() }

  private var templates: [String] { files.keys.filter { $0.hasPrefix("templates/") && $0.hasSuffix(".html") }.sorted() }

  private mutating func edit(_ path: String, _ change: (String) -> String) -> String {
    guard let bytes = files[path] else { return "nothing" }
    files[path] = Array(change(String(decoding: bytes, as: UTF8.self)).utf8)
    return "edit \(path)"
  }

  private mutating func append(_ text: String, to path: String) -> String { edit(path) { $0 + text } }

  /// Replaces the first of several.
  private mutating func replace(_ old: String, with new: String, in path: String) -> String {
    edit(path) { text in
      guard let range = text.range(of: old) else { return text }
      return text.replacingCharacters(in: range, with: new)
    }
  }

  private mutating func addEntry(_ number: Int) -> String {
    let (path, fields) = random.one(of: [
      ("content/practices/new-\(number).md", "objectives: [8]\ncountries: [Kenya]"),
      ("content/page-\(number).md", "menu: 3"),
      ("content/meetings/new-\(number).md", "starts: 2023-01-02\npart_of: forum"),
      ("content/packs/new-\(number).md", "round_table: 2"),
      ("content/practices/deep/new-\(number).md", "objectives: [21]"),
      ("content/about.fr.md", "summary: En français"), ("content/objectives/22-new.md", "number: 22"),
    ])
    let title = random.one(of: ["Another", "New", "Zebra"])
    files[path] = Array("---\ntitle: \(title) \(number)\n\(fields)\n---\n\nText.\n".utf8)
    return "add \(path)"
  }

  private mutating func remove(_ path: String) -> String {
    files[path] = nil
    return "remove \(path)"
  }

  private mutating func rename(_ path: String, to new: String) -> String {
    files[new] = files.removeValue(forKey: path)
    return "rename \(path) to \(new)"
  }
}

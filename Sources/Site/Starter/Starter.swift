import EmbeddedFiles
import Diagnostics
public import Content
import Documents

/// The files of a new site.
///
/// The words are those of the folder `starter`, and the titles that objectives, principles and round tables have in the project's own content.
public struct Starter: Sendable {
  /// What a new site is about.
  public enum Objectives: String, Sendable, CaseIterable {
    /// The objectives, guiding principles and round tables of the Global Compact and its forum.
    case gcm
    /// Kinds that the site declares itself.
    case none
  }

  /// The languages that there are words in.
  public static let languages = ["en", "fr", "es", "ru", "ar", "zh"].compactMap { Language(code: $0) }

  /// All files, by their paths in the folder of the site.
  public private(set) var files: [String: [UInt8]] = [:]
  /// How many objectives have a short title in the place of the official one, which isn't known in the site's language.
  public private(set) var objectivesWithoutTitle = 0
  /// How many principles are left out, since their titles aren't known in the site's language.
  public private(set) var principlesWithoutTitle = 0

  private let language: Language

  /// Makes the files of a site in some of the languages above; nil takes the title that the starter has.
  public init(_ objectives: Objectives, title: String?, in language: Language, and others: [Language]) {
    self.language = language
    let originals = Self.originals(for: objectives)
    for (path, texts) in originals {
      let isContent = path.hasPrefix("content/")
      var own = isContent ? self.own(path, texts, title) : texts[.english]
      if path == SiteSettings.path, objectives == .gcm { own?.append(Self.leftChecks) }
      guard let own else { continue }
      files[path] = Array(own.utf8)
      for other in isContent ? others : [] {
        guard let text = texts[other] else { continue }
        let isTitled = path == SiteSettings.path && title != nil
        let words =
          isTitled ? text.split(separator: "\n").filter { !$0.contains("title:") }.joined(separator: "\n") + "\n" : text
        files[Self.path(path, in: other)] = Array(words.utf8)
      }
    }
    let schema = Schema.forum
    let kinds = ["country", "source", "term"].compactMap { name in
      schema.kind(named: name).map { (name, schema.jsonSchema(of: $0)) }
    }
    for (name, text) in [("site", schema.jsonSchemaOfSite())] + kinds {
      files[".vscode/schemas/\(name).json"] = Array(text.utf8)
    }
    let heading = title ?? originals[SiteSettings.path].flatMap { words(in: $0[language] ?? "")["title"] } ?? ""
    if let readMe = files["README.md"] {
      files["README.md"] = Array(String(decoding: readMe, as: UTF8.self).replacing("{title}", with: heading).utf8)
    }
  }

  /// What would be said of each objective of a new site.
  private static let leftChecks = """
    # The objectives have no guiding questions yet. Take this line away as soon as they have some, to hear of those that lack them.
    checks: {missing-questions: off}

    """

  /// The texts that belong to such a site, by the paths of the ones in English.
  private static func originals(for objectives: Objectives) -> [String: [Language: String]] {
    var all: [String: [Language: String]] = [:]
    for name in EmbeddedFolder.starter.names {
      guard let path = path(of: name, objectives), let bytes = EmbeddedFolder.starter.bytes(of: name) else { continue }
      let parts = path.split(separator: ".", omittingEmptySubsequences: false)
      let language = parts.count == 3 ? Language(code: String(parts[1])) : nil
      let original = language == nil ? path : "\(parts[0]).\(parts[2])"
      all[original, default: [:]][language ?? .english] = String(decoding: bytes, as: UTF8.self)
    }
    return all
  }

  /// Where a file comes to lie; nil if it belongs to another site.
  private static func path(of name: String, _ objectives: Objectives) -> String? {
    guard name.hasPrefix("starter/") else {
      return objectives == .gcm || name.hasPrefix("content/countries.") ? name : nil
    }
    let parts = name.split(separator: "/", maxSplits: 2).map(String.init)
    // Hidden files aren't hidden in the project, where they would be in force.
    if parts[1] == "site" { return "." + parts[2] }
    return parts[1] == objectives.rawValue ? parts[2] : nil
  }

  private static func path(_ original: String, in language: Language) -> String {
    guard let dot = original.lastIndex(of: ".") else { return original }
    return "\(original[..<dot]).\(language.code)\(original[dot...])"
  }
}

extension Starter {
  /// What stands in the file of the site's first language; nil if there are no words for it.
  private mutating func own(_ path: String, _ texts: [Language: String], _ title: String?) -> String? {
    let text = texts[language]
    if path == SiteSettings.path { return text.map { settings($0, title) } }
    // What there is once holds no words that a reader sees.
    if language == .english || texts.count == 1 { return texts[.english] }
    guard let original = texts[.english], var text else {
      if path.hasPrefix("content/principles/") { principlesWithoutTitle += 1 }
      return nil
    }
    if path == "content/countries.yaml" { return countries(original, text) }
    guard path.hasSuffix(".md") else { return text }
    if !text.contains("\ntitle:") {
      objectivesWithoutTitle += 1
      text = text.replacing(
        "\nshort_title:", with: "\n# Until somebody writes it here, a short one stands in its place.\ntitle:")
    }
    // Translations leave out what isn't words.
    let lines = original.split(separator: "\n").filter { line in
      ["number:", "objectives:"].contains { line.hasPrefix($0) } && !text.contains("\n\(line.prefix { $0 != ":" }):")
    }
    return text.replacing("---\n", with: "---\n" + lines.map { $0 + "\n" }.joined(), maxReplacements: 1)
  }

  private func settings(_ text: String, _ title: String?) -> String {
    var values = words(in: text)
    if let title { (values["title"], values["short_title"]) = (title, nil) }
    values["language"] = language.code
    values["document_url"] = "https://undocs.org/{symbol}"
    return Schema.forum.newSettings(values)
  }

  /// The texts of a map.
  private func words(in text: String) -> [String: String] {
    guard case .mapping(let entries)? = content(of: text) else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: entries.compactMap { entry in
        if case .scalar(let words, _) = entry.value.content { (entry.key, words) } else { nil }
      })
  }

  private func content(of text: String) -> DataNode.Content? {
    DataNode.parse(SourceFile(name: "", bytes: Array(text.utf8))).0?.content
  }

  /// The countries by their names in the site's language, with what the English list says besides names.
  private func countries(_ original: String, _ text: String) -> String {
    let own = Dictionary(uniqueKeysWithValues: rows(of: text).compactMap { row in row["code"].map { ($0, row) } })
    let comment = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.map { $0 + "\n" }.joined()
    return comment
      + rows(of: original).map { row in
        let code = row["code"] ?? ""
        // An address needs letters from a to z, and is the same in all languages.
        let id = row["id"] ?? row["name"].flatMap { asciiSlug($0) }
        let fields = [
          ("name", own[code]?["name"]), ("code", code), ("alpha_2", row["alpha_2"]), ("region", row["region"]),
          ("id", id),
          ("observer", row["observer"]), ("also", own[code]?["also"]), ("not", own[code]?["not"]),
        ]
        return "- {" + fields.compactMap { key, value in value.map { "\(key): \($0)" } }.joined(separator: ", ") + "}\n"
      }.joined()
  }

  /// The rows of a list of maps, each value as it is to be written.
  private func rows(of text: String) -> [[String: String]] {
    guard case .sequence(let rows)? = content(of: text) else { return [] }
    return rows.map { row in
      guard case .mapping(let entries) = row.content else { return [:] }
      return Dictionary(uniqueKeysWithValues: entries.map { ($0.key, flow($0.value)) })
    }
  }

  private func flow(_ node: DataNode) -> String {
    switch node.content {
    case .scalar(let words, let isPlain): isPlain && words == "true" ? words : yamlScalar(words)
    case .sequence(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
    case .mapping: ""
    }
  }
}

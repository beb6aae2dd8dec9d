import Diagnostics

/// What the path of a Markdown file says of the entry in it.
struct ContentFile: Sendable {
  let path: String
  let kind: Kind
  /// The number or the id.
  let key: String
  /// The number that the file name begins with, for a numbered kind.
  let number: Int?
  /// The language in the file name; nil for the site's first one.
  let language: Language?
}

/// The files of the folder `content/`, sorted by what they are.
struct ContentFiles {
  static let folder = "content"

  private(set) var markdown: [ContentFile] = []
  private(set) var data: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  private static let dataFiles: Set<String> = [
    "site.yaml", "sources.yaml", "glossary.yaml", "countries.yaml", "pledges.csv",
  ]

  init(_ paths: [String], in files: Files) {
    for path in paths where !isPrivate(path) { add(path, displayName: files.displayName(path)) }
  }

  func files(of kind: Kind) -> [ContentFile] { markdown.filter { $0.kind == kind } }

  private mutating func add(_ path: String, displayName: String) {
    let parts = path.split(separator: "/").dropFirst()
    guard let name = parts.last else { return }
    if parts.count == 1 {
      if Self.dataFiles.contains(String(name)) {
        data.insert(String(name))
      } else {
        add(path, name: name, kind: .page, displayName)
      }
    } else if let folder = parts.first, let kind = Kind.folders.first(where: { $0.plural == folder }) {
      add(path, name: name, kind: kind, displayName)
    } else {
      let folder = parts.first.map(String.init) ?? ""
      diagnostics.append(.unknownFolder(displayName, folder: folder, known: Kind.folders.map(\.plural)))
    }
  }

  private mutating func add(_ path: String, name: Substring, kind: Kind, _ displayName: String) {
    guard name.hasSuffix(".md") else { return diagnostics.append(.unreadFile(displayName)) }
    var stem = name.dropLast(3)
    var language: Language?
    if let dot = stem.lastIndex(of: ".") {
      let code = String(stem[stem.index(after: dot)...])
      language = Language(code: code)
      if language == nil { return diagnostics.append(.unknownLanguage(displayName, code: code)) }
      stem = stem[..<dot]
    }
    guard isSlug(stem) else { return diagnostics.append(.badFileName(displayName, id: String(stem))) }
    guard let range = kind.numbers else {
      markdown.append(ContentFile(path: path, kind: kind, key: String(stem), number: nil, language: language))
      return
    }
    guard let number = Int(stem.prefix { $0 != "-" }) else {
      return diagnostics.append(.unnumberedFileName(displayName, kind: kind))
    }
    guard range.contains(number) else {
      return diagnostics.append(.numberOutOfRange(number, kind: kind, range: range, path: displayName))
    }
    markdown.append(ContentFile(path: path, kind: kind, key: String(number), number: number, language: language))
  }
}

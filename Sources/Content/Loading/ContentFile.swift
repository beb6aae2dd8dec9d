import Platform
import Diagnostics

/// What the path of a Markdown file says of the entry in it.
struct ContentFile: Sendable {
  let path: String
  let kind: KindDeclaration
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
  /// The paths of pictures.
  private(set) var images: [String] = []
  private(set) var data: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []

  private let schema: Schema
  private let folders: [Substring: KindDeclaration]
  private let dataFiles: Set<String>

  init(_ paths: [String], of schema: Schema, in files: Files) {
    self.schema = schema
    folders = Dictionary(schema.folders.map { ($0.plural[...], $0) }, uniquingKeysWith: { first, _ in first })
    dataFiles = Set(schema.kinds.compactMap(\.storage.file) + ["site.yaml", Schema.fileName])
    for path in paths where !isPrivate(path) { add(path, displayName: files.displayName(path)) }
  }

  func files(of kind: KindDeclaration) -> [ContentFile] { markdown.filter { $0.kind === kind } }

  /// By bytes: taking ten thousand paths apart by characters takes as long as reading a thousand files.
  private mutating func add(_ path: String, displayName: String) {
    let inside = Substring(path.utf8.dropFirst(Self.folder.utf8.count + 1))
    let slash = UInt8(ascii: "/")
    guard let first = inside.utf8.firstIndex(of: slash), let last = inside.utf8.lastIndex(of: slash) else {
      if dataFiles.contains(String(inside)) {
        data.insert(String(inside))
      } else {
        add(path, name: inside, kind: schema[.page], displayName)
      }
      return
    }
    let folder = inside[..<first]
    if let kind = folders[folder] {
      add(path, name: inside[inside.utf8.index(after: last)...], kind: kind, displayName)
    } else {
      diagnostics.append(.unknownFolder(displayName, folder: String(folder), known: schema.folders.map(\.plural)))
    }
  }

  private mutating func addImage(_ path: String, name: Substring, _ displayName: String) {
    let stem = name[..<(name.lastIndex(of: ".") ?? name.endIndex)]
    if isSlug(stem) { images.append(path) } else { diagnostics.append(.badFileName(displayName, id: String(stem))) }
  }

  private mutating func add(_ path: String, name: Substring, kind: KindDeclaration, _ displayName: String) {
    if Image.isImage(name) { return addImage(path, name: name, displayName) }
    guard name.hasSuffix(".md") else { return diagnostics.append(.unreadFile(displayName)) }
    var stem = Substring(name.utf8.dropLast(3))
    var language: Language?
    if let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")) {
      let code = String(stem[stem.utf8.index(after: dot)...])
      language = Language(code: code)
      if language == nil { return diagnostics.append(.unknownLanguage(displayName, code: code)) }
      stem = stem[..<dot]
    }
    guard isSlug(stem) else { return diagnostics.append(.badFileName(displayName, id: String(stem))) }
    guard let range = kind.numbers else {
      markdown.append(ContentFile(path: path, kind: kind, key: String(stem), number: nil, language: language))
      return
    }
    guard let number = Int(Substring(stem.utf8.prefix { $0 != UInt8(ascii: "-") })) else {
      return diagnostics.append(.unnumberedFileName(displayName, of: kind.noun))
    }
    guard range.contains(number) else {
      return diagnostics.append(.numberOutOfRange(number, of: kind.noun, range: range, path: displayName))
    }
    markdown.append(ContentFile(path: path, kind: kind, key: String(number), number: number, language: language))
  }
}

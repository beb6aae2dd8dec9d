import Platform
import Diagnostics
import Documents

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
  static let settingsPath = folder + "/site.yaml"

  private(set) var markdown: [ContentFile] = []
  /// The paths of pictures.
  private(set) var images: [String] = []
  /// The paths of files to be handed out.
  private(set) var attachments: [String] = []
  private(set) var data: Set<String> = []
  /// The data files that hold translations: `countries.fr.yaml`.
  private var translatedData: [(name: String, original: String, language: Language)] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let schema: Schema
  private let files: Files
  private let folders: [Substring: KindDeclaration]
  private let dataFiles: Set<String>
  private var unknownFolders: Set<String> = []

  init(_ paths: [String], of schema: Schema, in files: Files) {
    self.schema = schema
    self.files = files
    folders = Dictionary(schema.folders.map { ($0.plural[...], $0) }, uniquingKeysWith: { first, _ in first })
    dataFiles = Set(schema.kinds.compactMap(\.storage.file) + ["site.yaml", Schema.fileName])
    for path in paths where !isPrivate(path) { add(path, displayName: files.displayName(path)) }
    reportUnknownFolders()
  }

  /// Reports folders of no kind, each once; whose kinds nothing was read of may be right.
  private mutating func reportUnknownFolders() {
    if diagnostics.contains(where: { $0.causes == Self.folder + "/" + Schema.fileName }) { return }
    for folder in unknownFolders.sorted() {
      if let kind = schema.kinds.first(where: { $0.plural == folder }), let file = kind.storage.file {
        diagnostics.append(.folderOfFile(files.displayName("\(Self.folder)/\(folder)"), of: kind, called: file))
        continue
      }
      diagnostics.append(
        .unknownFolder(
          files.displayName("\(Self.folder)/\(folder)"), folder: folder, known: schema.folders.map(\.plural)))
    }
  }

  /// Whether there are pictures or files to be handed out.
  var hasFiles: Bool { !images.isEmpty || !attachments.isEmpty }

  func files(of kind: KindDeclaration) -> [ContentFile] { markdown.filter { $0.kind === kind } }

  /// The files that translate a data file.
  func translations(of name: String) -> [(name: String, language: Language)] {
    translatedData.filter { $0.original == name }.map { ($0.name, $0.language) }
  }

  /// The data file that one is a translation of by its name, `countries.yaml` of `countries.fr.yaml`; nil if it is none.
  private func original(ofTranslated name: Substring) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let original = "\(parts[0]).\(parts[2])"
    return dataFiles.contains(original) && original != Schema.fileName ? original : nil
  }

  private mutating func addTranslation(_ name: Substring, of original: String, _ displayName: String) {
    let code = String(name.split(separator: ".")[1])
    guard let language = Language(code: code) else {
      return diagnostics.append(.unknownLanguage(displayName, code: code))
    }
    translatedData.append((String(name), original, language))
  }

  /// By bytes: taking ten thousand paths apart by characters takes as long as reading a thousand files.
  private mutating func add(_ path: String, displayName: String) {
    let inside = Substring(path.utf8.dropFirst(Self.folder.utf8.count + 1))
    let slash = UInt8(ascii: "/")
    guard let first = inside.utf8.firstIndex(of: slash), let last = inside.utf8.lastIndex(of: slash) else {
      if dataFiles.contains(String(inside)) {
        data.insert(String(inside))
      } else if let original = original(ofTranslated: inside) {
        addTranslation(inside, of: original, displayName)
      } else {
        add(path, name: inside, kind: schema[.page], displayName)
      }
      return
    }
    let folder = inside[..<first]
    if let kind = folders[folder] {
      add(path, name: inside[inside.utf8.index(after: last)...], kind: kind, displayName)
    } else {
      unknownFolders.insert(String(folder))
    }
  }

  /// Whether a file that is published under its name can be; if not, reports it.
  private mutating func isAddress(_ name: Substring, of path: String, or other: String, _ displayName: String) -> Bool {
    let end = name.lastIndex(of: ".") ?? name.endIndex
    if isSlug(name[..<end]), name[end...].lowercased() == name[end...] { return true }
    let better = (asciiSlug(String(name[..<end])) ?? other) + name[end...].lowercased()
    diagnostics.append(.badFileName(displayName, id: String(name), better: better, causing: path.lowercased()))
    return false
  }

  /// Reports a name that says nothing of the entry; links and references that miss the entry follow from it.
  private mutating func refuse(_ stem: Substring, of kind: KindDeclaration, _ path: String, _ displayName: String) {
    let words = asciiSlug(String(stem)) ?? kind.name
    guard kind.numbers != nil else {
      let subject = kind.subject(words)
      return diagnostics.append(.badFileName(displayName, id: String(stem), better: words + ".md", causing: subject))
    }
    let digits = stem.drop { !("0"..."9" ~= $0) }.prefix { "0"..."9" ~= $0 }
    let number = Int(digits) ?? numberInFrontMatter(of: path)
    let rest = words.split(separator: "-").filter { Int($0) == nil }.joined(separator: "-")
    let better =
      [number.map { $0 < 10 ? "0\($0)" : String($0) } ?? "08", rest.isEmpty ? kind.name : rest].joined(separator: "-")
      + ".md"
    let subject = kind.subject(number.map { String($0) } ?? words)
    diagnostics.append(
      isSlug(stem)
        ? .unnumberedFileName(displayName, of: kind.noun, better: better, causing: subject)
        : .badFileName(displayName, id: String(stem), better: better, causing: subject))
  }

  /// What a file should be called of which the ending is none that is read, or the name nearly that of a data file.
  private func betterName(for name: Substring, inside path: String) -> String? {
    let lower = name.lowercased()
    let isInFolder = path != "\(Self.folder)/\(name)"
    for ending in [".md", ".md.txt", ".markdown", ".mdown"] + (isInFolder ? [".txt"] : []) where lower.hasSuffix(ending)
    {
      // A translation has its language before the ending.
      let parts = name.dropLast(ending.count).split(separator: ".").map { asciiSlug(String($0)) ?? String($0) }
      return parts.joined(separator: ".") + ".md"
    }
    guard !isInFolder, let dot = lower.lastIndex(of: "."),
      [".yaml", ".yml", ".csv", ".txt"].contains(lower[dot...])
    else { return nil }
    let parts = lower[..<dot].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let stem = parts[0]
    let stems = dataFiles.sorted().map { (name: $0, stem: String($0.prefix { $0 != "." })) }
    let meant = stems.contains { $0.stem == stem } ? stem : nearest(to: stem, among: stems.map(\.stem))
    guard let found = stems.first(where: { $0.stem == meant }) else { return nil }
    let language = parts.count == 2 && Language(code: parts[1]) != nil ? ".\(parts[1])" : ""
    let better = found.stem + language + found.name.dropFirst(found.stem.count)
    // Beside the right one it may be a copy for its author.
    return files.holds("\(Self.folder)/\(better)") ? nil : better
  }

  /// Reports a file whose name only nearly is one that is read; what misses what is in it follows from that.
  private mutating func refuse(_ path: String, called better: String, _ displayName: String) {
    let right = path.split(separator: "/").dropLast().joined(separator: "/") + "/" + better
    diagnostics.append(
      .badEnding(displayName, better: better, causing: Self.subject(of: right, in: schema) ?? right))
  }

  private func numberInFrontMatter(of path: String) -> Int? {
    let fields = (try? files.read(path)).flatMap { FrontMatter.read($0).0?.fields } ?? []
    guard case .scalar(let number, _)? = fields.first(where: { $0.key == Fields.numberKey })?.value.content else {
      return nil
    }
    return Int(number)
  }

  /// What a file that isn't there would be called in messages; nil if it is of no kind.
  static func subject(of path: String, in schema: Schema) -> String? {
    if let kind = schema.kinds.first(where: { $0.storage.file.map { path == "\(folder)/\($0)" } ?? false }) {
      return kind.plural
    }
    let parts = path.split(separator: "/")
    guard parts.count > 1, let name = parts.last, name.hasSuffix(".md"),
      let kind = parts.count == 2 ? schema[.page] : schema.folders.first(where: { $0.plural == parts[1] })
    else { return nil }
    let stem = name.dropLast(3)
    return kind.subject(
      kind.numbers == nil ? asciiSlug(String(stem)) ?? String(stem) : String(stem.prefix { $0 != "-" }))
  }

  /// The name of the file beside this one that it is a copy of, as file managers call copies; nil if it is none.
  private func original(ofCopy name: Substring, at path: String) -> String? {
    guard name.utf8.contains(UInt8(ascii: " ")),
      name.hasSuffix(".md") || Image.isImage(name) || Attachment.Format(of: name) != nil
    else { return nil }
    // Below the guard: making it takes longer than reading a file.
    let mark = #/^Cop(?:y|ie) (?:of|de) |[ ](?:- )?\(?(?:[Cc]op(?:y|ie|ia)|[Kk]opie|副本)\)?(?: \(?\d+\)?)?|[ ]\(\d+\)/#
    guard let found = name.firstMatch(of: mark)?.range else { return nil }
    let original = String(name[..<found.lowerBound] + name[found.upperBound...])
    return files.holds(String(path.dropLast(name.count)) + original) ? original : nil
  }

  private mutating func add(_ path: String, name: Substring, kind: KindDeclaration, _ displayName: String) {
    if let original = original(ofCopy: name, at: path) {
      return diagnostics.append(.copiedFile(displayName, original: original))
    }
    if Image.isImage(name) {
      if isAddress(name, of: path, or: "picture", displayName) { images.append(path) }
      return
    }
    if Attachment.Format(of: name) != nil {
      if isAddress(name, of: path, or: "document", displayName) { attachments.append(path) }
      return
    }
    guard name.hasSuffix(".md") else {
      if let better = betterName(for: name, inside: path) { return refuse(path, called: better, displayName) }
      return diagnostics.append(Image.isForeign(name) ? .foreignImage(displayName) : .unreadFile(displayName))
    }
    var stem = Substring(name.utf8.dropLast(3))
    var language: Language?
    if let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")) {
      let code = String(stem[stem.utf8.index(after: dot)...])
      language = Language(code: code)
      if language == nil { return diagnostics.append(.unknownLanguage(displayName, code: code)) }
      stem = stem[..<dot]
    }
    guard isSlug(stem) else { return refuse(stem, of: kind, path, displayName) }
    guard let range = kind.numbers else {
      markdown.append(ContentFile(path: path, kind: kind, key: String(stem), number: nil, language: language))
      return
    }
    guard let number = Int(Substring(stem.utf8.prefix { $0 != UInt8(ascii: "-") })) else {
      return refuse(stem, of: kind, path, displayName)
    }
    guard range.contains(number) else {
      return diagnostics.append(.numberOutOfRange(number, of: kind.noun, range: range, path: displayName))
    }
    markdown.append(ContentFile(path: path, kind: kind, key: String(number), number: number, language: language))
  }
}

extension Schema {
  /// What messages call what is missed when a file isn't there: `objective 8`, `sources`.
  public func subject(ofFile path: String) -> String { ContentFiles.subject(of: path, in: self) ?? path }
}

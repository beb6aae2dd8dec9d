import Documents

/// Who is called what: all names by which entries may be referred to, and all files.
struct Directory: Sendable {
  /// The entries, for the addresses within their pages: few links name one, so none is worked out beforehand.
  var tables: Tables
  private var indices: [Kind: [String: Int]] = [:]
  private var suggestions: [Kind: [String]] = [:]
  private var drafts: [Kind: Set<String>] = [:]
  private var files: [String: AnyID] = [:]
  private let images: [String: Int]
  private var draftFiles: Set<String> = []
  private var brokenEntries: Set<String> = []
  private var brokenKinds: Set<Kind> = []

  /// Makes a directory without names but for those of pictures; the tables are those that will be entered.
  init(_ tables: Tables, images: [Image]) {
    self.tables = tables
    self.images = Dictionary(zip(images.map(\.path), images.indices), uniquingKeysWith: { first, _ in first })
  }

  /// Enters all entries of a table.
  mutating func add<Element: Entry>(_ table: Table<Element>) {
    let keys = table.entries.map { $0.value.common.key }
    indices[Element.kind] = Dictionary(zip(keys, table.indices), uniquingKeysWith: { first, _ in first })
    suggestions[Element.kind] = keys
    for (index, entry) in table.entries.enumerated() { add(entry, at: index) }
    for (index, entry) in table.translations.values.joined() { add(entry, at: index) }
  }

  /// Enters the names and codes by which countries are referred to.
  mutating func add(countries: Table<Country>) {
    add(countries)
    suggestions[.country] = countries.map(\.name)
    for (index, country) in countries.enumerated() {
      indices[.country]?[country.name] = index
      indices[.country]?[country.code] = index
    }
  }

  private mutating func add<Element: Entry>(_ entry: Shared<Element>, at index: Int) {
    guard Element.kind == .page || Kind.folders.contains(Element.kind) else { return }
    files[entry.value.common.origin.path] = AnyID(kind: Element.kind, index: index)
  }

  /// Enters a draft that is left out, so that references to it are faulted as such.
  mutating func addDraft(_ key: String, _ kind: Kind, path: String) {
    drafts[kind, default: []].insert(key)
    draftFiles.insert(path)
  }

  /// Enters a file that can't be read as the entry that it should be, so that references to it are not faulted too.
  mutating func addBroken(_ file: ContentFile) {
    brokenEntries.formUnion([file.path, Self.brokenEntry(file.key, file.kind)])
  }

  /// Enters a file that is left out for its fault, so that links to it are not faulted too.
  mutating func addBroken(path: String) { brokenEntries.insert(path) }

  /// Enters a kind of which an unknown number of entries can't be read.
  mutating func addBroken(_ kind: Kind) { brokenKinds.insert(kind) }
}

extension Directory {
  func index(of written: String, _ kind: Kind) -> Int? {
    indices[kind]?[canonical(written, kind)]
  }

  func isDraft(_ written: String, _ kind: Kind) -> Bool {
    drafts[kind]?.contains(canonical(written, kind)) ?? false
  }

  func isDraft(path: String) -> Bool { draftFiles.contains(path) }

  func names(of kind: Kind) -> [String] { suggestions[kind] ?? [] }

  func file(at path: String) -> AnyID? { files[path] }

  func image(at path: String) -> Int? { images[path] }

  /// The addresses by which a file would show the pictures, for suggestions.
  func relativeImagePaths(from path: String) -> [String] {
    images.keys.sorted().map { relativePath(to: $0, from: path) }
  }

  /// The addresses within the page of an entry that a page in a language would lead to.
  func anchors(of id: AnyID, in language: Language) -> [String] {
    tables.read(id, in: language) { $0.anchors }
  }

  /// The addresses by which a file would link to the others, for suggestions.
  func relativePaths(from path: String) -> [String] {
    files.keys.sorted().map { relativePath(to: $0, from: path) }
  }

  /// Whether a reference may well be right, but what it leads to can't be read.
  func isBroken(_ written: String, _ kind: Kind) -> Bool {
    brokenKinds.contains(kind) || brokenEntries.contains(Self.brokenEntry(canonical(written, kind), kind))
  }

  /// Whether there is such a file, but it can't be read.
  func isBroken(path: String) -> Bool { brokenEntries.contains(path) }

  private static func brokenEntry(_ key: String, _ kind: Kind) -> String { kind.rawValue + " " + key }

  /// Numbers may be written with leading zeros.
  private func canonical(_ written: String, _ kind: Kind) -> String {
    guard kind.numbers != nil, let number = Int(written) else { return written }
    return String(number)
  }
}

extension Common {
  /// The addresses within the entry's page that a link may name: headings, sections and numbered paragraphs.
  var anchors: [String] {
    let headings = body?.document.headings.map(\.id) ?? []
    guard isNumbered, let body else { return headings + sections }
    return headings + sections + (0..<body.document.paragraphs).map { "p\(key).\($0 + 1)" }
  }
}

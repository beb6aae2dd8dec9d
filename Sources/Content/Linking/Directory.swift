import Documents

/// Who is called what: all names by which entries may be referred to, and all files.
struct Directory: Sendable {
  /// What a link to a file leads to.
  struct File: Sendable {
    let id: AnyID
    /// The addresses of its headings and of the sections made of its lists.
    let anchors: [String]
  }

  private var indices: [Kind: [String: Int]] = [:]
  private var suggestions: [Kind: [String]] = [:]
  private var drafts: [Kind: Set<String>] = [:]
  private var files: [String: File] = [:]
  private var brokenEntries: Set<String> = []
  private var brokenKinds: Set<Kind> = []

  /// Enters a file that can't be read as the entry that it should be, so that references to it are not faulted too.
  mutating func addBroken(_ file: ContentFile) {
    brokenEntries.formUnion([file.path, Self.brokenEntry(file.key, file.kind)])
  }

  /// Enters a kind of which an unknown number of entries can't be read.
  mutating func addBroken(_ kind: Kind) { brokenKinds.insert(kind) }

  /// Whether a reference may well be right, but what it leads to can't be read.
  func isBroken(_ written: String, _ kind: Kind) -> Bool {
    brokenKinds.contains(kind) || brokenEntries.contains(Self.brokenEntry(canonical(written, kind), kind))
  }

  /// Whether there is such a file, but it can't be read.
  func isBroken(path: String) -> Bool { brokenEntries.contains(path) }

  private static func brokenEntry(_ key: String, _ kind: Kind) -> String { kind.rawValue + " " + key }

  /// Enters all entries of a table; `drafts` are the keys of those that were left out.
  mutating func add<Element: Entry>(_ table: Table<Element>, drafts: Set<String>) {
    let kind = Element.kind
    let keys = table.entries.map { $0.value.common.key }
    indices[kind] = Dictionary(zip(keys, table.indices), uniquingKeysWith: { first, _ in first })
    suggestions[kind] = keys
    self.drafts[kind] = drafts
    for (index, entry) in table.entries.enumerated() { add(entry, at: index) }
    for (index, entry) in table.translations.values.joined() { add(entry, at: index) }
  }

  /// Enters the names and codes by which countries are referred to.
  mutating func add(countries: Table<Country>) {
    add(countries, drafts: [])
    suggestions[.country] = countries.map(\.name)
    for (index, country) in countries.enumerated() {
      indices[.country]?[country.name] = index
      indices[.country]?[country.code] = index
    }
  }

  private mutating func add<Element: Entry>(_ entry: Shared<Element>, at index: Int) {
    guard Element.kind == .page || Kind.folders.contains(Element.kind) else { return }
    files[entry.value.common.origin.path] = File(
      id: AnyID(kind: Element.kind, index: index), anchors: entry.value.common.anchors)
  }

  func index(of written: String, _ kind: Kind) -> Int? {
    indices[kind]?[canonical(written, kind)]
  }

  func isDraft(_ written: String, _ kind: Kind) -> Bool {
    drafts[kind]?.contains(canonical(written, kind)) ?? false
  }

  func names(of kind: Kind) -> [String] { suggestions[kind] ?? [] }

  func file(at path: String) -> File? { files[path] }

  /// The addresses by which a file would link to the others, for suggestions.
  func relativePaths(from path: String) -> [String] {
    files.keys.sorted().map { relativePath(to: $0, from: path) }
  }

  /// Numbers may be written with leading zeros.
  private func canonical(_ written: String, _ kind: Kind) -> String {
    guard kind.numbers != nil, let number = Int(written) else { return written }
    return String(number)
  }
}

extension Common {
  /// The addresses within the entry's page that a link may name.
  var anchors: [String] { (body?.document.headings.map(\.id) ?? []) + sections }
}

import Diagnostics
import Platform
import Documents

/// A draft that is left out.
struct Draft: Sendable {
  /// What messages call it: `objective 8`.
  let subject: String
  /// The name of its file.
  let file: String

  init(_ entry: Entry, in schema: Schema) {
    subject = schema[entry.kind].subject(entry.key)
    file = entry.common.origin.file.name
  }
}

/// Who is called what: all names by which entries may be referred to, and all files.
struct NameIndex: Sendable {
  /// The entries, for the addresses within their pages: few links name one, so none is worked out beforehand.
  var tables: Tables
  private var indices: [[String: Int]]
  private var drafts: [Kind: [String: Draft]] = [:]
  private var files: [String: EntryID] = [:]
  private let images: [String: Int]
  /// Where the site stands.
  let site: SiteAddress?
  private let language: Language
  private let attachments: [String: Int]
  private var draftFiles: [String: Draft] = [:]
  private var brokenEntries: Set<String> = []
  private var brokenKinds: Set<Kind> = []
  /// What isn't there for a while, so that references to it are dropped.
  var absent: AbsentSubjects

  /// Enters the names of all entries, pictures and files to be handed out.
  init(
    _ tables: Tables, images: [Image], attachments: [Attachment], at site: SiteAddress?, in language: Language,
    without absent: AbsentSubjects
  ) {
    self.tables = tables
    self.absent = absent
    self.site = site
    self.language = language
    self.images = Dictionary(zip(images.map(\.path), images.indices), uniquingKeysWith: { first, _ in first })
    self.attachments = Dictionary(
      zip(attachments.map(\.path), attachments.indices), uniquingKeysWith: { first, _ in first })
    indices = tables.schema.kinds.map { _ in [:] }
    for kind in tables.schema.kinds { add(kind) }
  }

  private mutating func add(_ kind: KindDeclaration) {
    let table = tables[kind.kind]
    var names = Dictionary(minimumCapacity: table.count) as [String: Int]
    for (index, entry) in table.entries.enumerated() {
      if names[entry.key] == nil { names[entry.key] = index }
    }
    for slot in kind.namingSlots {
      for (index, entry) in table.entries.enumerated() {
        for name in entry.record.values[slot].texts { names[plainApostrophes(name)] = index }
      }
    }
    indices[kind.kind.index] = names
    guard kind.storage.isFiles else { return }
    for (index, entry) in table.entries.enumerated() { files[entry.common.origin.path] = EntryID(kind.kind, index) }
    for (index, entry) in table.translations.values.joined() {
      files[entry.common.origin.path] = EntryID(kind.kind, index)
    }
  }

  /// Enters a draft that is left out, so that references to it are faulted as such.
  mutating func addDraft(_ entry: Entry) {
    let draft = Draft(entry, in: tables.schema)
    drafts[entry.kind, default: [:]][entry.key] = draft
    draftFiles[entry.common.origin.path] = draft
  }

  /// Enters a file that can't be read as the entry that it should be, so that references to it are not faulted too.
  mutating func addBroken(_ file: ContentFile) {
    brokenEntries.formUnion([file.path, Self.brokenEntry(file.key, file.kind.kind)])
  }

  /// Enters a file that is left out for its fault, so that links to it are not faulted too.
  mutating func addBroken(path: String) { brokenEntries.insert(path) }

  /// Enters a kind of which an unknown number of entries can't be read.
  mutating func addBroken(_ kind: Kind) { brokenKinds.insert(kind) }
}

extension NameIndex {
  func index(of written: String, _ kind: Kind) -> Int? {
    indices[kind.index][canonical(written, kind)]
  }

  func draft(_ written: String, _ kind: Kind) -> Draft? { drafts[kind]?[canonical(written, kind)] }

  func draft(at path: String) -> Draft? { draftFiles[path] }

  /// What the entries are called that somebody may have meant: by the names that people read, or the keys of those that have
  /// none.
  func names(nearestTo written: String, of kind: Kind) -> [String] {
    if kind == .source, let place = citedPlace(in: written) { return [place] }
    let slots = tables.schema[kind].namingSlots
    guard !slots.isEmpty else { return nearestOnes(to: written, among: tables[kind].map(\.key)) }
    let entries = tables[kind].entries
    if kind == .country, let index = entries.firstIndex(where: { $0[Country.shortCode] == written.uppercased() }) {
      return [entries[index].title]
    }
    let others = entries.flatMap { entry in
      slots.flatMap { entry.record.values[$0].texts }.filter { $0.count > 3 }.map { (name: $0, entry: entry) }
    }
    let candidates = entries.map { (name: $0.title, entry: $0) } + others
    let found = nearestOnes(to: canonical(written, kind), among: candidates.map(\.name))
    let titles = found.compactMap { name in candidates.first { $0.name == name }?.entry.title }
    return titles.enumerated().filter { !titles[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// A source and a place in it, as they are to be written, if only the comma between them is missing.
  private func citedPlace(in written: String) -> String? {
    guard let blank = written.firstIndex(of: " "), index(of: String(written[..<blank]), .source) != nil else {
      return nil
    }
    return written[..<blank] + "," + written[blank...]
  }

  func file(at path: String) -> EntryID? { files[path] }

  func image(at path: String) -> Int? { images[path] }

  func attachment(at path: String) -> Int? { attachments[path] }

  /// The addresses by which a file would show the pictures, for suggestions.
  func relativeImagePaths(from path: String) -> [String] {
    images.keys.sorted().map { relativePath(to: $0, from: path) }
  }

  /// What stands at an address of the site, as far as entries do.
  enum Page {
    case entry(EntryID, Language)
    case draft(Draft)
    /// An entry that can't be read.
    case broken
    /// One that isn't there for a while, by what is absent.
    case absent(String)
  }

  /// The entry at an address from the site's root.
  func page(at path: String) -> Page? {
    let first = path.dropFirst().prefix { $0 != "/" }
    let other = Language(code: String(first)).flatMap { $0 == language ? nil : $0 }
    let path = other == nil ? path : String(path.dropFirst(first.count + 1))
    for kind in tables.schema.kinds {
      guard let key = kind.key(at: path) else { continue }
      if let page = page(key, of: kind.kind, in: other) { return page }
    }
    return nil
  }

  private func page(_ key: String, of kind: Kind, in other: Language?) -> Page? {
    guard let index = indices[kind.index][key], tables[kind][index].key == key else {
      if let subject = absent.entry(key, kind) { return .absent(subject) }
      return draft(key, kind).map { .draft($0) } ?? (isBroken(key, kind) ? .broken : nil)
    }
    guard let other else { return .entry(EntryID(kind, index), language) }
    return tables[kind].translations[other]?[index] == nil ? nil : .entry(EntryID(kind, index), other)
  }

  /// The addresses within the page of an entry that a page in a language would lead to.
  func anchors(of id: EntryID, in language: Language) -> [String] {
    tables[id.kind][id.index, language].common.anchors
  }

  /// The addresses by which a file would link to the others, for suggestions.
  func relativePaths(from path: String) -> [String] {
    (files.keys.sorted() + attachments.keys.sorted() + images.keys.sorted()).map { relativePath(to: $0, from: path) }
  }

  /// Whether a reference may well be right, but what it leads to can't be read.
  func isBroken(_ written: String, _ kind: Kind) -> Bool {
    brokenKinds.contains(kind) || brokenEntries.contains(Self.brokenEntry(canonical(written, kind), kind))
  }

  /// Whether there is such a file, but it can't be read.
  func isBroken(path: String) -> Bool { brokenEntries.contains(path) }

  private static func brokenEntry(_ key: String, _ kind: Kind) -> String { "\(kind.index) \(key)" }

  /// Numbers may be written with leading zeros, names with typographic apostrophes.
  private func canonical(_ written: String, _ kind: Kind) -> String {
    guard tables.schema[kind].numbers != nil, let number = Int(written) else { return plainApostrophes(written) }
    return String(number)
  }
}

/// The text with plain apostrophes for typographic ones.
private func plainApostrophes(_ text: String) -> String {
  // Looking for its bytes first: nearly no name has one.
  text.utf8.contains(0xE2) ? text.replacing("\u{2019}", with: "'") : text
}

extension Common {
  /// The addresses within the entry's page that a link may name: headings, sections and numbered paragraphs.
  public var anchors: [String] {
    let headings = body?.document.headings.map(\.id) ?? []
    return headings + sections + paragraphNumbers.map(paragraphAnchor)
  }

  /// The numbers of the paragraphs of the body: 8.1, 8.2 ...; none if they have none.
  public var paragraphNumbers: [String] {
    numbering == nil ? [] : (0..<(body?.document.paragraphs ?? 0)).map(numberOfPart)
  }

  /// The number of a part of a text, by its place from 0: `8.3` if paragraphs are numbered so, since a pack has many objectives;
  /// otherwise `3`.
  public func numberOfPart(_ index: Int) -> String { numbering?.number(index, of: key) ?? String(index + 1) }
}

extension KindDeclaration {
  /// The key of the entry of the kind that would stand at an address, if one could.
  public func key(at path: String) -> String? {
    if kind == .page, path == "/" { return Page.homeKey }
    let parts = address.split(separator: "{id}", omittingEmptySubsequences: false)
    guard parts.count == 2, path.hasPrefix(parts[0]), path.hasSuffix(parts[1]) else { return nil }
    let key = path.dropFirst(parts[0].count).dropLast(parts[1].count)
    return isSlug(key) ? String(key) : nil
  }
}

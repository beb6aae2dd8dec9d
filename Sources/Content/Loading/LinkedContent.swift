import Diagnostics

/// Content without errors, and all that it takes to put other versions of some entries into it.
struct LinkedContent: Sendable {
  private(set) var library: Library
  /// The Markdown files.
  let files: [ContentFile]
  /// What was looked for in texts.
  let vocabulary: Vocabulary
  private(set) var directory: Directory
  /// The addresses within entries that links of others name, or did before a revision.
  private(set) var namedAnchors: Set<NamedAnchor>
  private(set) var diagnostics: [Diagnostic]

  /// The content with other versions of some files in place of those that it was made from.
  ///
  /// Nil if a change bears on more than what the entries in these files say themselves: on their names, their order,
  /// the addresses within them that others may name. Then all has to be loaded.
  func revised(
    _ paths: Set<String>, from source: Files, remembering memory: inout ParsedFiles?
  ) -> LinkedContent? {
    if paths.isEmpty { return self }
    var revision = Revision(of: self, remembering: memory.take())
    defer { memory = revision.memory }
    for path in paths.sorted() {
      guard let file = files.first(where: { $0.path == path }), let bytes = try? source.read(path),
        revision.replace(file, with: bytes)
      else { return nil }
    }
    return revision.content
  }

  /// Content that is being revised.
  private struct Revision {
    private let old: LinkedContent
    private var directory: Directory
    private var outcome: LinkingOutcome
    private(set) var memory: ParsedFiles?
    private var backlinks: Backlinks
    /// Whether an entry refers to others in its fields than it did before.
    private var hasOtherTargets = false

    init(of content: LinkedContent, remembering memory: ParsedFiles?) {
      self.memory = memory
      old = content
      directory = content.directory
      outcome = LinkingOutcome(diagnostics: content.diagnostics, namedAnchors: content.namedAnchors)
      backlinks = content.library.backlinks
    }

    /// The finished content; nil if it contradicts itself.
    var content: LinkedContent? {
      if hasOtherTargets, !directory.tables.contradictions().isEmpty { return nil }
      var content = old
      content.directory = directory
      content.namedAnchors = outcome.namedAnchors
      content.diagnostics = outcome.diagnostics
      content.library = Library(
        settings: old.library.settings, tables: directory.tables, images: old.library.images,
        outline: old.library.outline, backlinks: hasOtherTargets ? nil : backlinks)
      return content
    }

    /// Whether a file could be replaced.
    mutating func replace(_ file: ContentFile, with source: SourceFile) -> Bool {
      switch file.kind {
      case .objective: replace(file, with: source, in: \.objectives)
      case .principle: replace(file, with: source, in: \.principles)
      case .meeting: replace(file, with: source, in: \.meetings)
      case .practice: replace(file, with: source, in: \.practices)
      case .pack: replace(file, with: source, in: \.packs)
      case .page: replace(file, with: source, in: \.pages)
      // A round table may also be a pack.
      case .roundTable, .pledge, .country, .source, .term: false
      }
    }

    private mutating func replace<Element: DecodableEntry>(
      _ file: ContentFile, with source: SourceFile, in table: WritableKeyPath<Tables, Table<Element>>
    ) -> Bool {
      let first = old.library.settings.language
      let language = file.language ?? first
      guard let any = directory.file(at: file.path) else { return false }
      let id = ID<Element>(any)
      let before = directory.tables[keyPath: table].entry(id, in: language)
      let parsed: ParsedFile<Element> = parse(source, file, language: language, mentions: old.vocabulary[language])
      memory?.remember(parsed, at: file.path)
      guard before.value.common.origin.path == file.path, let entry = parsed.entry, !parsed.diagnostics.hasErrors,
        entry.value.canReplace(before.value), keepsNamedAnchors(entry.value.common, of: any, before.value.common)
      else { return false }
      // It may name addresses within itself.
      directory.tables[keyPath: table].replace(id, in: language, with: entry)
      let (after, findings) = entry.linked(with: directory)
      guard !findings.diagnostics.hasErrors else { return false }
      directory.tables[keyPath: table].replace(id, in: language, with: after)
      outcome.diagnostics.removeAll { $0.place.path == source.name }
      outcome.diagnostics += parsed.diagnostics
      outcome.add(findings)
      guard language == first else { return true }
      if before.linked(with: directory).findings.targets != findings.targets { hasOtherTargets = true }
      backlinks.replace(before.value.common.references, of: any, with: after.value.common.references)
      return true
    }

    /// Whether the addresses within an entry are still there that others name.
    private func keepsNamedAnchors(_ new: Common, of entry: AnyID, _ old: Common) -> Bool {
      Set(old.anchors).subtracting(new.anchors).allSatisfy { gone in
        !outcome.namedAnchors.contains(NamedAnchor(entry, gone))
      }
    }
  }
}

extension DecodableEntry {
  /// Whether it can take the place of an older version of itself while all others stay as they were linked.
  fileprivate func canReplace(_ old: Self) -> Bool {
    common.isDraft == old.common.isDraft && common.updated == old.common.updated
      && sortingFields == old.sortingFields
  }
}

extension Table {
  /// Puts another version of an entry in its place.
  fileprivate mutating func replace(_ id: ID<Element>, in language: Language, with entry: Shared<Element>) {
    if translations[language]?[id.index] != nil {
      translations[language]?[id.index] = entry
    } else {
      entries[id.index] = entry
    }
  }
}

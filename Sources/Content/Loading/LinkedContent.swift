import Platform
import Diagnostics

/// Content without errors, and all that it takes to put other versions of some entries into it.
struct LinkedContent: Sendable {
  private(set) var library: Library
  /// The Markdown files.
  let files: [ContentFile]
  /// What was looked for in texts.
  let vocabulary: Vocabulary
  private(set) var names: NameIndex
  /// The addresses within entries that links of others name, or did before a revision.
  private(set) var namedAnchors: Set<NamedAnchor>
  private(set) var diagnostics: [Diagnostic]

  /// The same content for a site that does without something else; nil if it has left something out itself.
  func without(_ absences: Absences) -> LinkedContent? {
    let absent = AbsentSubjects(absences, in: library.schema)
    if names.absent == absent { return self }
    if diagnostics.contains(where: { $0.id == Diagnostic.leftOutID }) { return nil }
    var content = self
    content.names.absent = absent
    return content
  }

  /// The content with other versions of some files in place of those that it was made from.
  ///
  /// Nil if a change bears on more than what the entries in these files say themselves: on their names, their order,
  /// the addresses within them that others may name. Then all has to be loaded.
  func revised(
    _ paths: Set<String>, from source: Files, remembering memory: inout ParsedFiles?
  ) -> LinkedContent? {
    if paths.isEmpty { return self }
    let changed = files.filter { paths.contains($0.path) }
    // First of all: where another file bears on what is found in texts, nothing must be remembered that was found without it.
    guard changed.count == paths.count else { return nil }
    var revision = Revision(of: self, remembering: memory.take())
    defer { memory = revision.memory }
    for file in changed {
      guard let bytes = try? source.read(file.path), revision.replace(file, with: bytes) else { return nil }
    }
    return revision.content
  }

  /// Content that is being revised.
  private struct Revision {
    private let old: LinkedContent
    private var names: NameIndex
    private var outcome: LinkingOutcome
    private(set) var memory: ParsedFiles?
    private var backlinks: Backlinks
    /// Whether an entry refers to others in its fields than it did before, or has other values that no two may share.
    private var hasOtherTargets = false

    init(of content: LinkedContent, remembering memory: ParsedFiles?) {
      self.memory = memory
      old = content
      names = content.names
      outcome = LinkingOutcome(diagnostics: content.diagnostics, namedAnchors: content.namedAnchors)
      backlinks = content.library.backlinks
    }

    /// The finished content; nil if it contradicts itself.
    var content: LinkedContent? {
      if hasOtherTargets, !names.tables.contradictions().isEmpty { return nil }
      var content = old
      content.names = names
      content.namedAnchors = outcome.namedAnchors
      content.diagnostics = old.library.settings.checks.graded(outcome.diagnostics)
      content.library = Library(
        settings: old.library.settings, tables: names.tables, images: old.library.images,
        attachments: old.library.attachments, logo: old.library.logo, outline: old.library.outline,
        backlinks: hasOtherTargets ? nil : backlinks)
      return content
    }

    /// Whether a file could be replaced; a round table may also be a pack.
    mutating func replace(_ file: ContentFile, with source: SourceFile) -> Bool {
      let first = old.library.settings.language
      let language = file.language ?? first
      guard file.kind.kind != .roundTable, let id = names.file(at: file.path) else { return false }
      let before = names.tables[id.kind][id.index, language]
      let parsed = parse(source, file, of: old.library.schema, first: first, in: old.vocabulary)
      memory?.remember(parsed, at: file.path)
      guard before.common.origin.path == file.path, let written = parsed.entry, !parsed.diagnostics.hasErrors else {
        return false
      }
      outcome.diagnostics.removeAll { $0.place.path == source.name }
      outcome.diagnostics += parsed.diagnostics
      guard let (after, findings) = put(written, in: id, language, in: file.kind) else { return false }
      guard language == first else { return true }
      for language in names.tables[id.kind].languages(ofEntryAt: id.index) {
        guard completeAgain(id, in: language, in: file.kind) else { return false }
      }
      let hasSameValues = before.uniqueValues(of: file.kind) == after.uniqueValues(of: file.kind)
      if !hasSameValues || before.linked(with: names).findings.targets != findings.targets { hasOtherTargets = true }
      backlinks.replace(before.common.references, of: id, with: after.common.references)
      return true
    }

    /// Puts a version of an entry, as it was written, in the place of another; nil if more would have to be looked at.
    private mutating func put(
      _ written: Entry, in id: EntryID, _ language: Language, in kind: KindDeclaration
    ) -> (entry: Entry, findings: Linker.Findings)? {
      let before = names.tables[id.kind][id.index, language]
      var entry = written
      if language != old.library.settings.language {
        let (completed, diagnostics) = written.completed(from: names.tables[id.kind][id.index], in: old.library.schema)
        entry = completed.markingOlderParts(than: names.tables[id.kind][id.index], in: old.library.schema)
        outcome.diagnostics += diagnostics
      }
      guard entry.canReplace(before, of: kind), keepsNamedAnchors(entry.common, of: id, before.common) else {
        return nil
      }
      // It may name addresses within itself.
      names.tables[id.kind].replace(id.index, in: language, with: entry)
      let (after, findings) = entry.linked(with: names)
      guard !findings.diagnostics.hasErrors, usesSameFiles(after, before) else { return nil }
      names.tables[id.kind].replace(id.index, in: language, with: after)
      outcome.add(findings)
      let original = names.tables[id.kind][id.index]
      return language == old.library.settings.language || after.differences(from: original, of: kind).isEmpty
        ? (after, findings) : nil
    }

    /// Whether a translation could be put together anew once its original has changed.
    private mutating func completeAgain(_ id: EntryID, in language: Language, in kind: KindDeclaration) -> Bool {
      let origin = names.tables[id.kind][id.index, language].common.origin
      guard let parsed = memory?[origin.path, origin.file], let written = parsed.entry else { return false }
      outcome.diagnostics.removeAll { $0.place.path == origin.file.name }
      outcome.diagnostics += parsed.diagnostics
      return put(written, in: id, language, in: kind) != nil
    }

    /// Whether no picture comes to the site by it, nor leaves it.
    private func usesSameFiles(_ new: Entry, _ old: Entry) -> Bool {
      let library = self.old.library
      return library.images.isEmpty && library.attachments.isEmpty || new.usedFiles == old.usedFiles
    }

    /// Whether the addresses within an entry are still there that others name.
    private func keepsNamedAnchors(_ new: Common, of entry: EntryID, _ old: Common) -> Bool {
      Set(old.anchors).subtracting(new.anchors).allSatisfy { gone in
        !outcome.namedAnchors.contains(NamedAnchor(entry, gone))
      }
    }
  }
}

extension Entry {
  /// Whether it can take the place of an older version of itself while all others stay as they were linked.
  fileprivate func canReplace(_ old: Entry, of kind: KindDeclaration) -> Bool {
    common.isDraft == old.common.isDraft && common.updated == old.common.updated
      && common.aliases.map(\.path) == old.common.aliases.map(\.path)
      && kind.order.key(of: self) == kind.order.key(of: old) && names(of: kind) == old.names(of: kind)
  }

  /// What no two may share.
  fileprivate func uniqueValues(of kind: KindDeclaration) -> [UniqueValue.Key] {
    record.uniqueValues(of: kind.fields).map(\.key)
  }

  /// The names by which others may refer to it besides its key, and what its pages look like.
  private func names(of kind: KindDeclaration) -> [[String]] {
    let layout = kind.fields.fields.indices.filter { ["template", "languages"].contains(kind.fields.fields[$0].name) }
    return (kind.namingSlots + layout).map { record.values[$0].texts }
  }
}

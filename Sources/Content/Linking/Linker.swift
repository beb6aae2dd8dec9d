import Platform
import Diagnostics
import Documents

/// An address within an entry that a link names.
struct NamedAnchor: Hashable, Sendable {
  let entry: EntryID
  let anchor: String

  init(_ entry: EntryID, _ anchor: String) {
    self.entry = entry
    self.anchor = anchor
  }
}

/// Finds what the references of entries mean, once everything is loaded.
///
/// It walks over the fields of an entry in the order in which they stand on its page, so that the order of its citations
/// comes out of the same walk.
struct Linker {
  private let names: NameIndex
  private(set) var findings = Findings()
  private let kind: KindDeclaration
  /// Where what is being linked was written.
  private var origin: Origin
  /// Where the original of a translation was written.
  private let original: Origin?
  /// The language of the entry.
  private let language: Language
  /// Whether what is being linked is the original's.
  private var isBorrowed = false
  /// The addresses within the page of the entry.
  private let anchors: [String]
  private var citations: [CitedPlace] = []
  /// How many citations the entry has so far.
  private var citationCount = 0
  /// What the texts of the entry refer to.
  private var references: [TextReference] = []
  /// Full addresses of this site that lead to no entry.
  private var ownAddresses: [OwnAddress] = []
  /// The files to be handed out that the texts of the entry lead to.
  private var attachments: [Int] = []
  /// The entry itself, if it is a file.
  private let itself: EntryID?
  /// The abbreviations that the entry has used so far.
  private var abbreviations: Set<Int> = []

  /// What linking has found besides what the references of the entry mean.
  struct Findings: Sendable {
    var diagnostics: [Diagnostic] = []
    /// What the fields and the citations of the entry refer to.
    var targets: [EntryID] = []
    /// The addresses within entries that its links name.
    var namedAnchors: [NamedAnchor] = []
  }

  init(_ names: NameIndex, linking entry: Entry) {
    self.names = names
    kind = names.tables.schema[entry.kind]
    origin = entry.common.origin
    original = entry.common.original
    language = entry.common.origin.language
    anchors = entry.common.anchors
    itself = names.file(at: origin.path)
  }

  /// The entry with what its references mean and with all that it cites.
  mutating func linked(_ entry: Entry) -> Entry {
    var (common, record) = (entry.common, entry.record)
    borrowing(common.borrowed.contains(.summary)) { $0.link(&common.summary) }
    borrowing(common.borrowed.contains(.body)) {
      $0.link(&common.body)
      $0.checkHeadings(of: common)
    }
    link(&record, kind.fields)
    common.citations = citations
    common.references = references
    common.ownAddresses = ownAddresses
    common.attachments = attachments
    return Entry(kind: entry.kind, common: common, record: record)
  }

  /// Links what a translation may have from its original: then what is wrong with it is told there.
  private mutating func borrowing(_ isBorrowed: Bool, _ link: (inout Linker) -> Void) {
    guard isBorrowed, !self.isBorrowed, let original else { return link(&self) }
    let before = (origin, findings.diagnostics.count, ownAddresses.count)
    (origin, self.isBorrowed) = (original, true)
    link(&self)
    (origin, self.isBorrowed) = (before.0, false)
    findings.diagnostics.removeSubrange(before.1...)
    ownAddresses.removeSubrange(before.2...)
  }

  private mutating func link(_ record: inout Record, _ group: Group) {
    for (slot, field) in group.fields.enumerated() {
      let known = findings.diagnostics.count
      borrowing(record.borrowed.contains(slot)) { $0.link(&record.values[slot], field.type, at: record.ranges[slot]) }
      guard field.isRequired, case .none = record.values[slot] else { continue }
      // Without it there is no entry.
      for index in known..<findings.diagnostics.count { findings.diagnostics[index].severity = .error }
    }
  }

  /// Links a value; a reference that leads nowhere goes.

  private mutating func link(_ value: inout FieldValue, _ type: FieldType, at range: Range<Int>) {
    switch (value, type) {
    case (.text(let address), .address): _ = target(ofFull: address, at: range)
    case (.prose(var prose), _):
      link(&prose)
      value = .prose(prose)
    case (.reference(var reference), _):
      reference.target = resolve(reference.written, reference.kind, at: reference.range)
      value = reference.target == nil ? .none : .reference(reference)
    case (.source(let source), .source(let isCited)):
      value = linked(source, isCited: isCited).map { .source($0) } ?? .none
    case (.record(var record), .group(let group)):
      link(&record, group)
      value = .record(record)
    case (.list(var values), .list(let type)):
      for index in values.indices { link(&values[index], type, at: range) }
      values.removeAll { $0.count == 0 }
      checkRepetitions(in: values)
      value = .list(values)
    case (.none, _), (.text, _), (.number, _), (.boolean, _), (.date, _), (.map, _): break
    // The schema has no such pairs: a value is read by its field's type.
    case (.source, _), (.record, _), (.list, _): break
    }
  }

  /// One thing that stands in a list twice, perhaps under another name.
  private mutating func checkRepetitions(in values: [FieldValue]) {
    var first: [String: Range<Int>] = [:]
    for value in values {
      switch value {
      case .reference(let reference): note(reference, locator: nil, among: &first)
      case .source(let source): note(source.source, locator: source.locator, among: &first)
      default: return
      }
    }
  }

  private mutating func note(_ reference: Reference, locator: String?, among first: inout [String: Range<Int>]) {
    guard let target = reference.target else { return }
    let name = "\(target) \(locator ?? "")"
    guard let known = first.updateValue(reference.range, forKey: name) else { return }
    findings.diagnostics.append(
      .repeatedValue(
        reference.written, names.tables.schema[reference.kind], at: place(reference.range), first: place(known)))
  }

  /// A source, which is shown as a citation, or listed and nothing more; of several those that are there, nil if none is.
  private mutating func linked(_ reference: SourceReference, isCited: Bool) -> SourceReference? {
    var found: [SourceReference] = []
    for var source in [reference] + reference.further {
      source.source.target = resolve(source.source.written, .source, at: source.source.range)
      if source.source.target != nil { found.append(source) }
    }
    guard var first = found.first else { return nil }
    first.further = Array(found.dropFirst())
    if isCited {
      first.citation = cite(found.map { ($0.id, $0.locator) })
    } else {
      for source in found { list(source.id, source.locator, citation: nil) }
    }
    var places: [String: Range<Int>] = [:]
    for source in found { note(source.source, locator: source.locator, among: &places) }
    return first
  }

  private mutating func link(_ prose: inout Prose?) {
    guard var found = prose else { return }
    link(&found)
    prose = found
  }

  private mutating func link(_ prose: inout Prose) {
    prose.links = prose.document.links.map { target(of: $0) }
    prose.mentions = prose.document.mentions.map { target(of: $0) }
    noteReferences(of: prose)
    for item in prose.document.unmarkedCitations where names.index(of: item.key, .source) != nil {
      findings.diagnostics.append(.citation(in: origin.file, at: item.range))
    }
    prose.citations = prose.document.citations.map { citation in
      cite(
        citation.items.compactMap { item in
          resolve(item.key, .source, at: item.range).map { (EntryID(.source, $0), item.locator) }
        })
    }
  }

  private mutating func cite(_ sources: [(id: EntryID, locator: String?)]) -> CitationSite {
    citationCount += 1
    for (id, locator) in sources { list(id, locator, citation: citationCount) }
    return CitationSite(number: citationCount, sources: sources)
  }

  /// Puts a place of a source into the entry's list of references, each once.
  private mutating func list(_ id: EntryID, _ locator: String?, citation: Int?) {
    let index = citations.firstIndex { $0.id == id && $0.locator == locator } ?? add(id, locator)
    if let citation, citations[index].citations.last != citation { citations[index].citations.append(citation) }
  }

  /// The places of a source stand together, the whole of it before its parts.
  private mutating func add(_ id: EntryID, _ locator: String?) -> Int {
    let first = citations.firstIndex { $0.id == id } ?? citations.endIndex
    let end = citations.lastIndex { $0.id == id }.map { $0 + 1 } ?? citations.endIndex
    let index = locator == nil ? first : end
    citations.insert(CitedPlace(id: id, locator: locator, citations: [], isBorrowed: isBorrowed), at: index)
    return index
  }

  private mutating func resolve(_ written: String, _ kind: Kind, at range: Range<Int>) -> Int? {
    if let index = names.index(of: written, kind) {
      findings.targets.append(EntryID(kind, index))
      return index
    }
    if names.isBroken(written, kind) { return nil }
    if let subject = names.absent.entry(written, kind) {
      findings.diagnostics.append(.leftOut(subject, at: place(range)))
    } else if let draft = names.draft(written, kind) {
      findings.diagnostics.append(.draft(draft, at: place(range)))
    } else {
      findings.diagnostics.append(
        .unknownReference(
          written, kind: names.tables.schema[kind], meant: names.names(nearestTo: written, of: kind),
          isEmpty: names.tables[kind].isEmpty, at: place(range)))
    }
    return nil
  }

  private func place(_ range: Range<Int>) -> Diagnostic.Place { .bytes(range, of: origin.file) }
}

extension Linker {
  /// What a link leads to: files are looked up, headings of the same text must be there, the rest stands as written.
  private mutating func target(of link: Link) -> LinkTarget {
    if link.isImage { return image(of: link) }
    switch link.address {
    case .relative(let address): return target(of: address, at: link.range)
    case .fragment(let id) where !id.isEmpty:
      let id = percentDecoded(id[...])
      if isBorrowed, !anchors.contains(id), let itself { return .entry(itself, fragment: id) }
      if !isThere(id, among: anchors, of: origin.path, in: origin.path, at: link.range) { return .nowhere }
    case .external(let address): return target(ofFull: address, at: link.range)
    case .fragment, .refused: break
    }
    return .asWritten
  }

  /// What a full address leads to: one of a page of ours is as good as the name of its file.
  ///
  /// The site has more than entries; what else an address may lead to is known once its pages are planned.
  private mutating func target(ofFull address: String, at range: Range<Int>) -> LinkTarget {
    guard let inside = names.site?.inside(address) else { return .asWritten }
    let parts = inside.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = pagePath(percentDecoded(parts[0].prefix { $0 != "?" }))
    let fragment = parts.count > 1 ? percentDecoded(parts[1]) : nil
    switch names.page(at: path) {
    case .entry(let id, let language):
      guard let fragment, namesPart(fragment) else { return .entry(id, fragment: nil) }
      return target(id, fragment, in: language, of: path, at: range)
    case .draft(let draft): findings.diagnostics.append(.draft(draft, at: place(range)))
    case .absent(let subject): findings.diagnostics.append(.leftOut(subject, at: place(range)))
    case .broken: break
    case nil: ownAddresses.append(OwnAddress(written: address, path: path, range: range))
    }
    return .asWritten
  }

  /// Whether a fragment is more than the top of a page, or words to be searched for.
  private func namesPart(_ fragment: String) -> Bool {
    !fragment.isEmpty && fragment != "top" && !fragment.hasPrefix(":~:")
  }

  /// A picture must lie among the content, and say in words what it shows (WCAG 2.2, success criterion 1.1.1).
  private mutating func image(of link: Link) -> LinkTarget {
    if link.text.isEmpty { findings.diagnostics.append(.imageWithoutText(at: place(link.range))) }
    guard case .relative(let address) = link.address else {
      findings.diagnostics.append(.imageElsewhere(at: place(link.range)))
      return .asWritten
    }
    let path = resolvedPath(percentDecoded(address[...]), from: origin.path)
    if let path, let index = names.image(at: path) { return .image(index) }
    if let path, let subject = names.absent.file(at: path) { return nowhere(without: subject, at: link.range) }
    let known = names.relativeImagePaths(from: origin.path)
    findings.diagnostics.append(.brokenImage(address, path: path, at: place(link.range), known: known))
    return .asWritten
  }

  private mutating func target(of address: String, at range: Range<Int>) -> LinkTarget {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = resolvedPath(percentDecoded(parts[0]), from: origin.path)
    if let path, let image = names.image(at: path) { return .image(image) }
    if let path, let attachment = names.attachment(at: path) {
      if !attachments.contains(attachment) { attachments.append(attachment) }
      return .attachment(attachment, fragment: parts.count > 1 ? String(parts[1]) : nil)
    }
    guard let path, let id = names.file(at: path) else {
      if let path, names.isBroken(path: path) { return .asWritten }
      if let path, let subject = names.absent.file(at: path) { return nowhere(without: subject, at: range) }
      if let path, let draft = names.draft(at: path) {
        findings.diagnostics.append(.draft(draft, at: place(range)))
      } else {
        findings.diagnostics.append(
          .brokenLink(
            address, subject: path.map { ContentFiles.subject(of: $0, in: names.tables.schema) ?? $0.lowercased() },
            at: place(range),
            known: names.relativePaths(from: origin.path)))
      }
      return .asWritten
    }
    guard parts.count > 1, !parts[1].isEmpty else { return .entry(id, fragment: nil) }
    return target(id, percentDecoded(parts[1]), in: origin.language, of: path, at: range)
  }

  /// A place on the page of an entry; the page as a whole if the place is only not there for a while.
  private mutating func target(
    _ id: EntryID, _ fragment: String, in language: Language, of path: String, at range: Range<Int>
  ) -> LinkTarget {
    let anchors = names.anchors(of: id, in: language)
    let file = names.tables[id.kind][id.index, language].common.origin.path
    if !anchors.contains(fragment), let subject = names.absent.file(at: file) {
      findings.diagnostics.append(.leftOut(subject, at: place(range)))
      return .entry(id, fragment: nil)
    }
    guard isThere(fragment, among: anchors, of: path, in: file, at: range) else { return .entry(id, fragment: nil) }
    findings.namedAnchors.append(NamedAnchor(id, fragment))
    return .entry(id, fragment: fragment)
  }

  private mutating func nowhere(without subject: String, at range: Range<Int>) -> LinkTarget {
    findings.diagnostics.append(.leftOut(subject, at: place(range)))
    return .nowhere
  }

  /// Whether a part is among those of what stands at a path, in the language of a file.
  private mutating func isThere(
    _ fragment: String, among anchors: [String], of path: String, in file: String, at range: Range<Int>
  ) -> Bool {
    if anchors.contains(fragment) { return true }
    if let subject = names.absent.place(fragment, in: path) {
      findings.diagnostics.append(.leftOut(subject, at: place(range)))
    } else {
      findings.diagnostics.append(.brokenAnchor(fragment, file: file, known: anchors, at: place(range)))
    }
    return false
  }

  /// What a mention leads to: an abbreviation is explained once in an entry, an entry that is not there is only words.
  private mutating func target(of mention: Mention) -> MentionTarget {
    switch mention.subject {
    case .document: return .document
    case .name(let country): return .name(EntryID(.country, country))
    case .term(let index): return abbreviations.insert(index).inserted ? .term(EntryID(.term, index)) : .none
    case .entries(let kind, let numbers): return entry(numbers.upperBound, of: kind).map { .entry($0) } ?? .none
    }
  }

  /// The entry with a number, by the place of its kind among those that are mentioned.
  private func entry(_ number: Int, of kind: Int) -> EntryID? {
    let kind = names.tables.schema.mentionedKinds[kind]
    return names.index(of: String(number), kind).map { EntryID(kind, $0) }
  }

  /// Remembers whom a text speaks of, with the sentence, for the page of that entry.
  private mutating func noteReferences(of prose: Prose) {
    for (link, offset) in zip(prose.links, prose.document.linkOffsets) {
      if case .entry(let id, _) = link { noteReference(to: id, at: offset, in: prose) }
    }
    for (target, mention) in zip(prose.mentions, prose.document.mentions) {
      if case .entries(let kind, let numbers) = mention.subject {
        for id in numbers.compactMap({ entry($0, of: kind) }) { noteReference(to: id, at: mention.offset, in: prose) }
      }
      switch target {
      case .name(let country): noteReference(to: country, at: mention.offset, in: prose)
      case .term(let term): noteReference(to: term, at: mention.offset, in: prose)
      case .entry, .document, .none: break
      }
    }
  }

  private mutating func noteReference(to target: EntryID, at offset: Int, in prose: Prose) {
    guard target != itself, !references.contains(where: { $0.target == target }) else { return }
    references.append(
      TextReference(
        target: target, sentence: prose.document.sentence(at: offset), isBorrowed: isBorrowed))
  }

  /// Two parts of a page with one address would make every link to it ambiguous.
  private mutating func checkHeadings(of common: Common) {
    let headings = common.body?.document.headings ?? []
    for heading in headings where common.sections.contains(heading.id) {
      findings.diagnostics.append(.takenAnchor(heading.id, at: place(heading.range)))
    }
    guard !headings.isEmpty else { return }
    let paragraphs = Set(common.paragraphNumbers.map(paragraphAnchor))
    for heading in headings where paragraphs.contains(heading.id) {
      findings.diagnostics.append(.paragraphAnchor(heading.id, at: place(heading.range)))
    }
  }
}

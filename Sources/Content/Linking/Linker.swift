import Diagnostics
import Documents

/// An address within an entry that a link names.
struct NamedAnchor: Hashable, Sendable {
  let entry: AnyID
  let anchor: String

  init(_ entry: AnyID, _ anchor: String) {
    self.entry = entry
    self.anchor = anchor
  }
}

/// Finds what the references of entries mean, once everything is loaded.
///
/// An entry hands its references over in the order in which they stand on its page, so that the order of its citations
/// comes out of the same walk.
struct Linker {
  private let directory: Directory
  private(set) var findings = Findings()
  private var origin: Origin
  /// The addresses within the page of the entry that is being linked.
  private var anchors: [String] = []
  private var citations: [CitedPlace] = []
  /// How many citations the entry has so far.
  private var citationCount = 0
  /// What the texts of the entry refer to.
  private var references: [TextReference] = []
  /// The entry itself, if it is a file.
  private var itself: AnyID?
  /// The abbreviations that the entry has used so far.
  private var abbreviations: Set<Int> = []

  /// What linking has found besides what the references of the entry mean.
  struct Findings: Sendable {
    var diagnostics: [Diagnostic] = []
    /// What the fields and the citations of the entry refer to.
    var targets: [AnyID] = []
    /// The addresses within entries that its links name.
    var namedAnchors: [NamedAnchor] = []
  }

  init(_ directory: Directory, origin: Origin) {
    self.directory = directory
    self.origin = origin
  }

  /// Links an entry and records what it cites.
  mutating func link<Element: DecodableEntry>(entry: inout Element) {
    origin = entry.common.origin
    anchors = entry.common.anchors
    citations = []
    citationCount = 0
    references = []
    itself = directory.file(at: origin.path)
    abbreviations = []
    entry.link(with: &self)
    entry.common.citations = citations
    entry.common.references = references
  }

  mutating func link(_ common: inout Common) {
    link(&common.summary)
    link(&common.body)
    checkHeadings(of: common)
  }

  mutating func link<Target: Entry>(_ reference: inout Reference<Target>) {
    guard let index = resolve(reference.written, Target.kind, at: reference.range) else { return }
    reference.target = ID(index)
  }

  mutating func link<Target: Entry>(_ reference: inout Reference<Target>?) {
    guard var found = reference else { return }
    link(&found)
    reference = found
  }

  mutating func link<Target: Entry>(_ references: inout [Reference<Target>]) {
    for index in references.indices { link(&references[index]) }
  }

  /// Links the source of a figure, a gap and the like, which is shown as a citation.
  mutating func link(_ source: inout SourceReference?) {
    guard var found = source else { return }
    link(&found.source)
    if let id = found.source.target { found.citation = cite([(id, found.locator)]) }
    source = found
  }

  /// Links sources for further reading, which are listed and nothing more.
  mutating func link(_ sources: inout [SourceReference]) {
    for index in sources.indices {
      link(&sources[index].source)
      if let id = sources[index].source.target { list(id, sources[index].locator, citation: nil) }
    }
  }

  mutating func link(_ people: inout [Person]) {
    for index in people.indices { link(&people[index].country) }
  }

  mutating func link(_ prose: inout Prose?) {
    guard var found = prose else { return }
    link(&found)
    prose = found
  }

  mutating func link(_ prose: inout Prose) {
    prose.links = prose.document.links.map { target(of: $0) }
    prose.mentions = prose.document.mentions.map { target(of: $0) }
    noteReferences(of: prose)
    prose.citations = prose.document.citations.map { citation in
      cite(
        citation.items.compactMap { item in
          resolve(item.key, .source, at: item.range).map { (ID($0), item.locator) }
        })
    }
  }

  private mutating func cite(_ sources: [(id: ID<Source>, locator: String?)]) -> CitationSite {
    citationCount += 1
    for (id, locator) in sources { list(id, locator, citation: citationCount) }
    return CitationSite(number: citationCount, sources: sources)
  }

  /// Puts a place of a source into the entry's list of references, each once.
  private mutating func list(_ id: ID<Source>, _ locator: String?, citation: Int?) {
    let index = citations.firstIndex { $0.id == id && $0.locator == locator } ?? add(id, locator)
    if let citation, citations[index].citations.last != citation { citations[index].citations.append(citation) }
  }

  /// The places of a source stand together, the whole of it before its parts.
  private mutating func add(_ id: ID<Source>, _ locator: String?) -> Int {
    let first = citations.firstIndex { $0.id == id } ?? citations.endIndex
    let end = citations.lastIndex { $0.id == id }.map { $0 + 1 } ?? citations.endIndex
    let index = locator == nil ? first : end
    citations.insert(CitedPlace(id: id, locator: locator, citations: []), at: index)
    return index
  }

  private mutating func resolve(_ written: String, _ kind: Kind, at range: Range<Int>) -> Int? {
    if let index = directory.index(of: written, kind) {
      findings.targets.append(AnyID(kind: kind, index: index))
      return index
    }
    if directory.isBroken(written, kind) { return nil }
    if directory.isDraft(written, kind) {
      findings.diagnostics.append(.draft("\(kind.noun) \(written)", at: place(range)))
    } else {
      findings.diagnostics.append(
        .unknownReference(written, kind: kind, known: directory.names(of: kind), at: place(range)))
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
      check(percentDecoded(id[...]), among: anchors, of: origin.path, at: link.range)
    case .fragment, .external, .refused: break
    }
    return .asWritten
  }

  /// A picture must lie among the content, and say in words what it shows (WCAG 2.2, success criterion 1.1.1).
  private mutating func image(of link: Link) -> LinkTarget {
    if link.text.isEmpty { findings.diagnostics.append(.imageWithoutText(at: place(link.range))) }
    guard case .relative(let address) = link.address else {
      findings.diagnostics.append(.imageElsewhere(at: place(link.range)))
      return .asWritten
    }
    if let path = resolvedPath(percentDecoded(address[...]), from: origin.path), let index = directory.image(at: path) {
      return .image(index)
    }
    let known = directory.relativeImagePaths(from: origin.path)
    findings.diagnostics.append(.brokenImage(address, at: place(link.range), known: known))
    return .asWritten
  }

  private mutating func target(of address: String, at range: Range<Int>) -> LinkTarget {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = resolvedPath(percentDecoded(parts[0]), from: origin.path)
    guard let path, let id = directory.file(at: path) else {
      if let path, directory.isBroken(path: path) { return .asWritten }
      if let path, directory.isDraft(path: path) {
        findings.diagnostics.append(.draft(path, at: place(range)))
      } else {
        findings.diagnostics.append(
          .brokenLink(address, at: place(range), known: directory.relativePaths(from: origin.path)))
      }
      return .asWritten
    }
    let fragment = parts.count > 1 && !parts[1].isEmpty ? percentDecoded(parts[1]) : nil
    if let fragment {
      check(fragment, among: directory.anchors(of: id, in: origin.language), of: path, at: range)
      findings.namedAnchors.append(NamedAnchor(id, fragment))
    }
    return .entry(id, fragment: fragment)
  }

  private mutating func check(_ fragment: String, among anchors: [String], of path: String, at range: Range<Int>) {
    if anchors.contains(fragment) { return }
    findings.diagnostics.append(.brokenAnchor(fragment, file: path, known: anchors, at: place(range)))
  }

  /// What a mention leads to: an abbreviation is explained once in an entry, an entry that is not there is only words.
  private mutating func target(of mention: Mention) -> MentionTarget {
    switch mention.subject {
    case .document: return .document
    case .name(let country): return .name(ID(country))
    case .term(let index): return abbreviations.insert(index).inserted ? .term(ID(index)) : .none
    case .entry(let kind, let number):
      let kind = Vocabulary.kinds[kind]
      return directory.index(of: String(number), kind).map { .entry(AnyID(kind: kind, index: $0)) } ?? .none
    }
  }

  /// Remembers whom a text speaks of, with the sentence, for the page of that entry.
  private mutating func noteReferences(of prose: Prose) {
    for (link, offset) in zip(prose.links, prose.document.linkOffsets) {
      if case .entry(let id, _) = link { noteReference(to: id, at: offset, in: prose) }
    }
    for (target, mention) in zip(prose.mentions, prose.document.mentions) {
      switch target {
      case .entry(let id): noteReference(to: id, at: mention.offset, in: prose)
      case .name(let country): noteReference(to: country.any, at: mention.offset, in: prose)
      case .term(let term): noteReference(to: term.any, at: mention.offset, in: prose)
      case .document, .none: break
      }
    }
  }

  private mutating func noteReference(to target: AnyID, at offset: Int, in prose: Prose) {
    guard target != itself, !references.contains(where: { $0.target == target }) else { return }
    references.append(TextReference(target: target, sentence: prose.document.sentence(at: offset)))
  }

  /// Two parts of a page with one address would make every link to it ambiguous.
  private mutating func checkHeadings(of common: Common) {
    for heading in common.body?.document.headings ?? [] where common.sections.contains(heading.id) {
      findings.diagnostics.append(.takenAnchor(heading.id, at: place(heading.range)))
    }
  }
}

import Diagnostics
import Documents

/// Finds what the references of entries mean, once everything is loaded.
///
/// An entry hands its references over in the order in which they stand on its page, so that the order of its citations
/// comes out of the same walk.
struct Linker {
  private let directory: Directory
  private(set) var diagnostics: [Diagnostic] = []
  private var origin: Origin
  /// The addresses within the page of the entry that is being linked.
  private var anchors: [String] = []
  private var citations: [CitedSource] = []

  init(_ directory: Directory, origin: Origin) {
    self.directory = directory
    self.origin = origin
  }

  /// Links an entry and records what it cites.
  mutating func link<Element: DecodableEntry>(entry: inout Element) {
    origin = entry.common.origin
    anchors = entry.common.anchors
    citations = []
    entry.link(with: &self)
    entry.common.citations = citations
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

  mutating func link(_ source: inout SourceReference?) {
    guard var found = source else { return }
    link(&found)
    source = found
  }

  mutating func link(_ sources: inout [SourceReference]) {
    for index in sources.indices { link(&sources[index]) }
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
    prose.citations = prose.document.citations.map { citation in
      citation.items.compactMap { item in
        resolve(item.key, .source, at: item.range).map { index in
          cite(ID(index), locator: item.locator)
          return ID(index)
        }
      }
    }
  }

  private mutating func link(_ reference: inout SourceReference) {
    link(&reference.source)
    if let id = reference.source.target { cite(id, locator: reference.locator) }
  }

  private mutating func cite(_ id: ID<Source>, locator: String?) {
    let index = citations.firstIndex { $0.id == id } ?? citations.endIndex
    if index == citations.endIndex { citations.append(CitedSource(id: id, locators: [])) }
    if let locator, !citations[index].locators.contains(locator) { citations[index].locators.append(locator) }
  }

  private mutating func resolve(_ written: String, _ kind: Kind, at range: Range<Int>) -> Int? {
    if let index = directory.index(of: written, kind) { return index }
    if directory.isBroken(written, kind) { return nil }
    if directory.isDraft(written, kind) {
      diagnostics.append(.draft("\(kind.noun) \(written)", at: place(range)))
    } else {
      diagnostics.append(.unknownReference(written, kind: kind, known: directory.names(of: kind), at: place(range)))
    }
    return nil
  }

  private func place(_ range: Range<Int>) -> Diagnostic.Place { .bytes(range, of: origin.file) }
}

extension Linker {
  /// What a link leads to: files are looked up, headings of the same text must be there, the rest stands as written.
  private mutating func target(of link: Link) -> LinkTarget {
    if link.isImage {
      diagnostics.append(.image(at: place(link.range)))
      return .asWritten
    }
    switch link.address {
    case .relative(let address): return target(of: address, at: link.range)
    case .fragment(let id) where !id.isEmpty:
      check(percentDecoded(id[...]), among: anchors, of: origin.path, at: link.range)
    case .fragment, .external, .refused: break
    }
    return .asWritten
  }

  private mutating func target(of address: String, at range: Range<Int>) -> LinkTarget {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = resolvedPath(percentDecoded(parts[0]), from: origin.path)
    guard let path, let id = directory.file(at: path) else {
      if let path, directory.isBroken(path: path) { return .asWritten }
      if let path, directory.isDraft(path: path) {
        diagnostics.append(.draft(path, at: place(range)))
      } else {
        diagnostics.append(
          .brokenLink(address, at: place(range), known: directory.relativePaths(from: origin.path)))
      }
      return .asWritten
    }
    let fragment = parts.count > 1 && !parts[1].isEmpty ? percentDecoded(parts[1]) : nil
    if let fragment { check(fragment, among: directory.anchors(of: id, in: origin.language), of: path, at: range) }
    return .entry(id, fragment: fragment)
  }

  private mutating func check(_ fragment: String, among anchors: [String], of path: String, at range: Range<Int>) {
    if anchors.contains(fragment) { return }
    diagnostics.append(.brokenAnchor(fragment, file: path, known: anchors, at: place(range)))
  }

  /// Two parts of a page with one address would make every link to it ambiguous.
  private mutating func checkHeadings(of common: Common) {
    for heading in common.body?.document.headings ?? [] where common.sections.contains(heading.id) {
      diagnostics.append(.takenAnchor(heading.id, at: place(heading.range)))
    }
  }
}

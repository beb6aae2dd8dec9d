import Documents
import Platform

/// Who uses a picture, or a file to be handed out.
public enum FileUse: Sendable, Hashable {
  /// An entry that is published shows it in a text, or it is the logo.
  case shown
  /// An entry that is published leads to it, or names it for a template.
  case named
  /// Nobody but drafts that are left out.
  case drafts
  /// Nobody.
  case none
}

/// The paths in the source folder of pictures and other files.
struct UsedFiles: Equatable {
  /// Those that texts show, and the others.
  fileprivate(set) var all: Set<String> = []
  /// Those that texts lead to, and those that other values name, since a template may do so.
  fileprivate(set) var named: Set<String> = []

  mutating func formUnion(_ other: UsedFiles) {
    all.formUnion(other.all)
    named.formUnion(other.named)
  }
}

extension Entry {
  /// The pictures and other files that it uses.
  var usedFiles: UsedFiles {
    var search = FileSearch(path: common.origin.path)
    for prose in [common.summary, common.body].compactMap(\.self) { search.look(at: prose) }
    for value in record.values { search.look(at: value) }
    if let extra = common.extra { search.look(at: extra) }
    return search.found
  }
}

/// Looks for pictures and other files in all that an author has written.
private struct FileSearch {
  /// The file in which they are named.
  let path: String
  private(set) var found = UsedFiles()

  init(path: String) { self.path = path }

  mutating func look(at prose: Prose) {
    for link in prose.document.links {
      guard case .relative(let address) = link.address else { continue }
      let file = percentDecoded(link.isImage ? address[...] : address.prefix { $0 != "#" })
      add(file, from: path, isNamed: !link.isImage)
    }
  }

  mutating func look(at value: FieldValue) {
    switch value {
    case .prose(let prose): look(at: prose)
    case .text(let text): look(at: text)
    case .map(let node): look(at: node)
    case .record(let record): for value in record.values { look(at: value) }
    case .list(let values): for value in values { look(at: value) }
    case .none, .number, .boolean, .date, .reference, .source: break
    }
  }

  mutating func look(at node: DataNode) {
    switch node.content {
    case .scalar(let text, _): look(at: text)
    case .sequence(let items): for item in items { look(at: item) }
    case .mapping(let entries): for entry in entries { look(at: entry.value) }
    }
  }

  /// A value is an address from its file, or with a slash in front one from the site's root.
  private mutating func look(at text: String) {
    guard Image.isImage(text) || Attachment.Format(of: text) != nil else { return }
    add(text, from: text.hasPrefix("/") ? ContentFiles.folder + "/site.yaml" : path, isNamed: true)
  }

  private mutating func add(_ address: String, from file: String, isNamed: Bool) {
    guard let path = resolvedPath(address, from: file) else { return }
    found.all.insert(path)
    if isNamed { found.named.insert(path) }
  }
}

import Documents
import Platform

/// Who uses a picture, or a file to be handed out.
public enum FileUse: Sendable, Hashable {
  /// An entry that is published.
  case published
  /// Nobody but drafts that are left out.
  case drafts
  /// Nobody.
  case none
}

extension Entry {
  /// The paths in the source folder of the pictures and other files that its texts show or lead to, and of those that its
  /// other values name, since a template may do so.
  var usedFiles: Set<String> {
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
  private(set) var found: Set<String> = []

  init(path: String) { self.path = path }

  mutating func look(at prose: Prose) {
    for link in prose.document.links {
      guard case .relative(let address) = link.address else { continue }
      add(percentDecoded(link.isImage ? address[...] : address.prefix { $0 != "#" }), from: path)
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
    add(text, from: text.hasPrefix("/") ? ContentFiles.folder + "/site.yaml" : path)
  }

  private mutating func add(_ address: String, from file: String) {
    if let path = resolvedPath(address, from: file) { found.insert(path) }
  }
}

import Diagnostics
import Documents

extension DataNode {
  /// The value in one line: plain scalars bare, others in quotation marks.
  var text: String {
    switch content {
    case .scalar(let text, isPlain: true): text
    case .scalar(let text, isPlain: false): "\"\(text)\""
    case .sequence(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .mapping(let entries): "{" + entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ") + "}"
    }
  }

  /// What each key and value was written as, in order.
  func sources(in file: SourceFile) -> [String] {
    let own = [file.text(in: range)]
    return switch content {
    case .scalar: own
    case .sequence(let items): own + items.flatMap { $0.sources(in: file) }
    case .mapping(let entries):
      own + entries.flatMap { [file.text(in: $0.keyRange)] + $0.value.sources(in: file) }
    }
  }
}

extension FrontMatter {
  /// The fields as one map.
  var root: DataNode { DataNode(.mapping(fields), at: opening) }
}

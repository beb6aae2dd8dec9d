public import Diagnostics
import Documents

/// Reads the words of entries from the files in which they are written; a file with many entries is taken apart once.
public struct TextReader: Sendable {
  private let schema: Schema
  private var files: [SourceFile: [Row]] = [:]

  /// An entry of a file with many.
  private struct Row: Sendable {
    let range: Range<Int>
    let values: [DataEntry]
  }

  /// Makes a reader for the content of a schema.
  public init(_ schema: Schema) { self.schema = schema }

  /// Takes the files apart in which some entries stand with others, so that each is taken apart once.
  mutating func prepare(for entries: [Entry]) {
    for entry in entries where schema[entry.kind].storage.file != nil && files[entry.common.origin.file] == nil {
      files[entry.common.origin.file] = rows(of: entry.common.origin.file, schema[entry.kind])
    }
  }

  /// The words of an entry; nil if it was not written for itself, as the pack of a round table.
  public mutating func text(of entry: Entry) -> TranslatableText? {
    prepare(for: [entry])
    return preparedText(of: entry)
  }

  /// The words of an entry of a file for itself, or of one that the reader was prepared for.
  func preparedText(of entry: Entry) -> TranslatableText? {
    let kind = schema[entry.kind]
    let origin = entry.common.origin
    switch kind.storage {
    case .folder where !origin.file.name.hasSuffix(origin.path): return nil
    case .folder, .top: return markdown(origin.file, of: kind, key: entry.key)
    case .list, .table:
      let place = origin.range.lowerBound
      guard let row = files[origin.file]?.first(where: { $0.range.contains(place) }) else { return nil }
      return TranslatableText(row.values, of: [kind.fields], in: origin.file, range: row.range)
    }
  }

  /// The words of the site's settings.
  public func settings(_ file: SourceFile) -> TranslatableText? {
    guard let node = DataNode.parse(file).0, case .mapping(let values) = node.content else { return nil }
    return TranslatableText(values, of: [schema.siteFields], in: file, range: node.range)
  }

  private func markdown(_ file: SourceFile, of kind: KindDeclaration, key: String) -> TranslatableText? {
    guard let frontMatter = FrontMatter.read(file).0 else { return nil }
    return TranslatableText(
      frontMatter.fields, of: [kind.fields, schema.fileFields], in: file,
      range: frontMatter.fieldsRange, body: frontMatter.bodyStart..<file.bytes.count,
      numberedAs: { kind.numbering?.number($0, of: key) })
  }

  private func rows(of file: SourceFile, _ kind: KindDeclaration) -> [Row] {
    if case .list = kind.storage {
      guard case .sequence(let items)? = DataNode.parse(file).0?.content else { return [] }
      return items.compactMap { item in
        if case .mapping(let values) = item.content { Row(range: item.range, values: values) } else { nil }
      }
    }
    guard let table = CSVTable.read(file).0 else { return [] }
    let lists = Set(kind.fields.fields.filter(\.type.isList).map(\.name))
    return table.rows.compactMap { row in
      guard let first = row.first, let last = row.last else { return nil }
      return Row(
        range: first.range.lowerBound..<max(last.range.upperBound, first.range.upperBound),
        values: table.entries(of: row, lists: lists))
    }
  }
}

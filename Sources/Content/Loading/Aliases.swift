import Platform
import Documents

/// The fields of every entry that has a page.
enum AddressedFields {
  static let aliases = Field<[String]>("addressed", "aliases")
}

/// An address at which the page of an entry stood before, and which leads to it.
public struct Alias: Sendable {
  /// The address from the site's root, with all characters as themselves: `/old/place/`.
  public let path: String
  /// Offsets of its bytes in the file.
  public let range: Range<Int>
}

extension Fields {
  private static let aliasesKey = "aliases"

  /// The old addresses of an entry.
  mutating func aliases(in schema: Schema) -> [Alias] {
    let known = Set(record(of: schema.addressedFields)[AddressedFields.aliases])
    guard case .sequence(let items)? = node(Self.aliasesKey)?.content else { return [] }
    return items.compactMap { node in
      // What has not even the form of an address was told.
      guard case .scalar(let written, _) = node.content, known.contains(written) else { return nil }
      if let path = aliasPath(written) { return Alias(path: path, range: node.range) }
      expected(
        "an address that can be a file's name everywhere", for: Self.aliasesKey, at: node,
        hints: [
          "no part of it is empty, begins or ends with a dot, or has one of the signs \(forbiddenInFileNames) in it"
        ])
      return nil
    }
  }
}

/// The signs that files of a memory stick can't have in their names (FAT, NTFS), or that mean something in addresses.
private let forbiddenInFileNames = #": * ? " < > | # % \"#

/// The address that was written as an alias, in the form in which pages stand there; nil if no file could be called like it.
private func aliasPath(_ written: String) -> String? {
  let path = pagePath(percentDecoded(written[...]))
  let forbidden = forbiddenInFileNames.unicodeScalars.filter { $0 != " " } + ["\u{FFFD}"]
  let isPrintable = path.unicodeScalars.allSatisfy {
    $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && !forbidden.contains($0)
  }
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
  let names = parts.last == "" ? parts.dropLast() : parts
  let areNames = names.allSatisfy { name in
    !name.isEmpty && name.utf8.count <= 255 && name.first != "." && name.last != "." && name.last != " "
  }
  return isPrintable && areNames ? path : nil
}

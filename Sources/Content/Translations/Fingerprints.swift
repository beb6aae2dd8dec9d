import Documents
import Platform

/// What tells a version of some words from another: eight digits, the same whatever their white space and the breaks of their lines.
public struct Fingerprint: Sendable, Hashable {
  /// Eight hexadecimal digits.
  public let digits: String

  /// What stands for a version that nobody knows.
  public static let unknown = Fingerprint(known: "00000000")

  private init(known digits: String) { self.digits = digits }

  /// The fingerprint of words as they are written in a file.
  public init(of bytes: some Sequence<UInt8>) {
    let words = Array(bytes).split { " \t\r\n".utf8.contains($0) }.joined(separator: [UInt8(ascii: " ")])
    digits = String(hexDigits(contentHash(Array(words))).prefix(8))
  }

  /// Takes digits that were written; nil if they are none.
  public init?(digits: String) {
    guard digits.utf8.count == 8, digits.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else { return nil }
    self.digits = digits
  }
}

/// Which versions of its original a translation renders: the fingerprint of each part, in the order of the original.
public struct Fingerprints: Sendable {
  /// The key under which they stand in front matter and in the entries of data files, and the column of tables.
  public static let key = "translation_of"

  /// The parts, each with its fingerprint.
  public let parts: [(name: String, fingerprint: Fingerprint)]
  /// Offsets of the bytes in which they are written.
  public let range: Range<Int>

  /// Reads the map of an entry, or the cell of a table: `title 9f3c52e1; made_by 0b7de4aa`; nil if it is neither.
  init?(_ node: DataNode) {
    range = node.range
    switch node.content {
    case .mapping(let entries):
      let written = entries.map { entry -> (String, String)? in
        guard case .scalar(let digits, _) = entry.value.content else { return nil }
        return (entry.key, digits)
      }
      guard let parts = Self.parts(written) else { return nil }
      self.parts = parts
    case .scalar(let cell, _):
      guard let parts = Self.parts(ofCell: cell) else { return nil }
      self.parts = parts
    case .sequence: return nil
    }
  }

  /// Reads parts that stand in one line: `title 9f3c52e1; made_by 0b7de4aa`; nil if they don't.
  public static func parts(ofCell cell: String) -> [(name: String, fingerprint: Fingerprint)]? {
    parts(
      cell.split(separator: ";").map { part in
        let words = part.split(separator: " ")
        return words.count == 2 ? (String(words[0]), String(words[1])) : nil
      })
  }

  private static func parts(_ written: [(String, String)?]) -> [(name: String, fingerprint: Fingerprint)]? {
    var parts: [(String, Fingerprint)] = []
    for part in written {
      guard let (name, digits) = part, let fingerprint = Fingerprint(digits: digits) else { return nil }
      parts.append((name, fingerprint))
    }
    return parts
  }

  /// Those of the blocks of a text.
  public var blocks: [(name: String, fingerprint: Fingerprint)] { parts.filter { isNameOfBlock($0.name) } }

  /// The fingerprint of a part, if there is one.
  public subscript(name: String) -> Fingerprint? { parts.first { $0.name == name }?.fingerprint }
}

/// Whether the name of a part is that of a block: `b3`, `p8.1`; no field is called so.
public func isNameOfBlock(_ name: String) -> Bool {
  guard let first = name.first, first == "b" || first == "p" else { return false }
  return name.count > 1 && name.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
}

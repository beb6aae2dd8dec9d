import EmbeddedFiles
public import Diagnostics
import Documents
import Platform

/// Which files of the built-in theme a site has copied to change them, and as they were then.
///
/// It stands in `templates/copied.yaml`, where `imrf theme copy` writes it: each name with the hash of the original.
public struct CopiedTheme: Sendable {
  /// The name of that file below `templates`.
  public static let fileName = "copied.yaml"

  private var originals: [String: String]

  /// What is wrong with the file, so that it doesn't tell which copies there are.
  public private(set) var faults: [Diagnostic] = []

  /// Reads the file; one that isn't there tells of no copies.
  public init(_ file: SourceFile?) {
    originals = [:]
    guard let file else { return }
    let (node, problems) = DataNode.parse(file)
    faults = problems
    guard case .mapping(let entries)? = node?.content else {
      // A file of comments alone is an empty text.
      if let node, !file.text(in: node.range).isEmpty { faults.append(.notCopies(file, node.range)) }
      return
    }
    for entry in entries {
      if case .scalar(let hash, _) = entry.value.content {
        originals[entry.key] = hash
      } else {
        faults.append(.notCopies(file, entry.keyRange))
      }
    }
  }

  /// Notes that a copy is of the file as the program brings it along now.
  public mutating func note(_ name: String) {
    originals[name] = EmbeddedFolder.theme.bytes(of: name).map(Self.fingerprint)
  }

  /// The bytes of the file.
  public var bytes: [UInt8] {
    let head = "# Copied from the built-in theme, and as it was then: `imrf check` tells what has changed since.\n"
    return Array((head + originals.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()).utf8)
  }

  /// Whether the original has changed since a file was copied, and the copy isn't the same as it is now.
  func isOlder(_ name: String, _ copy: SourceFile) -> Bool {
    guard let original = originals[name], let now = EmbeddedFolder.theme.bytes(of: name) else { return false }
    return original != Self.fingerprint(now) && copy.bytes != now
  }

  private static func fingerprint(_ bytes: [UInt8]) -> String { hexDigits(contentHash(bytes)) }
}

extension Diagnostic {
  fileprivate static func notCopies(_ file: SourceFile, _ range: Range<Int>) -> Diagnostic {
    Diagnostic(
      .error, "site/not-copies", "this isn't what `imrf theme copy` writes", at: .bytes(range, of: file),
      label: "expected the name of a file and the fingerprint of its original: `base.html: 1f3a9c02b4d5e6f7`",
      hints: ["remove the line, and note the copy again with `imrf theme copy --keep`"])
  }
}

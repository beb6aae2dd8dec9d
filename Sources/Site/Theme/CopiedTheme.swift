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

  /// Reads the file; one that isn't there, or says nothing that can be read, tells of no copies.
  public init(_ file: SourceFile?) {
    guard let file, case .mapping(let entries)? = DataNode.parse(file).0?.content else {
      originals = [:]
      return
    }
    let known = entries.compactMap { entry in
      if case .scalar(let hash, _) = entry.value.content { (entry.key, hash) } else { nil }
    }
    originals = Dictionary(known) { $1 }
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

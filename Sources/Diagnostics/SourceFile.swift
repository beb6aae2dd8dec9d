/// A file as it was read: the name that people know it by, and its bytes.
///
/// A class, because thousands of ranges point into one file; it never changes, so it may be shared between threads.
public final class SourceFile: Sendable {
  /// The path as a person would type it where the command runs, with `/` between folders.
  public let name: String

  /// The bytes as they stand on disk, not checked to be UTF-8.
  public let bytes: [UInt8]

  /// Makes a file of bytes already in memory.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Makes a file of a text in memory, as UTF-8.
  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text between two offsets of bytes; bytes that are not UTF-8 become U+FFFD, and a range beyond the file is cut at its end.
  public func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The offsets of the line in which some bytes stand, without its end; of all lines if they stand in several.
  public func lineRange(around range: Range<Int>) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
    return start..<(bytes[range.upperBound...].firstIndex(of: newline) ?? bytes.count)
  }
}

extension SourceFile: Hashable {
  /// Files are the same when they are the same object: two reads of one path are two files.
  public static func == (left: SourceFile, right: SourceFile) -> Bool { left === right }

  /// Hashes the identity of the object.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A run of bytes in a file.
public struct SourceRange: Sendable, Hashable {
  /// The file that the bytes are in.
  public let file: SourceFile

  /// Offsets of bytes, from 0; may be empty, and may lie at the end of the file.
  public let bytes: Range<Int>

  /// Points at bytes of a file; a range that reaches beyond the file is cut at its end.
  public init(_ file: SourceFile, _ bytes: Range<Int>) {
    self.file = file
    self.bytes = bytes.clamped(to: 0..<file.bytes.count)
  }

  /// The text that the range covers.
  public var text: String { file.text(in: bytes) }

  /// The line and column of the first byte; reads the file from its start, so it is for reports and errors only.
  public var start: SourcePosition {
    var table = LineTable(file)
    return table.location(of: bytes.lowerBound)
  }
}

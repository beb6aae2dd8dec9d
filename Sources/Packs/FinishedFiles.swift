import Platform
import Diagnostics
public import Site

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file as a program has left it, whole from its first byte to its last.
public struct FinishedFile: Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// How many pages it has; nil for a Word file or an e-book.
  public let pages: Int?
  /// How its pages were laid out; nil if it wasn't printed just now.
  public var layout: PackLayout?
}

/// The bytes of a file; nil if it can't be read, or is no regular one: a link, a device or a pipe was not made by our programs.
func regularFile(_ path: String) -> [UInt8]? {
  var status = stat()
  guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return (try? readFile(path))?.bytes
}

/// Whether bytes are a PDF that goes from its header to its end, and whose table of objects is where the end says (ISO 32000-1,
/// section 7.5).
func isWholePDF(_ bytes: [UInt8]) -> Bool {
  guard bytes.starts(with: "%PDF-".utf8) else { return false }
  let end = String(decoding: bytes.suffix(64), as: UTF8.self).split(whereSeparator: \.isNewline)
  guard end.last == "%%EOF", end.dropLast(2).last == "startxref", let offset = end.dropLast().last.flatMap({ Int($0) }),
    bytes.indices.contains(offset)
  else { return false }
  let table = String(decoding: bytes[offset...].prefix(32), as: UTF8.self)
  // A table, or a stream that holds one.
  return table.hasPrefix("xref") || table.wholeMatch(of: /\d+ \d+ obj[^a-z](?s:.*)/) != nil
}

/// Whether bytes are a ZIP archive that holds some file and all that its directory tells of (APPNOTE.TXT 6.3.10, section 4.3).
func isWholeArchive(_ bytes: [UInt8], holding name: String) -> Bool {
  // The record at the end has no comment: our programs write none.
  let end = bytes.count - 22
  guard end > 0, bytes[end...].starts(with: "PK\u{5}\u{6}".utf8) else { return false }
  let (count, start) = (number(bytes, at: end + 10, of: 2), number(bytes, at: end + 16, of: 4))
  guard start + number(bytes, at: end + 12, of: 4) == end else { return false }
  var (offset, isHeld) = (start, false)
  for _ in 0..<count {
    guard offset + 46 <= end, bytes[offset...].starts(with: "PK\u{1}\u{2}".utf8) else { return false }
    let file = number(bytes, at: offset + 42, of: 4)
    guard file < start, bytes[file...].starts(with: "PK\u{3}\u{4}".utf8) else { return false }
    let lengths = [28, 30, 32].map { number(bytes, at: offset + $0, of: 2) }
    isHeld = isHeld || bytes[(offset + 46)...].prefix(lengths[0]).elementsEqual(name.utf8)
    offset += 46 + lengths.reduce(0, +)
  }
  return isHeld && offset == end
}

/// Whether bytes are a PNG picture from its signature to its last chunk (ISO/IEC 15948, section 5).
func isWholePNG(_ bytes: [UInt8]) -> Bool {
  bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    && bytes.suffix(12).elementsEqual([0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
}

/// A number of some bytes, the least one first.
private func number(_ bytes: [UInt8], at offset: Int, of length: Int) -> Int {
  bytes[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
}

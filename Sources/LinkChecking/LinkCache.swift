import Platform
import Diagnostics
import Site

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The addresses that were found lately, so that no server is asked for the same one many times a day.
///
/// It is a file with a line for each, to which every answer is added at once: whatever ends a run, nothing that it
/// found out is lost. It may be deleted at any time.
public struct LinkCache: Sendable {
  private let folder: String
  private let lifetime: Int
  private var path: String { folder + "/found-addresses" }

  /// Keeps what was found in a folder, which is made if it is absent, for so many seconds.
  public init(folder: String, lifetime: Int = 86_400) {
    self.folder = folder
    self.lifetime = lifetime
  }

  /// The addresses that were found lately; lines that nobody here has written are passed over, and old ones removed.
  func load() -> [String: Verdict] {
    guard let file = try? readFile(path) else { return [:] }
    let lines = file.bytes.split(separator: UInt8(ascii: "\n"))
    let entries = lines.compactMap { entry(in: $0) }
    if entries.count < lines.count { replace(lines.filter { entry(in: $0) != nil }) }
    return Dictionary(entries, uniquingKeysWith: { _, last in last })
  }

  /// Adds an address that was found.
  func add(_ address: String, movedTo target: String?) throws(Diagnostic) {
    let fields = [String(time(nil)), address] + [target].compactMap { $0 }
    // A space would make one field two.
    if fields.contains(where: { $0.utf8.contains { $0 <= UInt8(ascii: " ") } }) { return }
    guard makeWorkFolder(folder) else { throw .cannotKeep(folder, reason: lastSystemError()) }
    try put(Array((fields.joined(separator: " ") + "\n").utf8), in: path, flags: O_APPEND)
  }

  /// The address of a line, if it is fresh: the second of its asking, the address, and where it has moved to.
  private func entry(in line: ArraySlice<UInt8>) -> (String, Verdict)? {
    let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard (2...3).contains(fields.count), let time = UInt32(fields[0]), isFresh(Int(time)) else { return nil }
    return (fields[1], .found(movedTo: fields.count > 2 ? fields[2] : nil))
  }

  /// A time to come is that of a clock which was wrong.
  private func isFresh(_ second: Int) -> Bool { (0..<lifetime).contains(time(nil) - second) }

  /// Puts other lines in the place of all; if that fails, they are only read again the next time.
  private func replace(_ lines: [ArraySlice<UInt8>]) {
    let new = path + ".\(getpid())"
    let bytes = Array(lines.map { $0 + [UInt8(ascii: "\n")] }.joined())
    guard (try? put(bytes, in: new, flags: O_TRUNC)) != nil, unsafe rename(new, path) == 0 else {
      _ = unsafe unlink(new)
      return
    }
  }

  private func put(_ bytes: [UInt8], in path: String, flags: Int32) throws(Diagnostic) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o644)
    guard descriptor >= 0 else { throw .cannotKeep(path, reason: lastSystemError()) }
    defer { close(descriptor) }
    let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if count != bytes.count { throw .cannotKeep(path, reason: lastSystemError()) }
  }
}

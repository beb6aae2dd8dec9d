import Platform
import Diagnostics
import Site

/// What a browser shows of a page.
struct PageVersion: Sendable {
  /// The page as a build would write it; nil if it can't be made and never could.
  var bytes: [UInt8]?
  /// The pictures on it that have no version in their addresses, with what tells their versions apart.
  var pictures: [String: UInt64] = [:]
  /// Why it can't be made as it is now.
  var errors: [Diagnostic] = []

  /// What tells this version of the page, with all that it shows, from others.
  var version: String {
    let pictures = pictures.sorted { $0.key < $1.key }.map { $0.key + hexDigits($0.value) }.joined()
    return hexDigits(contentHash((bytes ?? []) + pictures.utf8))
  }
}

/// What has become of the files of the theme that have versions in their addresses.
typealias Renaming = (old: String, new: String)

/// What a browser has to do to show a page as it is now.
struct ReloadInstruction: Sendable, Encodable, Equatable {
  /// The version that it will show then.
  var version: String
  /// Whether it has to load the page again.
  var reload = false
  /// Addresses of style sheets and pictures, and those to take instead.
  var files: [[String]] = []
  /// The report to lay over the page, as HTML; nil to take it away.
  var errors: String?

  /// Finds how one version of a page becomes another.
  init(from old: PageVersion?, to new: PageVersion, renamed: [Renaming], root: String, errors: String?) {
    version = new.version
    self.errors = errors
    guard let old, old.version != new.version else { return }
    guard let before = old.bytes, let after = new.bytes else {
      reload = true
      return
    }
    let swapped = renamed.filter { contains(before, $0.old) }
    let isSame = swapped.reduce(before) { replacing($1.old, by: $1.new, in: $0) } == after
    // A script can't be taken back.
    guard isSame, !swapped.contains(where: { $0.new.hasSuffix(".js") }) else {
      reload = true
      return
    }
    let pictures = new.pictures.filter { old.pictures[$0.key] != $0.value }.sorted { $0.key < $1.key }
    files = swapped.map { [root + $0.old.dropFirst(), root + $0.new.dropFirst()] }
    files += pictures.map { [root + $0.key.dropFirst(), "\(root)\($0.key.dropFirst())?\(hexDigits($0.value))"] }
  }
}

private func contains(_ bytes: [UInt8], _ address: String) -> Bool {
  bytes.firstRange(of: Array(address.utf8.dropFirst())) != nil
}

private func replacing(_ old: String, by new: String, in bytes: [UInt8]) -> [UInt8] {
  let (old, new) = (Array(old.utf8.dropFirst()), Array(new.utf8.dropFirst()))
  var out: [UInt8] = []
  var rest = bytes[...]
  while let range = rest.firstRange(of: old) {
    out += rest[..<range.lowerBound] + new
    rest = rest[range.upperBound...]
  }
  return out + rest
}

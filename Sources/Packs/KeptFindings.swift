import Diagnostics
import Platform
import Site

/// What one version of a program has found on pages, kept in a file under the hashes of their bytes.
///
/// A line of it has the hash of a page that was looked at, and behind that one thing that was found on it, or nothing.
actor KeptFindings {
  private let name: String
  private let folder: String
  private var lines: [UInt64: [Substring]] = [:]
  private var pages: [LookedAtPage] = []

  /// Reads what is kept under a name in a folder; what else is in it is of other versions.
  init(named name: String, in folder: String) {
    self.name = name
    self.folder = folder
    for line in String(decoding: keptFile(name, in: folder) ?? [], as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard let hash = UInt64(parts[0], radix: 16) else { continue }
      lines[hash, default: []] += parts.dropFirst()
    }
  }

  /// The hashes of pages that were looked at.
  var known: Set<UInt64> { Set(lines.keys) }

  /// Notes which pages somebody wants to know of.
  func note(_ pages: [LookedAtPage]) { self.pages = pages }

  /// Adds what was found on pages, and keeps it.
  func add(_ found: [Substring], of pages: [LookedAtPage]) throws(Diagnostic) {
    let hashes = Dictionary(pages.map { ($0.file, $0.hash) }) { $1 }
    for page in pages { lines[page.hash] = [] }
    for line in found {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2, let hash = hashes[String(parts[0])] { lines[hash]?.append(parts[1]) }
    }
    try save()
  }

  /// Forgets pages that nobody has wanted to know of: they are others now.
  func forgetOthers() {
    let wanted = Set(pages.map(\.hash))
    guard lines.keys.contains(where: { !wanted.contains($0) }) else { return }
    lines = lines.filter { wanted.contains($0.key) }
    // What isn't kept is found anew.
    try? save()
  }

  /// What was found on the pages that were noted.
  var findings: [PageFinding] {
    pages.flatMap { page in
      (lines[page.hash] ?? []).compactMap { line in
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let offset = Int(parts[1]) else { return nil }
        return PageFinding(page: page.file, rule: parts[0], offset: offset, words: parts[2], detail: parts[3])
      }
    }
  }

  private func save() throws(Diagnostic) {
    let text = lines.sorted { $0.key < $1.key }.map { hash, found in
      (found.isEmpty ? [""] : found).map { "\(hexDigits(hash))\t\($0)\n" }.joined()
    }.joined()
    removeTree(folder)
    try keep(Array(text.utf8), as: name, in: folder)
  }
}

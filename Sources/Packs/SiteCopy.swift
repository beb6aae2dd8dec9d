import Diagnostics
import Documents
import Platform
import Synchronization

/// A finished page as a program is to look at it.
struct LookedAtPage: Sendable {
  /// Its file below the folder of the site.
  let file: String
  /// The hash of its bytes.
  let hash: UInt64
}

/// Some pages in a folder that a program is to look at in one run.
struct PageLook: Sendable {
  let folder: String
  /// What tells it from others in the same folder.
  let number: Int
  let pages: [LookedAtPage]
}

/// A site in a folder for a program, with no more pages than it has to look at; written from all threads.
final class SiteCopy: Sendable {
  let folder: String
  private let marksTags: Bool
  private let state = Mutex<(pages: [LookedAtPage], failure: Diagnostic?)>(([], nil))

  /// Writes into a folder, with a mark in each tag that says where it stands, if that is wanted.
  init(in folder: String, marksTags: Bool) {
    self.folder = folder
    self.marksTags = marksTags
  }

  /// The pages by their names.
  var pages: [LookedAtPage] { state.withLock { $0.pages.sorted { $0.file < $1.file } } }
  /// Why a file could not be written.
  var failure: Diagnostic? { state.withLock { $0.failure } }

  /// Notes a page, and writes it if it has not been looked at.
  func add(_ file: String, _ bytes: [UInt8], isSeen: Bool) {
    state.withLock { $0.pages.append(LookedAtPage(file: file, hash: contentHash(bytes))) }
    if !isSeen { write(marksTags ? marked(bytes) : bytes, to: file) }
  }

  /// Writes a file.
  func write(_ bytes: [UInt8], to file: String) {
    do throws(Diagnostic) {
      let path = "\(folder)/\(file)"
      if let slash = path.lastIndex(of: "/") { try makeFolders(String(path[..<slash])) }
      try writeFile(bytes[...], to: path, named: path)
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// A page whose start tags say at which byte of it they begin.
  private func marked(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 3 / 2)
    var scanner = TagScanner(bytes)
    var end = 0
    while let tag = scanner.next() {
      out += bytes[end..<tag.name.upperBound]
      out += Array(" data-imrf-at=\"\(tag.start)\"".utf8)
      end = tag.name.upperBound
    }
    return out + bytes[end...]
  }
}

import Platform
public import Diagnostics
public import Site

/// Has the index in which visitors search made by Pagefind, and only if a text has changed.
///
/// The last index is kept in the folder `.imrf` of a project, which may be deleted at any time, under a name that tells of which texts it is.
public struct SearchIndexer: Sendable {
  private let python: Program
  private let cache: PackCache
  private let folder: String

  /// Looks for Python, which has the library that makes indexes; nil if it isn't there.
  public static func find(project: String) -> SearchIndexer? {
    Program.python(of: project).map {
      SearchIndexer(python: $0, cache: PackCache(project: project), folder: "\(project)/.imrf/search")
    }
  }

  /// Makes the index of texts; none if that can't be done, with the reason.
  public func index(_ texts: SearchTexts) async -> (files: [OutputFile], diagnostics: [Diagnostic]) {
    do throws(Diagnostic) {
      return (files(in: try await made(of: texts)), [])
    } catch {
      return ([], [error])
    }
  }

  /// The file of the index.
  private func made(of texts: SearchTexts) async throws(Diagnostic) -> [UInt8] {
    let key = "\(texts.key)-\(hexDigits(contentHash(PythonScripts.search)))"
    if let bytes = keptFile(key, in: folder) { return bytes }
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let (pages, target) = ("\(workspace.path)/pages", "\(workspace.path)/index")
    try texts.write(to: pages)
    let run = try await python.run(script: "search.py", [pages, target], in: workspace)
    guard run.end == .well, let bytes = regularFile(target) else { throw .noSearch(because: run) }
    removeTree(folder)
    try keep(bytes, as: key, in: folder)
    return bytes
  }

  /// The files in the file of an index: their lengths and names stand before them, behind these an empty line.
  private func files(in bytes: [UInt8]) -> [OutputFile] {
    guard let end = bytes.firstRange(of: Array("\n\n".utf8)) else { return [] }
    var offset = end.upperBound
    return bytes[..<end.lowerBound].split(separator: UInt8(ascii: "\n")).compactMap { line in
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard parts.count == 2, let size = Int(String(decoding: parts[0], as: UTF8.self)), offset + size <= bytes.count
      else { return nil }
      defer { offset += size }
      return OutputFile(path: String(decoding: parts[1], as: UTF8.self), bytes: Array(bytes[offset..<(offset + size)]))
    }
  }
}

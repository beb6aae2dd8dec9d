import Platform
public import Diagnostics
public import Site

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Has the index in which visitors search made by Pagefind, and only if a text has changed.
///
/// The last index is kept in the folder `.imrf` of a project, which may be deleted at any time. The name of its file tells of which
/// texts it is, and what is in it: one that was cut, or comes from elsewhere, is none of ours.
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
    let old = (try? entryNames(of: folder, named: folder)) ?? []
    for name in old where name.hasPrefix(key) {
      if let bytes = regularFile("\(folder)/\(name)"), name == self.name(of: bytes, key) { return bytes }
    }
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let (pages, target) = ("\(workspace.path)/pages", "\(workspace.path)/index")
    try texts.write(to: pages)
    let run = try await python.run(script: "search.py", [pages, target], in: workspace)
    guard run.end == .well, let bytes = regularFile(target) else { throw .noSearch(because: run) }
    try makeFolders(folder)
    for name in old { unsafe unlink("\(folder)/\(name)") }
    try writeFile(bytes[...], to: "\(folder)/\(name(of: bytes, key))", named: folder)
    return bytes
  }

  private func name(of bytes: [UInt8], _ key: String) -> String { "\(key)-\(hexDigits(contentHash(bytes)))" }

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

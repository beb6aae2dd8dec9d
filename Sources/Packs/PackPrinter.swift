import Content
public import Diagnostics
public import Site

/// Prints packs, several at once, and only those that have changed.
public struct PackPrinter: Sendable {
  private let weasyPrint: WeasyPrint
  private let cache: PackCache

  /// A pack on paper.
  public struct Print: Sendable {
    /// Which pack it is, and on which paper.
    public let print: PackPrint
    /// What it was printed as.
    public let pdf: FinishedPDF
  }

  /// Prints with a program, and keeps what it printed in the folder `.imrf` of a project.
  public init(_ weasyPrint: WeasyPrint, project: String) {
    self.weasyPrint = weasyPrint
    cache = PackCache(project: project)
  }

  /// Prints packs.
  ///
  /// - Parameters:
  ///   - prints: The packs, each with its paper.
  ///   - site: The site that they belong to.
  ///   - progress: Called with how many are done, from any thread.
  /// - Returns: Those that could be printed, the largest first, and what was wrong with the others.
  public func print(
    _ prints: [PackPrint], of site: Site, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void
  ) async -> (prints: [Print], diagnostics: [Diagnostic]) {
    // The largest one is begun first, so that in the end no core waits for it alone.
    let size = { (print: PackPrint) in site.library.packs[print.pack].objectives(in: site.library).count }
    let prints = prints.sorted { size($0) > size($1) }
    let results = await concurrently(prints, progress: progress) { print in await self.print(print, of: site) }
    let done = zip(prints, results).compactMap { print, result in result.pdf.map { Print(print: print, pdf: $0) } }
    return (done, results.flatMap(\.diagnostics))
  }

  private func print(_ print: PackPrint, of site: Site) async -> (pdf: FinishedPDF?, diagnostics: [Diagnostic]) {
    do throws(Diagnostic) {
      let document = try site.document(for: print)
      let key = key(of: document)
      if let pdf = cache.load(print, key: key) { return (pdf, []) }
      let workspace = try cache.makeWorkspace()
      defer { workspace.remove() }
      let (html, file) = (workspace.path + "/pack.html", workspace.path + "/pack.pdf")
      try document.write(to: html, in: workspace.path)
      let (run, pages) = try await weasyPrint.print(html, to: file, fonts: document.fonts, in: workspace)
      if run.end == .cancelled { return (nil, []) }
      let complaints = Complaints(about: document, named: print.fileName, in: workspace.path).diagnostics(for: run)
      guard complaints.isEmpty else { return (nil, complaints) }
      guard let bytes = regularFile(file), isWholePDF(bytes), let pages, pages > 0 else {
        throw .notWhole(print.fileName, by: "WeasyPrint")
      }
      let pdf = FinishedPDF(bytes: bytes, pages: pages)
      try cache.keep(pdf, in: file, print, key: key)
      return (pdf, [])
    } catch {
      return (nil, [error])
    }
  }

  /// All that a PDF depends on: the document and its files, the fonts that the style sheets name, the program.
  private func key(of document: PrintDocument) -> String {
    let fonts = document.fonts.map { Program.version(of: $0) ?? $0 }
    let parts = fonts + [weasyPrint.version]
    let bytes = document.files.reduce(into: document.html) { $0 += Array($1.path.utf8) + $1.bytes }
    return hexDigits(contentHash(bytes + parts.joined(separator: "\n").utf8))
  }
}

extension PrintDocument {
  /// The files of the system that its style sheets name.
  var fonts: [String] { files.flatMap(\.fonts) }

  /// Writes the page and its files where a program can read them.
  func write(to page: String, in folder: String) throws(Diagnostic) {
    try writeFile(html[...], to: page, named: page)
    for file in files {
      let path = "\(folder)/\(file.path)"
      if let slash = path.lastIndex(of: "/") { try makeFolders(String(path[..<slash])) }
      try writeFile(file.bytes[...], to: path, named: path)
    }
  }
}

extension PrintDocument.File {
  /// The fonts of the system that a style sheet names as `url(file:///…)`.
  fileprivate var fonts: [String] {
    guard path.hasSuffix(".css") else { return [] }
    let files = String(decoding: bytes, as: UTF8.self).split(separator: "file://").dropFirst().map {
      String($0.prefix { !")\"' ".contains($0) })
    }
    return files.filter { file in [".ttf", ".otf", ".ttc", ".woff", ".woff2"].contains { file.hasSuffix($0) } }
  }
}

/// Works on many things at once, as many as there are cores, since each is a process of its own.
private func concurrently<Thing: Sendable, Result: Sendable>(
  _ things: [Thing], progress: @Sendable (Int, Int) -> Void, _ work: @Sendable @escaping (Thing) async -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    var results: [Result?] = Array(repeating: nil, count: things.count)
    var next = 0
    func start() {
      guard next < things.count else { return }
      let (index, thing) = (next, things[next])
      group.addTask { (index, await work(thing)) }
      next += 1
    }
    for _ in 0..<coreCount { start() }
    var done = 0
    for await (index, result) in group {
      results[index] = result
      done += 1
      progress(done, things.count)
      start()
    }
    return results.compactMap { $0 }
  }
}

import Platform
public import Content
public import Diagnostics
public import Site

/// Makes the files of packs by programs of others, several at once, and only those that have changed.
public struct PackPrinter: Sendable {
  private let weasyPrint: WeasyPrint?
  private let booklet: Booklet?
  private let pandoc: Pandoc?
  private let cache: PackCache

  /// A file of a pack that was made.
  public struct Print: Sendable {
    /// Which file it is.
    public let wanted: PackFile
    /// What is in it.
    public let file: FinishedFile
  }

  /// What came of one file.
  private struct Outcome: Sendable {
    var file: FinishedFile?
    var diagnostics: [Diagnostic] = []
  }

  /// Looks for the programs, and keeps what they make in the folder `.imrf` of a project.
  public init(project: String) {
    weasyPrint = .find(project: project)
    booklet = .find(project: project)
    pandoc = .find(project: project)
    cache = PackCache(project: project)
  }

  /// What there are programs for.
  public var formats: Set<PackFormat> { Set(PackFormat.allCases.filter { missingProgram(for: $0) == nil }) }

  /// Why a format can't be made here; nil if it can.
  public func missingProgram(for format: PackFormat, severity: Diagnostic.Severity = .error) -> Diagnostic? {
    switch format {
    case .pdf: weasyPrint == nil ? .noWeasyPrint(severity) : nil
    case .booklet where booklet == nil: .noProgram("Python", for: "booklets", variable: "IMRF_PYTHON", severity)
    case .booklet: missingProgram(for: .pdf, severity: severity)
    case .docx where pandoc?.makesWordFiles == false:
      .noProgram("Python", for: "Word files", variable: "IMRF_PYTHON", severity)
    case .docx, .epub:
      pandoc == nil ? .noProgram("pandoc", for: "Word files and e-books", variable: "IMRF_PANDOC", severity) : nil
    }
  }

  /// Makes files of packs.
  ///
  /// - Parameters:
  ///   - wanted: The files.
  ///   - site: The site that they belong to.
  ///   - progress: Called with how many are done, from any thread.
  /// - Returns: Those that could be made, and what was wrong with the others.
  public func print(
    _ wanted: [PackFile], of site: Site, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void
  ) async -> (prints: [Print], diagnostics: [Diagnostic]) {
    cache.clearRemains()
    // The largest one is begun first, so that in the end no core waits for it alone; booklets are folded of what was printed.
    let size = { (file: PackFile) in Pack.objectives(of: site.library[file.pack], in: site.library).count }
    let (booklets, others) = (wanted.filter { $0.format == .booklet }, wanted.filter { $0.format != .booklet })
    let rounds = [others.sorted { size($0) > size($1) }, booklets]
    var (prints, diagnostics): ([Print], [Diagnostic]) = ([], [])
    var before = 0
    for files in rounds {
      let done = before
      let outcomes = await concurrently(files) {
        progress(done + $0, wanted.count)
      } work: {
        await make($0, of: site)
      }
      prints += zip(files, outcomes).compactMap { wanted, made in made.file.map { Print(wanted: wanted, file: $0) } }
      diagnostics += outcomes.flatMap(\.diagnostics)
      before += files.count
    }
    return (prints, diagnostics)
  }

  private func make(_ wanted: PackFile, of site: Site) async -> Outcome {
    if let missing = missingProgram(for: wanted.format) { return Outcome(diagnostics: [missing]) }
    do throws(Diagnostic) {
      switch wanted.format {
      case .pdf: return try await printed(wanted, of: site)
      case .booklet: return try await folded(wanted, of: site)
      case .docx, .epub: return try await converted(wanted, of: site)
      }
    } catch {
      return Outcome(diagnostics: [error])
    }
  }

  private func printed(_ wanted: PackFile, of site: Site) async throws(Diagnostic) -> Outcome {
    guard let weasyPrint else { return Outcome() }
    let document = try site.document(for: wanted)
    // All that a PDF depends on: the document and its files, the fonts that the style sheets name, the program.
    let fonts = document.fonts.map { Program.version(of: $0) ?? $0 }
    return try await kept(wanted, key: document.key(with: fonts + [weasyPrint.version])) {
      workspace throws(Diagnostic) in
      let (html, target) = (workspace.path + "/pack.html", workspace.path + "/pack.pdf")
      try document.write(to: html, in: workspace.path)
      if let facing = document.facing {
        let page = workspace.path + "/facing.html"
        try writeFile(facing[...], to: page, named: page)
      }
      let (run, pages) = try await weasyPrint.print(html, to: target, fonts: document.fonts, in: workspace)
      if run.end == .cancelled { return (Outcome(), target) }
      let complaints = ProgramMessages(about: document, named: wanted.fileName, in: workspace.path).diagnostics(
        for: run)
      guard complaints.isEmpty else { return (Outcome(diagnostics: complaints), target) }
      guard let bytes = regularFile(target), isWholePDF(bytes), let pages, pages > 0 else {
        throw .notWhole(wanted.fileName, by: "WeasyPrint")
      }
      let layout = regularFile(target + ".json").map { PackLayout(html: document.html, places: $0) }
      return (Outcome(file: FinishedFile(bytes: bytes, pages: pages, layout: layout)), target)
    }
  }

  /// Draws the pages of a pack that a change of a sentence bears on, as they will come out of the printer.
  ///
  /// - Parameters:
  ///   - wanted: The pack's PDF.
  ///   - site: The site that it belongs to.
  ///   - layout: How it was laid out when it was printed last.
  /// - Returns: The pictures by the numbers of their pages; none if more has changed, or if later pages move.
  /// - Throws: Why the document can't be made, or nothing be kept.
  public func changedSheets(
    of wanted: PackFile, in site: Site, since layout: PackLayout
  ) async throws(Diagnostic) -> [Int: [UInt8]] {
    guard let weasyPrint else { return [:] }
    let document = try site.document(for: wanted)
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    try document.write(to: workspace.path + "/pack.html", in: workspace.path)
    return try await weasyPrint.draw(changesSince: layout, fonts: document.fonts, in: workspace)
  }

  private func folded(_ wanted: PackFile, of site: Site) async throws(Diagnostic) -> Outcome {
    let pages = try await printed(wanted.pages(of: site), of: site)
    guard let booklet, let pdf = pages.file else { return pages }
    let key = hexDigits(contentHash(pdf.bytes + booklet.version.utf8))
    return try await kept(wanted, key: key) { workspace throws(Diagnostic) in
      let target = workspace.path + "/sheets.pdf"
      let file = try await booklet.make(target, of: pdf, for: wanted, in: workspace)
      return (Outcome(file: file), target)
    }
  }

  private func converted(_ wanted: PackFile, of site: Site) async throws(Diagnostic) -> Outcome {
    guard let pandoc else { return Outcome() }
    let document = try site.document(for: wanted)
    // Drawings look and fail as they do in print.
    let sheets = !document.pictures.isEmpty ? try site.document(for: wanted.pages(of: site)).styleSheets : []
    let fonts = sheets.flatMap(\.fonts).map { Program.version(of: $0) ?? $0 }
    let key = document.key(with: [sheets.key(with: fonts), pandoc.version(for: site)])
    return try await kept(wanted, key: key) { workspace throws(Diagnostic) in
      let target = workspace.path + "/" + wanted.fileName
      let complaints = try await pandoc.draw(document, with: sheets, for: wanted, in: workspace)
      guard complaints.isEmpty else { return (Outcome(diagnostics: complaints), target) }
      let file = try await pandoc.make(target, of: document, for: wanted, from: site, in: workspace)
      return (Outcome(file: file), target)
    }
  }

  /// What is kept under a key, or what is made now and kept.
  private func kept(
    _ wanted: PackFile, key: String, _ make: (Workspace) async throws(Diagnostic) -> (Outcome, path: String)
  ) async throws(Diagnostic) -> Outcome {
    if let file = cache.load(wanted, key: key) { return Outcome(file: file) }
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let (outcome, path) = try await make(workspace)
    if let file = outcome.file { try cache.keep(file, at: path, wanted, key: key) }
    return outcome
  }
}

extension PrintDocument {
  /// The files of the system that its style sheets name.
  var fonts: [String] { files.flatMap(\.fonts) }

  /// What tells it from other documents, and what it is made with from other programs.
  func key(with programs: [String]) -> String { files.key(after: html + (facing ?? []), with: programs) }

  /// Writes the page and its files where a program can read them.
  func write(to page: String, in folder: String) throws(Diagnostic) {
    try writeFile(html[...], to: page, named: page)
    try files.write(in: folder)
  }
}

extension [PrintDocument.File] {
  /// What tells them, and what stands before them, from others.
  func key(after bytes: [UInt8] = [], with programs: [String]) -> String {
    let bytes = reduce(into: bytes) { $0 += [UInt8]($1.path.utf8) + $1.bytes }
    return hexDigits(contentHash(bytes + programs.joined(separator: "\n").utf8))
  }

  /// Writes them where a program can read them.
  func write(in folder: String) throws(Diagnostic) {
    for file in self {
      let path = "\(folder)/\(file.path)"
      if let slash = path.lastIndex(of: "/") { try makeFolders(String(path[..<slash])) }
      try writeFile(file.bytes[...], to: path, named: path)
    }
  }
}

extension PrintDocument.File {
  var isStyleSheet: Bool { path.hasSuffix(".css") }

  /// The fonts of the system that a style sheet names as `url(file:///…)`.
  var fonts: [String] {
    guard isStyleSheet else { return [] }
    let files = String(decoding: bytes, as: UTF8.self).split(separator: "file://").dropFirst().map {
      String($0.prefix { !")\"' #".contains($0) })
    }
    return files.filter { file in [".ttf", ".otf", ".ttc", ".woff", ".woff2"].contains { file.hasSuffix($0) } }
  }
}

/// Works on many things at once, as many as there are cores, since each is a process of its own.
func concurrently<Thing: Sendable, Result: Sendable>(
  _ things: [Thing], progress: @Sendable (Int) -> Void, work: @Sendable @escaping (Thing) async -> Result
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
      progress(done)
      start()
    }
    return results.compactMap { $0 }
  }
}

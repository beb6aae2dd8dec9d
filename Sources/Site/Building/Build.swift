import Platform
public import Diagnostics
import Synchronization
import Templating

/// What came of a build.
public struct BuildOutcome: Sendable {
  /// Whether the output folder holds the new site now.
  public let isPublished: Bool
  /// Of how many packs the output folder holds a file, of this build or an earlier one.
  public let packs: Int
  /// What was wrong.
  public let diagnostics: [Diagnostic]
}

extension Site {
  /// Renders the whole site into a folder, which then holds all of it, or what it held before.
  ///
  /// Pages that offer packs are made once more when these are there, since they tell of their size. A pack that can't be
  /// printed keeps nothing else from being published: its PDF stays as it was; if there is none, no page links to it.
  ///
  /// - Parameters:
  ///   - folder: The output folder; made if it is absent.
  ///   - source: The folder that holds content and templates, which must not lie in the output or the other way round.
  ///   - rules: Rules for a web server that are to lie in the folder too.
  ///   - progress: Called now and then, from any thread, with how many of the pages are done.
  ///   - printing: Prints the packs while the pages are made, and tells why some can't be printed.
  ///   - indexing: Makes the index of the texts of all pages when these are there, and tells why it can't be made; nil if the
  ///     site is to have none.
  /// - Returns: Whether the site was published, and what was wrong.
  public func build(
    to folder: String, source: String, rules: ServerRules? = nil,
    progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in },
    printing: @Sendable @escaping () async -> (files: [OutputFile], diagnostics: [Diagnostic]) = { ([], []) },
    indexing: (@Sendable (SearchTexts) async -> (files: [OutputFile], diagnostics: [Diagnostic]))? = nil
  ) async -> BuildOutcome {
    do throws(Diagnostic) {
      let staging = try StagingFolder(
        for: folder, sources: Site.folders.map { source + "/" + $0 },
        includesDrafts: options.includesDrafts, rules: rules?.file)
      if let rules { try staging.write(ArraySlice(self.rules(for: rules).utf8), to: rules.file) }
      let texts = indexing == nil ? nil : SearchTextCollector()
      var (isWhole, packs, diagnostics) = await fill(staging, noting: texts, progress: progress, printing: printing)
      if isWhole, !Task.isCancelled, let indexing, let texts {
        diagnostics += try await index(texts.texts(in: staging.path), into: staging, indexing)
      }
      guard isWhole, !Task.isCancelled else {
        staging.discard()
        return BuildOutcome(isPublished: false, packs: 0, diagnostics: diagnostics)
      }
      let start = ContinuousClock.now
      try staging.publish()
      options.profile?.note(stage: "publishing", since: start)
      return BuildOutcome(isPublished: true, packs: packs, diagnostics: diagnostics)
    } catch {
      return BuildOutcome(isPublished: false, packs: 0, diagnostics: [error])
    }
  }

  /// Has an index made of the texts of the pages, and writes it into the folder; tells what can't be searched.
  private func index(
    _ texts: SearchTexts, into staging: StagingFolder,
    _ indexing: @Sendable (SearchTexts) async -> (files: [OutputFile], diagnostics: [Diagnostic])
  ) async throws(Diagnostic) -> [Diagnostic] {
    if texts.isEmpty { return [] }
    let start = ContinuousClock.now
    let (files, diagnostics) = await indexing(texts)
    for file in files { try staging.write(file.bytes[...], to: "\(SearchTexts.folder)/\(file.path)") }
    options.profile?.note(stage: "search", since: start)
    return diagnostics
  }

  /// Writes the site into a folder, and tells whether all of it is there, and files of how many packs.
  private func fill(
    _ staging: StagingFolder, noting texts: SearchTextCollector?,
    progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void,
    printing: @Sendable @escaping () async -> (files: [OutputFile], diagnostics: [Diagnostic])
  ) async -> (isWhole: Bool, packs: Int, diagnostics: [Diagnostic]) {
    let writer = PageWriter(staging, total: routes.count, progress: progress)
    let unfinished = Mutex<[Route]>([])
    async let printed = printing()
    // Of a site that lacks something, rules may be broken that nobody broke.
    var faults = self.faults.isEmpty ? checkContent() : []
    var start = ContinuousClock.now
    faults += await renderAll(routes) { page, output in
      writer.writePage(output.bytes, to: page.asked.file)
      texts?.note(output.bytes, of: page.asked)
      if page.dependsOnPacks { unfinished.withLock { $0.append(page.asked) } }
    }
    options.profile?.note(stage: "pages", since: start)
    start = .now
    // If the pages are no good, printing is given up: what isn't waited for is cancelled.
    if isRefused(faults) || writer.failure != nil { return (false, 0, faults + [writer.failure].compactMap { $0 }) }
    let (files, complaints) = await printed
    options.profile?.note(stage: "packs", since: start)
    start = .now
    for file in files { writer.write(file.bytes[...], to: file.path) }
    let (made, notes) = known(of: files, in: staging)
    faults += await with(made).renderAll(unfinished.withLock(\.self)) { page, output in
      writer.write(output.bytes, to: page.asked.file)
      texts?.note(output.bytes, of: page.asked)
    }
    options.profile?.note(stage: "pages that offer packs", since: start)
    let isWhole = !isRefused(faults) && writer.failure == nil
    let packs = Set(packFiles.filter { made[$0.path] != nil }.map(\.pack))
    return (isWhole, packs.count, faults + complaints + notes + [writer.failure].compactMap { $0 })
  }

  /// Whether nothing is published for some faults of pages; a build for review says on the pages what is wrong with them.
  private func isRefused(_ faults: [Diagnostic]) -> Bool { !options.hasNotices && faults.hasErrors }

  /// What is known of the files of packs: of those that were made, and of those of an earlier build that take the place of others.
  private func known(of files: [OutputFile], in staging: StagingFolder) -> ([String: FileFacts], [Diagnostic]) {
    var made = Dictionary(files.map { ("/" + $0.path, FileFacts(size: $0.bytes.count, pages: $0.pages)) }) { $1 }
    var notes: [Diagnostic] = []
    for file in packFiles where made[file.path] == nil {
      let name = String(file.path.dropFirst())
      let oldSize = staging.keepOld(name)
      made[file.path] = oldSize.map { FileFacts(size: $0, pages: nil) }
      notes.append(.notPrinted(name, isOldThere: oldSize != nil))
    }
    return (made, notes)
  }

  /// What goes wrong when the pages are made, each of them; if nobody wants to know any more, the task may be cancelled.
  public func faults() async -> [Diagnostic] { pagePictures.diagnostics + (await renderAll(routes) { _, _ in }) }

  /// Renders routes on all cores and hands each on; what went wrong is collected, and keeps no page from its turn.
  func renderAll(
    _ routes: [Route], _ receive: @Sendable @escaping (PageContext, borrowing Output) -> Void
  ) async -> [Diagnostic] {
    await parallelRuns(of: routes.count) { run in
      var output = Output()
      var diagnostics: [Diagnostic] = []
      for route in routes[run] where !Task.isCancelled {
        let page = PageContext(site: self, route: route)
        do throws(Diagnostic) {
          output.removeAll()
          let start = ContinuousClock.now
          try self.render(page, into: &output)
          self.options.profile?.note(page, bytes: output.count, since: start)
          receive(page, output)
        } catch {
          diagnostics.append(error)
          if self.options.hasNotices, route.isPage {
            output.append(bytes: self.substitute(for: page, because: error))
            receive(page, output)
          }
        }
      }
      return diagnostics
    }.flatMap { $0 }
  }
}

/// A file of the output folder that is no page.
public struct OutputFile: Sendable {
  /// The path in the output folder.
  public let path: String
  /// The bytes.
  public let bytes: [UInt8]
  /// How many pages it has; nil for what has none.
  public let pages: Int?

  /// Makes a file.
  public init(path: String, bytes: [UInt8], pages: Int? = nil) {
    self.path = path
    self.bytes = bytes
    self.pages = pages
  }
}

/// Writes pages from all threads, until one can't be written: a full disk is one fault, not one for each page.
private final class PageWriter: Sendable {
  private let staging: StagingFolder
  private let total: Int
  private let progress: @Sendable (_ done: Int, _ total: Int) -> Void
  private let done = Atomic(0)
  private let firstFailure = Mutex<Diagnostic?>(nil)

  init(_ staging: StagingFolder, total: Int, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void) {
    self.staging = staging
    self.total = total
    self.progress = progress
  }

  /// Why a page could not be written.
  var failure: Diagnostic? { firstFailure.withLock { $0 } }

  /// Writes a page for the first time, and counts it.
  func writePage(_ bytes: ArraySlice<UInt8>, to file: String) {
    write(bytes, to: file)
    let count = done.add(1, ordering: .relaxed).newValue
    if count.isMultiple(of: 100) { progress(count, total) }
  }

  func write(_ bytes: ArraySlice<UInt8>, to file: String) {
    guard failure == nil else { return }
    do throws(Diagnostic) {
      try staging.write(bytes, to: file)
    } catch {
      firstFailure.withLock { $0 = $0 ?? error }
    }
  }
}

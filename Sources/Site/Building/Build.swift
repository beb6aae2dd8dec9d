import Content
public import Diagnostics
import Synchronization
import Templating

/// What came of a build.
public struct BuildOutcome: Sendable {
  /// Whether the output folder holds the new site now.
  public let isPublished: Bool
  /// What was wrong.
  public let diagnostics: [Diagnostic]
}

extension Site {
  /// Renders the whole site into a folder, which then holds all of it, or what it held before.
  ///
  /// A pack that can't be printed keeps nothing else from being published: its PDF stays as it was. If there is none, the
  /// pages are made again, without links to it.
  ///
  /// - Parameters:
  ///   - folder: The output folder; made if it is absent.
  ///   - source: The folder that holds content and templates, which must not lie in the output or the other way round.
  ///   - progress: Called now and then, from any thread, with how many of the pages are done.
  ///   - printing: Prints the packs while the pages are made, and tells why some can't be printed.
  /// - Returns: Whether the site was published, and what was wrong.
  public func build(
    to folder: String, source: String, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in },
    printing: @Sendable @escaping () async -> (files: [OutputFile], diagnostics: [Diagnostic]) = { ([], []) }
  ) async -> BuildOutcome {
    do throws(Diagnostic) {
      let staging = try StagingFolder(for: folder, sources: ["content", "templates"].map { source + "/" + $0 })
      let (isWhole, diagnostics) = await fill(staging, progress: progress, printing: printing)
      guard isWhole, !Task.isCancelled else {
        staging.discard()
        return BuildOutcome(isPublished: false, diagnostics: diagnostics)
      }
      try staging.publish()
      return BuildOutcome(isPublished: true, diagnostics: diagnostics)
    } catch {
      return BuildOutcome(isPublished: false, diagnostics: [error])
    }
  }

  /// Writes the site into a folder, and tells whether all of it is there.
  private func fill(
    _ staging: StagingFolder, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void,
    printing: @Sendable @escaping () async -> (files: [OutputFile], diagnostics: [Diagnostic])
  ) async -> (isWhole: Bool, diagnostics: [Diagnostic]) {
    let writer = PageWriter(staging, total: routes.count, progress: progress)
    async let printed = printing()
    var faults = checkContent() + (await renderAll { writer.write($1.bytes, to: $0.file) })
    // If the pages are no good, printing is given up: what isn't waited for is cancelled.
    if faults.hasErrors || writer.failure != nil { return (false, faults + [writer.failure].compactMap { $0 }) }
    let (files, complaints) = await printed
    for file in files { writer.write(file.bytes[...], to: file.path) }
    let missing = Set(prints.map(\.path)).subtracting(files.map { "/" + $0.path })
    let lost = missing.filter { !staging.keepOld(String($0.dropFirst())) }
    if !lost.isEmpty { faults += await without(lost).renderAll { writer.write($1.bytes, to: $0.file) } }
    let isWhole = !faults.hasErrors && writer.failure == nil
    let notes = missing.sorted().map { Diagnostic.notPrinted(String($0.dropFirst()), isOldThere: !lost.contains($0)) }
    return (isWhole, faults + complaints + notes + [writer.failure].compactMap { $0 })
  }

  /// What goes wrong when the pages are made, each of them; if nobody wants to know any more, the task may be cancelled.
  public func faults() async -> [Diagnostic] { await renderAll { _, _ in } }

  /// Renders every route on all cores and hands each on; what went wrong is collected, and keeps no page from its turn.
  func renderAll(
    _ receive: @Sendable @escaping (Route, borrowing Output) -> Void
  ) async -> [Diagnostic] {
    await parallelRuns(of: routes.count) { run in
      var output = Output()
      var diagnostics: [Diagnostic] = []
      for route in self.routes[run] where !Task.isCancelled {
        do throws(Diagnostic) {
          output.removeAll()
          try self.render(route, into: &output)
          receive(route, output)
        } catch {
          diagnostics.append(error)
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

  /// Makes a file.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
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

  func write(_ bytes: ArraySlice<UInt8>, to file: String) {
    guard failure == nil else { return }
    do throws(Diagnostic) {
      try staging.write(bytes, to: file)
    } catch {
      firstFailure.withLock { $0 = $0 ?? error }
    }
    let count = done.add(1, ordering: .relaxed).newValue
    if count.isMultiple(of: 100) { progress(count, total) }
  }
}

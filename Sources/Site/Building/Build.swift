import Content
public import Diagnostics
import Synchronization
import Templating

extension Site {
  /// Renders the whole site into a folder, which then holds all of it, or what it held before.
  ///
  /// - Parameters:
  ///   - folder: The output folder; made if it is absent.
  ///   - source: The folder that holds content and templates, which must not lie in the output or the other way round.
  ///   - progress: Called now and then, from any thread, with how many of the pages are done.
  ///   - others: Makes the files that are no pages, such as packs in print, while the pages are made.
  /// - Returns: What was wrong; if there is an error among it, the folder is as it was.
  public func build(
    to folder: String, source: String, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in },
    others: @Sendable @escaping () async -> (files: [OutputFile], diagnostics: [Diagnostic]) = { ([], []) }
  ) async -> [Diagnostic] {
    do throws(Diagnostic) {
      let staging = try StagingFolder(for: folder, sources: ["content", "templates"].map { source + "/" + $0 })
      let writer = PageWriter(staging, total: routes.count, progress: progress)
      async let made = others()
      var diagnostics = checkContent() + (await renderAll { writer.write($1.bytes, to: $0.file) })
      // If the pages are no good, the others are given up: what isn't waited for is cancelled.
      if !diagnostics.hasErrors {
        let (files, problems) = await made
        diagnostics += problems
        for file in files { writer.write(file.bytes[...], to: file.path) }
      }
      if let failure = writer.failure { diagnostics.append(failure) }
      guard !diagnostics.hasErrors else {
        staging.discard()
        return diagnostics
      }
      try staging.publish()
      return diagnostics
    } catch {
      return [error]
    }
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

import Content
public import Diagnostics
import Templating

extension Site {
  /// Renders every page and throws the result away: the faults that only show when a page is made.
  public func check() async -> [Diagnostic] {
    await renderAll { _, _ in }
  }

  /// Renders the whole site into a folder, which then holds all of it, or what it held before.
  ///
  /// - Parameters:
  ///   - folder: The output folder; made if it is absent.
  ///   - source: The folder that holds content and templates, which must not lie in the output or the other way round.
  ///   - progress: Called now and then, from any thread, with how many of the pages are done.
  /// - Returns: What was wrong; if there is an error among it, the folder is as it was.
  public func build(
    to folder: String, source: String, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async -> [Diagnostic] {
    do {
      let staging = try StagingFolder(for: folder, sources: ["content", "templates"].map { source + "/" + $0 })
      let counter = Counter(total: routes.count, report: progress)
      let diagnostics = await renderAll { route, output throws(Diagnostic) in
        try staging.write(output.bytes, to: route.file)
        counter.advance()
      }
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

  /// Renders every route on all cores and hands each on; what went wrong is collected, and keeps no page from its turn.
  private func renderAll(
    _ receive: @Sendable @escaping (Route, borrowing Output) throws(Diagnostic) -> Void
  ) async -> [Diagnostic] {
    let runs = evenRuns(of: routes.count, atMost: coreCount * 16)
    return await parallelMap(runs) { run in
      var output = Output()
      var diagnostics: [Diagnostic] = []
      for route in self.routes[run] {
        do throws(Diagnostic) {
          output.removeAll()
          try self.render(route, into: &output)
          try receive(route, output)
        } catch {
          diagnostics.append(error)
        }
      }
      return diagnostics
    }.flatMap { $0 }
  }
}

import Diagnostics
import Site

/// Prints packs when they are asked for, each once however many ask.
actor PrintingRoom {
  /// What came of printing a pack.
  struct Print: Sendable {
    var pdf: [UInt8]?
    var diagnostics: [Diagnostic] = []
  }

  private let print: Preview.Printing?
  private var underWay: [Job: Task<Print, Never>] = [:]

  /// A pack of one state of the site.
  private struct Job: Hashable {
    let path: String
    let site: ObjectIdentifier
  }

  init(_ print: Preview.Printing?) { self.print = print }

  /// Begins to print a pack, or joins those who wait for it.
  func begin(_ wanted: PackPrint, of site: Site) -> Task<Print, Never> {
    let job = Job(path: wanted.path, site: ObjectIdentifier(site))
    if let task = underWay[job] { return task }
    let task = Task { [print] in
      guard let print else { return Print() }
      let (pdf, diagnostics) = await print(wanted, site)
      end(job)
      return Print(pdf: pdf, diagnostics: diagnostics)
    }
    underWay[job] = task
    return task
  }

  /// Gives up whatever is being printed.
  func close() async {
    let tasks = Array(underWay.values)
    for task in tasks { task.cancel() }
    for task in tasks { _ = await task.value }
  }

  private func end(_ job: Job) { underWay[job] = nil }
}

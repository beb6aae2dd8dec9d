public import Diagnostics
public import Site

/// What packs are printed with.
public struct Press: Sendable {
  let print: @Sendable (PackPrint, Site) async -> (pdf: [UInt8]?, diagnostics: [Diagnostic])
  let draw: @Sendable (_ pdf: [UInt8]) async -> (sheets: [[UInt8]], diagnostics: [Diagnostic])

  /// Takes what prints a pack, and what makes a PNG of each page of a PDF; both say why if they can't.
  public init(
    print: @Sendable @escaping (PackPrint, Site) async -> (pdf: [UInt8]?, diagnostics: [Diagnostic]),
    draw: @Sendable @escaping (_ pdf: [UInt8]) async -> (sheets: [[UInt8]], diagnostics: [Diagnostic])
  ) {
    self.print = print
    self.draw = draw
  }
}

/// Prints packs when they are asked for, each once however many ask.
actor PrintingRoom {
  /// What came of printing a pack.
  struct Print: Sendable {
    var pdf: [UInt8]?
    /// Its pages as pictures, if they were asked for.
    var sheets: [[UInt8]] = []
    var diagnostics: [Diagnostic] = []
  }

  /// What a pack is wanted as.
  enum Form { case file, sheets }

  private let press: Press?
  private var underWay: [Job: Task<Print, Never>] = [:]
  /// The jobs of the last site that have failed: they would fail again.
  private var failed: [Job: Print] = [:]
  /// The packs that were drawn last, newest first.
  private var drawn: [(path: String, hash: UInt64, print: Print)] = []

  /// Nobody looks at more packs than this at a time, and the pictures of one take some megabytes.
  private static let limit = 2

  /// A pack of one version of the site.
  private struct Job: Hashable {
    let path: String
    let site: Int
    let form: Form
  }

  init(_ press: Press?) { self.press = press }

  /// Begins to print a pack of a site, which is known by its number, or joins those who wait for it.
  func begin(_ wanted: PackPrint, as form: Form, of site: Site, number: Int) -> Task<Print, Never> {
    let job = Job(path: wanted.path, site: number, form: form)
    if let task = underWay[job] { return task }
    failed = failed.filter { $0.key.site == number }
    if let print = failed[job] { return Task { print } }
    let task = Task {
      var print = await pdf(wanted, of: site)
      if form == .sheets { print = await sheets(of: print, at: wanted.path) }
      if !print.diagnostics.isEmpty { failed[job] = print }
      underWay[job] = nil
      return print
    }
    underWay[job] = task
    return task
  }

  /// One sheet of a pack that has been drawn, from 1.
  func sheet(_ number: Int, at path: String) -> [UInt8]? {
    let sheets = drawn.first { $0.path == path }?.print.sheets ?? []
    return sheets.indices.contains(number - 1) ? sheets[number - 1] : nil
  }

  /// Gives up whatever is being printed, and waits a moment for the programs to end.
  func close() async {
    let tasks = Array(underWay.values)
    for task in tasks { task.cancel() }
    let end = Task { for task in tasks { _ = await task.value } }
    _ = await isDone(end, within: .milliseconds(300))
  }

  private func pdf(_ wanted: PackPrint, of site: Site) async -> Print {
    guard let press else { return Print() }
    let (pdf, diagnostics) = await press.print(wanted, site)
    return Print(pdf: pdf, diagnostics: diagnostics)
  }

  private func sheets(of print: Print, at path: String) async -> Print {
    guard let press, let pdf = print.pdf else { return print }
    let hash = contentHash(pdf)
    if let known = drawn.first(where: { $0.path == path && $0.hash == hash }) { return known.print }
    var print = print
    let (sheets, diagnostics) = await press.draw(pdf)
    print.sheets = sheets
    print.diagnostics += diagnostics
    if !sheets.isEmpty { drawn = [(path, hash, print)] + drawn.filter { $0.path != path }.prefix(Self.limit - 1) }
    return print
  }
}

/// Whether a task is done before some time is over; it goes on in any case.
func isDone<Result: Sendable>(_ task: Task<Result, Never>, within time: Duration) async -> Bool {
  let (ends, end) = AsyncStream.makeStream(of: Bool.self)
  Task {
    _ = await task.value
    end.yield(true)
  }
  let clock = Task {
    try? await Task.sleep(for: time)
    end.yield(false)
  }
  defer { clock.cancel() }
  for await isDone in ends { return isDone }
  return false
}

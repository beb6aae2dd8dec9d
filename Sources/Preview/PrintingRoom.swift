import Platform
public import Content
public import Diagnostics
public import Site

/// What packs are made with.
public struct Press: Sendable {
  /// What it can make.
  let formats: Set<PackFormat>
  let print: @Sendable (PackFile, Site) async -> Printed
  let draw: @Sendable (_ pdf: [UInt8]) async -> (sheets: [[UInt8]], diagnostics: [Diagnostic])
  let redraw: @Sendable (PackFile, Site, _ since: PackLayout) async -> [Int: [UInt8]]
  let check: @Sendable (Site) async -> [Diagnostic]

  /// What came of printing a file.
  public typealias Printed = (bytes: [UInt8]?, layout: PackLayout?, diagnostics: [Diagnostic])

  /// Takes what makes a file of a pack, and what makes a PNG of each page of a PDF; both say why if they
  /// can't; what makes a PNG of each page that a small change bears on, by its number; and what knows what would keep packs from
  /// being made.
  public init(
    formats: Set<PackFormat>, print: @Sendable @escaping (PackFile, Site) async -> Printed,
    draw: @Sendable @escaping (_ pdf: [UInt8]) async -> (sheets: [[UInt8]], diagnostics: [Diagnostic]),
    redraw: @Sendable @escaping (PackFile, Site, _ since: PackLayout) async -> [Int: [UInt8]],
    check: @Sendable @escaping (Site) async -> [Diagnostic]
  ) {
    self.formats = formats
    self.print = print
    self.draw = draw
    self.redraw = redraw
    self.check = check
  }
}

/// Prints packs when they are asked for, each once however many ask, and only the newest version that somebody wants.
actor PrintingRoom {
  /// What came of printing a pack.
  struct Print: Sendable {
    var bytes: [UInt8]?
    /// How its pages are laid out, if that is known.
    var layout: PackLayout?
    /// Its pages as pictures, if they were asked for.
    var sheets: [[UInt8]] = []
    var diagnostics: [Diagnostic] = []
    /// Whether it was given up, since somebody wanted the pack of a newer site.
    var isOutdated = false
  }

  /// What a pack is wanted as.
  enum Purpose { case file, sheets }

  private let press: Press?
  private var underWay: [Job: (site: Int, task: Task<Print, Never>)] = [:]
  /// The jobs of the last site that have failed: they would fail again.
  private var failed: [Job: (site: Int, print: Print)] = [:]
  /// The packs that were drawn last, newest first.
  private var drawn: [Drawn] = []

  /// Nobody looks at more packs than this at a time, and the pictures of one take some megabytes.
  private static let limit = 2

  private struct Drawn {
    let path: String
    let hash: UInt64
    let print: Print
    /// The pages that have changed since, by their numbers.
    var changed: [Int: [UInt8]] = [:]
  }

  private struct Job: Hashable {
    let path: String
    let form: Purpose
  }

  init(_ press: Press?) { self.press = press }

  /// Begins to print a pack of a site, which is known by its number, or joins those who wait for it.
  ///
  /// If the pack of an older site is being printed, that is given up.
  func begin(_ wanted: PackFile, as form: Purpose, of site: Site, number: Int) -> Task<Print, Never> {
    let job = Job(path: wanted.path, form: form)
    if let other = underWay[job], other.site >= number { return other.task }
    failed = failed.filter { $0.value.site == number }
    if let print = failed[job]?.print { return Task { print } }
    underWay[job]?.task.cancel()
    let task = Task {
      let print = await make(wanted, as: form, of: site, number: number)
      return finish(job, number, print)
    }
    underWay[job] = (number, task)
    return task
  }

  private func make(_ wanted: PackFile, as form: Purpose, of site: Site, number: Int) async -> Print {
    if form == .file { return await file(wanted, of: site) }
    // Whoever wants the file meanwhile gets the same.
    return await sheets(of: begin(wanted, as: .file, of: site, number: number).value, at: wanted.path)
  }

  private func finish(_ job: Job, _ number: Int, _ print: Print) -> Print {
    guard underWay[job]?.site == number else { return Print(isOutdated: true) }
    underWay[job] = nil
    if !print.diagnostics.isEmpty { failed[job] = (number, print) }
    return print
  }

  /// What would keep the packs of a site from being made.
  func check(_ site: Site) async -> [Diagnostic] { await press?.check(site) ?? [] }

  /// One sheet of a pack that has been drawn, from 1.
  func sheet(_ number: Int, at path: String) -> [UInt8]? {
    let sheets = drawn.first { $0.path == path }?.print.sheets ?? []
    return sheets.indices.contains(number - 1) ? sheets[number - 1] : nil
  }

  /// The sheets that a small change bears on, by their numbers, long before the whole pack is printed; none if that can't be told.
  func changedSheets(of wanted: PackFile, in site: Site) async -> [Int: [UInt8]] {
    guard let press, let before = drawn.first(where: { $0.path == wanted.path }), let layout = before.print.layout
    else { return [:] }
    let changed = await press.redraw(wanted, site, layout)
    guard let place = drawn.firstIndex(where: { $0.path == wanted.path && $0.hash == before.hash }) else { return [:] }
    drawn[place].changed = changed
    return changed
  }

  /// One of the sheets that have changed, from 1.
  func changedSheet(_ number: Int, at path: String) -> [UInt8]? {
    drawn.first { $0.path == path }?.changed[number]
  }

  /// Gives up whatever is being printed, and waits a moment for the programs to end.
  func close() async {
    let tasks = underWay.values.map(\.task)
    for task in tasks { task.cancel() }
    let end = Task { for task in tasks { _ = await task.value } }
    _ = await isDone(end, within: .milliseconds(300))
  }

  private func file(_ wanted: PackFile, of site: Site) async -> Print {
    guard let press else { return Print() }
    let (bytes, layout, diagnostics) = await press.print(wanted, site)
    return Print(bytes: bytes, layout: layout, diagnostics: diagnostics)
  }

  private func sheets(of print: Print, at path: String) async -> Print {
    guard let press, let pdf = print.bytes else { return print }
    let hash = contentHash(pdf)
    if let known = drawn.first(where: { $0.path == path && $0.hash == hash }) { return known.print }
    var print = print
    let (sheets, diagnostics) = await press.draw(pdf)
    print.sheets = sheets
    print.diagnostics += diagnostics
    if !sheets.isEmpty {
      drawn =
        [Drawn(path: path, hash: hash, print: print)] + drawn.filter { $0.path != path }.prefix(Self.limit - 1)
    }
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

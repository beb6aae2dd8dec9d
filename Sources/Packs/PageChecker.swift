import Content
public import Diagnostics
import Documents
import Platform
public import Site
import Synchronization

/// Has finished pages looked at by axe-core, which knows what keeps people out, and by the Nu HTML checker, which knows the standard;
/// and only those that have changed.
///
/// What was found is kept in the folder `.imrf` of a project, which may be deleted at any time.
public struct PageChecker: Sendable {
  private let project: String
  private let cache: PackCache

  /// Checks pages by the programs that are installed for a project.
  public init(project: String) {
    self.project = project
    cache = PackCache(project: project)
  }

  /// What is missing for the programs.
  public func missing() async -> [Diagnostic] {
    let libraries = (try? await libraries()) ?? [:]
    return Kind.allCases.flatMap { lacks(of: $0, libraries) }
  }

  /// Whether one of the programs is there.
  public var isInstalled: Bool {
    get async {
      guard Kind.allCases.contains(where: { $0.part.program != nil }) else { return false }
      let libraries = (try? await libraries()) ?? [:]
      return Kind.allCases.contains { tool($0, libraries) != nil }
    }
  }

  /// What is wrong with all finished pages, and which program can't look at them; `progress` is called with how many are done, from
  /// any thread.
  public func check(
    _ site: Site, progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void
  ) async -> [Diagnostic] {
    let wanted = wantedKinds(of: site)
    do throws(Diagnostic) {
      let libraries = try await libraries()
      let (found, faults) = try await look(
        at: site, nil, with: wanted.compactMap { tool($0, libraries) }, progress: progress)
      return wanted.flatMap { lacks(of: $0, libraries) } + faults + found
    } catch {
      return [error]
    }
  }

  /// What is wrong with one page, as far as there are programs that can look at it.
  public func findings(on path: String, of site: Site) async -> [Diagnostic] {
    guard let libraries = try? await libraries() else { return [] }
    let tools = wantedKinds(of: site).compactMap { tool($0, libraries) }
    return (try? await look(at: site, [path], with: tools) { _, _ in })?.found ?? []
  }

  private func wantedKinds(of site: Site) -> [Kind] {
    Kind.allCases.filter { !site.library.settings.checks.isOff($0.check) }
  }

  private func look(
    at site: Site, _ paths: Set<String>?, with tools: [Tool],
    progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void
  ) async throws(Diagnostic) -> (found: [Diagnostic], faults: [Diagnostic]) {
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    var jobs: [(tool: Tool, kept: KeptFindings, looks: [PageLook])] = []
    for tool in tools {
      let kept = KeptFindings(named: tool.key, in: "\(project)/.imrf/checks/\(tool.kind.rawValue)")
      let looks = try await looks(at: site, paths, with: tool, kept, in: workspace)
      jobs.append((tool, kept, looks))
    }
    let total = jobs.reduce(0) { $0 + $1.looks.reduce(0) { $0 + $1.pages.count } }
    let done = Atomic(0)
    let failures = await concurrently(jobs.flatMap { job in job.looks.map { (job.tool, job.kept, $0) } }) { _ in
    } work: { tool, kept, look in
      let fault = await run(tool, look, kept, in: workspace)
      progress(done.add(look.pages.count, ordering: .relaxed).newValue, total)
      return fault
    }
    let faults = failures.compactMap(\.self).reduce(into: [Diagnostic]()) { if !$0.contains($1) { $0.append($1) } }
    var found: [Diagnostic] = []
    for job in jobs {
      if paths == nil, faults.isEmpty { await job.kept.forgetOthers() }
      found += site.diagnostics(for: await job.kept.findings, of: job.tool.kind.check)
    }
    return (found, faults)
  }

  /// Writes the pages that a program hasn't seen yet where it can read them.
  private func looks(
    at site: Site, _ paths: Set<String>?, with tool: Tool, _ kept: KeptFindings, in workspace: Workspace
  ) async throws(Diagnostic) -> [PageLook] {
    let copy = SiteCopy(in: "\(workspace.path)/\(tool.kind.rawValue)", marksTags: tool.kind == .axe)
    let known = await kept.known
    await site.forEachPage(at: paths) { file, bytes in
      copy.add(file, bytes, isSeen: known.contains(contentHash(bytes)))
    }
    let pages = copy.pages
    await kept.note(pages)
    let new = pages.filter { !known.contains($0.hash) }
    if !new.isEmpty, tool.kind == .axe { await site.forEachPagePart { file, bytes in copy.write(bytes, to: file) } }
    if let failure = copy.failure { throw failure }
    return stride(from: 0, to: new.count, by: tool.kind.pagesInRun).map { start in
      PageLook(
        folder: copy.folder, number: start, pages: Array(new[start..<min(start + tool.kind.pagesInRun, new.count)]))
    }
  }

  /// Has a program look at some pages; tells why it can't, and keeps what it finds.
  private func run(
    _ tool: Tool, _ look: PageLook, _ kept: KeptFindings, in workspace: Workspace
  ) async -> Diagnostic? {
    do throws(Diagnostic) {
      let list = "\(look.folder)-\(look.number)"
      try writeFile(ArraySlice(look.pages.map { $0.file + "\n" }.joined().utf8), to: list, named: list)
      let run = try await tool.python.run(
        script: tool.kind.script, [look.folder, list, tool.library, tool.program.path], in: workspace)
      if run.end == .cancelled { return nil }
      var lines = run.output.split(separator: "\n")
      guard run.end == .well, lines.popLast() == "done" else { throw .checkerFailed(tool.kind, run) }
      try await kept.add(lines, of: look.pages)
      return nil
    } catch {
      return error
    }
  }
}

/// What there is to check with.
extension PageChecker {
  /// Where the libraries lie, by the names of the programs.
  private func libraries() async throws(Diagnostic) -> [String: String] {
    guard let python = Program.python(of: project) else { return [:] }
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let run = try await python.run(script: "checkers.py", [], in: workspace)
    let lines = run.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    return Dictionary(lines.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { $1 }
  }

  private func tool(_ kind: Kind, _ libraries: [String: String]) -> Tool? {
    guard let python = Program.python(of: project), let library = libraries[kind.rawValue],
      let program = kind.part.program
    else { return nil }
    return Tool(kind: kind, python: python, library: library, program: program)
  }

  private func lacks(of kind: Kind, _ libraries: [String: String]) -> [Diagnostic] {
    let parts = [libraries[kind.rawValue] == nil ? Part.library : nil, kind.part.program == nil ? kind.part : nil]
    return parts.compactMap { $0 }.map { .noChecker(kind, without: $0) }
  }
}

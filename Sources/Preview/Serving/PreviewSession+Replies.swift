import Content
import Platform
import Diagnostics
import Site
import Templating
import Translating

nonisolated extension PreviewSession {
  /// What is sent back: something whole, or events as long as the browser listens.
  enum Reply: Sendable {
    case answer(Answer)
    case events(AsyncStream<ServerSentEvent>)
  }

  /// Answers a request from the state as it is now.
  func reply(to request: Request) async -> Reply {
    if request.path == InternalPages.events {
      let path = request.query["page"] ?? "/"
      let version = request.fields.lastEventID ?? request.query["version"]
      return .events(await connect(path, showing: version))
    }
    return .answer(await answer(to: request).fitted(to: request))
  }

  private func answer(to request: Request) async -> Answer {
    let state = await state
    if request.path.hasPrefix(InternalPages.folder) { return await ownAnswer(to: request, state) }
    guard let site = state.site else { return unmade(PageVersion(), at: request.path, state, status: 200) }
    guard request.path.hasPrefix(site.rootPath) else {
      if request.path == "/" { return .redirect(to: site.rootPath) }
      return await page(at: request.path, of: site, state)
    }
    let path = "/" + request.path.dropFirst(site.rootPath.count)
    if let file = site.packFiles.first(where: { $0.path == path }) {
      return await printed(file, as: .file, of: site, state, for: request) { $0.bytes.map { .file(file.path, $0) } }
    }
    if path.hasSuffix("/index.html"), site.route(at: String(path.dropLast(10))) != nil {
      return await page(at: String(path.dropLast(10)), of: site, state)
    }
    guard let route = site.route(at: path) else {
      if site.route(at: path + "/") != nil { return .redirect(to: request.path + "/") }
      return await page(at: path, of: site, state)
    }
    if route.isPage { return await page(at: path, of: site, state) }
    do throws(Diagnostic) {
      return .file("/" + route.file, try site.render(route))
    } catch {
      return .text(500, Report([error]).text(.human))
    }
  }

  /// A page of the site, with the script that keeps it as its text is.
  private func page(at path: String, of site: Site, _ state: PreviewState) async -> Answer {
    let shown = await shown(at: path, of: site, state)
    let status = site.route(at: path)?.isPage == true ? 200 : 404
    guard let bytes = shown.bytes else { return unmade(shown, at: path, state, status: status) }
    var answer = Answer.html(
      withScript(bytes, for: path, version: shown.version, sheets: sheets(of: path, in: site)), status: status)
    answer.tag = hexDigits(contentHash(answer.bytes))
    return answer
  }

  /// What is shown at an address, which is made now if it isn't there.
  private func shown(at path: String, of site: Site, _ state: PreviewState) async -> PageVersion {
    if let page = state.page(at: path) { return page }
    let page = site.pageVersion(at: path)
    await take(.rendered(path, page, of: state.siteNumber))
    return state.shown(page, at: path)
  }

  /// Where the sheets of a pack are, by the address of its page.
  private func sheets(of path: String, in site: Site) -> String? {
    guard site.route(at: path)?.isPack == true else { return nil }
    return site.packFiles.first { $0.format == .pdf && $0.path.dropLast(4) == path.dropLast() }.map(
      InternalPages.sheets)
  }

  /// What stands in the place of a page that can't be made and never could: the report is laid over it.
  private func unmade(_ shown: PageVersion, at path: String, _ state: PreviewState, status: Int) -> Answer {
    let html = internalPages.report(
      "This page can't be made yet", Report([]), otherwise: "It will show here when what is wrong is mended.")
    return .html(withScript(html, for: path, version: shown.version), status: status)
  }

  /// A page with the script at its end; that of a pack's page knows where its sheets are.
  private func withScript(_ page: [UInt8], for path: String, version: String, sheets: String? = nil) -> [UInt8] {
    var data = "data-page=\"\(escapedHTML(path))\" data-version=\"\(version)\""
    if let sheets { data += " data-sheets=\"\(escapedHTML(sheets))\"" }
    let script = "<script src=\"/_imrf/preview.js\" \(data)></script>\n"
    let end = page.lastRange(of: "</body>")?.lowerBound ?? page.endIndex
    return Array(page[..<end] + script.utf8 + page[end...])
  }

  /// What a pack has been made into, or what stands in its place while it is being printed, or why there is none.
  private func printed(
    _ print: PackFile, as form: PrintingRoom.Purpose, of site: Site, _ state: PreviewState, for request: Request,
    _ answer: (PrintingRoom.Print) -> Answer?
  ) async -> Answer {
    let job = await printing.begin(print, as: form, of: site, number: state.siteNumber)
    // A person would see nothing for seconds; a program wants the result and waits.
    if request.fields.accept?.contains("text/html") == true, await !isDone(job, within: .milliseconds(300)) {
      return .html(internalPages.waiting(for: print))
    }
    let result = await job.value
    if result.isOutdated { return await self.answer(to: request) }
    await take(.found(result.diagnostics, isThorough: false, of: state.siteNumber))
    if let answer = answer(result) { return answer }
    return .html(internalPages.report("\(print.fileName) can't be printed", Report(result.diagnostics)), status: 500)
  }
}

/// The pages of the preview itself.
nonisolated extension PreviewSession {
  private func ownAnswer(to request: Request, _ state: PreviewState) async -> Answer {
    if let bytes = InternalPages.file(at: request.path) { return .file(request.path, bytes) }
    switch request.path {
    case InternalPages.folder: return .html(internalPages.index(state))
    case InternalPages.folder + "check/":
      return .html(internalPages.report("Everything", await inBackground { await self.checked(state) }))
    default:
      if let answer = translationsAnswer(to: request, state) { return answer }
      return await sheetsAnswer(to: request, state) ?? .text(404, "The preview has no such page.")
    }
  }

  /// All that is wrong with a site.
  private func checked(_ state: PreviewState) async -> Report {
    // A site that can't be loaded has been checked as far as that goes.
    var found = state.report.hasErrors ? [] : await state.site?.check() ?? []
    if let site = state.site, !found.hasErrors { found += await printing.check(site) }
    return Report(state.report.diagnostics + found)
  }

  /// What is translated into a language.
  private func translationsAnswer(to request: Request, _ state: PreviewState) -> Answer? {
    guard let library = state.site?.library,
      let language = library.languages.dropFirst().first(where: { InternalPages.translations(into: $0) == request.path }
      )
    else { return nil }
    return .html(internalPages.translations(TranslationOverview(of: library, in: language)))
  }

  /// The sheets of a pack, or the picture of one.
  private func sheetsAnswer(to request: Request, _ state: PreviewState) async -> Answer? {
    guard let site = state.site else { return nil }
    if let print = site.sheets(at: request.path) {
      let version = await shown(at: request.path, of: site, state).version
      return await printed(print, as: .sheets, of: site, state, for: request) { result in
        result.sheets.isEmpty ? nil : .html(internalPages.sheets(print, result.sheets, version: version, in: site))
      }
    }
    guard let slash = request.path.lastIndex(of: "/"), let print = site.sheets(at: String(request.path[...slash]))
    else { return nil }
    let name = request.path[slash...].dropFirst()
    if name == InternalPages.changedSheets {
      let changed = await printing.changedSheets(of: print, in: site)
      return .file(request.path, internalPages.changedSheets(changed))
    }
    let isChanged = name.hasPrefix(InternalPages.changedSheet)
    guard let number = Int(name.dropFirst(isChanged ? InternalPages.changedSheet.count : 0).prefix { $0 != "." }),
      let sheet = await isChanged
        ? printing.changedSheet(number, at: print.path) : printing.sheet(number, at: print.path)
    else { return nil }
    return .file(request.path, sheet)
  }
}

/// Does what takes seconds in the time that others leave: it doesn't become urgent because somebody waits for it, as it would in
/// a task whose value is awaited.
private func inBackground<Result: Sendable>(_ work: @Sendable @escaping () async -> Result) async -> Result {
  await withCheckedContinuation { end in
    _ = Task.detached(priority: .background) { end.resume(returning: await work()) }
  }
}

extension [UInt8] {
  /// Where a text stands for the last time.
  fileprivate func lastRange(of text: String) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard wanted.count <= count else { return nil }
    return (0...(count - wanted.count)).reversed().first { self[$0...].starts(with: wanted) }.map {
      $0..<$0 + wanted.count
    }
  }
}

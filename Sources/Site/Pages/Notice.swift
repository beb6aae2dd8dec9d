import Content
public import Diagnostics
import Documents
import Templating

extension RoutePlan {
  /// The files of their own that pages show entries of.
  func files(in library: Library) -> Set<String> {
    Set(
      routes.compactMap { route in
        guard case .entry(let id) = route.subject, library.schema[id.kind].storage.isFiles else { return nil }
        return library[id, route.language].common.origin.file.name
      })
  }
}

extension Site {
  /// The faults of files that bear on what stands at a route: of the entry's own file, and of those that it refers to and that
  /// are left out; of one that is left out, on the home page and on lists; of a pack's and of files that all pages are made of,
  /// everywhere.
  public func faults(concerning route: Route) -> [Diagnostic] {
    if faults.isEmpty || !route.isPage { return [] }
    var entry: Entry?
    if case .entry(let id) = route.subject { entry = library[id, route.language] }
    let own = entry?.common.origin.file.name
    let concerning = faults.filter { fault in
      guard !route.isPack, let path = fault.place.path else { return true }
      guard path.hasSuffix(".md") else {
        // What an entry of a data file lacks concerns its own page and lists.
        let isDropped = fault.severity == .warning && fault.misses != nil
        return !isDropped || entry?.hasField(at: fault.place) ?? true
      }
      return path == own || (own == nil && unshownFiles.contains(path))
    }
    var told: Set<Diagnostic> = []
    return concerning.map(cause(of:)).filter { told.insert($0).inserted }
  }

  /// What keeps away what is missed, if that is known.
  private func cause(of fault: Diagnostic) -> Diagnostic {
    fault.misses.flatMap { missed in faults.first { $0.causes == missed } } ?? fault
  }

  /// How many files a notice names.
  private static let filesInNotice = 5

  /// What says at the head of a page that it isn't as it was written last; nil if it is.
  func notice(on page: PageContext) -> [UInt8]? {
    guard options.hasNotices else { return nil }
    let paths = Set(faults(concerning: page.route).compactMap(\.place.path)).sorted()
    guard !paths.isEmpty else { return nil }
    let more = paths.count - Self.filesInNotice
    let files =
      paths.prefix(Self.filesInNotice).map { "<code>\(escapedHTML($0))</code>" }.joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
    return Array(
      """
      <div class="outdated" role="alert" lang="en" dir="ltr"><strong>Not as it was written last.</strong> Something is \
      wrong with \(files): what stands there is shown as it was before, or left out.</div>
      """.utf8)
  }

  /// What stands in the place of a page that can't be made.
  func substitute(for page: PageContext, because fault: Diagnostic) -> [UInt8] {
    let file = fault.place.path.map { " in <code>\(escapedHTML($0))</code>" } ?? ""
    let title = escapedHTML(page.route.path)
    return Array(
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>\(title)</title></head>
      <body><div class="outdated" role="alert"><strong>This page can\u{2019}t be made.</strong> There is an error\(file): \
      \(escapedHTML(fault.message)).</div></body></html>

      """.utf8)
  }

  /// A page with something at the beginning of its body; at its end, if no tag says where that is.
  func inserting(_ notice: [UInt8], into html: [UInt8]) -> [UInt8] {
    var scanner = TagScanner(html)
    while let (range, mark) = scanner.nextMark() {
      guard case .start(let name, _, _) = mark, scanner.isWord(name, "body") else { continue }
      return html[..<range.upperBound] + notice + html[range.upperBound...]
    }
    return html + notice
  }
}

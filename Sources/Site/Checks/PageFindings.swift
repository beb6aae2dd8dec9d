public import Content
public import Diagnostics
import Documents
import Templating

/// What a program of others has found on a finished page.
public struct PageFinding: Sendable, Hashable {
  /// The file of the page below the output folder.
  public let page: String
  /// What is the same wherever this is wrong: the name of a rule, or the sentence without what it quotes.
  public let rule: String
  /// A byte of the tag with which the element begins.
  public let offset: Int
  /// What is wrong, in the program's words.
  public let words: String
  /// More about this element in the program's words; empty if there is no more to tell.
  public let detail: String

  /// Makes a finding.
  public init(page: String, rule: String, offset: Int, words: String, detail: String) {
    self.page = page
    self.rule = rule
    self.offset = offset
    self.words = words
    self.detail = detail
  }
}

extension Site {
  /// Renders all pages, or those at some addresses, on all cores, and hands each on from any thread; what can't be made is left out.
  public func forEachPage(
    at paths: Set<String>? = nil, _ receive: @Sendable @escaping (_ file: String, _ bytes: [UInt8]) -> Void
  ) async {
    let wanted = routes.filter { $0.isPage && paths?.contains($0.path) != false }
    _ = await renderAll(wanted) { receive($0.route.file, Array($1.bytes)) }
  }

  /// Hands on all that pages show besides their text: assets and pictures.
  public func forEachPagePart(
    _ receive: @Sendable @escaping (_ file: String, _ bytes: [UInt8]) -> Void
  ) async {
    let wanted = routes.filter { route in
      switch route.subject {
      case .asset, .image, .scaledImage: true
      default: false
      }
    }
    _ = await renderAll(wanted) { receive($0.route.file, Array($1.bytes)) }
  }

  /// What programs have found on pages, each fault once, at the text of a template or of the content that wrote the element; it breaks
  /// a rule of ours, which the site may make stricter or leave out.
  public func diagnostics(for findings: [PageFinding], of check: Check) -> [Diagnostic] {
    let checks = PageChecks(self, [])
    let routes = Dictionary(routes.map { ($0.file, $0) }) { $1 }
    let kinds = Dictionary(grouping: findings) { $0.rule }.sorted { $0.key < $1.key }
    let found = kinds.flatMap { rule, findings in
      let known = Dictionary(grouping: findings.sorted { $0.page < $1.page }) { $0.page }.sorted { $0.key < $1.key }
      let sightings = known.flatMap { page, findings in
        routes[page].map { checks.sightings(of: findings, at: $0) } ?? []
      }
      let named = findings.first { !$0.detail.isEmpty }
      return checks.diagnostics(for: sightings) { first, place, notes in
        .pageFault(
          check, rule: rule, named?.words ?? first.words, detail: named.map { _ in first.words }, at: place, notes)
      }
    }
    return library.settings.checks.graded(found)
  }
}

extension PageChecks {
  /// Where the elements stand that programs have found fault with.
  fileprivate func sightings(of findings: [PageFinding], at route: Route) -> [Sighting] {
    let page = file(of: route)
    return findings.map { finding in
      var sighting = Sighting(route: route, range: page.bytes.tag(around: finding.offset))
      sighting.words = finding.detail.isEmpty ? finding.words : finding.detail
      sighting.mayBeContent = true
      return sighting
    }
  }
}

extension [UInt8] {
  /// The `<` and the name of the last start tag that begins at an offset or before it.
  fileprivate func tag(around offset: Int) -> Range<Int> {
    let start = indices.prefix(offset + 1).last { index in
      self[index] == UInt8(ascii: "<") && index + 1 < count && isASCIILetter(self[index + 1])
    }
    guard let start else { return 0..<0 }
    let end = self[(start + 1)...].firstIndex { !isASCIILetter($0) && !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
    return start..<(end ?? count)
  }
}

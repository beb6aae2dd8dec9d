import Platform
import Content
import Diagnostics
import Site
import Templating
import Translating

/// The pages of the preview itself, which stand where no page of a site can.
struct InternalPages: Sendable {
  /// Where they stand.
  static let folder = "/_imrf/"
  /// What a page asks for what has changed.
  static let events = "/_imrf/events"

  private let templates: Templates

  init() {
    let sources = [
      ("base.html", PackageResources.base_html), ("index.html", PackageResources.index_html),
      ("report.html", PackageResources.report_html), ("sheets.html", PackageResources.sheets_html),
      ("translations.html", PackageResources.translations_html),
      ("waiting.html", PackageResources.waiting_html),
    ]
    let (templates, diagnostics) = Environment().compile(sources.map { ($0, SourceFile(name: $0, bytes: $1)) })
    precondition(!diagnostics.hasErrors, Report(diagnostics).text(.human))
    self.templates = templates
  }

  /// The files that the pages of the site and of the preview load.
  static func file(at path: String) -> [UInt8]? {
    switch path {
    case folder + "preview.js": PackageResources.preview_js
    case folder + "preview.css": PackageResources.preview_css
    case folder + "pages.css": PackageResources.pages_css
    case folder + "waiting.js": PackageResources.waiting_js
    default: nil
    }
  }

  /// The page that says what there is and how it is.
  func index(_ state: PreviewState) -> [UInt8] {
    let site = state.site
    let routes = site?.routes ?? []
    return page(
      "index.html",
      [
        ("version", .text(state.asShown.version)),
        ("report", .optional(state.report.diagnostics.isEmpty ? nil : state.report.html)),
        ("tally", .optional(state.report.tally)),
        ("browsers", .int(state.browsers.count)),
        ("pages", .list(routes.filter(\.isPage).map { Self.link($0.path, in: site) })),
        ("files", .list(routes.filter { !$0.isPage && !$0.isTwin }.map { Self.link($0.path, in: site) })),
        ("drafts", .list((site?.drafts ?? []).map { Self.link($0.path, titled: $0.title, in: site) })),
        (
          "packs",
          .list(
            (site?.packFiles ?? []).map { file in
              [
                "title": .text(file.fileName), "file": .text(address(file.path, in: site)),
                "sheets": .optional(file.format == .pdf ? Self.sheets(of: file) : nil),
              ]
            })
        ),
        ("translations", .list(Self.translations(of: site))),
        ("updates", .list(state.updates.map { Self.row($0.update, ago: .now - $0.time) })),
      ])
  }

  /// Where the page on the translation into each language is that something is translated into.
  private static func translations(of site: Site?) -> [Value] {
    (site?.library.languages.dropFirst() ?? []).map { language in
      [
        "title": .text(language.name), "language": .text(language.code),
        "direction": .text(language.direction.rawValue), "url": .text(translations(into: language)),
      ]
    }
  }

  /// The page that tells what is translated into a language, and what is to be done.
  func translations(_ overview: TranslationOverview) -> [UInt8] {
    let tallies = overview.tallies.map { tally -> Value in
      [
        "name": .text(tally.name), "wholly": .int(tally.extents[.wholly] ?? 0),
        "partly": .int(tally.extents[.partly] ?? 0), "none": .int(tally.extents[TranslationSubject.Extent.none] ?? 0),
        "words": .text(grouped(tally.words)), "stale": .int(tally.stale), "unchecked": .int(tally.unchecked),
      ]
    }
    let tasks = { (isStale: Bool) in
      overview.tasks.filter { $0.isStale == isStale }.map { task -> Value in
        ["place": .text(task.place.line), "text": .text(task.text)]
      }
    }
    return page(
      "translations.html",
      [
        ("title", .text("\(overview.language.name) (\(overview.language.code))")), ("tallies", .list(tallies)),
        ("stale", .list(tasks(true))), ("missing", .list(tasks(false))),
      ])
  }

  /// A page with a report on it, or with what is to be said if there is nothing in it.
  func report(_ title: String, _ report: Report, otherwise: String = "Nothing to complain about.") -> [UInt8] {
    page(
      "report.html",
      [
        ("title", .text(title)), ("report", .optional(report.tally == nil ? nil : report.html)),
        ("otherwise", .text(otherwise)),
      ])
  }

  /// The sheets of a pack, as they come out of the printer.
  func sheets(_ print: PackFile, _ pictures: [[UInt8]], version: String, in site: Site) -> [UInt8] {
    let sheets = pictures.enumerated().map { index, picture -> Value in
      [
        "address": .text("\(index + 1).png?\(hexDigits(contentHash(picture)))"), "number": .int(index + 1),
        "width": .int(Self.number(in: picture, at: 16)), "height": .int(Self.number(in: picture, at: 20)),
      ]
    }
    return page(
      "sheets.html",
      [
        ("title", .text(print.fileName)), ("pdf", .text(address(print.path, in: site))), ("sheets", .list(sheets)),
        ("page", .text(address(print.path.dropLast(4) + "/", in: site))), ("path", .text(Self.sheets(of: print))),
        ("version", .text(version)),
      ])
  }

  /// What a page with sheets asks for to learn which of them have changed, and how the names of these begin.
  static let (changedSheets, changedSheet) = ("changed.json", "changed-")

  /// Where the sheets are that have changed, as JSON: their numbers and addresses.
  func changedSheets(_ pictures: [Int: [UInt8]]) -> [UInt8] {
    let sheets = pictures.sorted { $0.key < $1.key }.map { number, picture in
      #"{"number":\#(number),"address":"\#(Self.changedSheet)\#(number).png?\#(hexDigits(contentHash(picture)))"}"#
    }
    return Array("[\(sheets.joined(separator: ","))]".utf8)
  }

  /// The number in four bytes of a PNG file, whose header has the width and the height (PNG, section 11.2.2).
  private static func number(in picture: [UInt8], at offset: Int) -> Int {
    picture.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  /// What stands in the place of a pack that is still being printed.
  func waiting(for print: PackFile) -> [UInt8] { page("waiting.html", [("title", .text(print.fileName))]) }

  private func page(_ name: String, _ globals: [(name: String, value: Value)]) -> [UInt8] {
    var output = Output()
    do throws(Diagnostic) {
      try templates.render(name, globals: globals, host: nil, into: &output)
      return Array(output.bytes)
    } catch {
      return Array(Report([error]).text(.human).utf8)
    }
  }

  /// Where the page on the translation into a language is.
  static func translations(into language: Language) -> String { "\(folder)translations/\(language.code)/" }

  /// Where the sheets of a pack are shown.
  static func sheets(of print: PackFile) -> String { folder.dropLast() + print.path.dropLast(4) + "/" }

  private static func link(_ path: String, titled title: String? = nil, in site: Site?) -> Value {
    ["title": .text(title ?? path), "url": .text(address(path, in: site))]
  }

  private static func row(_ update: PreviewUpdate, ago: Duration) -> Value {
    let names = update.changed.prefix(3).joined(separator: ", ") + (update.changed.count > 3 ? " …" : "")
    return [
      "seconds": .int(Int(ago / .seconds(1))),
      "milliseconds": .double((update.duration / .milliseconds(0.1)).rounded() / 10),
      "files": .int(update.changed.count), "names": .text(names), "tally": .optional(update.report.tally),
    ]
  }
}

/// The address of a path of the site on the preview's host.
func address(_ path: String, in site: Site?) -> String { (site?.rootPath ?? "/") + path.dropFirst() }

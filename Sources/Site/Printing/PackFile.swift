public import Content
import Diagnostics
public import Documents

/// A pack as a file that stands beside its page.
public struct PackFile: Sendable {
  /// The pack.
  public let pack: EntryID
  /// The language.
  public let language: Language
  /// What it is.
  public let format: PackFormat
  /// The paper that it is printed on; nil for what has no pages.
  public let paper: Paper?
  /// The address from the site's root: `/packs/round-table-2.pdf`, `/packs/round-table-2-letter.pdf`,
  /// `/packs/round-table-2.docx`.
  public let path: String

  /// What the pack is called on the command line: `round-table-2`.
  public let name: String

  init(_ pack: EntryID, page: Route, as format: PackFormat, on paper: Paper?) {
    name = String(page.path.split(separator: "/").last ?? "")
    self.pack = pack
    self.language = page.language
    self.format = format
    self.paper = paper
    let marks = [paper == .a4 ? nil : paper?.rawValue, format == .booklet ? "booklet" : nil].compactMap { $0 }
    path = ([String(page.path.dropLast())] + marks).joined(separator: "-") + "." + format.fileExtension
  }

  /// The name of the file: `round-table-2.pdf`.
  public var fileName: String { String(path.split(separator: "/").last ?? "") }

  /// The PDF of which the booklet is made.
  public func pages(of site: Site) -> PackFile { PackFile(pack, page: site.route(of: self), as: .pdf, on: paper) }
}

/// What is known of a file once it is made.
public struct FileFacts: Sendable, Hashable {
  /// How many bytes it has.
  public let size: Int
  /// How many pages it has; nil for what has none, or if nobody knows.
  public let pages: Int?

  /// Takes what is known.
  public init(size: Int, pages: Int?) {
    self.size = size
    self.pages = pages
  }
}

extension Site {
  /// The address of a pack's page, if the site's is known.
  public func permalink(of file: PackFile) -> String? {
    baseURL.map { $0 + route(of: file).path.dropFirst() }
  }

  /// The day when a pack was changed last, or the site's `as_of`.
  public func day(of file: PackFile) -> CalendarDate? { updated(route(of: file)) ?? library.settings.asOf }

  /// The pack's page.
  func route(of file: PackFile) -> Route { route(of: file, in: file.language) }

  /// The pack's page in a language.
  func route(of file: PackFile, in language: Language) -> Route {
    let path = addresses.path(of: file.pack, in: language)
    return Route(path: path, language: language, subject: .entry(file.pack), template: nil)
  }

  /// The files that the site offers: all that `site.yaml` wants and there are programs for; once they are made, those that
  /// could be.
  public var packFiles: [PackFile] {
    let formats = library.settings.formats.filter(options.packFormats.contains)
    let files = packFiles(as: formats, on: library.settings.papers).filter(isTranslated)
    return made.map { made in files.filter { made[$0.path] != nil } } ?? files
  }

  /// Whether there is something to read in a pack's language: the text of its round table, or a file of its own.
  ///
  /// A pack of which only the titles are translated can be asked for, but nobody looks for it. One on facing pages is printed once.
  private func isTranslated(_ file: PackFile) -> Bool {
    if file.language == library.settings.language { return true }
    let pack = library[file.pack, file.language]
    // On paper it has all its languages.
    if file.paper != nil, Pack.facingLanguages(of: pack) != nil { return false }
    let hasFile = pack.common.origin.file.name.hasSuffix(pack.common.origin.path)
    let roundTable = pack[Pack.roundTable].map { library[$0.id, file.language].common }
    return hasFile || roundTable?.language(of: .body) == file.language
  }

  /// All packs in some formats, PDFs on some papers; booklets are made of the first of them.
  public func packFiles(as formats: [PackFormat], on papers: [Paper]) -> [PackFile] {
    PackFile.all(of: plan.packs, as: formats, on: papers)
  }
}

extension PackFile {
  /// All files of packs in some formats.
  static func all(
    of packs: [(id: EntryID, page: Route)], as formats: [PackFormat], on papers: [Paper]
  ) -> [PackFile] {
    let forms = formats.flatMap { format -> [(PackFormat, Paper?)] in
      switch format {
      case .pdf: papers.map { (format, $0) }
      case .booklet: papers.prefix(1).map { (format, $0) }
      case .docx, .epub: [(format, nil)]
      }
    }
    return packs.flatMap { id, page in forms.map { PackFile(id, page: page, as: $0, on: $1) } }
  }
}

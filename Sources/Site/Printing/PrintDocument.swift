import Platform
import Content
import Documents
public import Diagnostics
import Templating

/// A pack as HTML for a program that prints it or makes another document of it, with the files that it shows.
public struct PrintDocument: Sendable {
  /// The page, in the form for paper.
  public let html: [UInt8]
  /// The same in another language, if its pages are to face those of this one, on their right.
  public let facing: [UInt8]?
  /// The style sheets, fonts and pictures, by their paths relative to the page.
  public let files: [File]
  /// What the page was made from: style sheets and pictures, the texts of the pack, all other texts, templates.
  public let sources: [SourceFile]

  /// Many documents as one, in which what is wrong with any of them can be looked for; nil if there is none.
  public init?(all documents: [PrintDocument]) {
    if documents.isEmpty { return nil }
    html = Array(documents.flatMap { [$0.html, $0.facing ?? []] }.joined())
    facing = nil
    var paths: Set<String> = []
    files = documents.flatMap(\.files).filter { paths.insert($0.path).inserted }
    var known: Set<ObjectIdentifier> = []
    sources = documents.flatMap(\.sources).filter { known.insert(ObjectIdentifier($0)).inserted }
  }

  init(html: [UInt8], facing: [UInt8]? = nil, files: [File], sources: [SourceFile]) {
    self.html = html
    self.facing = facing
    self.files = files
    self.sources = sources
  }

  /// What the page says.
  public var text: String { htmlTree(of: html).plainText }

  /// The addresses of pictures of which nothing says what they show; those that are drawn for Word are their originals.
  public var picturesWithoutText: [String] {
    let originals = Dictionary(files.map { (drawnForWord($0.path), $0.path) }) { first, _ in first }
    var found: [String] = []
    htmlTree(of: html).forEachElement { element in
      guard element.name == "img", element["alt"].map(\.isEmpty) ?? true, let address = element["src"] else { return }
      found.append(originals[address] ?? address)
    }
    return found
  }

  /// The addresses of what the page shows although it is none of the files: pictures or frames of elsewhere.
  ///
  /// Only what reads every address that it finds has to be kept from them.
  public var outside: [String] {
    var scanner = TagScanner(html)
    var found: [String] = []
    let known = Set(files.flatMap { [$0.path, drawnForWord($0.path)] })
    let links = ["a", "area", "link", "base"]
    while let tag = scanner.next() {
      guard let value = tag.address?.value, !links.contains(where: { scanner.isWord(tag.name, $0) }) else { continue }
      let address = String(decoding: html[value], as: UTF8.self)
      if !known.contains(address), !address.hasPrefix("data:"), !address.hasPrefix("#") { found.append(address) }
    }
    return found
  }

  /// A file that the page shows, or one that such a file names.
  public struct File: Sendable {
    /// The path relative to the page.
    public let path: String
    /// The bytes.
    public let bytes: [UInt8]
    /// The file of the templates or of the content that it was made from.
    public let source: SourceFile
  }
}

extension Site {
  /// The document from which a file of a pack is made.
  public func document(for file: PackFile) throws(Diagnostic) -> PrintDocument {
    switch file.format {
    case .pdf, .booklet: try printed(file, on: file.paper ?? .a4)
    case .docx: try document(for: file, page: html(for: file, as: .word))
    case .epub: try document(for: file, page: html(for: file, as: .book))
    }
  }

  private func printed(_ file: PackFile, on paper: Paper) throws(Diagnostic) -> PrintDocument {
    let facing = Pack.facingLanguages(of: library[file.pack])
    func pages(_ buildID: String) throws(Diagnostic) -> (left: [UInt8], right: [UInt8]?) {
      let form = Form.print(paper, buildID: buildID)
      guard let facing else { return (try html(for: file, as: form).html, nil) }
      return (try html(for: file, in: facing.left, as: form).html, try html(for: file, in: facing.right, as: form).html)
    }
    // What the mark is made of has to be known before it can be printed.
    let draft = try pages("")
    let both = draft.left + (draft.right ?? [])
    let hash = contentHash(files(shownBy: both).reduce(into: both) { $0 += $1.bytes })
    let (left, right) = try pages(String(hexDigits(hash).prefix(8)))
    return document(for: file, page: Rewriter.Page(html: left, drawings: [:]), facing: right)
  }

  private func document(for file: PackFile, page: Rewriter.Page, facing: [UInt8]? = nil) -> PrintDocument {
    let drawings = page.drawings.sorted { $0.key < $1.key }.map { name, bytes in
      PrintDocument.File(path: name, bytes: bytes, source: SourceFile(name: "a drawing of the pack", bytes: bytes))
    }
    let files = files(shownBy: page.html + (facing ?? [])) + drawings
    return PrintDocument(html: page.html, facing: facing, files: files, sources: sources(of: file, showing: files))
  }

  private func sources(of print: PackFile, showing files: [PrintDocument.File]) -> [SourceFile] {
    let parts = [print.pack] + Pack.parts(of: library[print.pack], in: library)
    let facing = Pack.facingLanguages(of: library[print.pack]).map { [$0.left, $0.right] } ?? [print.language]
    var texts = facing.flatMap { language in parts.map { library[$0, language].common.origin.file } }
    library.forEachText { texts.append($0.common.origin.file) }
    return files.map(\.source) + texts + templateFiles.map(\.file)
  }

  private func html(
    for print: PackFile, in language: Language? = nil, as form: Form
  ) throws(Diagnostic) -> Rewriter.Page {
    var output = Output()
    let page = PageContext(site: self, route: route(of: print, in: language ?? print.language), form: form)
    try render(
      page, with: library[print.pack][Pack.template].map { $0 + ".html" } ?? Route.packDocumentTemplate, into: &output)
    return page.rewritten(Array(output.bytes))
  }

  /// The assets and pictures that a page names, and those that these name.
  func files(shownBy html: [UInt8]) -> [PrintDocument.File] {
    var scanner = TagScanner(html)
    var named: Set<String> = []
    while let tag = scanner.next() {
      if let address = tag.address { named.insert(String(decoding: html[address.value], as: UTF8.self)) }
    }
    func isNamed(_ path: String) -> Bool { named.contains(path) || named.contains(drawnForWord(path)) }
    let isShown = reachable(from: { isNamed(String($0.path.dropFirst())) }, in: assets.all) { sheet, other in
      sheet.names.contains(other.name)
    }
    let shown = zip(assets.all, isShown).filter(\.1).map { asset, _ in
      PrintDocument.File(path: String(asset.path.dropFirst()), bytes: asset.bytes, source: asset.file)
    }
    let pictures = library.images.map { image in
      let path = String(RoutePlan.filePath(image.path).dropFirst())
      return PrintDocument.File(path: path, bytes: image.file.bytes, source: image.file)
    }
    return shown + pictures.filter { isNamed($0.path) }
  }
}

extension PageContext {
  /// A finished page in its form.
  fileprivate func rewritten(_ html: [UInt8]) -> Rewriter.Page {
    guard let form = form.rewriting else { return Rewriter.Page(html: html, drawings: [:]) }
    let entries = sections.map { anchor(of: $0) }
    let setting = Rewriter.Setting(
      language: language.code, siteURL: site.baseURL, pageWords: pageWords,
      entries: entries, drawings: site.files(shownBy: html).filter { $0.path.hasSuffix(".svg") }.map(\.bytes))
    return Rewriter.rewrite(html, as: form, setting)
  }

  /// How a language names a page; as the page's language does if the site has no words in it.
  private func pageWords(of tag: String) -> Rewriter.PageWords {
    let language = Language(code: languageCode(tag))
    let parts = word("page-short", in: language).split(separator: "{number}", omittingEmptySubsequences: false)
    return Rewriter.PageWords(
      before: String(parts[0]), behind: parts.dropFirst().joined(), comma: word("comma", in: language))
  }
}

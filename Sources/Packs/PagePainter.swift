import Platform
public import Diagnostics
public import Site

/// Has the pictures of pages drawn by WeasyPrint, many at once, and only those that have changed.
///
/// What was drawn is kept in the folder `.imrf` of a project, which may be deleted at any time.
public struct PagePainter: Sendable {
  private let weasyPrint: WeasyPrint
  private let cache: PackCache
  private let folder: String

  /// Looks for WeasyPrint; nil if it isn't there.
  public static func find(project: String) -> PagePainter? {
    WeasyPrint.find(project: project).map {
      PagePainter(weasyPrint: $0, cache: PackCache(project: project), folder: "\(project)/.imrf/pages")
    }
  }

  /// Draws pictures; tells why some can't be drawn.
  public func draw(_ pictures: [PagePicture]) async -> (drawn: [DrawnPicture], diagnostics: [Diagnostic]) {
    let keys = pictures.map { key(of: $0.document) }
    var bytes = keys.map { keptFile($0, in: folder) }
    let missing = pictures.indices.filter { bytes[$0] == nil }
    var diagnostics: [Diagnostic] = []
    do throws(Diagnostic) {
      let made = missing.isEmpty ? [] : try await drawn(missing.map { pictures[$0].document }, &diagnostics)
      for (index, picture) in zip(missing, made) {
        bytes[index] = picture
        if let picture { try keep(picture, as: keys[index], in: folder) }
      }
    } catch {
      diagnostics.append(error)
    }
    removeOthers(than: keys)
    return (
      zip(pictures, bytes).compactMap { picture, bytes in bytes.map { DrawnPicture(of: picture, $0) } }, diagnostics
    )
  }

  /// Draws documents, each of which is one page; those that can't be are none.
  private func drawn(
    _ documents: [PrintDocument], _ diagnostics: inout [Diagnostic]
  ) async throws(Diagnostic) -> [[UInt8]?] {
    guard let all = PrintDocument(all: documents) else { return [] }
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    try all.files.write(in: workspace.path)
    for (number, document) in documents.enumerated() {
      let page = "\(workspace.path)/\(number).html"
      try writeFile(document.html[...], to: page, named: page)
    }
    let run = try await weasyPrint.drawPages(all.fonts, in: workspace)
    guard run.end == .well else { throw .noPagePictures(because: run) }
    diagnostics += ProgramMessages(about: all, named: "picture.html", in: workspace.path).diagnostics(for: run)
    return documents.indices.map { number in
      regularFile("\(workspace.path)/\(number).png").flatMap { isWholePNG($0) ? $0 : nil }
    }
  }

  private func key(of document: PrintDocument) -> String {
    let fonts = document.fonts.map { Program.version(of: $0) ?? $0 }
    return document.key(with: fonts + [weasyPrint.version])
  }

  private func removeOthers(than keys: [String]) {
    let wanted = Set(keys)
    for name in (try? entryNames(of: folder, named: folder)) ?? []
    where !wanted.contains(String(name.prefix { $0 != "-" })) {
      removeTree("\(folder)/\(name)")
    }
  }
}

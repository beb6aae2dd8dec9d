import Platform
import Content
public import Diagnostics
public import Site

/// Tells what would fail the packs of a site, as far as that can be known without laying them out.
public struct PackChecker: Sendable {
  private let weasyPrint: WeasyPrint?
  private let cache: PackCache
  /// What notes of diagnostics call all packs.
  private static let name = "packs"

  /// Looks for WeasyPrint; without it, less is known.
  public init(project: String) {
    weasyPrint = .find(project: project)
    cache = PackCache(project: project)
  }

  /// What is wrong: templates that fail in print only, pictures that nothing tells of or that are none, style sheets that aren't
  /// understood, characters that no font has.
  public func check(_ site: Site) async -> [Diagnostic] {
    var documents: [PrintDocument] = []
    var diagnostics: [Diagnostic] = []
    for file in site.packFiles(as: [.pdf, .docx], on: site.library.settings.papers) {
      do throws(Diagnostic) {
        documents.append(try site.document(for: file))
      } catch {
        if !diagnostics.contains(where: { $0.message == error.message }) { diagnostics.append(error) }
      }
    }
    guard let all = PrintDocument(all: documents) else { return diagnostics }
    let outside = all.outside.map { "ERROR: Outside the pack: \($0)"[...] }
    let silent = all.picturesWithoutText.map { "ERROR: Image \"\($0)\" has no alt"[...] }
    diagnostics += ProgramMessages(about: all, named: Self.name, in: "").diagnostics(for: outside + silent)
    do throws(Diagnostic) {
      return diagnostics + (try await checked(all))
    } catch {
      return diagnostics + [error]
    }
  }

  /// What WeasyPrint says to style sheets, pictures and characters; what it has said nothing to before isn't asked again.
  private func checked(_ document: PrintDocument) async throws(Diagnostic) -> [Diagnostic] {
    guard let weasyPrint else { return [] }
    let characters = String(String.UnicodeScalarView(Set(document.text.unicodeScalars).sorted()))
    let fonts = document.fonts.map { Program.version(of: $0) ?? $0 }
    let key = document.files.key(with: fonts + [weasyPrint.version, characters])
    if cache.isGood(key) { return [] }
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let folder = workspace.path + "/packs"
    try makeFolders(folder)
    try writeFile(ArraySlice(characters.utf8), to: folder + "/characters", named: "characters")
    try document.files.write(in: folder)
    let run = try await weasyPrint.check(folder, fonts: document.fonts, in: workspace)
    let found = ProgramMessages(about: document, named: Self.name, in: folder).diagnostics(for: run)
    if found.isEmpty { try cache.noteGood(key) }
    return found
  }
}

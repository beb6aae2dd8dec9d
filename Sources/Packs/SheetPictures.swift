import Platform
public import Diagnostics
import Site

/// Makes a picture of each page of a PDF, for those who look at it on a screen while they write.
public struct SheetPictures: Sendable {
  private let python: Program
  private let cache: PackCache

  /// Looks for Python, which has the library that draws pages; nil if it isn't there.
  public static func find(project: String) -> SheetPictures? {
    Program.python(of: project).map { SheetPictures(python: $0, cache: PackCache(project: project)) }
  }

  /// The pages of a PDF as PNG files, 108 pixels to the inch.
  public func pictures(of pdf: [UInt8]) async throws(Diagnostic) -> [[UInt8]] {
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let file = workspace.path + "/pack.pdf"
    try writeFile(pdf[...], to: file, named: file)
    let run = await python.run(["-c", Self.script, file, workspace.path], in: workspace)
    guard run.isSilent else { throw .noPictures(run) }
    var pictures: [[UInt8]] = []
    while let picture = regularFile("\(workspace.path)/\(pictures.count + 1).png") { pictures.append(picture) }
    guard !pictures.isEmpty, pictures.allSatisfy(isWholePNG) else {
      throw .notWhole("the pictures of the sheets", by: "pypdfium2")
    }
    return pictures
  }

  private static let script = """
    import sys
    from pypdfium2 import PdfDocument
    source, folder = sys.argv[1:]
    for number, page in enumerate(PdfDocument(source), 1):
        page.render(scale=1.5).to_pil().save(f"{folder}/{number}.png", compress_level=1)
    """
}

import Foundation

/// The project's own site with more practices, in a folder where it may be changed.
struct RealSite {
  let folder: URL

  /// The templates and the content of a checkout, and the practices of a corpus.
  ///
  /// Without its translations, unless these are wanted: others know one language only, and so did earlier versions.
  init(in folder: URL, of checkout: URL = URL(filePath: "."), _ corpus: Corpus, isTranslated: Bool = false) throws {
    self.folder = folder
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["templates", "content"] {
      try FileManager.default.copyItem(at: checkout.appending(path: name), to: folder.appending(path: name))
    }
    try? FileManager.default.removeItem(at: folder.appending(path: "content/_addresses.txt"))
    if !isTranslated { try removeTranslations() }
    for practice in corpus.practices {
      try write(practice.text(countryNames: \.name), to: "content/practices/\(practice.id).md")
    }
  }

  /// A translation has its language before the ending: `about.fr.md`.
  private func removeTranslations() throws {
    let content = folder.appending(path: "content")
    for path in try FileManager.default.subpathsOfDirectory(atPath: content.path)
    where path.contains(/\.[a-z][a-z]\.(md|yaml|csv)$/) {
      try FileManager.default.removeItem(at: content.appending(path: path))
    }
  }

  func write(_ text: String, to path: String) throws { try Data(text.utf8).write(to: folder.appending(path: path)) }

  /// The command by which a program builds it, without printing.
  func build(by program: String) -> [String] {
    [
      program, "build", "--quiet", "--no-packs", "--source", folder.path, "--output",
      folder.appending(path: "public").path,
    ]
  }

  /// The countries of the project's own site, by their names.
  static func countries() throws -> [Corpus.Country] {
    let text = try String(contentsOfFile: "content/countries.yaml", encoding: .utf8)
    return text.matches(of: /name: "?([^",}\n]+)/).enumerated().map { index, match in
      Corpus.Country(name: String(match.1), id: "country-\(index)", code: "X")
    }
  }
}

import Foundation

/// A generator with the pages laid out as it wants them.
struct Contestant {
  let name: String
  let command: [String]
  let output: URL
  /// The command that shows the pages while they are being written, at `port`.
  let preview: [String]
  /// Where the texts of the practices lie.
  let practices: URL

  /// The port on which a preview is asked for pages.
  static let port = 8765

  static let imrfProgram = ".build/release/imrf"
  private static let themes = URL(filePath: "Benchmarks/Themes", directoryHint: .isDirectory)

  static func imrf(in folder: URL, _ corpus: Corpus) throws -> Contestant {
    let content = folder.appending(path: "content")
    try write(
      "title: Benchmark\nbase_url: https://bench.example.org/\npublisher: Benchmark\ntheme: own\n", to: content,
      "site.yaml")
    let countries = corpus.countries.map { "- {name: \"\($0.name)\", code: \($0.code), id: \($0.id)}\n" }
    try write(countries.joined(), to: content, "countries.yaml")
    for (number, title) in corpus.objectives {
      try write("---\nnumber: \(number)\ntitle: \(title)\n---\n", to: content, "objectives/\(number)-objective.md")
    }
    for practice in corpus.practices {
      try write(practice.text(countryNames: \.name), to: content, "practices/\(practice.id).md")
    }
    try copy(themes.appending(path: "imrf"), to: folder.appending(path: "templates"))
    try copy(URL(filePath: "templates/strings"), to: folder.appending(path: "templates/strings"))
    let output = folder.appending(path: "public")
    return Contestant(
      name: "imrf",
      command: [imrfProgram, "build", "--quiet", "--no-packs", "--source", folder.path, "--output", output.path],
      output: output,
      preview: [imrfProgram, "serve", "--quiet", "--no-packs", "--port", "\(port)", "--source", folder.path],
      practices: content.appending(path: "practices"))
  }

  static func hugo(in folder: URL, _ corpus: Corpus) throws -> Contestant {
    try copy(themes.appending(path: "hugo"), to: folder)
    let content = folder.appending(path: "content")
    for (number, title) in corpus.objectives {
      try write("---\ntitle: \(title)\nweight: \(number)\n---\n", to: content, "objectives/\(number)/_index.md")
    }
    for country in corpus.countries {
      try write("---\ntitle: \"\(country.name)\"\n---\n", to: content, "countries/\(country.id)/_index.md")
    }
    for practice in corpus.practices {
      try write(practice.text(countryNames: \.id), to: content, "practices/\(practice.id).md")
    }
    let output = folder.appending(path: "public")
    let options = [
      "--quiet", "--noBuildLock", "--source", folder.path, "--cacheDir", folder.appending(path: "cache").path,
    ]
    let program = try hugoProgram()
    return Contestant(
      name: "Hugo", command: [program] + options + ["--destination", output.path], output: output,
      preview: [program, "server", "--renderToMemory", "--port", "\(port)"] + options,
      practices: content.appending(path: "practices"))
  }

  /// The program itself, not the Python script that PyPI's package starts it by.
  private static func hugoProgram() throws -> String {
    let libraries = URL(filePath: ".build/bench-venv/lib", directoryHint: .isDirectory)
    let python = try FileManager.default.contentsOfDirectory(atPath: libraries.path).first ?? ""
    return libraries.appending(path: "\(python)/site-packages/hugo/binaries/hugo").path
  }

  private static func write(_ text: String, to folder: URL, _ name: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private static func copy(_ theme: URL, to folder: URL) throws {
    try FileManager.default.createDirectory(
      at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: theme, to: folder)
  }
}

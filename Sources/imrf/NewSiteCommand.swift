import ArgumentParser
import Content
import Diagnostics
import Platform
import Site

/// The command that makes a site to start from.
struct NewSiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Makes a whole site to start from, in a new or empty folder.",
    discussion: """
      It has the 23 objectives, the guiding principles and the round tables with their titles, the States, and an example of a practice, of \
      a pack and of a page, to be written over. README.md in it tells officers what to do in their first hour. Nothing is asked, and \
      nothing that is there is touched.
      """)

  @Argument(
    help: ArgumentHelp("The folder, which is made if it isn't there.", valueName: "folder"), transform: namedPath)
  var folder: String

  @Option(help: "The title of the site.")
  var title: String?

  @Option(
    help: ArgumentHelp("The first language, by its code; en if nothing is said.", valueName: "code"),
    transform: NewSiteCommand.language)
  var language: Language?

  @Option(
    help: ArgumentHelp(
      "All languages, the first one at the beginning, with commas between them: en,fr.", valueName: "codes"),
    transform: {
      try $0.split(separator: ",", omittingEmptySubsequences: false)
        .map { try NewSiteCommand.language(String($0.filter { !$0.isWhitespace })) }
    })
  var languages: [Language]?

  @Option(
    help: ArgumentHelp(
      "gcm: it is about the objectives of the Global Compact; none: for a forum of another kind. gcm if nothing is said.",
      valueName: "gcm|none"),
    completion: .list(Starter.Objectives.allCases.map(\.rawValue)), transform: NewSiteCommand.objectives)
  var objectives: Starter.Objectives = .gcm

  @OptionGroup var report: ReportOptions

  func validate() throws {
    if let title, !isLineOfWords(title) { throw ValidationError("the title has to be a line of words") }
    guard let language, let languages, languages.first != language else { return }
    throw ValidationError("`--languages` begins with another language than `--language` names: leave one of them out")
  }

  func run() throws {
    let language = language ?? languages?.first ?? .english
    let others = Set(languages ?? []).subtracting([language]).sorted()
    let starter = Starter(objectives, title: title, in: language, and: others)
    do throws(Diagnostic) {
      try write(starter.files)
    } catch {
      try report.print([error])
    }
    if !report.quiet { try Terminal.print(Array(summary(of: starter, in: language).utf8)) }
  }

  /// Whether a title has something to be read in it, and nothing that a text can't have.
  private func isLineOfWords(_ title: String) -> Bool {
    let categories = title.unicodeScalars.map(\.properties.generalCategory)
    return !categories.contains { [.control, .unassigned, .lineSeparator, .paragraphSeparator].contains($0) }
      && categories.contains { ![.format, .spaceSeparator].contains($0) }
  }

  /// Writes all files, or none: they are made beside each other in a folder within, and then moved to where they belong.
  private func write(_ files: [String: [UInt8]]) throws(Diagnostic) {
    if let site = surroundingSite() { throw .inside(folder, of: site) }
    let missing = missingFolders()
    try makeFolders(folder)
    // Until this program ends: another one that makes a site here waits for that, and then finds that there is one.
    _ = lockedFolder(folder, waiting: true)
    let staging = folder + "/" + Self.staging
    removeTree(staging)
    let names = try entryNames(of: folder, named: folder).filter { $0 != ".git" }
    guard names.isEmpty else { throw .folderNotEmpty(folder, holding: names.sorted()[0]) }
    var moved: [String] = []
    do throws(Diagnostic) {
      for (path, bytes) in files {
        let file = staging + "/" + path
        try makeFolders(holding: file)
        try writeFile(bytes[...], to: file, named: folder + "/" + path)
      }
      for name in try entryNames(of: staging, named: folder) {
        try move(staging + "/" + name, to: folder + "/" + name)
        moved.append(name)
      }
    } catch {
      for name in [Self.staging] + moved { removeTree(folder + "/" + name) }
      for folder in missing { removeEmptyFolder(folder) }
      throw error
    }
    removeTree(staging)
  }

  /// The folder and those above it that aren't there, the innermost first.
  private func missingFolders() -> [String] {
    var path = folder[...]
    var missing: [String] = []
    while !path.isEmpty, FolderEntry.kind(of: String(path)) == .unknown {
      missing.append(String(path))
      path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    }
    return missing
  }

  /// The site in whose content or templates the folder would be, where it would be taken for a part of them.
  private func surroundingSite() -> String? {
    let path = folder.hasPrefix("/") ? folder : (realPath(".") ?? "") + "/" + folder
    let parts = resolvedPath(path, from: "")?.split(separator: "/") ?? []
    return parts.indices.lazy.filter { [Schema.folder, Theme.folder].contains(String(parts[$0])) }
      .map { "/" + parts[..<$0].joined(separator: "/") }
      .first { FolderEntry.kind(of: $0 + "/" + SiteSettings.path) == .file }
  }

  private static let staging = ".imrf-new-site"

  private func summary(of starter: Starter, in language: Language) -> String {
    var lines = [
      "`\(folder)` holds a site of \(starter.files.count) files. `\(folder)/README.md` tells what to do in the first hour."
    ]
    if starter.objectivesWithoutTitle > 0 {
      lines.append(
        "Of \(starter.objectivesWithoutTitle) objectives the official title isn't known here in \(language.name): a short one stands in its place, with a comment."
      )
    }
    if starter.principlesWithoutTitle > 0 {
      let count = starter.principlesWithoutTitle == 10 ? "The" : "\(starter.principlesWithoutTitle) of the"
      lines.append(
        "\(count) guiding principles are left out, since their titles aren't known here in \(language.name).")
    }
    return (lines + ["Type `imrf serve` in it to see the site."]).map { $0 + "\n" }.joined()
  }

  private static func objectives(_ name: String) throws -> Starter.Objectives {
    guard let objectives = Starter.Objectives(rawValue: name) else { throw ValidationError("say `gcm` or `none`") }
    return objectives
  }

  private static func language(_ code: String) throws -> Language {
    if let language = Starter.languages.first(where: { $0.code == code }) { return language }
    let codes = Starter.languages.map(\.code)
    if code.isEmpty { throw ValidationError("name languages by their codes: \(codes.joined(separator: ","))") }
    let isLanguage = Language(code: code) != nil
    let hint =
      isLanguage
      ? "begin with one of \(codes.joined(separator: ", ")), and add yours as a translation: `imrf strings \(code)`"
      : codes.contains(code.lowercased())
        ? "did you mean `\(code.lowercased())`?" : "take \(codes.joined(separator: ", "))"
    throw ValidationError("there are no titles in `\(code)` to begin with: \(hint)")
  }
}

extension Diagnostic {
  /// What lies in the folders of a site is a part of it.
  fileprivate static func inside(_ folder: String, of site: String) -> Diagnostic {
    Diagnostic(
      .error, "new/inside", "`\(folder)` is a part of the site in `\(site)`", at: .file(folder),
      hints: ["name a folder that isn't in `content` or `templates` of another site"])
  }

  /// A new site touches nothing that is there.
  fileprivate static func folderNotEmpty(_ folder: String, holding name: String) -> Diagnostic {
    Diagnostic(
      .error, "new/not-empty", "`\(folder)` isn't empty: it holds `\(name)`", at: .file(folder),
      hints: ["name a folder that isn't there yet; an empty one, or one with nothing but `.git` in it, will do as well"]
    )
  }
}

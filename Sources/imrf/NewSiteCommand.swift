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
    transform: { try $0.split(separator: ",").map { try NewSiteCommand.language(String($0)) } })
  var languages: [Language]?

  @Option(
    help: ArgumentHelp(
      "gcm: it is about the objectives of the Global Compact; none: for a forum of another kind. gcm if nothing is said.",
      valueName: "gcm|none"),
    completion: .list(Starter.Objectives.allCases.map(\.rawValue)), transform: NewSiteCommand.objectives)
  var objectives: Starter.Objectives = .gcm

  @OptionGroup var report: ReportOptions

  func validate() throws {
    if let title, title.allSatisfy(\.isWhitespace) || title.contains(where: \.isNewline) {
      throw ValidationError("the title has to be a line of words")
    }
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

  /// Writes all files, or none: they are made beside each other in a folder within, and then moved to where they belong.
  private func write(_ files: [String: [UInt8]]) throws(Diagnostic) {
    let isNew = FolderEntry.kind(of: folder) == .unknown
    try makeFolders(folder)
    let staging = folder + "/" + Self.staging
    removeTree(staging)
    let names = try entryNames(of: folder, named: folder).filter { $0 != ".git" }
    guard names.isEmpty else { throw .folderNotEmpty(folder, holding: names.sorted()[0]) }
    do throws(Diagnostic) {
      for (path, bytes) in files {
        let file = staging + "/" + path
        try makeFolders(holding: file)
        try writeFile(bytes[...], to: file, named: folder + "/" + path)
      }
      for name in try entryNames(of: staging, named: folder) { try move(staging + "/" + name, to: folder + "/" + name) }
    } catch {
      removeTree(isNew ? folder : staging)
      throw error
    }
    removeTree(staging)
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
    throw ValidationError(
      "there are no titles in `\(code)` to begin with: take \(Starter.languages.map(\.code).joined(separator: ", ")); begin with one of these, and add yours as a translation: `imrf strings \(code)`"
    )
  }
}

extension Diagnostic {
  /// A new site touches nothing that is there.
  fileprivate static func folderNotEmpty(_ folder: String, holding name: String) -> Diagnostic {
    Diagnostic(
      .error, "new/not-empty", "`\(folder)` isn't empty: it holds `\(name)`", at: .file(folder),
      hints: ["name a folder that isn't there yet; an empty one, or one with nothing but `.git` in it, will do as well"]
    )
  }
}

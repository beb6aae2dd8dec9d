import Platform
import Content
import Diagnostics
import Templating

/// What the folder `templates/` holds: templates, assets and words.
public struct Theme: Sendable {
  /// The folder's name.
  public static let folder = "templates"

  /// Whether there is such a folder.
  private(set) var isPresent = true
  /// Templates by their path in the folder.
  private(set) var templates: [(name: String, file: SourceFile)] = []
  /// The files of `strings/`, by name.
  private(set) var strings: [(name: String, file: SourceFile)] = []
  /// The files of `assets/`, as they will be published.
  private(set) var assets = Assets([])
  /// The Word file whose styles packs for Word have.
  private(set) var wordStyles: SourceFile?
  private(set) var diagnostics: [Diagnostic] = []
  /// The files that the site has itself.
  private(set) var own: [(name: String, file: SourceFile)] = []
  /// What says which of them were copied from the built-in theme.
  private(set) var copied = CopiedTheme(nil)

  /// The name of that Word file in the folder.
  private static let wordStylesName = "pack.docx"

  /// What messages call a file that others miss; nil for one that doesn't lie in the folder.
  static func subject(of path: String) -> String? {
    guard holds(path) else { return nil }
    return isTemplate(path) ? Templates.subject(String(path.dropFirst(folder.count + 1))) : path
  }

  /// Whether a path lies in the folder.
  static func holds(_ path: String) -> Bool { path == folder || path.hasPrefix(folder + "/") }

  /// Whether a file is a template by its name.
  static func isTemplate(_ name: String) -> Bool {
    [".html", ".xml", ".txt", ".json", ".ics"].contains(where: name.hasSuffix)
  }

  /// Whether a template has an address of the site in it.
  func names(_ path: String) -> Bool {
    templates.contains { String(decoding: $0.file.bytes, as: UTF8.self).contains(path.dropFirst()) }
  }

  /// Reads all files of the folder, or the built-in ones in their place; every one that can't be read or used is reported.
  static func load(from files: Files) -> Theme {
    var theme = Theme()
    guard let (paths, problems) = files.list(folder) else {
      theme.isPresent = false
      theme.diagnostics = [.noTemplates(files.displayName(folder))]
      return theme
    }
    theme.diagnostics = problems
    var assets: [(name: String, file: SourceFile)] = []
    for path in paths {
      do {
        theme.add(String(path.dropFirst(folder.count + 1)), try files.read(path), to: &assets)
      } catch {
        theme.diagnostics.append(error)
      }
    }
    let published = Assets.load(assets, colours: SiteSettings.palette(in: files))
    theme.assets = published.assets
    theme.diagnostics += published.diagnostics
    let scripts = assets.filter { $0.name.hasSuffix(".js") }
    theme.diagnostics += StyleSheet.unsetVariables(
      in: published.sheets, others: (theme.templates + scripts).map(\.file)
    ).map { $0.placed(in: assets.map(\.file)) }
    return theme
  }

  private mutating func add(_ name: String, _ file: SourceFile, to assets: inout [(name: String, file: SourceFile)]) {
    if name == CopiedTheme.fileName {
      copied = CopiedTheme(file)
      diagnostics += copied.faults
      return
    }
    if !file.isBuiltIn { own.append((name, file)) }
    if isPrivate(name), !Self.isTemplate(name) { return }
    if name.hasPrefix("assets/") {
      assets.append((String(name.dropFirst(7)), file))
    } else if name.hasPrefix("strings/") {
      strings.append((String(name.dropFirst(8)), file))
    } else if Self.isTemplate(name) {
      templates.append((name, file))
    } else if name == Self.wordStylesName {
      wordStyles = file
    } else {
      diagnostics.append(.unknownTemplateFile(file.name))
    }
  }
}

public import Platform
import EmbeddedFiles
import Content
import Diagnostics
import Documents
import Synchronization

extension Files {
  /// The files of a site in a folder of the disk, and those of the built-in theme in the place of templates that aren't there.
  public static func site(in folder: String) -> Files { Files.disk(folder).overBuiltInTheme }

  /// The same files, and in the place of those that the folder `templates` lacks the ones of the theme that the program brings along.
  ///
  /// Where `content/site.yaml` says `theme: own`, there are no others. What the folder lacks is looked for whenever it is listed, and before
  /// the first of its files is read.
  public var overBuiltInTheme: Files {
    let lent = Mutex<[String: SourceFile]?>(nil)
    let lend = { @Sendable (own: [String]?) -> [String: SourceFile] in
      let hasOwnThemeOnly = SiteSettings.word("theme", in: self) == "own"
      let others = hasOwnThemeOnly ? [:] : builtInFiles.filter { own?.contains($0.key) != true }
      lent.withLock { $0 = others }
      return others
    }
    return Files { folder in
      let own = self.list(folder)
      guard folder == Theme.folder else { return own }
      let others = lend(own?.paths)
      guard let own else { return others.isEmpty ? nil : (others.keys.sorted(), []) }
      return ((own.paths + others.keys).sorted(), own.diagnostics)
    } read: { path throws(Diagnostic) in
      guard Theme.holds(path) else { return try self.read(path) }
      let others = lent.withLock { $0 } ?? lend(self.list(Theme.folder)?.paths)
      return if let file = others[path] { file } else { try self.read(path) }
    } displayName: {
      self.displayName($0)
    }
  }
}

/// The files of the built-in theme by their paths below the folder of a site, each the same object in every build.
private let builtInFiles: [String: SourceFile] = Dictionary(
  uniqueKeysWithValues: EmbeddedFolder.theme.names.map { name in
    let path = Theme.folder + "/" + name
    return (path, SourceFile(name: path + SourceFile.builtInSign, bytes: EmbeddedFolder.theme.bytes(of: name) ?? []))
  })

extension SourceFile {
  /// What stands in messages behind the name of a built-in file.
  fileprivate static let builtInSign = " (built in)"

  /// Whether the program has brought it along.
  var isBuiltIn: Bool { name.hasSuffix(Self.builtInSign) }
}

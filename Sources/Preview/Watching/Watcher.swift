import Site

/// What has become of the files of a site.
enum FileChange: Sendable, Hashable {
  /// These paths below the source folder have come, gone or changed.
  case files(Set<String>)
  /// Nobody knows what: all has to be looked at.
  case anything
}

/// Tells what happens to the folders of a site, however the system tells it.
protocol Watcher: Sendable {
  /// Begins to watch.
  ///
  /// - Parameter report: Is told of each change at once, many in a moment.
  func start(_ report: @Sendable @escaping (FileChange) -> Void)
}

/// The folders of a source folder that a site is made from.
let watchedFolders = Site.folders

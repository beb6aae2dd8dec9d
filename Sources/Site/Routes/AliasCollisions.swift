import Content
import Diagnostics

extension RoutePlan {
  /// Old addresses whose files would lie in the way of others: one would have to be a folder too, or a disk that takes
  /// small and capital letters for the same would have one of them only.
  static func fileCollisions(of routes: [Route], in library: Library) -> [Diagnostic] {
    guard routes.contains(where: \.isAlias) else { return [] }
    var owners: [String: Route] = [:]
    var folders: [String: Route] = [:]
    for route in routes {
      let file = route.file.lowercased()
      if owners[file] == nil { owners[file] = route }
      for folder in self.folders(of: file) { folders[folder] = route }
    }
    return routes.filter(\.isAlias).compactMap { route in
      let file = route.file.lowercased()
      let other =
        owners[file].flatMap { $0.path == route.path ? nil : $0 } ?? folders[file]
        ?? self.folders(of: file).lazy.compactMap { owners[$0] }.first
      return other.map { .aliasInTheWay(route.path, of: $0.path, at: library.place(of: route)) }
    }
  }

  /// The folders that a file lies in.
  private static func folders(of file: String) -> [String] {
    file.indices.filter { file[$0] == "/" }.map { String(file[..<$0]) }
  }
}

import Content
import Diagnostics

extension RoutePlan {
  /// The addresses at which files of packs may stand, whatever the packs are made as.
  var packFiles: Set<String> {
    let forms = PackFormat.allCases.flatMap { format in Paper.allCases.map { (format, $0) } }
    return Set(packs.flatMap { id, page in forms.map { PackFile(id, page: page, as: $0, on: $1).path } })
  }

  /// Full addresses of this site in texts and fields at which nothing stands.
  func brokenLinks(in library: Library) -> [Diagnostic] {
    let broken = library.ownAddresses.filter { self[$0.address.path] == nil }
    if broken.isEmpty { return [] }
    let (packFiles, known) = (packFiles, routes.filter(\.isPage).map(\.path))
    return broken.filter { !packFiles.contains($0.address.path) }.map { address, file in
      .brokenLink(address.written, known: known, path: address.path, at: .bytes(address.range, of: file))
    }
  }
}

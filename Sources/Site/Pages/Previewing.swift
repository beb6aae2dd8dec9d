import Platform
import Content
import Diagnostics
import Documents

/// What a preview asks of a site besides its pages.
extension Site {
  /// The drafts that are shown, with the addresses of their pages.
  public var drafts: [(title: String, path: String)] {
    routes.compactMap { route in
      guard case .entry(let id) = route.subject else { return nil }
      let entry = library[id, route.language]
      return entry.common.isDraft ? (entry.title, route.path) : nil
    }
  }

  /// The assets that have another address than in an earlier site because their bytes have changed.
  public func renamedAssets(since before: Site) -> [(old: String, new: String)] {
    if before.theme === theme { return [] }
    return assets.all.compactMap { asset in
      guard let old = before.assets[asset.name], old.path != asset.path else { return nil }
      return (old.path, asset.path)
    }
  }

  /// The pictures of the content that a page shows: their addresses, each with a hash of the bytes.
  public func pictures(on page: [UInt8], of route: Route) -> [String: UInt64] {
    if library.images.isEmpty { return [:] }
    var pictures: [String: UInt64] = [:]
    var scanner = TagScanner(page)
    while let tag = scanner.next() {
      guard let value = tag.address?.value else { continue }
      let address = percentDecoded(Substring(String(decoding: page[value], as: UTF8.self)))
      guard let file = resolvedPath(address, from: route.file), let target = self.route(at: "/" + file),
        case .image(let index) = target.subject
      else { continue }
      pictures[target.path] = contentHash(library.images[index].file.bytes)
    }
    return pictures
  }
}

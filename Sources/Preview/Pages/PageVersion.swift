import Content
import Platform
import Diagnostics
import Site

/// What a browser shows of a page.
struct PageVersion: Sendable {
  /// The page as a build would write it; nil if it can't be made and never could.
  let bytes: [UInt8]?
  /// The pictures on it that have no version in their addresses, with what tells their versions apart.
  let pictures: [String: UInt64]
  /// What tells this version of the page, with all that it shows, from others.
  let version: String
  /// Why it can't be made as it is now.
  var errors: [Diagnostic]

  init(bytes: [UInt8]? = nil, pictures: [String: UInt64] = [:], errors: [Diagnostic] = []) {
    self.bytes = bytes
    self.pictures = pictures
    self.errors = errors
    let names = pictures.sorted { $0.key < $1.key }.map { $0.key + hexDigits($0.value) }.joined()
    version = hexDigits(contentHash((bytes ?? []) + names.utf8))
  }
}

extension Site {
  /// What a browser shows that has opened an address: a page, the sheets of a pack, or that there is nothing.
  func pageVersion(at path: String) -> PageVersion {
    if let print = sheets(at: path) { return pageVersion(of: print) }
    guard let route = page(at: path) else { return PageVersion() }
    do throws(Diagnostic) {
      let bytes = try render(route)
      return PageVersion(bytes: bytes, pictures: pictures(on: bytes, of: route))
    } catch {
      return PageVersion(errors: [error])
    }
  }

  private func pageVersion(of print: PackFile) -> PageVersion {
    do throws(Diagnostic) {
      let document = try document(for: print)
      return PageVersion(bytes: document.files.reduce(into: document.html) { $0 += $1.bytes })
    } catch {
      // Why there are no sheets stands in their place: that is another page, and not the last one with errors over it.
      return PageVersion(bytes: [], errors: [error])
    }
  }

  /// The page at an address, or the one that says that there is none.
  private func page(at path: String) -> Route? {
    if let route = route(at: path), route.isPage { return route }
    return route(at: "/404.html")
  }

  /// The pack whose sheets are shown at an address.
  func sheets(at path: String) -> PackFile? {
    guard path.hasPrefix(InternalPages.folder) else { return nil }
    let wanted = "/" + path.dropFirst(InternalPages.folder.count).dropLast() + ".pdf"
    return packFiles.first { $0.path == wanted && $0.format == .pdf }
  }
}

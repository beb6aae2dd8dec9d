import ArgumentParser
import Platform
import Site

/// Refuses a file for what a command makes that would replace one of those which the site is made from.
///
/// It may be the one that `exception` names, by its path in the folder of the site. Links are looked behind.
func checkOutput(_ path: String, ofSiteIn source: String, but exception: String? = nil) throws {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  let folder = path.contains("/") ? String(path.dropLast(name.count)) : "."
  guard let written = realPath(path) ?? realPath(folder).map({ $0 + "/" + name }), let site = realPath(source) else {
    return
  }
  guard let sources = Site.folders.first(where: { written.hasPrefix("\(site)/\($0)/") }) else { return }
  if let exception, written == "\(site)/\(exception)" { return }
  throw ValidationError(
    "\(path) lies in \(sources), from which the site is made: "
      + (exception.map { "write to \($0), or elsewhere" } ?? "give a name elsewhere"))
}

/// Whether a part of a path is no affair of the site's: its name begins with a dot, or is one that editors and programs
/// which synchronize folders give to copies of their own.
///
/// The one place that decides so, for content, templates and assets, and for what a preview takes notice of.
public func isHidden(_ path: String) -> Bool {
  names(in: path).contains { $0.first == UInt8(ascii: ".") || isCopy($0) }
}

/// Whether a part of a path begins with an underscore: such files are the author's own affair, but for templates.
public func isPrivate(_ path: String) -> Bool { names(in: path).contains { $0.first == UInt8(ascii: "_") } }

/// By bytes: there may be ten thousand paths.
private func names(in path: String) -> [Substring.UTF8View] { path.utf8.split(separator: UInt8(ascii: "/")) }

/// Whether nobody but a program gives a file such a name; docs/content.md tells which these are.
private func isCopy(_ name: Substring.UTF8View) -> Bool {
  if name.first == UInt8(ascii: "~") || name.last == UInt8(ascii: "~") { return true }
  if name.first == UInt8(ascii: "#"), name.last == UInt8(ascii: "#") { return true }
  if endings.contains(where: { name.suffix($0.utf8.count).elementsEqual($0.utf8) }) { return true }
  if trials.contains(where: { name.elementsEqual($0.utf8) }) { return true }
  return hasTemporaryMark(name)
}

/// What editors, tools of version control, JetBrains' programs and those that transfer files put behind the name.
private let endings = [".bak", ".orig", ".partial", ".filepart", "___jb_tmp___", "___jb_old___"]

/// The files by which Vim tries whether it may write in a folder: the next one where there is such a file.
private let trials = ["4913", "5036", "5159"]

/// Whether `.tmp`, or the `.sb-` of macOS, stands in a name with something that a program has made up behind it.
private func hasTemporaryMark(_ name: Substring.UTF8View) -> Bool {
  for dot in name.indices where name[dot] == UInt8(ascii: ".") {
    let rest = name[dot...]
    if rest.starts(with: ".sb-".utf8) { return true }
    // A file `page.tmpl.html` is somebody's own.
    if rest.starts(with: ".tmp".utf8), !(rest.dropFirst(4).first.map(isLetter) ?? false) { return true }
  }
  return false
}

private func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }

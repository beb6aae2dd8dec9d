import Diagnostics
import Platform

/// The file that a build leaves in the output folder, by which a later one knows what was put there, and of what kind it is.
struct BuildMark: Sendable {
  /// Its name.
  static let file = ".imrf-site"

  /// What a build has put at the top of the folder.
  let names: Set<String>
  /// Whether the site shows drafts.
  let includesDrafts: Bool

  /// No name has a slash in it.
  private static let draftsLine = "/drafts"

  init(names: Set<String>, includesDrafts: Bool) {
    self.names = names
    self.includesDrafts = includesDrafts
  }

  /// What the mark in a folder says; nothing if there is none.
  init(of folder: String) {
    let text = (try? readFile(folder + "/" + Self.file)).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    let lines = Set(text.split(separator: "\n").map(String.init))
    self.init(names: lines.subtracting([Self.draftsLine]), includesDrafts: lines.contains(Self.draftsLine))
  }

  /// The mark as text: a name in each line.
  var text: String {
    ((includesDrafts ? [Self.draftsLine] : []) + names.sorted()).map { $0 + "\n" }.joined()
  }
}

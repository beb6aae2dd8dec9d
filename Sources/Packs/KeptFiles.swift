import Diagnostics
import Platform

/// A file of a folder that was kept there under a name; nil if it isn't as it was.
///
/// What it is called tells what is in it: a file that was cut, or comes from elsewhere, is none of ours.
func keptFile(_ name: String, in folder: String) -> [UInt8]? {
  for entry in (try? entryNames(of: folder, named: folder)) ?? [] where entry.hasPrefix(name + "-") {
    if let bytes = regularFile("\(folder)/\(entry)"), entry == entryName(name, of: bytes) { return bytes }
  }
  return nil
}

/// Keeps a file under a name in a folder, which is made if it isn't there.
func keep(_ bytes: [UInt8], as name: String, in folder: String) throws(Diagnostic) {
  try makeFolders(folder)
  try writeFile(bytes[...], to: "\(folder)/\(entryName(name, of: bytes))", named: folder)
}

private func entryName(_ name: String, of bytes: [UInt8]) -> String { "\(name)-\(hexDigits(contentHash(bytes)))" }

import Platform
import Diagnostics

/// What has become of the files of the theme that have versions in their addresses.
typealias Renaming = (old: String, new: String)

/// What a browser has to do to show a page as it is now.
struct ReloadInstruction: Sendable {
  /// The version that it will show then.
  var version: String
  /// Whether it has to load the page again.
  var reload = false
  /// Addresses of style sheets and pictures, and those to take instead.
  var files: [[String]] = []
  /// The errors to lay over the page; if there are none, those that lie there are taken away.
  var errors: [Diagnostic]
  /// What programs say of the page, which keeps nobody from reading it.
  var remarks: [Diagnostic]

  /// Finds how one version of a page becomes another.
  init(
    from old: PageVersion?, to new: PageVersion, renamed: [Renaming], root: String, errors: [Diagnostic],
    remarks: [Diagnostic]
  ) {
    version = new.version
    self.errors = errors
    self.remarks = remarks
    guard let old, old.version != new.version else { return }
    guard let before = old.bytes, let after = new.bytes else {
      reload = true
      return
    }
    let swapped = renamed.filter { contains(before, $0.old) }
    let isSame = swapped.reduce(before) { replacing($1.old, by: $1.new, in: $0) } == after
    // A script can't be taken back.
    guard isSame, !swapped.contains(where: { $0.new.hasSuffix(".js") }) else {
      reload = true
      return
    }
    let pictures = new.pictures.filter { old.pictures[$0.key] != $0.value }.sorted { $0.key < $1.key }
    files = swapped.map { [root + $0.old.dropFirst(), root + $0.new.dropFirst()] }
    files += pictures.map { [root + $0.key.dropFirst(), "\(root)\($0.key.dropFirst())?\(hexDigits($0.value))"] }
  }
}

extension ReloadInstruction {
  /// As the script of the preview reads it, on one line, with the errors as HTML.
  var json: String {
    let pairs = files.map { "[" + $0.map(jsonString).joined(separator: ",") + "]" }.joined(separator: ",")
    let overlay = errors.isEmpty ? "" : ",\"errors\":\(jsonString(Report(errors).html))"
    let mild = remarks.isEmpty ? "" : ",\"remarks\":\(jsonString(Report(remarks).html))"
    return "{\"version\":\(jsonString(version)),\"reload\":\(reload),\"files\":[\(pairs)]\(overlay)\(mild)}"
  }
}

private func contains(_ bytes: [UInt8], _ address: String) -> Bool {
  bytes.firstRange(of: Array(address.utf8.dropFirst())) != nil
}

private func replacing(_ old: String, by new: String, in bytes: [UInt8]) -> [UInt8] {
  let (old, new) = (Array(old.utf8.dropFirst()), Array(new.utf8.dropFirst()))
  var out: [UInt8] = []
  var rest = bytes[...]
  while let range = rest.firstRange(of: old) {
    out += rest[..<range.lowerBound] + new
    rest = rest[range.upperBound...]
  }
  return out + rest
}

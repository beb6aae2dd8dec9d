import Platform

/// Rules in the language of a web server, by which it leads from old addresses to pages itself, and keeps to itself what
/// is no part of the site.
public enum ServerRules: String, Sendable, CaseIterable {
  /// A file to be included in a block `server`.
  case nginx
  /// A file `_redirects`, as Netlify and others read it.
  case netlify
  /// A file `.htaccess`.
  case apache

  /// The name of the file in the output folder.
  public var file: String {
    switch self {
    case .nginx: "redirects.conf"
    case .netlify: "_redirects"
    case .apache: ".htaccess"
    }
  }

  /// From a path as it is once a server has decoded it, to a path as it stands in an address.
  fileprivate func rule(from path: String, to target: String) -> String {
    switch self {
    case .nginx: "location = \(Self.quoted(path)) { return 301 \(Self.quoted(target)); }"
    case .netlify: "\(Self.encoded(path)) \(target) 301!"
    case .apache: "RedirectMatch 301 \(Self.quoted(Self.expression(for: path))) \(Self.quoted(target))"
    }
  }

  /// What nobody is to be shown: the mark of builds, and these rules, where the server doesn't hide them itself.
  fileprivate func hiding(in root: String) -> [String] {
    let mark = percentDecoded(root[...]) + BuildMark.file
    switch self {
    case .nginx:
      return [mark, percentDecoded(root[...]) + file].map { "location = \(Self.quoted($0)) { return 404; }" }
    case .netlify: return ["\(Self.encoded(mark)) \(root)404.html 404!"]
    case .apache: return ["RedirectMatch 404 \(Self.quoted(Self.expression(for: mark)))"]
    }
  }

  /// A text in quotation marks, as nginx and Apache read it.
  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }

  /// A regular expression that fits one path and no other.
  private static func expression(for path: String) -> String {
    let signs = #"\.[]{}()^$|*+?"#.unicodeScalars
    return "^" + path.unicodeScalars.map { signs.contains($0) ? "\\\($0)" : "\($0)" }.joined() + "$"
  }

  /// A path with all that isn't an unreserved character or a slash in hexadecimal digits (RFC 3986, section 2.3).
  private static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return path.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain = character.isASCII && (character.isLetter || character.isNumber || "-._~/".contains(character))
      return isPlain ? String(character) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}

extension Site {
  /// Rules by which a server leads from the old addresses of entries to where their pages stand.
  func rules(for server: ServerRules) -> String {
    // No `$` begins a variable.
    let root = rootPath.replacing("$", with: "%24")
    let redirects = routes.compactMap { route -> String? in
      guard case .alias(let id, _) = route.subject else { return nil }
      let target = addresses.path(of: id, in: route.language)
      return server.rule(from: percentDecoded(root[...]) + route.path.dropFirst(), to: root + target.dropFirst())
    }
    return (redirects + server.hiding(in: root)).map { $0 + "\n" }.joined()
  }
}

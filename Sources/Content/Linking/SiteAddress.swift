import Platform

/// Where the site stands, by which full addresses that lead to it are told from those of other sites.
public struct SiteAddress: Sendable, Hashable {
  /// The host, in small letters, with its port.
  private let host: String
  /// The path on the host: `/site/`.
  private let root: String

  /// Takes the full address of a site, which ends with a slash; nil if there is none.
  public init?(_ baseURL: String?) {
    guard let parts = baseURL.flatMap(Self.parts) else { return nil }
    (host, root) = (parts.host, String(parts.rest))
  }

  /// What a full address names on the site, from its root: `/objectives/8/#gaps`; nil if it leads elsewhere.
  ///
  /// That browsers may ask for it by another scheme, or without the slash at the end of the site's own address, makes no difference.
  public func inside(_ address: String) -> String? {
    guard let (host, rest) = Self.parts(of: address), host == self.host else { return nil }
    if rest.hasPrefix(root) { return "/" + rest.dropFirst(root.count) }
    let path = rest.prefix { $0 != "?" && $0 != "#" }
    return path + "/" == root ? "/" + rest.dropFirst(path.count) : nil
  }

  /// The host of an address of the web in small letters, and what follows it.
  private static func parts(of address: String) -> (host: String, rest: Substring)? {
    let bytes = address.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? (address.hasPrefix("//") ? bytes.startIndex : nil)
    else { return nil }
    let scheme = address[..<colon].lowercased()
    let start = scheme.isEmpty ? address[...] : address[bytes.index(after: colon)...]
    guard ["", "http", "https"].contains(scheme), start.hasPrefix("//") else { return nil }
    let behind = start.dropFirst(2)
    let host = behind.prefix { !"/?#".contains($0) }
    return (host.lowercased(), behind[host.endIndex...])
  }
}

/// A full address of this site that leads to no entry, as an author wrote it.
public struct OwnAddress: Sendable {
  /// The address.
  public let written: String
  /// What it names on the site, from its root, without a fragment.
  public let path: String
  /// Offsets of its bytes in the file.
  public let range: Range<Int>
}

/// An address of the site as authors and servers write it, in the form in which pages stand there: `/objectives/8/`.
public func pagePath(_ path: String) -> String {
  if path.hasSuffix("/index.html") { return String(path.dropLast(10)) }
  let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
  return name.isEmpty || name.contains(".") ? path : path + "/"
}

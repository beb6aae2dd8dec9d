/// Addresses that have something in common, as an author writes them: `https://example.org/*`, where `*` stands for anything.
public struct AddressPattern: Sendable {
  /// What stands between the asterisks.
  private let parts: [[UInt8]]
  /// Whether the part of an address after `#` counts.
  private let hasFragment: Bool

  init(_ written: String) {
    hasFragment = written.contains("#")
    // A host is the same in small and capital letters.
    let slashes = written.indices.filter { written[$0] == "/" }
    let path = slashes.count > 2 ? slashes[2] : written.endIndex
    let pattern = written[..<path].lowercased() + written[path...]
    parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// Whether a full address, whose scheme and host are in small letters, is one of them.
  public func matches(_ address: String) -> Bool {
    var rest = Array(address.utf8.prefix { hasFragment || $0 != UInt8(ascii: "#") })[...]
    guard let first = parts.first, let last = parts.last, rest.starts(with: first) else { return false }
    if parts.count == 1 { return rest.count == first.count }
    rest = rest.dropFirst(first.count)
    // The first place that fits leaves the most for what follows.
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }
}

import Diagnostics
import Documents

/// Finds where addresses are written in the files of a site, in one pass over each file.
struct WrittenAddresses: Sendable {
  /// The addresses by the forms that they are written in.
  private let numbers: [String: Int]

  /// Takes the addresses, and for each the document symbol that stands for it if there is one.
  init(_ addresses: [String], symbols: [String?]) {
    let forms = zip(addresses.indices, addresses).map { ($1, $0) }
    let others = zip(symbols.indices, symbols).compactMap { number, symbol in symbol.map { ($0, number) } }
    numbers = Dictionary(forms + others, uniquingKeysWith: { first, _ in first })
  }

  /// Where an address stands in a file, or the symbol that stands for it.
  struct Finding: Sendable {
    /// The number of the address.
    let address: Int
    let isSymbol: Bool
    let place: Diagnostic.Place
  }

  /// All places of a file where one of the addresses stands.
  func findings(in file: SourceFile) -> [Finding] {
    symbols(in: file)
      + file.bytes.split(whereSeparator: isSeparator).flatMap { run -> [Finding] in
        // Most runs are words.
        guard run.contains(UInt8(ascii: "/")) || run.contains(UInt8(ascii: ".")) else { return [] }
        // More of the last address may follow, which a template puts in.
        let isOpen = run.endIndex < file.bytes.count && file.bytes[run.endIndex] == UInt8(ascii: "{")
        return addresses(in: run, isOpen: isOpen).map {
          Finding(address: $0, isSymbol: false, place: .bytes($1, of: file))
        }
      }
  }

  private typealias Hit = (address: Int, range: Range<Int>)

  // Nobody writes more than this into one run, and without limits a hostile one would take minutes.
  private static let longestAddress = 2_000
  private static let mostMisses = 32
  private static let mostEnds = 64

  /// The addresses in a run of bytes that may belong to one.
  private func addresses(in run: ArraySlice<UInt8>, isOpen: Bool) -> [Hit] {
    var found: [Hit] = []
    var misses = 0
    var rest = run
    while misses < Self.mostMisses, let start = rest.indices.first(where: { beginsAddress(rest[$0...]) }) {
      if let hit = longestHit(in: rest[start...].prefix(Self.longestAddress), isOpen: isOpen) {
        found.append(hit)
        rest = rest[hit.range.upperBound...]
      } else {
        misses += 1
        rest = rest[(start + 1)...]
      }
    }
    return found
  }

  /// GitHub-flavoured Markdown links addresses without a scheme too.
  private func beginsAddress(_ text: ArraySlice<UInt8>) -> Bool {
    hasPrefix(text, "http") || hasPrefix(text, "www.")
  }

  /// The longest address that begins here: text may go on right behind it, with a full stop or a bracket.
  private func longestHit(in text: ArraySlice<UInt8>, isOpen: Bool) -> Hit? {
    let scheme = hasPrefix(text, "www.") ? "http://" : ""
    let ends = text.indices.filter { ".,;:!?'\")]*_~|".utf8.contains(text[$0]) || text[$0] >= 0x80 }
    let candidates = ends.prefix(Self.mostEnds) + (isOpen ? [] : [text.endIndex])
    for end in candidates.reversed() {
      let written = scheme + unescapedHTML(String(decoding: text[..<end], as: UTF8.self))
      if let address = browserForm(written), let number = numbers[address] { return (number, text.startIndex..<end) }
    }
    return nil
  }

  /// The document symbols in a file.
  private func symbols(in file: SourceFile) -> [Finding] {
    DocumentSymbol.ranges(in: file.bytes[...]).compactMap { range in
      let symbol = DocumentSymbol.compact(String(decoding: file.bytes[range], as: UTF8.self))
      return numbers[symbol].map { Finding(address: $0, isSymbol: true, place: .bytes(range, of: file)) }
    }
  }
}

/// Whether no address goes on here.
private func isSeparator(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") || "\"<>\\^`{}".utf8.contains(byte) }

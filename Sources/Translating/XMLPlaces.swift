import Diagnostics

/// Where in a document elements begin.
///
/// XML's library knows lines only, and a program may write all on one; to find a sign `<` is enough, since the library sees to it
/// that all others stand in comments and the like.
struct XMLStarts {
  /// The offset of what declares the type of the document; the beginning if nothing does.
  private(set) var documentType = 0
  private var elements: [Int] = []

  init(in bytes: [UInt8]) {
    var offset = 0
    while let sign = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = bytes[sign...]
      offset = sign + 1
      if rest.starts(with: "<!--".utf8) {
        offset = end(of: "-->", in: bytes, from: sign + 4)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        offset = end(of: "]]>", in: bytes, from: sign + 9)
      } else if rest.starts(with: "<?".utf8) {
        offset = end(of: "?>", in: bytes, from: sign + 2)
      } else if rest.starts(with: "<!".utf8) {
        if documentType == 0 { documentType = sign }
      } else if !rest.starts(with: "</".utf8) {
        elements.append(sign)
      }
    }
  }

  /// The offset of an element, by its place among all of them, from 0.
  subscript(index: Int) -> Int { index < elements.count ? elements[index] : elements.last ?? 0 }
}

private func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int {
  bytes[min(start, bytes.count)...].firstRange(of: Array(mark.utf8))?.upperBound ?? bytes.count
}

/// Places in a file; those of all lines are looked for once.
struct NumberedLines {
  /// The file; one in UTF-16 becomes UTF-8, so that messages can show it.
  let file: SourceFile
  /// Whether it became UTF-8.
  let wasRecoded: Bool
  private let starts: [Int]

  init(_ file: SourceFile) {
    let recoded = file.bytes.fromUTF16
    wasRecoded = recoded != nil
    self.file = recoded.map { SourceFile(name: file.name, bytes: $0) } ?? file
    let bytes = self.file.bytes
    starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The offset at which the text of a line begins, from 1.
  func offset(ofLine number: Int) -> Int {
    let start = starts[min(max(number, 1), starts.count) - 1]
    return file.bytes[start...].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? start
  }

  /// What stands at an offset, to the end of the line.
  func place(_ offset: Int) -> Diagnostic.Place {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    var end = low < starts.count ? starts[low] - 1 : file.bytes.count
    if end > offset, file.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return .bytes(offset..<max(offset, end), of: file)
  }
}

extension [UInt8] {
  /// The same text as UTF-8 if it is UTF-16, as its first bytes tell; nil if it isn't.
  fileprivate var fromUTF16: [UInt8]? {
    let isBig = starts(with: [0xFE, 0xFF]) || starts(with: [0, 0x3C])
    guard isBig || starts(with: [0xFF, 0xFE]) || starts(with: [0x3C, 0]) else { return nil }
    let units = stride(from: 0, to: count - 1, by: 2).map { index in
      UInt16(self[index + (isBig ? 0 : 1)]) << 8 | UInt16(self[index + (isBig ? 1 : 0)])
    }
    return Array<UInt8>(String(decoding: units.drop { $0 == 0xFEFF }, as: UTF16.self).utf8)
  }
}

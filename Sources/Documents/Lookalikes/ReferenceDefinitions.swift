import Diagnostics

extension MarkdownReader {
  /// Warns of lines `[name]: address` that nothing calls: cmark takes them away with all that they say.
  ///
  /// cmark doesn't tell which ones it has used. So each gets an address by which it is known, and the text is read once more.
  mutating func checkDefinitions() {
    let definitions = definitions()
    guard !definitions.isEmpty else { return }
    var text: [UInt8] = []
    var written = source.body.lowerBound
    for (number, definition) in definitions.enumerated() {
      text += file.bytes[written..<definition.address.lowerBound] + Array("\(Self.sign)\(number)z".utf8)
      written = definition.address.upperBound
    }
    text += file.bytes[written..<source.body.upperBound]
    let kept = numbers(in: CMarkTree(text[...], traits, footnotes: true))
    var first: [String: Range<Int>] = [:]
    for (number, definition) in definitions.enumerated() {
      let label = file.text(in: definition.label)
      if kept.contains(number) {
        first[label.lowercased()] = first[label.lowercased()] ?? definition.label
      } else {
        diagnostics.append(
          .unusedReference(label, in: file, at: definition.label, first: first[label.lowercased()]))
      }
    }
  }

  private static let sign = "imrfaddress"

  /// Those that links have, and those that have stayed text.
  private func numbers(in tree: consuming CMarkTree) -> Set<Int> {
    var numbers: Set<Int> = []
    tree.forEachNode { node in
      let text = node.kind == .link || node.kind == .image ? node.address : node.literal
      for part in text.split(separator: Self.sign, omittingEmptySubsequences: false).dropFirst() {
        if let number = Int(part.prefix { $0 != "z" }) { numbers.insert(number) }
      }
    }
    return numbers
  }

  /// All lines that may be one, but for remarks: `[//]: # (nobody reads this)`.
  private func definitions() -> [(label: Range<Int>, address: Range<Int>)] {
    source.textLines.compactMap { line in
      let text = file.bytes[line]
      guard text.first == UInt8(ascii: "["), text.dropFirst().first.map({ !"^]/".utf8.contains($0) }) == true,
        let end = text.firstRange(of: Array("]:".utf8))
      else { return nil }
      let address = text[end.upperBound...].drop(while: isBlank).prefix { !isBlank($0) }
      guard !address.isEmpty, !address.elementsEqual("#".utf8), !address.elementsEqual("<>".utf8) else { return nil }
      return (line.lowerBound..<(end.lowerBound + 1), address.startIndex..<address.endIndex)
    }
  }
}

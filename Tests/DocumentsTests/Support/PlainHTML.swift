import Documents

extension MarkdownDocument {
  /// The HTML with its holes filled the plain way: no prefix, levels and addresses as written, citations as `[key, p. 3]`.
  var plainHTML: String {
    var output: [UInt8] = []
    html.write(to: &output) { hole, output in
      if case .link(let index) = hole, case .relative(let address) = links[index].address {
        Address.append(address, to: &output)
      } else {
        output += text(in: hole).utf8
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private func text(in hole: HTMLFragment.Hole) -> String {
    switch hole {
    case .idPrefix, .ownAddress, .paragraph, .fileFacts, .task: ""
    case .table(let index): "Table \(index + 1)"
    case .noteReturn(let number): "Back to the text, note \(noteLetters(number))"
    case .headingLevel(let level): String(level)
    case .link: "not a relative address"
    case .citation(let index):
      "<cite>" + citations[index].items.map { $0.key + ($0.locator.map { ", \($0)" } ?? "") }.joined(separator: "; ")
        + "</cite>"
    case .mention(let index): mentions[index].text
    case .calloutTitle(let callout): callout.name
    }
  }
}

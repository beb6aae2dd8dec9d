import Diagnostics

extension MarkdownReader {
  /// Keeps the numbers of an ordered list as they are written, by beginning a list anew where they leap.
  ///
  /// CommonMark (section 5.3) takes the first number and counts on. Who writes `1.` before each item has that in mind; who
  /// writes 1, 2, 4 has not.
  mutating func keepNumbers(of list: CMarkNode) {
    guard list.isOrdered else { return }
    let items = Array(list.children)
    let numbers = items.map { number(of: $0) }
    guard numbers.count > 1, let first = numbers[0], numbers.contains(where: { $0?.value != first.value }) else {
      return
    }
    var (current, last, hasFault) = (list, first.value, false)
    for (item, number) in zip(items, numbers).dropFirst() {
      guard let number else { continue }
      // Where a list begins again with 1 and 1, the second one is to be counted, too.
      let isCounted = number.value == last + 1 || (number.value == 1 && last == 1)
      if !isCounted { current = current.orderedList(beginningWith: number.value) }
      if number.value <= last, !isCounted, !hasFault {
        hasFault = true
        diagnostics.append(.listNumber(number.value, after: last, in: file, at: number.range))
      }
      if current != list { current.append(item) }
      last = number.value
    }
  }

  /// The number before an item; nil if it isn't found.
  private func number(of item: CMarkNode) -> (value: Int, range: Range<Int>)? {
    let start = source.offset(line: item.startLine, column: item.startColumn)
    let digits = file.bytes[start..<source.body.upperBound].prefix(while: isDigit)
    return Int(String(decoding: digits, as: UTF8.self)).map { ($0, digits.startIndex..<digits.endIndex) }
  }
}

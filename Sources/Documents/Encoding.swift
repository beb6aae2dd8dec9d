public import Diagnostics

extension SourceFile {
  /// Says where the file stops being UTF-8, or nil if all of it is.
  ///
  /// Everything in this module expects a file that passed: offsets, columns and the HTML rest on it.
  public func checkUTF8() -> Diagnostic? {
    firstInvalidByte.map { .notUTF8(in: self, at: $0) }
  }

  /// Says why the file can't be read as what its authors wrote: it is no UTF-8, or two versions of it stand in one another.
  func checkText() -> Diagnostic? { checkUTF8() ?? conflict.map { .conflict(in: self, at: $0) } }

  /// Where git has left two versions of a part for people to choose between: lines that begin with seven signs each.
  private var conflict: Range<Int>? {
    guard let first = line(beginningWith: "<<<<<<< ", from: 0),
      let middle = line(beginningWith: "=======", from: first.upperBound),
      line(beginningWith: ">>>>>>> ", from: middle.upperBound) != nil
    else { return nil }
    return first
  }

  private func line(beginningWith signs: String, from start: Int) -> Range<Int>? {
    var start = start
    while let found = bytes[start...].firstRange(of: Array(signs.utf8)) {
      if found.lowerBound == textStart || bytes[found.lowerBound - 1] == UInt8(ascii: "\n") { return found }
      start = found.upperBound
    }
    return nil
  }

  /// Where the text begins: after a byte-order mark, if an editor wrote one.
  public var textStart: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

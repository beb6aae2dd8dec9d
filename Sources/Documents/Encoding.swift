public import Diagnostics

extension SourceFile {
  /// Says where the file stops being UTF-8, or nil if all of it is.
  ///
  /// Everything in this module expects a file that passed: offsets, columns and the HTML rest on it.
  public func checkUTF8() -> Diagnostic? {
    firstInvalidByte.map { .notUTF8(in: self, at: $0) }
  }

  /// Where the text begins: after a byte-order mark, if an editor wrote one.
  var textStart: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

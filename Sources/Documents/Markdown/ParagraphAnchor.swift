/// The address within a page of a numbered paragraph, `p8.3`: it is the same wherever the text of the entry stands.
public func paragraphAnchor(_ number: String) -> String { "p" + number }

/// Whether a part of a page is a numbered paragraph, `p8.3`: that has the same address wherever its text stands, and no heading
/// has one with a full stop.
public func isParagraphAnchor(_ anchor: some Collection<UInt8>) -> Bool {
  let parts = anchor.dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return anchor.first == UInt8(ascii: "p") && parts.count == 2
    && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
}

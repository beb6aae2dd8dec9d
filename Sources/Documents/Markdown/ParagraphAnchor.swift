/// The address within a page of a numbered paragraph: `p8.3`, `pRT2.3`, or `p3` where the number is no more than its place.
public func paragraphAnchor(_ number: String) -> String { "p" + number }

/// Whether a part of a page is a paragraph whose number tells its entry, too, as `p8.3` does: that has the same address wherever its
/// text stands, and no heading has one with a full stop.
public func isParagraphAnchor(_ anchor: some BidirectionalCollection<UInt8>) -> Bool {
  guard anchor.first == UInt8(ascii: "p"), let stop = anchor.lastIndex(of: UInt8(ascii: ".")) else { return false }
  let place = anchor[stop...].dropFirst()
  return !place.isEmpty && place.allSatisfy(isDigit) && anchor[..<stop].count > 1
}

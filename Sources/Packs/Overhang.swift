/// Something that is wider than its column, or stands below its page, as `fitting.py` tells of it.
struct Overhang {
  /// How a complaint of one begins.
  static let mark = "Sticks out: "

  /// The page, from 1.
  let page: String
  /// By how much it sticks out.
  let millimetres: String
  /// The name of the place in the document before it, which may be empty.
  let anchor: String
  /// The words that stick out, or the address of a picture.
  let words: String
  /// The paragraph or the row of a table in which they stand.
  let line: String

  /// Reads a complaint; nil if it is about something else.
  init?(_ complaint: String) {
    guard complaint.hasPrefix(Self.mark) else { return nil }
    let parts = complaint.dropFirst(Self.mark.count).split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 5 else { return nil }
    (page, millimetres, anchor) = (String(parts[0]), String(parts[1]), String(parts[2]))
    (words, line) = (String(parts[3]), String(parts[4]))
  }
}

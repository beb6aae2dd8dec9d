/// Something that is wider than its column, or stands below its page, as `fitting.py` tells of it.
struct Overhang {
  /// How the complaint begins.
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
    let parts = complaint.dropFirst(Self.mark.count).split(separator: "\t", omittingEmptySubsequences: false).map(
      String.init)
    guard complaint.hasPrefix(Self.mark), parts.count == 5 else { return nil }
    (page, millimetres, anchor, words, line) = (parts[0], parts[1], parts[2], parts[3], parts[4])
  }
}

/// How the paragraphs of entries of a kind are numbered: `{id}.{paragraph}` gives 8.3, `RT{id}.{paragraph}` gives RT2.3, and
/// `{paragraph}` gives 3.
///
/// Numbers are the same in all languages, and so are the addresses that are made of them.
public struct ParagraphNumbering: Sendable, Hashable {
  /// What stands before the id of the entry; nil if that is no part of the number.
  private let letters: String?

  /// By the id of the entry and the place in it.
  static let byEntry = ParagraphNumbering(letters: "")

  private init(letters: String?) { self.letters = letters }

  /// Reads a form; nil if it is none.
  init?(_ form: String) {
    let place = "{paragraph}"
    if form == place { self.init(letters: nil); return }
    guard form.hasSuffix("{id}." + place) else { return nil }
    let letters = form.dropLast("{id}.".count + place.count)
    guard letters.allSatisfy({ ("A"..."Z").contains($0) }) else { return nil }
    self.init(letters: String(letters))
  }

  /// The number of a paragraph of an entry, by its place from 0.
  func number(_ index: Int, of key: String) -> String {
    (letters.map { $0 + key + "." } ?? "") + String(index + 1)
  }
}

/// All entries of one kind, in the order in which they are listed.
public struct Table: Sendable, RandomAccessCollection {
  /// The kind.
  let kind: Kind
  var entries: [Entry]

  /// The versions in other languages, by the place of the entry that they translate.
  var translations: [Language: [Int: Entry]] = [:]

  init(_ kind: Kind, _ entries: [Entry] = []) {
    self.kind = kind
    self.entries = entries
  }

  /// The first place: 0.
  public var startIndex: Int { 0 }
  /// The place behind the last.
  public var endIndex: Int { entries.count }
  /// The entry at a place, in the site's first language.
  public subscript(index: Int) -> Entry { entries[index] }

  /// The entry at a place in a language, or in the site's first one if it was not translated.
  public subscript(index: Int, language: Language) -> Entry {
    translations.isEmpty ? entries[index] : translations[language]?[index] ?? entries[index]
  }

  /// The ids of all entries, in order.
  public var ids: [EntryID] { entries.indices.map { EntryID(kind, $0) } }

  /// The languages besides the site's first one that an entry was translated into, by code.
  func languages(ofEntryAt index: Int) -> [Language] {
    translations.isEmpty ? [] : translations.filter { $0.value[index] != nil }.keys.sorted()
  }

  /// Puts another version of an entry in its place.
  mutating func replace(_ index: Int, in language: Language, with entry: Entry) {
    if translations[language]?[index] != nil {
      translations[language]?[index] = entry
    } else {
      entries[index] = entry
    }
  }
}

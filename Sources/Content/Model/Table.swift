/// All entries of one kind, in the order in which they are listed.
public struct Table<Element: Entry>: Sendable, RandomAccessCollection {
  var entries: [Element]

  /// The versions in other languages, by the place of the entry that they translate.
  var translations: [Language: [Int: Element]] = [:]

  /// The first place: 0.
  public var startIndex: Int { 0 }
  /// The place behind the last.
  public var endIndex: Int { entries.count }
  /// The entry at a place, in the site's first language.
  public subscript(index: Int) -> Element { entries[index] }
  /// The entry that an id names, in the site's first language.
  public subscript(id: ID<Element>) -> Element { entries[id.index] }

  /// The entry in a language, or in the site's first one if it was not translated.
  public subscript(id: ID<Element>, language: Language) -> Element {
    translations.isEmpty ? entries[id.index] : translations[language]?[id.index] ?? entries[id.index]
  }

  /// The ids of all entries, in order.
  public var ids: [ID<Element>] { entries.indices.map { ID($0) } }

  /// The id of the entry at a place, or nil if there is no such place.
  public func id(at index: Int) -> ID<Element>? { entries.indices.contains(index) ? ID(index) : nil }

  /// The languages besides the site's first one that an entry was translated into, by code.
  public func languages(of id: ID<Element>) -> [Language] {
    translations.filter { $0.value[id.index] != nil }.keys.sorted()
  }
}

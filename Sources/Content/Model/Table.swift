/// An entry held in one place, so that handing it on costs a reference and not a copy of all its fields.
public final class Shared<Element: Entry>: Sendable {
  /// The entry.
  public let value: Element

  init(_ value: Element) { self.value = value }
}

/// All entries of one kind, in the order in which they are listed.
public struct Table<Element: Entry>: Sendable, RandomAccessCollection {
  var entries: [Shared<Element>]

  /// The versions in other languages, by the place of the entry that they translate.
  var translations: [Language: [Int: Shared<Element>]] = [:]

  init(_ entries: [Element] = []) { self.entries = entries.map(Shared.init) }

  /// The first place: 0.
  public var startIndex: Int { 0 }
  /// The place behind the last.
  public var endIndex: Int { entries.count }
  /// The entry at a place, in the site's first language.
  public subscript(index: Int) -> Element { entries[index].value }
  /// The entry that an id names, in the site's first language.
  public subscript(id: ID<Element>) -> Element { entries[id.index].value }
  /// The entry in a language, or in the site's first one if it was not translated.
  public subscript(id: ID<Element>, language: Language) -> Element { entry(id, in: language).value }

  /// The entry in a language, or in the site's first one if it was not translated, without a copy.
  public func entry(_ id: ID<Element>, in language: Language) -> Shared<Element> {
    translations.isEmpty ? entries[id.index] : translations[language]?[id.index] ?? entries[id.index]
  }

  /// The ids of all entries, in order.
  public var ids: [ID<Element>] { entries.indices.map { ID($0) } }

  /// The id of the entry at a place, or nil if there is no such place.
  public func id(at index: Int) -> ID<Element>? { entries.indices.contains(index) ? ID(index) : nil }

  /// The languages besides the site's first one that an entry was translated into, by code.
  public func languages(of id: ID<Element>) -> [Language] {
    translations.isEmpty ? [] : translations.filter { $0.value[id.index] != nil }.keys.sorted()
  }
}

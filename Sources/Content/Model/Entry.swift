public import Diagnostics
public import Documents

/// One piece of content: what all have, and the fields of its kind.
public final class Entry: Sendable {
  /// The kind that it is.
  public let kind: Kind
  /// What every entry has, whatever its kind.
  public let common: Common
  /// The values of its fields, in the order in which the kind declares them.
  public let record: Record

  init(kind: Kind, common: Common, record: Record) {
    self.kind = kind
    self.common = common
    self.record = record
  }

  /// What the entry is known by in addresses and references.
  public var key: String { common.key }
  /// The title, plain text.
  public var title: String { common.title }

  /// The value of a field.
  public subscript<Value>(field: Field<Value>) -> Value { record[field] }

  /// Where the value of a field was written.
  public func place<Value>(of field: Field<Value>) -> Diagnostic.Place { place(at: field.slot) }

  /// Whether a place lies in a field of the entry, and not in another entry of its file.
  public func hasField(at place: Diagnostic.Place) -> Bool {
    guard case .range(let range) = place else { return false }
    return range.file.name == common.origin.file.name
      && record.ranges.indices.contains {
        !record.borrowed.contains($0) && record.ranges[$0].overlaps(range.bytes)
      }
  }

  /// Where the value in a place of the record was written.
  func place(at slot: Int) -> Diagnostic.Place {
    let origin = record.borrowed.contains(slot) ? common.original ?? common.origin : common.origin
    return .bytes(record.ranges[slot], of: origin.file)
  }
}

/// The part that entries of all kinds share.
public struct Common: Sendable {
  /// What the entry is known by in addresses and references: `8`, `idm-2022`, `ecuador`.
  public let key: String
  /// The title, plain text.
  public internal(set) var title: String
  /// One or two sentences.
  public var summary: Prose?
  /// The text below the front matter.
  public var body: Prose?
  /// Whether it is only shown when drafts are asked for.
  public let isDraft: Bool
  /// The day of the last change that readers should hear of.
  public let updated: CalendarDate?
  /// The free map of the front matter.
  public internal(set) var extra: DataNode?
  /// The anchors of the sections that templates make of its fields: `key_messages:` is the section `#key-messages`.
  public internal(set) var sections: [String]
  /// How the paragraphs of its body are numbered; nil if they aren't.
  let numbering: ParagraphNumbering?
  /// Where the entry was written.
  public let origin: Origin
  /// Which versions of its original a translation renders; nil if nobody has said so.
  public internal(set) var fingerprints: Fingerprints?
  /// Whether a translation renders an older version of its original somewhere, as far as is known.
  public internal(set) var isOlder = false
  /// Where the original of a translation was written; nil for an original.
  public internal(set) var original: Origin?
  /// What a translation has from its original.
  public internal(set) var borrowed: BorrowedTexts = []
  /// The addresses at which its page stood before.
  public internal(set) var aliases: [Alias] = []
  /// What it cites, in the order of the numbers on its page: source by source, each in the order of its places.
  public internal(set) var citations: [CitedPlace] = []
  /// The entries that its texts link to or name, each once.
  public internal(set) var references: [TextReference] = []
  /// The full addresses of this site in its texts and fields that lead to no entry.
  public internal(set) var ownAddresses: [OwnAddress] = []
  /// The files to be handed out that its texts lead to, by their places in the library's list, each once.
  public internal(set) var attachments: [Int] = []
}

/// The texts besides its fields that a translation has from its original.
public struct BorrowedTexts: OptionSet, Sendable {
  /// A bit for each.
  public let rawValue: Int

  /// Takes the bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The title.
  public static let title = BorrowedTexts(rawValue: 1)
  /// The summary.
  public static let summary = BorrowedTexts(rawValue: 2)
  /// The text below the front matter.
  public static let body = BorrowedTexts(rawValue: 4)
}

/// An entry that a text links to or names.
public struct TextReference: Sendable {
  /// The entry.
  public let target: EntryID
  /// The first sentence that does so, plain words.
  public let sentence: String
  /// Whether a translation has the sentence from its original.
  public let isBorrowed: Bool
}

extension Common {
  /// The language of one of its texts.
  public func language(of text: BorrowedTexts) -> Language {
    borrowed.contains(text) ? original?.language ?? origin.language : origin.language
  }

  /// The language in which a place of a source is named.
  public func language(of place: CitedPlace) -> Language {
    place.isBorrowed ? original?.language ?? origin.language : origin.language
  }
}

extension Entry {
  /// Whether all of its words that people read are in its own language.
  public func isWhole(in schema: Schema) -> Bool {
    let texts = common.borrowed.subtracting(.title)
    return texts.isEmpty && record.isWhole(as: schema[kind].fields)
  }

  /// The language of the words in a place of the record.
  public func language(at slot: Int) -> Language {
    record.borrowed.contains(slot) ? common.original?.language ?? common.origin.language : common.origin.language
  }
}

/// Where an entry was written.
public struct Origin: Sendable {
  /// The file.
  public let file: SourceFile
  /// The file's path in the source folder: `content/objectives/08-saving-lives.md`.
  public let path: String
  /// What to point at when something is said of the entry as a whole: its title.
  public let range: Range<Int>
  /// What tells the entry from others: its number or id, if one is written.
  let keyRange: Range<Int>
  /// The language that it is written in.
  public let language: Language

  /// The place of what is pointed at.
  public var place: Diagnostic.Place { .bytes(range, of: file) }

  /// The place of what tells the entry from others.
  var keyPlace: Diagnostic.Place { .bytes(keyRange, of: file) }
}

/// A place of a source that an entry cites, or a source that it cites as a whole.
public struct CitedPlace: Sendable {
  /// The source.
  public let id: EntryID
  /// The place in it, such as a paragraph; nil for the whole.
  public let locator: String?
  /// The numbers of the citations that name it, in order.
  public internal(set) var citations: [Int]
  /// Whether a translation has its words from the original.
  public let isBorrowed: Bool
}

/// A citation in a text or a field.
public struct CitationSite: Sendable {
  /// Its number among the citations of its entry, from 1, in the order of the page.
  public let number: Int
  /// The sources, each with a place in it.
  public let sources: [(id: EntryID, locator: String?)]
}

/// A piece of Markdown with everything that it points to.
public struct Prose: Sendable {
  /// The text as HTML with holes.
  public let document: MarkdownDocument
  /// What each of the document's links leads to.
  public internal(set) var links: [LinkTarget] = []
  /// What each of the document's citations names.
  public internal(set) var citations: [CitationSite] = []
  /// What each of the document's mentions leads to.
  public internal(set) var mentions: [MentionTarget] = []
  /// What in it renders an older version of its original.
  public internal(set) var older = OlderParts.none
}

/// What in a text renders an older version of its original.
public enum OlderParts: Sendable {
  /// Nothing, as far as anybody has said which version it renders.
  case none
  /// The line that it is.
  case line
  /// Some of its blocks, by their places from 0, of so many that are shown where they are written.
  case blocks([Int], of: Int)
}

/// What something that a text mentions leads to.
public enum MentionTarget: Sendable {
  /// An objective or a round table.
  case entry(EntryID)
  /// A United Nations document; its symbol is the text.
  case document
  /// The first time that the entry uses the abbreviation of a term.
  case term(EntryID)
  /// A country that is named; the page only shows the name.
  case name(EntryID)
  /// Nothing: there is no such entry, or the abbreviation was used before.
  case none
}

/// What a link in a text leads to.
public enum LinkTarget: Sendable {
  /// A full address elsewhere, or a heading of the same text: it stands as it was written.
  case asWritten
  /// What isn't there for a while: the words are shown.
  case nowhere
  /// An entry, and a heading of it if the link names one.
  case entry(EntryID, fragment: String?)
  /// A picture, by its place in the library's list.
  case image(Int)
  /// A file to be handed out, by its place in the library's list, and the part of it that the link names: `page=3`.
  case attachment(Int, fragment: String?)
}

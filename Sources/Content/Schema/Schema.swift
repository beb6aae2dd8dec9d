public import Diagnostics

/// What kinds of entries content is made of, and which fields they have: those of a forum, and what a site adds to them.
///
/// All that is done with content field by field is a walk over it: reading, linking, what templates see, what counts as
/// translated, the tables of the documentation, the schema for editors, new files.
public struct Schema: Sendable {
  /// The kinds, ours first, in the order in which they are declared.
  public let kinds: [KindDeclaration]
  /// The groups of fields, ours first, in the order in which they are declared.
  public let groups: [Group]
  /// The fields that every entry has that is a Markdown file.
  let fileFields: Group
  /// The fields that every entry has that has a page.
  let addressedFields: Group
  /// The fields of `site.yaml`.
  let siteFields: Group
  /// The kinds whose entries texts mention by their numbers, in the order of `Mentions.numbered`.
  let mentionedKinds: [Kind]
  private let indices: [String: Int]

  /// The names of the groups that no other field can take, and that no site can change.
  static let ownGroups = ["file", "addressed", "site"]

  init(kinds: [KindDeclaration], groups: [Group]) {
    self.kinds = kinds
    self.groups = groups.filter { !Self.ownGroups.contains($0.name) }
    let found = Self.ownGroups.map { name in
      groups.first { $0.name == name } ?? Group(name: name, fields: [], anyOf: [], oneOf: [])
    }
    (fileFields, addressedFields, siteFields) = (found[0], found[1], found[2])
    mentionedKinds =
      [.objective, .roundTable] + kinds.filter { $0.mentions != nil && $0.numbers != nil }.map(\.kind)
    indices = Dictionary(kinds.map { ($0.name, $0.kind.index) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is declared of a kind.
  public subscript(kind: Kind) -> KindDeclaration { kinds[kind.index] }

  /// The kind of a name such as `round-table`; nil if there is none.
  public func kind(named name: String) -> Kind? { indices[name].map { Kind(index: $0) } }

  /// The kind of those who refer to others in a way that these know of.
  public func referrers(of inverse: Inverse) -> KindDeclaration? { kind(named: inverse.referrer).map { self[$0] } }

  /// A group of the forum's schema; one without fields if there is none of that name.
  public func group(_ name: String) -> Group {
    (groups + [fileFields, addressedFields, siteFields]).first { $0.name == name }
      ?? Group(name: name, fields: [], anyOf: [], oneOf: [])
  }

  /// The fields that entries of a kind have besides those of the kind.
  func sharedFields(of kind: KindDeclaration) -> [FieldDeclaration] {
    (kind.storage.isFiles ? fileFields.fields : []) + addressedFields.fields
  }

  /// The kinds whose entries are Markdown files in a folder of their own.
  var folders: [KindDeclaration] { kinds.filter { $0.storage == .folder } }
}

/// A kind of entries, by its place in the schema.
public struct Kind: Hashable, Sendable, Comparable {
  /// The place, from 0.
  public let index: Int

  /// In the order in which they are declared.
  public static func < (left: Kind, right: Kind) -> Bool { left.index < right.index }
}

/// What is declared of a kind.
public final class KindDeclaration: Sendable {
  /// Where the entries of a kind are written.
  public enum Storage: Sendable, Hashable {
    /// Markdown files in the folder that is called like several of them.
    case folder
    /// Markdown files at the top of `content/`.
    case top
    /// A YAML file with a list.
    case list(file: String)
    /// A comma-separated file.
    case table(file: String)

    /// Whether each entry is a Markdown file.
    public var isFiles: Bool { self == .folder || self == .top }

    /// The file that holds all entries; nil if each has its own.
    public var file: String? {
      switch self {
      case .folder, .top: nil
      case .list(let file), .table(let file): file
      }
    }
  }

  /// What the entries of a kind are sorted by, besides their keys.
  enum Order: Sendable, Hashable {
    /// As they are written.
    case asWritten
    /// By the values of some fields; entries without one come last.
    case fields([Int])
    /// By day, what is held as a whole before its parts.
    case occasion
  }

  /// The kind.
  public let kind: Kind
  /// Whether a site has declared it, and not the program.
  public let isOwn: Bool
  /// The name, by which fields refer to it: `round-table`.
  public let name: String
  /// What a message calls one of them: `round table`.
  public let noun: String
  /// Several of them, as the first part of an address and as the folder of those that are files: `round-tables`.
  public let plural: String
  /// Where the plural is written, or the kind, if that follows from its name.
  public let place: Diagnostic.Place
  /// What people see above one of them and above a list of them, where the site says so.
  public let headings: Headings
  /// The words by which texts mention one of them and several by their numbers; nil if they don't.
  let mentions: MentionLabels?
  /// Where the entries are written.
  public let storage: Storage
  /// The numbers that they may have; nil if they have none.
  public let numbers: ClosedRange<Int>?
  /// How the paragraphs of their bodies are numbered; nil if they aren't.
  public let numbering: ParagraphNumbering?
  /// How many entries a page of their list holds; nil if it isn't cut into pages.
  public let entriesPerPage: Int?
  /// Whether there is a list of them.
  public let isListed: Bool
  /// Where the list stands in the menu, smaller numbers first; nil if it doesn't.
  public let menu: Int?
  /// The address of an entry, with `{id}` in the place of its key.
  public let address: String
  /// What stands before the key in an address, and what behind it.
  private let addressParts: (before: Substring, behind: Substring)
  /// The fields.
  public let fields: Group
  let order: Order
  /// The place of the field that holds the title.
  public let titleSlot: Int
  /// The fields by whose values references may name an entry, besides its key.
  let namingSlots: [Int]
  /// Who refers to entries of the kind, in the words of templates.
  public let inverses: [Inverse]
  /// The references of the kind that others know of.
  let paths: [ReferencePath]

  /// What people see above entries.
  public struct Headings: Sendable, Hashable {
    /// Above one.
    public let one: Label?
    /// Above many.
    public let many: Label?
  }

  /// The words before the number of one entry and before those of several.
  struct MentionLabels: Sendable, Hashable {
    let one: Label
    let many: Label?
    let place: Diagnostic.Place
  }

  init(
    kind: Kind, isOwn: Bool, name: String, noun: String, plural: String, place: Diagnostic.Place, headings: Headings,
    mentions: MentionLabels?, storage: Storage,
    numbers: ClosedRange<Int>?, numbering: ParagraphNumbering?, entriesPerPage: Int?, isListed: Bool, menu: Int?,
    address: String,
    fields: Group, order: Order, titleSlot: Int, namingSlots: [Int], inverses: [Inverse], paths: [ReferencePath]
  ) {
    self.kind = kind
    self.isOwn = isOwn
    self.name = name
    self.noun = noun
    self.plural = plural
    self.place = place
    self.headings = headings
    self.mentions = mentions
    self.storage = storage
    self.numbers = numbers
    self.numbering = numbering
    self.entriesPerPage = entriesPerPage
    self.isListed = isListed
    self.menu = menu
    self.address = address
    let before = address.prefix { $0 != "{" }
    addressParts = (before, address.dropFirst(before.count + "{id}".count))
    self.fields = fields
    self.order = order
    self.titleSlot = titleSlot
    self.namingSlots = namingSlots
    self.inverses = inverses
    self.paths = paths
  }

  /// The name as part of one in a template: `round_table`.
  public var templateName: String { underscored(name) }
  /// Several of them as a name in a template: `round_tables`.
  public var templatePlural: String { underscored(plural) }
  /// The address of the entry that has a key.
  public func address(of key: String) -> String { addressParts.before + key + addressParts.behind }
  /// The field that holds the title.
  public var title: FieldDeclaration { fields.fields[titleSlot] }
}

/// References the other way round: what those who are referred to know of those who refer to them.
public struct Inverse: Sendable, Hashable {
  /// The name in templates: `practice_pages`.
  public let name: String
  /// What people see above those who refer, where the site says so.
  public let label: Label?
  /// The kind of those who refer.
  public let referrer: String
  /// Whether only one may refer to an entry.
  public let isUnique: Bool
  /// Whether a site has declared it, and not the program.
  public let isOwn: Bool
}

/// The way to a field that refers to entries: its place, and before that the places of the groups that it is in.
struct ReferencePath: Sendable, Hashable {
  let slots: [Int]
  let target: Kind
  /// The place among the inverses of the target.
  let inverse: Int
}

/// Fields that belong together: those of a kind, or those of a map within an entry.
public final class Group: Sendable {
  /// The name: `person`, or that of the kind.
  public let name: String
  /// The fields, in the order of their sections on a page.
  public let fields: [FieldDeclaration]
  /// Fields of which there must be at least one.
  public let anyOf: [[Int]]
  /// Fields of which there may be only one.
  public let oneOf: [[Int]]

  init(name: String, fields: [FieldDeclaration], anyOf: [[Int]], oneOf: [[Int]]) {
    self.name = name
    self.fields = fields
    self.anyOf = anyOf
    self.oneOf = oneOf
  }

  /// The place of a field; nil if there is none of that name.
  func slot(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// The place of the day before which a day may not be and without which it can't stand; nil if there is none, or a site has none.
  func earlierField(than field: FieldDeclaration) -> Int? {
    guard case .date(_, let earlier?) = field.type, !fields[earlier].isOff else { return nil }
    return earlier
  }
}

/// What is declared of a field.
public struct FieldDeclaration: Sendable {
  /// The key in front matter: `short_title`.
  public let name: String
  /// What its value is.
  public let type: FieldType
  /// Whether every entry must have it.
  public let isRequired: Bool
  /// What people see above its value, where that is not the name.
  public let label: Label?
  /// What to write in it, for those who do.
  public let note: String?
  /// Whether it is a section of the page, which links can name.
  public let isSection: Bool
  /// Whether entries have it that are a file; nobody can write one that is switched off.
  public let isOff: Bool
  /// Whether a site has declared it, and not the program.
  public let isOwn: Bool
  /// The name in templates; nil if they don't see it.
  public let member: String?
  /// The field whose value stands in for it.
  public let substitute: Int?
  /// Whether no two entries may have the same value, or refer to the same entry.
  public let isUnique: Bool

  /// The anchor of its section.
  public var anchor: String { String(name.map { $0 == "_" ? "-" : $0 }) }
}

/// What a field's value is.
public indirect enum FieldType: Sendable {
  /// Plain words, which may have to fit a pattern.
  case text(Pattern?)
  /// A name in addresses: small letters, digits and hyphens.
  case id
  /// A line of Markdown.
  case prose
  /// A whole number within bounds.
  case number(ClosedRange<Int>)
  /// A day, or also a month or a year; not before the day of another field.
  case date(isPartly: Bool, notBefore: Int?)
  /// True or false.
  case boolean
  /// One of some words.
  case choice([String])
  /// A full address of the web.
  case address
  /// What an author likes.
  case map
  /// An entry of a kind.
  case reference(Kind)
  /// A source and perhaps a place in it; shown as a citation, or only listed.
  case source(isCited: Bool)
  /// A map with fields of its own.
  case group(Group)
  /// Any number of values.
  case list(of: FieldType)
}

/// Words that people see, in one language or more.
public struct Label: Sendable, Hashable {
  /// The words for languages that have none of their own.
  let standard: String
  let others: [Language: String]

  /// The words in a language.
  public func text(in language: Language) -> String { others[language] ?? standard }

  /// Whether there are words for a language of its own.
  public func isIn(_ language: Language) -> Bool { others[language] != nil }
}

/// The name with underscores, as templates need it.
func underscored(_ name: String) -> String { String(name.map { $0 == "-" ? "_" : $0 }) }

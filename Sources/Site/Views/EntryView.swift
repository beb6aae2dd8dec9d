import Content
import Documents
import Synchronization
import Templating

/// An entry of any kind in the language of a page, as a template gets it.
///
/// A class, since what templates hold of it is handed around more often than it is made.
final class EntryView: TemplateObject {
  let page: PageContext
  let id: EntryID
  /// The entry in the page's language.
  let entry: Entry

  init(page: PageContext, id: EntryID) {
    self.page = page
    self.id = id
    entry = page.library[id, page.language]
  }

  var typeName: String { page.library.schema[id.kind].noun }

  func member(_ name: Symbol) -> Value? { page.site.members[id.kind].value(of: name, in: self) }

  var memberNames: [String] { page.site.members[id.kind].names }

  func isEqual(to other: any TemplateObject) -> Bool { (other as? EntryView)?.id == id }

  func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What templates see of the entries of each kind: what all have, their fields, who refers to them, and what the program
/// knows besides.
struct EntryMemberTables: Sendable {
  private let tables: [MemberTable<EntryView>]

  init(_ schema: Schema) {
    tables = schema.kinds.map { kind in
      let own = Self.own[kind.kind] ?? []
      let names = Set(own.map(\.name))
      let declared = Self.fields(of: kind) + Self.inverses(of: kind)
      return MemberTable(kind.noun, Self.common(kind) + declared.filter { !names.contains($0.name) } + own)
    }
  }

  subscript(kind: Kind) -> MemberTable<EntryView> { tables[kind.index] }

  private static func common(_ kind: KindDeclaration) -> [Member<EntryView>] {
    [
      Member("type") { _ in .text(kind.name) },
      Member("id") { .text($0.entry.key) },
      Member("title") { $0.page.title(of: $0.id) },
      Member("letter") { .text($0.page.library.letter(of: $0.id, in: $0.page.language)) },
      Member("url") { .text($0.page.url(of: $0.id)) },
      Member("permalink") { .optional($0.page.permalink($0.page.path(of: $0.id))) },
      Member("summary") { $0.html($0.entry.common.summary, in: $0.entry.common.language(of: .summary)) },
      Member("body") { $0.html($0.entry.common.body, in: $0.entry.common.language(of: .body), as: "div") },
      Member("paragraphs") { .list($0.entry.common.paragraphNumbers.map { .text($0) }) },
      Member("headings") { .list($0.headings) },
      Member("references") { .list($0.page.references(of: $0.id)) },
      Member("mentioned_in") { .list($0.referring) },
      Member("mentions") { .list($0.mentions) },
      Member("lists") { .object(ReferrersObject(page: $0.page, id: $0.id)) },
      Member("attachments") { .list($0.attachments) },
      Member("draft") { .bool($0.entry.common.isDraft) },
      Member("updated") { .optional($0.entry.common.updated?.iso) },
      Member("aliases") { .list($0.entry.common.aliases.map { .text($0.path) }) },
      Member("extra") { $0.entry.common.extra.map(Value.init) ?? .map([:]) },
      Member("previous") { $0.neighbour(-1) },
      Member("next") { $0.neighbour(+1) },
      Member("fields") { .list($0.fields) },
      Member("own_fields") { .list($0.ownFields) },
      Member("backlinks") { .list($0.backlinks) },
    ]
  }

  /// Those that a site has taken away too, in which there is nothing: templates that ask for them go on.
  private static func fields(of kind: KindDeclaration) -> [Member<EntryView>] {
    var members: [Member<EntryView>] = []
    for (slot, field) in kind.fields.fields.enumerated() {
      guard let name = field.member, !TakenNames.ofEntries.contains(name) else { continue }
      members.append(Member(name) { $0.value(at: slot, of: field) })
    }
    if !kind.fields.citationSlots.isEmpty {
      members.append(Member("citation") { $0.citation(in: $0.entry.record, of: kind.fields) })
    }
    return members
  }

  private static func inverses(of kind: KindDeclaration) -> [Member<EntryView>] {
    kind.inverses.enumerated().map { place, inverse in
      Member(inverse.name) { view in
        let ids = view.page.sorted(view.page.library.backlinks[view.id, inverse: place])
        return inverse.isUnique ? ids.first.map { view.page.view(of: $0) } ?? .none : view.page.views(ids)
      }
    }
  }

  /// What templates see of some kinds that no declaration can tell.
  private static let own: [Kind: [Member<EntryView>]] = [
    .roundTable: occasion + [
      Member("pack") { view in
        view.page.library.pack(ofRoundTable: view.id).map { view.page.view(of: $0) } ?? .none
      }
    ],
    .meeting: occasion,
    .country: [
      Member("people") { .list($0.people) },
      Member("other_names") { view in
        .list(Country.otherNames(of: view.id, in: view.page.language, from: view.page.library).map { .text($0) })
      },
    ],
    .source: [
      Member("cited_by") { view in
        view.page.views(view.page.sorted(view.page.library.backlinks.citing[view.id.index]))
      }
    ],
    .pack: packMembers,
  ]

  /// What is held takes its days and its place from the whole that it is a part of.
  private static let occasion: [Member<EntryView>] = [
    Member("starts") { .optional($0.occasion?.starts?.iso) },
    Member("ends") { .optional($0.occasion?.ends?.iso) },
    Member("place") { view in
      view.occasion?.place.map { view.page.text($0.words, in: $0.language) } ?? .none
    },
  ]
}

extension EntryView {
  /// A text of the entry as HTML, with its links and citations as they are on this page.
  func html(_ prose: Prose?, in language: Language, as element: String = "span") -> Value {
    prose.map { .markup(page.html(page.html($0, of: id, in: language), in: language, as: element)) } ?? .none
  }

  fileprivate var occasion: Occasion? { page.library.occasion(of: entry, in: page.language) }

  fileprivate var headings: [Value] {
    let headings = entry.common.body?.document.headings ?? []
    return headings.map { page.value(of: $0, in: id) }
  }

  fileprivate func neighbour(_ distance: Int) -> Value {
    page.library.neighbour(of: id, at: distance, in: page.language).map { page.view(of: $0) } ?? .none
  }

  /// Those who spoke for the country, each with the round table or the meeting.
  fileprivate var people: [Value] {
    let library = page.library
    let atRoundTables = library.backlinks[id, Country.roundTables].flatMap { held in
      RoundTable.people(of: library[held, page.language]).map { ($0.person, $0.language, held) }
    }
    let atMeetings = library.backlinks[id, Country.meetings].flatMap { held in
      let meeting = library[held, page.language]
      return meeting[Meeting.people].map { ($0, meeting.language(at: Meeting.people.slot), held) }
    }
    return (atRoundTables + atMeetings).filter { $0.0.country == id }.map { person, language, occasion in
      var fields = value(of: person.record, as: page.library.schema.group(Person.group), in: language)
      fields["at"] = page.view(of: occasion)
      return .map(fields)
    }
  }
}

extension PageContext {
  /// An entry of any kind.
  func view(of id: EntryID) -> Value {
    entriesAsked.add(1, ordering: .relaxed)
    return .object(EntryView(page: self, id: id))
  }

  /// Entries that are in the order of their tables, in that of the page's language.
  func sorted(_ ids: [EntryID]) -> [EntryID] { library.sorted(ids, in: language) }

  /// Entries, each of which is made when a template asks for it: there may be ten thousand.
  func views(_ ids: [EntryID]) -> Value { .list(ValueList(count: ids.count) { self.view(of: ids[$0]) }) }

  /// All entries of a kind.
  func views(of kind: Kind) -> Value { views(of: kind, in: library[kind].indices) }

  /// Those entries of a kind that have some places in the order of the page's language.
  func views(of kind: Kind, in places: Range<Int>) -> Value {
    let order = library.order(of: kind, in: language)
    return .list(
      ValueList(count: places.count) { position in
        let place = places.lowerBound + position
        return self.view(of: EntryID(kind, order?[place] ?? place))
      })
  }
}

extension Value {
  /// A value of the author's own, from `extra:` or JSON: plain words that are numbers or truth values become such.
  init(_ node: DataNode) {
    switch node.content {
    case .scalar(let text, isPlain: false): self = .text(text)
    case .scalar(let text, isPlain: true):
      switch text {
      case "", "~", "null": self = .none
      case "true": self = .bool(true)
      case "false": self = .bool(false)
      default: self = node.number.map { number in Int(text).map { .int($0) } ?? .double(number) } ?? .text(text)
      }
    case .sequence(let items): self = .list(items.map(Value.init))
    case .mapping(let entries): self = .map(ValueMap(entries.map { ($0.key, Value($0.value)) }))
    }
  }
}

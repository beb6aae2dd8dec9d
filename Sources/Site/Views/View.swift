import Content
import Documents
import Templating

/// An entry of any kind, as a template gets it.
///
/// Not generic, so that the templates' calls end in code made for the kind: through a generic type they would find out the
/// kind anew for each member.
struct EntryObject: TemplateObject {
  let page: PageContext
  let id: AnyID

  var typeName: String { id.kind.noun }

  func member(_ name: Symbol) -> Value? {
    switch id.kind {
    case .objective: member(name, of: Objective.self)
    case .roundTable: member(name, of: RoundTable.self)
    case .principle: member(name, of: Principle.self)
    case .meeting: member(name, of: Meeting.self)
    case .practice: member(name, of: Practice.self)
    case .pack: member(name, of: Pack.self)
    case .pledge: member(name, of: Pledge.self)
    case .country: member(name, of: Country.self)
    case .source: member(name, of: Source.self)
    case .term: member(name, of: Term.self)
    case .page: member(name, of: Page.self)
    }
  }

  var memberNames: [String] { id.kind.viewable.memberNames }

  func isEqual(to other: any TemplateObject) -> Bool { (other as? EntryObject)?.id == id }

  func hash(into hasher: inout Hasher) { hasher.combine(id) }

  private func member<Element: Viewable>(_ name: Symbol, of kind: Element.Type) -> Value? {
    Element.members.value(of: name, in: View<Element>(page: page, id: ID(id)))
  }
}

extension Kind {
  /// The type of the kind's entries.
  fileprivate var viewable: any Viewable.Type {
    switch self {
    case .objective: Objective.self
    case .roundTable: RoundTable.self
    case .principle: Principle.self
    case .meeting: Meeting.self
    case .practice: Practice.self
    case .pack: Pack.self
    case .pledge: Pledge.self
    case .country: Country.self
    case .source: Source.self
    case .term: Term.self
    case .page: Page.self
    }
  }
}

/// An entry of a known kind, from which the values of its members are taken.
struct View<Element: Viewable> {
  let page: PageContext
  let id: ID<Element>
  /// The entry in the page's language.
  let entry: Shared<Element>

  init(page: PageContext, id: ID<Element>) {
    self.page = page
    self.id = id
    entry = Element.table(of: page.library).entry(id, in: page.language)
  }
}

/// An entry that templates may see: each kind lists what they may see of it.
protocol Viewable: Entry {
  static var members: MemberTable<View<Self>> { get }
}

extension Viewable {
  /// The names of the members, for "did you mean".
  static var memberNames: [String] { members.names }

  /// The members of the kind after those that all entries have.
  static func table(_ members: [Member<View<Self>>]) -> MemberTable<View<Self>> {
    MemberTable(kind.noun, common + members)
  }

  private static var common: [Member<View<Self>>] {
    [
      Member("type") { _ in .text(kind.rawValue) },
      Member("id") { .text($0.entry.value.key) },
      Member("title") { .text($0.entry.value.title) },
      Member("url") { .text($0.page.url(of: $0.id.any)) },
      Member("permalink") { .optional($0.page.permalink($0.page.path(of: $0.id.any))) },
      Member("summary") { $0.html($0.entry.value.common.summary) },
      Member("body") { $0.html($0.entry.value.common.body) },
      Member("headings") { .list($0.headings) },
      Member("references") { .list($0.page.references(of: $0.id.any)) },
      Member("mentioned_in") { .list($0.referring) },
      Member("draft") { .bool($0.entry.value.common.isDraft) },
      Member("updated") { .optional($0.entry.value.common.updated?.iso) },
      Member("extra") { $0.entry.value.common.extra.map(Value.init) ?? .map([:]) },
      Member("previous") { $0.neighbour(-1) },
      Member("next") { $0.neighbour(+1) },
    ]
  }
}

extension View {
  /// A text of the entry as HTML, with its links and citations as they are on this page.
  func html(_ prose: Prose?) -> Value {
    prose.map { .markup(page.html($0, of: id.any)) } ?? .none
  }

  func html(_ prose: Prose) -> Value { .markup(page.html(prose, of: id.any)) }

  /// The entry's citation of a source as HTML: the number of the reference, linked.
  func citation(_ source: SourceReference?) -> Value {
    source?.citation.map { .markup(page.citation($0, in: id.any)) } ?? .none
  }

  /// Whose texts link to the entry or name it, each with the sentence.
  fileprivate var referring: [Value] {
    (page.library.backlinks.referring[id.any] ?? []).map { entry, sentence in
      ["entry": page.view(of: entry), "type": .text(entry.kind.rawValue), "sentence": .text(sentence)]
    }
  }

  fileprivate var headings: [Value] {
    let headings = entry.value.common.body?.document.headings ?? []
    return headings.map { page.value(of: $0, in: id.any) }
  }

  fileprivate func neighbour(_ distance: Int) -> Value {
    Element.table(of: page.library).id(at: id.index + distance).map { page.view($0) } ?? .none
  }
}

extension PageContext {
  /// An entry of any kind.
  func view(of id: AnyID) -> Value { .object(EntryObject(page: self, id: id)) }

  func view<Element: Viewable>(_ id: ID<Element>) -> Value { view(of: id.any) }

  func views<Element: Viewable>(_ ids: [ID<Element>]) -> Value { .list(ids.map { view($0) }) }

  func views<Element: Viewable>(_ references: [Reference<Element>]) -> Value {
    .list(references.map { view($0.id) })
  }

  func optional<Element: Viewable>(_ reference: Reference<Element>?) -> Value {
    reference.map { view($0.id) } ?? .none
  }

  /// All entries of a kind.
  func views(of kind: Kind) -> [Value] {
    (0..<library.count(of: kind)).map { view(of: AnyID(kind: kind, index: $0)) }
  }
}

extension Value {
  /// A value of the author's own, from `extra:` or JSON: plain words that are numbers or truth values become such.
  init(_ node: YAMLNode) {
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

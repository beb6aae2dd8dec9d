import Diagnostics

/// Finds what the names in declarations mean, and makes a schema of them; what is wrong is left out, and reported.
struct SchemaBuilder {
  private(set) var diagnostics: [Diagnostic] = []
  private var kinds: [KindDraft]
  private let groups: [GroupDraft]
  private let kindPlaces: [String: Int]
  private let groupPlaces: [String: Int]
  /// The groups that are made; nil for one that is being made, so that none can hold itself.
  private var made: [Int: Group?] = [:]

  /// How deep groups may lie in one another.
  private static let depth = 4

  init(_ declarations: Declarations) {
    kinds = declarations.kinds
    groups = declarations.groups
    kindPlaces = Dictionary(kinds.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    groupPlaces = Dictionary(groups.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func schema() -> Schema {
    for index in kinds.indices { complete(&kinds[index]) }
    checkNames()
    let groups = groups.indices.compactMap { group(at: $0, depth: 0) }
    let numbers = kinds.map { self.numbers(of: $0) }
    let fields = zip(kinds, numbers).map { kind, numbers in group(of: kind.fields, numbers: numbers, depth: 0) }
    let paths = kinds.indices.map { self.paths(of: kinds[$0], fields[$0]) }
    let inverses = self.inverses(along: paths)
    let declared = kinds.indices.map { index in
      declaration(
        of: kinds[index], at: index, numbers[index], fields[index], inverses.of[index], inverses.paths[index])
    }
    checkMembers(of: declared)
    return Schema(kinds: declared, groups: groups)
  }
}

/// Kinds.
extension SchemaBuilder {
  /// Gives a kind the fields that every entry of its sort needs.
  private func complete(_ kind: inout KindDraft) {
    kind.fields.require(kind.title?.value ?? "title", type: "text")
    if kind.numbers.last.map({ $0.value != "none" }) ?? false { kind.fields.require("number", type: "number") }
    if let stored = kind.stored?.value, stored.contains("."), kind.fields.slot(of: "id") == nil {
      kind.fields.require("id", type: "id")
    }
  }

  private mutating func checkNames() {
    var owners: [String: Diagnostic.Place] = [:]
    for kind in kinds {
      if !kind.isOurs, !isName(kind.name) || Self.reserved.contains(kind.name) || isOwnGroup(kind.name) {
        diagnostics.append(.badKindName(kind.name, at: kind.place))
      }
      let plural = kind.plural?.value ?? kind.name + "s"
      let place = kind.plural?.place ?? kind.place
      let isReserved = Self.reserved.contains(plural) || Language(code: plural) != nil || !isName(plural)
      if !kind.isOurs, isReserved, isName(kind.name) { diagnostics.append(.badKindName(plural, at: place)) }
      let stored = kind.stored.flatMap { $0.value.contains(".") ? $0 : nil }
      let claims = [Written(value: plural, place: place), stored, kind.address].compactMap { $0 }
      for claim in claims {
        guard let first = owners.updateValue(claim.place, forKey: claim.value) else { continue }
        diagnostics.append(.takenName(claim.value, at: claim.place, first: first))
      }
      if !kind.isOurs, let address = kind.address, !isAddress(address.value) {
        diagnostics.append(.badAddress(at: address.place))
      }
    }
    for group in groups where !isName(group.name) || FieldType.words.contains(group.name) {
      diagnostics.append(.badKindName(group.name, at: group.place))
    }
  }

  /// Whether entries may stand at an address, each at its own, in a folder.
  private func isAddress(_ address: String) -> Bool {
    let folders = address.replacing("{id}", with: "id").split(separator: "/", omittingEmptySubsequences: false)
    return address.contains("{id}") && folders.count > 2 && folders.first == "" && folders.last == ""
      && folders.dropFirst().dropLast().allSatisfy { isSlug($0) }
  }

  private func isOwnGroup(_ name: String) -> Bool { groupPlaces[name].map { !groups[$0].isOurs } ?? false }

  private func isName(_ name: String) -> Bool {
    isSlug(name[...]) && UInt8(ascii: "a")...UInt8(ascii: "z") ~= name.utf8.first ?? 0
      && !FieldType.words.contains(name)
  }

  /// Words that templates, commands and addresses use for something else.
  private static let reserved: Set<String> = [
    "site", "entry", "entries", "reference", "search", "packs", "groups", "home", "base", "print", "macros", "feed",
    "sitemap",
    "robots", "links", "assets", "data", "parts", "strings", "pack-document", "loop", "range", "dict", "lipsum",
    "cycler", "joiner", "namespace", "caller", "self", "super", "varargs", "kwargs", "true", "false", "none", "not",
    "and",
    "or", "if", "else", "elif", "in", "is", "for", "set", "block", "index", "extra", "type", "list",
  ]

  private mutating func numbers(of kind: KindDraft) -> ClosedRange<Int>? {
    var range: ClosedRange<Int>?
    for written in kind.numbers where written.value != "none" || kind.isOurs {
      let parts = written.value.split(separator: "-").map { Int($0) }
      guard parts.count == 2, let first = parts[0], let last = parts[1], 0 <= first, first <= last else {
        diagnostics.append(.badNumbers(at: written.place))
        continue
      }
      if let range, !(range.contains(first) && range.contains(last)) {
        diagnostics.append(
          .wider("numbers", of: kind.name, known: ["\(range.lowerBound)-\(range.upperBound)"], at: written.place))
        continue
      }
      range = first...last
    }
    return range
  }

  private mutating func declaration(
    of kind: KindDraft, at index: Int, _ numbers: ClosedRange<Int>?, _ fields: Group, _ inverses: [Inverse],
    _ paths: [ReferencePath]
  ) -> KindDeclaration {
    let plural = kind.plural?.value ?? kind.name + "s"
    let storage = storage(of: kind)
    let title = Written(value: kind.title?.value ?? "title", place: kind.title?.place ?? kind.place)
    let titleSlot = slot(title, in: fields) ?? 0
    if let slot = fields.slot(of: Fields.numberKey), numbers != nil, fields.fields[slot].type.bounds == nil {
      diagnostics.append(.badNumberField(at: kind.place))
    }
    if !fields.fields.isEmpty, !String.reads(fields.fields[titleSlot].type) {
      diagnostics.append(.badTitleField(title.value, at: title.place))
    }
    return KindDeclaration(
      kind: Kind(index: index), isOwn: !kind.isOurs, name: kind.name, noun: kind.noun ?? spaced(kind.name),
      plural: plural,
      headings: KindDeclaration.Headings(one: kind.label, many: kind.heading),
      mentions: kind.mention.map { KindDeclaration.MentionLabels(one: $0, many: kind.mentions) }, storage: storage,
      numbers: numbers,
      numbersParagraphs: kind.numbersParagraphs, isCut: kind.isCut, isListed: kind.isListed, menu: kind.menu,
      address: kind.address?.value ?? "/\(plural)/{id}/", fields: fields, order: order(of: kind, storage, fields),
      titleSlot: titleSlot, namingSlots: kind.namedBy.compactMap { slot($0, in: fields) }, inverses: inverses,
      paths: paths)
  }

  private mutating func storage(of kind: KindDraft) -> KindDeclaration.Storage {
    guard let stored = kind.stored else { return .folder }
    let parts = stored.value.split(separator: ".", omittingEmptySubsequences: false)
    switch (stored.value, parts.count == 2 && isSlug(parts[0]) ? parts[1] : "") {
    case ("folder", _): return .folder
    case ("top", _) where kind.isOurs: return .top
    case ("site.yaml", _), (Schema.fileName, _): break
    case (_, "yaml"): return .list(file: stored.value)
    case (_, "csv"): return .table(file: stored.value)
    default: break
    }
    diagnostics.append(.badStorage(at: stored.place))
    return .folder
  }

  private mutating func order(
    of kind: KindDraft, _ storage: KindDeclaration.Storage, _ fields: Group
  ) -> KindDeclaration.Order {
    guard let sort = kind.sort else { return storage.isFiles ? .fields([]) : .asWritten }
    if kind.isOurs, sort.map(\.value) == ["occasion"] { return .occasion }
    return .fields(sort.compactMap { slot($0, in: fields) })
  }

  /// The place of a field that something else in the declaration names.
  private mutating func slot(_ name: Written<String>, in fields: Group) -> Int? {
    if let slot = fields.slot(of: name.value) { return slot }
    diagnostics.append(.unknownField(name.value, of: fields.name, known: fields.fields.map(\.name), at: name.place))
    return nil
  }
}

/// Fields.
extension SchemaBuilder {
  private mutating func group(at index: Int, depth: Int) -> Group? {
    if let made = made[index] { return made }
    made[index] = .some(nil)
    let group = group(of: groups[index], numbers: nil, depth: depth)
    made[index] = .some(group)
    return group
  }

  private mutating func group(of draft: GroupDraft, numbers: ClosedRange<Int>?, depth: Int) -> Group {
    let fields = draft.fields.map { field(of: $0, in: draft, numbers: numbers, depth: depth) }
    func slots(_ lists: [[Written<String>]], _ faults: inout [Diagnostic]) -> [[Int]] {
      lists.map { list in
        list.compactMap { name in
          if let slot = draft.slot(of: name.value) { return slot }
          faults.append(.unknownField(name.value, of: draft.name, known: fields.map(\.name), at: name.place))
          return nil
        }
      }
    }
    return Group(
      name: draft.name, fields: fields, anyOf: slots(draft.anyOf, &diagnostics), oneOf: slots(draft.oneOf, &diagnostics)
    )
  }

  private mutating func field(
    of draft: FieldDraft, in group: GroupDraft, numbers: ClosedRange<Int>?, depth: Int
  ) -> FieldDeclaration {
    let isNeeded = draft.isOff && draft.isOurs && draft.isRequired
    if isNeeded { diagnostics.append(.neededField(draft.name, at: draft.place)) }
    if !draft.isOurs { checkName(of: draft, in: group) }
    let type = type(of: draft, in: group, numbers: numbers, depth: depth)
    checkAttributes(of: draft, type)
    return FieldDeclaration(
      name: draft.name, type: type, isRequired: draft.isRequired, label: draft.label, note: draft.note,
      isSection: draft.isSection || (!draft.isOurs && type.element.isMap), isOff: draft.isOff && !isNeeded,
      isOwn: !draft.isOurs, member: draft.member,
      substitute: draft.substitute.flatMap { sibling($0, in: group) }, isUnique: draft.isUnique)
  }

  private mutating func checkName(of field: FieldDraft, in group: GroupDraft) {
    let isName = isName(field.name.replacing("_", with: "-"), in: field)
    if !isName || field.name.contains("-") { diagnostics.append(.badFieldName(field.name, at: field.place)) }
    let isTaken = kindPlaces[group.name] != nil && EntryMembers.all.contains(field.member ?? "")
    let isOwn = ["title", "number", "id"].contains(field.name)
    if isTaken, !isOwn { diagnostics.append(.takenMember(field.member ?? "", of: group.name, at: field.place)) }
  }

  private func isName(_ name: String, in field: FieldDraft) -> Bool {
    isSlug(name[...]) && UInt8(ascii: "a")...UInt8(ascii: "z") ~= name.utf8.first ?? 0
  }

  private mutating func type(
    of draft: FieldDraft, in group: GroupDraft, numbers: ClosedRange<Int>?, depth: Int
  ) -> FieldType {
    let list = "list of "
    if draft.type.value.hasPrefix(list) {
      let name = String(draft.type.value.dropFirst(list.count))
      return .list(of: type(named: name, of: draft, in: group, numbers: numbers, depth: depth))
    }
    return type(named: draft.type.value, of: draft, in: group, numbers: numbers, depth: depth)
  }

  private mutating func type(
    named name: String, of draft: FieldDraft, in group: GroupDraft, numbers: ClosedRange<Int>?, depth: Int
  ) -> FieldType {
    switch name {
    case "text": return .text(pattern(of: draft))
    case "id": return .id
    case "prose": return .prose
    case "boolean": return .boolean
    case "address": return .address
    case "map": return .map
    case "date":
      return .date(
        isPartly: draft.isPartly, notBefore: draft.notBefore.flatMap { earlierDate($0, than: draft, in: group) })
    case "number": return .number(bounds(of: draft, numbers: draft.name == Fields.numberKey ? numbers : nil))
    case "choice":
      let words = (draft.values ?? []).map(\.value)
      if words.isEmpty { diagnostics.append(.choiceOfNothing(draft.name, at: draft.place)) }
      return .choice(words)
    default: break
    }
    // A site may call a kind like one of our groups: ours mean the group, its own the kind.
    if let index = kindPlaces[name], !draft.isOurs || groupPlaces[name] == nil {
      return name == "source" ? .source(isCited: draft.isCited) : .reference(Kind(index: index))
    }
    if let index = groupPlaces[name] {
      if depth < Self.depth, let inner = self.group(at: index, depth: depth + 1) { return .group(inner) }
      diagnostics.append(.endlessGroup(name, at: draft.type.place))
    } else if !draft.isOff {
      let known = FieldType.words + groups.map(\.name) + kinds.map(\.name)
      diagnostics.append(.unknownType(draft.type.value, name, known: known, at: draft.type.place))
    }
    return .text(nil)
  }

  private mutating func pattern(of draft: FieldDraft) -> Pattern? {
    guard let written = draft.pattern else { return nil }
    let pattern = Pattern(expression: written.value, words: draft.expected ?? "text like `\(written.value)`")
    if pattern.isSound { return pattern }
    diagnostics.append(.badPattern(at: written.place))
    return nil
  }

  private mutating func bounds(of draft: FieldDraft, numbers: ClosedRange<Int>?) -> ClosedRange<Int> {
    let (from, to) = (draft.from ?? numbers?.lowerBound ?? 0, draft.to ?? numbers?.upperBound ?? 1_000_000_000)
    if from <= to { return from...to }
    diagnostics.append(.badBounds(draft.name, at: draft.place))
    return from...from
  }

  private mutating func sibling(_ name: Written<String>, in group: GroupDraft) -> Int? {
    if let slot = group.slot(of: name.value) { return slot }
    diagnostics.append(
      .unknownField(name.value, of: group.name, known: group.fields.map(\.name), at: name.place))
    return nil
  }

  /// The place of a date that stands before a field, since a day is held against one that is known already.
  private mutating func earlierDate(_ name: Written<String>, than field: FieldDraft, in group: GroupDraft) -> Int? {
    guard let slot = sibling(name, in: group) else { return nil }
    if group.fields[slot].type.value == "date", slot < group.slot(of: field.name) ?? 0 { return slot }
    diagnostics.append(.notEarlierDate(name.value, of: field.name, at: name.place))
    return nil
  }

  /// What is said of a field has to go with its type.
  private mutating func checkAttributes(of draft: FieldDraft, _ type: FieldType) {
    let element = type.element
    var needless: [(String, Diagnostic.Place)] = []
    if let values = draft.values, !element.isChoice { needless.append(("values", values.first?.place ?? draft.place)) }
    if let inverse = draft.inverse, !element.isReference { needless.append(("inverse", inverse.place)) }
    if let pattern = draft.pattern, !element.isText { needless.append(("pattern", pattern.place)) }
    if let day = draft.notBefore, !element.isDate { needless.append(("not_before", day.place)) }
    if draft.from != nil || draft.to != nil, element.bounds == nil { needless.append(("from", draft.place)) }
    diagnostics += needless.map { .needlessAttribute($0.0, type: draft.type.value, at: $0.1) }
  }
}

/// References the other way round.
extension SchemaBuilder {
  /// A reference that others are to know of.
  private struct Path {
    let slots: [Int]
    let target: Kind
    let inverse: Inverse
    let isOurs: Bool
    let place: Diagnostic.Place
  }

  private func paths(of kind: KindDraft, _ fields: Group) -> [Path] {
    paths(of: kind.fields, fields, for: kind, behind: [])
  }

  private func paths(of draft: GroupDraft, _ group: Group, for kind: KindDraft, behind slots: [Int]) -> [Path] {
    zip(draft.fields, group.fields).enumerated().flatMap { slot, pair -> [Path] in
      let (field, declared) = pair
      switch declared.type.element {
      case .reference(let target):
        guard let written = field.inverse else { return [] }
        let owner = underscored(kind.plural?.value ?? kind.name + "s")
        let isOurs = field.isOurs && kind.isOurs
        let inverse = Inverse(
          name: written.value == "kind" ? owner : written.value, label: field.inverseLabel, isUnique: field.isUnique,
          isOwn: !isOurs)
        return [Path(slots: slots + [slot], target: target, inverse: inverse, isOurs: isOurs, place: written.place)]
      case .group(let inner):
        guard let index = groupPlaces[inner.name] else { return [] }
        return paths(of: groups[index], inner, for: kind, behind: slots + [slot])
      default: return []
      }
    }
  }

  /// The inverses of each kind, ours first so that they have the same places in all schemas, and the ways to them.
  private mutating func inverses(along paths: [[Path]]) -> (of: [[Inverse]], paths: [[ReferencePath]]) {
    var inverses = [[Inverse]](repeating: [], count: kinds.count)
    var places: [[String: Int]] = Array(repeating: [:], count: kinds.count)
    var found = [[ReferencePath]](repeating: [], count: kinds.count)
    for isOurs in [true, false] {
      for (kind, paths) in paths.enumerated() {
        for path in paths where path.isOurs == isOurs {
          let target = path.target.index
          let place: Int
          if let known = places[target][path.inverse.name] {
            place = known
          } else {
            place = inverses[target].count
            places[target][path.inverse.name] = place
            inverses[target].append(path.inverse)
            check(path)
          }
          found[kind].append(ReferencePath(slots: path.slots, target: path.target, inverse: place))
        }
      }
    }
    return (inverses, found)
  }

  private mutating func check(_ path: Path) {
    let name = path.inverse.name
    let target = kinds[path.target.index]
    let isField = target.fields.fields.contains { $0.member == name && !$0.isOff }
    if !path.isOurs, !isSlug(name.replacing("_", with: "-")[...]) || name.contains("-") {
      diagnostics.append(.badFieldName(name, at: path.place))
    } else if isField || (!path.isOurs && EntryMembers.all.contains(name)) {
      diagnostics.append(.takenMember(name, of: target.name, at: path.place))
    }
  }

  /// No two fields of a kind may have one name in templates.
  private mutating func checkMembers(of kinds: [KindDeclaration]) {
    for (draft, kind) in zip(self.kinds, kinds) {
      var names: Set<String> = []
      for (field, declared) in zip(draft.fields.fields, kind.fields.fields) where !declared.isOff {
        guard let member = declared.member, !names.insert(member).inserted else { continue }
        diagnostics.append(.takenMember(member, of: kind.name, at: field.place))
      }
    }
  }
}

/// The names in templates that every entry has, whatever its kind.
public enum EntryMembers {
  /// All of them.
  public static let all: Set<String> = [
    "type", "id", "title", "url", "permalink", "summary", "body", "headings", "references", "mentioned_in", "draft",
    "updated", "extra", "previous", "next", "fields", "backlinks", "citation",
  ]
}

extension FieldType {
  /// The types that have a name of their own.
  static let words = ["text", "id", "prose", "number", "date", "boolean", "choice", "address", "map"]

  /// The type of the values of a list, or the type itself.
  public var element: FieldType {
    if case .list(let type) = self { type } else { self }
  }

  /// Whether it is a list.
  public var isList: Bool {
    if case .list = self { true } else { false }
  }

  fileprivate var isText: Bool {
    if case .text = self { true } else { false }
  }

  fileprivate var isDate: Bool {
    if case .date = self { true } else { false }
  }

  /// Whether it has parts of its own, so that it stands under a heading.
  fileprivate var isMap: Bool {
    switch self {
    case .map, .group: true
    default: false
    }
  }

  fileprivate var isChoice: Bool {
    if case .choice = self { true } else { false }
  }

  fileprivate var isReference: Bool {
    switch self {
    case .reference, .source: true
    default: false
    }
  }

  /// The bounds of a number; nil for everything else.
  var bounds: ClosedRange<Int>? {
    if case .number(let range) = self { range } else { nil }
  }
}

private func spaced(_ name: String) -> String { String(name.map { $0 == "-" ? " " : $0 }) }

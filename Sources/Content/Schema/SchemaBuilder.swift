import Diagnostics

/// Finds what the names in declarations mean, and makes a schema of them; what is wrong is left out, and reported.
struct SchemaBuilder {
  var diagnostics: [Diagnostic] = []
  private(set) var kinds: [KindDraft]
  let groups: [GroupDraft]
  private let kindPlaces: [String: Int]
  let groupPlaces: [String: Int]
  /// The groups that are made; nil for one that is being made, so that none can hold itself.
  private var made: [Int: Group?] = [:]

  /// The greatest number that an entry may have.
  private static let greatestNumber = 9_999_999

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
    return Schema(kinds: declared, groups: groups)
  }
}

/// Kinds.
extension SchemaBuilder {
  /// Gives a kind the fields that every entry of its sort needs.
  private func complete(_ kind: inout KindDraft) {
    kind.fields.require(kind.title?.value ?? "title", type: "text")
    if kind.hasNumbers {
      kind.fields.require(Fields.numberKey, type: "number")
    } else if kind.isInFile {
      kind.fields.require("id", type: "id")
    }
  }

  private mutating func checkNames() {
    var owners: [Claim: Diagnostic.Place] = [:]
    for kind in kinds {
      checkName(of: kind)
      var told: Set<Diagnostic.Place> = []
      for (claim, place) in Self.claims(of: kind) {
        guard let first = owners.updateValue(place, forKey: claim), told.insert(place).inserted else { continue }
        diagnostics.append(.takenName(claim.name, at: place, first: first))
      }
      if !kind.isOurs, let address = kind.address, !isAddress(address.value) {
        diagnostics.append(.badAddress(at: address.place))
      }
    }
    for group in groups where !group.isOurs { checkName(of: group) }
  }

  private mutating func checkName(of kind: KindDraft) {
    if kind.isOurs { return }
    let known = diagnostics.count
    if !isName(kind.name) {
      diagnostics.append(.badKindName(kind.name, at: kind.place))
    } else if let use = TakenNames.use(ofKind: kind.name) ?? (isOwnGroup(kind.name) ? "a group" : nil) {
      diagnostics.append(.meaningName(kind.name, use, at: kind.place))
    }
    let plural = kind.pluralName
    if kind.plural == nil, diagnostics.count > known { return }
    if plural.value == kind.name {
      diagnostics.append(.meaningName(plural.value, "one of them, and not many", at: plural.place))
    } else if !isName(plural.value) {
      diagnostics.append(.badKindName(plural.value, at: plural.place))
    } else if let use = TakenNames.use(ofPlural: plural.value) {
      diagnostics.append(.meaningName(plural.value, use, at: plural.place))
    }
  }

  private mutating func checkName(of group: GroupDraft) {
    if !isName(group.name) {
      diagnostics.append(.badKindName(group.name, at: group.place))
    } else if TakenNames.ofDeclarations.contains(group.name) {
      diagnostics.append(.meaningName(group.name, "a word of declarations", at: group.place))
    } else if let kind = kindPlaces[group.name], kinds[kind].isOurs {
      diagnostics.append(.meaningName(group.name, "a kind that every forum has", at: group.place))
    }
  }

  /// Something that only one kind can have.
  private struct Claim: Hashable {
    enum Use { case template, address, file }

    let use: Use
    let name: String
  }

  /// What a kind has for itself: the templates of one and of many, its addresses, its file.
  private static func claims(of kind: KindDraft) -> [(Claim, Diagnostic.Place)] {
    let plural = kind.pluralName
    var claims = [(Claim(use: .template, name: kind.name), kind.place)]
    if plural.value != kind.name { claims.append((Claim(use: .template, name: plural.value), plural.place)) }
    claims.append((Claim(use: .address, name: kind.addressForm), kind.address?.place ?? plural.place))
    if let stored = kind.stored, kind.isInFile { claims.append((Claim(use: .file, name: stored.value), stored.place)) }
    return claims
  }

  /// Whether entries may stand at an address, each at its own, in a folder.
  private func isAddress(_ address: String) -> Bool {
    let folders = address.replacing("{id}", with: "id").split(separator: "/", omittingEmptySubsequences: false)
    return address.contains("{id}") && folders.count > 2 && folders.first == "" && folders.last == ""
      && !TakenNames.ofFolders.contains(String(folders[1])) && Language(code: String(folders[1])) == nil
      && folders.dropFirst().dropLast().allSatisfy { isSlug($0) }
  }

  private func isOwnGroup(_ name: String) -> Bool { groupPlaces[name].map { !groups[$0].isOurs } ?? false }

  private func isName(_ name: String) -> Bool {
    isSlug(name[...]) && UInt8(ascii: "a")...UInt8(ascii: "z") ~= name.utf8.first ?? 0
  }

  private mutating func numbers(of kind: KindDraft) -> ClosedRange<Int>? {
    var range: ClosedRange<Int>?
    for written in kind.numbers where written.value != "none" || kind.isOurs {
      let parts = written.value.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let first = parts[0], let last = parts[1], first <= last, last <= Self.greatestNumber
      else {
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
    let plural = kind.pluralName.value
    let storage = storage(of: kind)
    checkKeys(of: kind, storage, fields)
    let title = Written(value: kind.title?.value ?? "title", place: kind.title?.place ?? kind.place)
    let titleSlot = slot(title, in: fields) ?? 0
    if let slot = fields.slot(of: Fields.numberKey), numbers != nil, fields.fields[slot].type.bounds == nil {
      diagnostics.append(.badNumberField(at: kind.place))
    }
    if !fields.fields.isEmpty, !String.reads(fields.fields[titleSlot].type) {
      diagnostics.append(.badTitleField(title.value, at: title.place))
    } else if !kind.isOurs, title.value != "title", TakenNames.isTaken(title.value, of: kind.name) {
      diagnostics.append(.takenMember(title.value, of: kind.name, at: title.place))
    } else if !kind.isOurs, !isFieldName(title.value) {
      diagnostics.append(.badFieldName(title.value, at: title.place))
    }
    return KindDeclaration(
      kind: Kind(index: index), isOwn: !kind.isOurs, name: kind.name, noun: kind.noun ?? spaced(kind.name),
      plural: plural, place: kind.pluralName.place,
      headings: KindDeclaration.Headings(one: kind.label, many: kind.heading),
      mentions: mentions(of: kind), storage: storage,
      numbers: numbers,
      numbering: kind.numbering, entriesPerPage: kind.entriesPerPage, isListed: kind.isListed, menu: kind.menu,
      address: kind.addressForm, fields: fields, order: order(of: kind, storage, fields),
      titleSlot: titleSlot,
      namingSlots: kind.namedBy.compactMap { slot($0, in: fields, fit: \.canName) }, inverses: inverses, paths: paths)
  }

  private func mentions(of kind: KindDraft) -> KindDeclaration.MentionLabels? {
    kind.mention.map {
      KindDeclaration.MentionLabels(one: $0, many: kind.mentions, place: kind.keys["mention"] ?? kind.place)
    }
  }

  /// What is said of a kind has to go with the rest.
  private mutating func checkKeys(of kind: KindDraft, _ storage: KindDeclaration.Storage, _ fields: Group) {
    let rules = [
      ("mention", !kind.hasNumbers, "texts mention what has `numbers`"),
      ("mentions", kind.mention == nil, "it goes with `mention`"),
      ("menu", !kind.isListed, "there is no list"),
      ("cut", !kind.isListed, "there is no list"),
      ("paragraphs", kind.isInFile, "what stands in one file with others has no paragraphs"),
    ]
    for (key, isNeedless, reason) in rules where isNeedless {
      if let place = kind.keys[key] { diagnostics.append(.needlessKey(key, of: kind.name, reason, at: place)) }
    }
    guard case .table = storage else { return }
    for (draft, field) in zip(kind.fields.fields, fields.fields) where field.type.element.isMap && !field.isOff {
      diagnostics.append(.mapInTable(draft.name, at: draft.type.place))
    }
  }

  private mutating func storage(of kind: KindDraft) -> KindDeclaration.Storage {
    guard let stored = kind.stored else { return .folder }
    let parts = stored.value.split(separator: ".", omittingEmptySubsequences: false)
    let isTaken = stored.value == "site.yaml" || stored.value == Schema.fileName
    switch (stored.value, parts.count == 2 && isSlug(parts[0]) ? parts[1] : "") {
    case ("folder", _): return .folder
    case ("top", _) where kind.isOurs: return .top
    case (_, "yaml") where !isTaken: return .list(file: stored.value)
    case (_, "csv"): return .table(file: stored.value)
    default:
      diagnostics.append(.badStorage(at: stored.place))
      return .folder
    }
  }

  private mutating func order(
    of kind: KindDraft, _ storage: KindDeclaration.Storage, _ fields: Group
  ) -> KindDeclaration.Order {
    guard let sort = kind.sort else { return storage.isFiles ? .fields([]) : .asWritten }
    if kind.isOurs, sort.map(\.value) == ["occasion"] { return .occasion }
    return .fields(sort.compactMap { slot($0, in: fields, fit: \.canBeSorted) })
  }

  /// The place of a field that something else in the declaration names, if its type is fit for that.
  private mutating func slot(_ name: Written<String>, in fields: Group, fit: (FieldType) -> Bool = { _ in true })
    -> Int?
  {
    guard let slot = fields.slot(of: name.value) else {
      diagnostics.append(.unknownField(name.value, of: fields.name, known: fields.fields.map(\.name), at: name.place))
      return nil
    }
    if !fit(fields.fields[slot].type) { diagnostics.append(.unfitField(name.value, at: name.place)) }
    return slot
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
    checkSubstitutes(in: draft, fields)
    checkMembers(of: draft, fields)
    return Group(
      name: draft.name, fields: fields, anyOf: draft.anyOf.compactMap { slots($0, in: draft) },
      oneOf: draft.oneOf.compactMap { slots($0, in: draft) })
  }

  /// The places of those fields of a list that entries may have; nil if there are none, since nothing is said then.
  private mutating func slots(_ names: [Written<String>], in group: GroupDraft) -> [Int]? {
    let slots = names.compactMap { sibling($0, in: group) }.filter { !group.fields[$0].isOff }
    return slots.isEmpty ? nil : slots
  }

  private mutating func field(
    of draft: FieldDraft, in group: GroupDraft, numbers: ClosedRange<Int>?, depth: Int
  ) -> FieldDeclaration {
    let isNeeded = draft.isOff && draft.isOurs && draft.isRequired
    if isNeeded { diagnostics.append(.neededField(draft.name, at: draft.place)) }
    if !draft.isOurs { checkName(of: draft, in: group) }
    let known = diagnostics.count
    let type = type(of: draft, in: group, numbers: numbers, depth: depth)
    // Of a type that there isn't, nothing is needless.
    if diagnostics.count == known { checkKeys(of: draft, type) }
    return FieldDeclaration(
      name: draft.name, type: type, isRequired: draft.isRequired, label: draft.label, note: draft.note,
      isSection: draft.isSection || (!draft.isOurs && type.element.isMap), isOff: draft.isOff && !isNeeded,
      isOwn: !draft.isOurs, member: draft.member,
      substitute: draft.substitute.flatMap { sibling($0, in: group) }, isUnique: draft.isUnique)
  }

  private mutating func checkName(of field: FieldDraft, in group: GroupDraft) {
    if !isFieldName(field.name) { diagnostics.append(.badFieldName(field.name, at: field.place)) }
    guard let member = field.member, member != field.name || !["title", "number", "id"].contains(member) else { return }
    if !isFieldName(member) {
      diagnostics.append(.badFieldName(member, at: field.keys["member"] ?? field.place))
    } else if group.isGroup
      ? TakenNames.isTaken(member, inGroup: group.name) : TakenNames.isTaken(member, of: group.name)
    {
      diagnostics.append(.takenMember(member, of: group.name, at: field.keys["member"] ?? field.place))
    }
  }

  func isFieldName(_ name: String) -> Bool {
    !name.contains("-") && isName(name.replacing("_", with: "-"))
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
      let words = draft.values ?? []
      if words.isEmpty { diagnostics.append(.choiceOfNothing(draft.name, at: draft.place)) }
      for (index, word) in words.enumerated() where words[..<index].contains(where: { $0.value == word.value }) {
        diagnostics.append(.wordTwice(word.value, at: word.place))
      }
      return .choice(words.map(\.value))
    default: return type(declaredAs: name, of: draft, depth: depth)
    }
  }

  /// The type that is a kind or a group.
  private mutating func type(declaredAs name: String, of draft: FieldDraft, depth: Int) -> FieldType {
    // A site may call a kind like one of our groups: ours mean the group, its own the kind.
    if let index = kindPlaces[name], !draft.isOurs || kinds[index].isOurs || groupPlaces[name] == nil {
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
    do throws(Pattern.Fault) {
      return try Pattern(written.value, words: draft.expected ?? "text like `\(written.value)`")
    } catch {
      diagnostics.append(.badPattern(error, at: written.place))
      return nil
    }
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
  private mutating func checkKeys(of draft: FieldDraft, _ type: FieldType) {
    for key in FieldKey.allCases where !key.belongs(to: type) {
      guard let place = draft.keys[key.rawValue] else { continue }
      diagnostics.append(.needlessAttribute(key.rawValue, type: draft.type.value, at: place))
    }
    if let place = draft.keys["expected"], draft.pattern == nil, FieldKey.expected.belongs(to: type) {
      diagnostics.append(.needlessKey("expected", of: draft.name, "it goes with `pattern`", at: place))
    }
  }

  /// What stands in for a value has to be such a value, and another one.
  private mutating func checkSubstitutes(in group: GroupDraft, _ fields: [FieldDeclaration]) {
    for (draft, field) in zip(group.fields, fields) {
      guard let written = draft.substitute, let slot = field.substitute else { continue }
      if fields[slot].name == field.name || !fields[slot].type.isLike(field.type) {
        diagnostics.append(.badSubstitute(written.value, of: field.name, type: draft.type.value, at: written.place))
      }
    }
  }

  /// No two fields may have one name in templates.
  private mutating func checkMembers(of group: GroupDraft, _ fields: [FieldDeclaration]) {
    var names: Set<String> = []
    for (draft, field) in zip(group.fields, fields) where !field.isOff {
      guard let member = field.member, !names.insert(member).inserted else { continue }
      diagnostics.append(.takenMember(member, of: group.name, at: draft.place))
    }
  }
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

  /// The bounds of a number; nil for everything else.
  var bounds: ClosedRange<Int>? {
    if case .number(let range) = self { range } else { nil }
  }
}

private func spaced(_ name: String) -> String { String(name.map { $0 == "-" ? " " : $0 }) }

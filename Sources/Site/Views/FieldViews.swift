import Content
import Documents
import Templating

/// The values of fields, by what is declared of them.
extension EntryView {
  /// The value of a field of the entry, or of the one that stands in for it.
  func value(at slot: Int, of field: FieldDeclaration) -> Value {
    if case .none = entry.record.values[slot], let substitute = field.substitute {
      return value(of: entry.record.values[substitute], as: field.type, in: entry.language(at: substitute))
    }
    return value(of: entry.record.values[slot], as: field.type, in: entry.language(at: slot))
  }

  /// A value as templates see it; what an author left out is none, or an empty list.
  func value(of value: FieldValue, as type: FieldType, in language: Language) -> Value {
    switch value {
    case .list(let values):
      guard case .list(let type) = type else { return .none }
      return .list(values.map { self.value(of: $0, as: type, in: language) })
    case .none: return if case .list = type { .list([]) } else { .none }
    case .record(let record):
      guard case .group(let group) = type else { return .none }
      return .map(self.value(of: record, as: group, in: language))
    case .text(let text): return if case .text(nil) = type { page.text(text, in: language) } else { .text(text) }
    case .number(let number): return .int(number)
    case .boolean(let flag): return .bool(flag)
    case .date(let date): return .text(date.iso)
    case .prose(let prose): return html(prose, in: language)
    case .reference(let reference): return page.view(of: reference.id)
    case .source(let source): return page.view(of: source.id)
    case .map(let node): return Value(node)
    }
  }

  /// A map within the entry, whose words are in a language where they aren't borrowed.
  func value(of record: Record, as group: Group, in language: Language) -> ValueMap {
    var map = ValueMap()
    for (slot, field) in group.fields.enumerated() {
      guard let name = field.member else { continue }
      let stands = if case .none = record.values[slot] { field.substitute ?? slot } else { slot }
      map[name] = value(of: record.values[stands], as: field.type, in: self.language(at: stands, of: record, language))
    }
    if !group.citationSlots.isEmpty { map["citation"] = citation(in: record, of: group) }
    map["own_fields"] = .list(rows(of: record, as: group, in: language) { _, field in field.isOwn })
    if group.name == Objective.Question.group { map["is_derived"] = .bool(Objective.Question(record).isDerived) }
    return map
  }

  /// The language of the words in a place of a map.
  func language(at slot: Int, of record: Record, _ language: Language) -> Language {
    record.borrowed.contains(slot) ? entry.common.original?.language ?? language : language
  }

  /// The citation that a group of fields makes of its source, as HTML: the number of the reference, linked.
  func citation(in record: Record, of group: Group) -> Value {
    for slot in group.citationSlots where record.values[slot].count > 0 { return citation(record.values[slot]) }
    return .none
  }

  /// The citation that the value of a field makes; none if it is no source, or one that is only listed.
  private func citation(_ value: FieldValue) -> Value {
    guard case .source(let source) = value, let site = source.citation else { return .none }
    return .markup(page.citation(site, in: id))
  }
}

extension Group {
  /// The places of the fields that name a source as a citation: those that every forum has, or else those of the site's own.
  var citationSlots: [Int] {
    let slots = fields.indices.filter {
      if case .source(isCited: true) = fields[$0].type { true } else { false }
    }
    let ours = slots.filter { !fields[$0].isOwn }
    return ours.isEmpty ? slots : ours
  }
}

/// All fields of an entry, for templates that are made for no kind.
extension EntryView {
  private var kind: KindDeclaration { page.library.schema[id.kind] }

  /// The fields that have a value, in the order of their declaration: how they are called, what they hold.
  var fields: [Value] {
    rows(of: entry.record, as: kind.fields, in: entry.common.origin.language) { slot, field in
      slot != kind.titleSlot && !["id", "number"].contains(field.name)
    }
  }

  /// Those that a site has added, but for those of a pack whose entries are printed.
  var ownFields: [Value] {
    guard kind.fields.fields.contains(where: \.isOwn) else { return [] }
    let schema = page.library.schema
    return rows(of: entry.record, as: kind.fields, in: entry.common.origin.language) { slot, field in
      field.isOwn && slot != kind.titleSlot
        && (entry.kind != .pack || Pack.entries(of: entry, at: slot, in: schema).isEmpty)
    }
  }

  private func row(_ field: FieldDeclaration, _ value: Value, of written: FieldValue, in language: Language) -> Value {
    [
      "name": .text(field.name), "label": label(of: field), "type": .text(field.type.element.name),
      "is_list": .bool(field.type.isList), "is_section": .bool(field.isSection),
      "is_own": .bool(field.isOwn), "anchor": .text(field.anchor),
      "value": value, "items": .list(items(of: written, as: field.type.element, in: language)),
    ]
  }

  /// What a field is called for people: as its declaration says, or by its name.
  private func label(of field: FieldDeclaration) -> Value {
    let words = (field.label?.text(in: page.language) ?? field.name.spaced).withCapital
    return page.text(
      words, in: field.label?.isIn(page.language) ?? false ? page.language : page.library.settings.language)
  }

  /// The rows of each map, and each source with its citation, of a list or of a value alone; for everything else none.
  private func items(of value: FieldValue, as type: FieldType, in language: Language) -> [Value] {
    switch (value, type) {
    case (.list(let values), _): values.flatMap { items(of: $0, as: type, in: language) }
    case (.record(let record), .group(let group)):
      [["fields": .list(rows(of: record, as: group, in: language) { _, _ in true })]]
    case (.source(let source), _):
      [["value": page.view(of: source.id), "citation": citation(value)]]
        + source.further.map { ["value": page.view(of: $0.id), "citation": .none] }
    default: []
    }
  }

  /// The fields of a map that have a value.
  func rows(
    of record: Record, as group: Group, in language: Language, where isWanted: (Int, FieldDeclaration) -> Bool
  ) -> [Value] {
    group.fields.enumerated().compactMap { slot, field in
      let value = record.values[slot]
      if field.isOff || value.count == 0 || !isWanted(slot, field) { return nil }
      let language = self.language(at: slot, of: record, language)
      return row(field, self.value(of: value, as: field.type, in: language), of: value, in: language)
    }
  }
}

extension FieldType {
  /// The name of the type, as declarations have it; of entries and groups what they are.
  var name: String {
    switch self {
    case .text: "text"
    case .id: "id"
    case .prose: "prose"
    case .number: "number"
    case .date: "date"
    case .boolean: "boolean"
    case .choice: "choice"
    case .address: "address"
    case .map: "map"
    case .reference: "entry"
    case .source: "source"
    case .group: "group"
    case .list(let type): type.name
    }
  }
}

extension String {
  /// "short title" of `short_title`.
  var spaced: String { String(map { $0 == "_" || $0 == "-" ? " " : $0 }) }

  /// With a capital letter at its beginning.
  var withCapital: String { prefix(1).uppercased() + dropFirst() }
}

extension Schema {
  /// What a site calls fields that every forum has, by kind and name.
  var ownLabels: [(field: String, words: Label)] {
    kinds.filter { !$0.isOwn }.flatMap { kind in
      zip(kind.fields.fields, Schema.forum[kind.kind].fields.fields).compactMap { field, known in
        guard let label = field.label, label != known.label else { return nil }
        return ("\(kind.name).\(field.name)", label)
      }
    }
  }
}

extension PageContext {
  /// What a list of entries of a kind is called for people.
  func heading(of kind: Kind) -> String { word(library.schema[kind].plural) }

  /// The kinds of entries, as templates see them: what one and many are called, and where the list stands.
  var kinds: [Value] {
    library.schema.kinds.map { kind in
      [
        "type": .text(kind.name), "label": .text(word(kind.name)), "heading": .text(word(kind.plural)),
        "url": kind.isListed ? .text(relativeURL(listPath(kind))) : .none,
        "count": .int(library[kind.kind].count), "is_own": .bool(kind.isOwn), "menu": .optional(kind.menu),
        "paragraphs": .text(kind.numbering != nil ? "numbered" : "plain"),
      ]
    }
  }

  /// What the site calls fields that every forum has, in the page's language.
  var labels: Value {
    .map(ValueMap(site.labels.map { ($0.field, .text($0.words.text(in: language).withCapital)) }))
  }
}

import Content
import Documents
import Synchronization
import Templating

/// What programs read of a page: the same as people do, by the names of the declarations.
///
/// A kind or a field that a site declares is in it like any other. What has no value is left out.
extension PageContext {
  /// The page as JSON, without an end of its line.
  var json: [UInt8] {
    var writer = CompactJSON()
    writer.write(data)
    return hasMarks.load(ordering: .relaxed) ? LanguageMarks.removed(from: writer.bytes[...]) : writer.bytes
  }

  private var data: Value {
    let said = plainSummary.map { ($0, language) } ?? entry.flatMap { EntryView(page: self, id: $0).plainSummary }
    return .filled(
      [
        ("type", .text(type)), ("label", entry.map { .text(label(of: $0)) } ?? .none), ("title", title),
        ("title_language", entry.map(titleLanguage) ?? .none),
        ("description", .optional(said?.0)), ("description_language", other(said?.1)),
        ("url", .text(relativeURL(route.path))),
        ("language", .text(language.code)), ("direction", .text(language.direction.rawValue)),
        ("updated", .optional(site.updated(route)?.iso)), ("site", siteData), ("translation", data(of: translation)),
        ("translations", .list(versions.map(data(of:)))),
      ] + (entry.map { EntryView(page: self, id: $0).contents } ?? []) + listed)
  }

  private var siteData: Value {
    .filled([
      ("title", siteTitle), ("url", .text(relativeURL(homePath))), ("publisher", text(SiteSettings.publisher)),
      ("as_of", .optional(library.settings.asOf?.iso)),
    ])
  }

  private func data(of version: (language: Language, path: String)) -> Value {
    ["language": .text(version.language.code), "url": .text(relativeURL(version.path))]
  }

  /// The entries of a list, and where its other pages are.
  private var listed: [(String, Value)] {
    switch route.subject {
    case .list(let kind, let number, let count):
      [
        ("entries", .list(entries(of: kind, number: number, count: count).map(listedData))),
        ("pagination", data(of: pagination)),
      ]
    case .referrers(let list, let number, _):
      [
        ("list", data(of: self.page(number, of: list), only: ["name", "label", "count", "shown"])),
        ("pagination", data(of: pagination)),
      ]
    default: []
    }
  }

  /// An entry as a list tells it.
  private func listedData(_ id: EntryID) -> Value {
    let said = EntryView(page: self, id: id).plainSummary
    return .filled(
      naming(id) + [
        ("label", .text(label(of: id))), ("description", .optional(said?.text)),
        ("description_language", other(said?.language)),
      ])
  }

  /// What an entry is, and where it stands; of a source, perhaps a place in it.
  fileprivate func reference(to id: EntryID, place: Value = .none) -> Value { .filled(naming(id) + [("place", place)]) }

  private func naming(_ id: EntryID) -> [(String, Value)] {
    [
      ("type", .text(library.schema[id.kind].name)), ("id", .text(library[id].key)), ("title", title(of: id)),
      ("title_language", titleLanguage(of: id)), ("url", .text(url(of: id))),
    ]
  }

  /// The language of a title that isn't translated into that of the page; otherwise none.
  private func titleLanguage(of id: EntryID) -> Value {
    other(library[id, language].common.language(of: .title))
  }

  /// The language of words, where it isn't that of the page; otherwise none.
  private func other(_ worded: Language?) -> Value {
    worded.flatMap { $0 == language ? nil : .text($0.code) } ?? .none
  }

  /// Some of what templates see of a list.
  fileprivate func data(of list: ValueMap, only names: [String]) -> Value {
    .filled(names.map { ($0, data(of: list[$0] ?? .none)) })
  }

  /// What templates see, with names and addresses in the place of entries.
  fileprivate func data(of value: Value) -> Value {
    switch value {
    case .object(let object): (object as? EntryView).map { reference(to: $0.id) } ?? .none
    case .list(let values): .list(values.map(data(of:)))
    case .map(let map): .filled(zip(map.names, map.values).map { ($0, data(of: $1)) })
    default: value
    }
  }
}

extension EntryView {
  private var kind: KindDeclaration { page.library.schema[id.kind] }

  /// The parts of an entry, each with its name.
  fileprivate var contents: [(String, Value)] {
    [
      ("id", .text(entry.key)), ("fields", data(of: entry.record, as: kind.fields, in: entry.common.origin.language)),
      ("summary", html(entry.common.summary, in: entry.common.language(of: .summary))),
      ("body", html(entry.common.body, in: entry.common.language(of: .body), as: "div")),
      ("paragraphs", .list(paragraphs)), ("references", page.data(of: .list(page.references(of: id)))),
      ("attachments", .list(attachments)), ("downloads", id.kind == .pack ? page.data(of: .list(downloads)) : .none),
      ("referred_to_by", .filled(owners + kind.waysToRefer.map(referrers))),
    ]
  }

  /// What an entry is about in a few words, and their language: its summary, or else what is said of it first, such as the definition
  /// of a term.
  fileprivate var plainSummary: (text: String, language: Language)? {
    if let summary = entry.common.summary {
      return (summary.document.summary, entry.common.language(of: .summary))
    }
    for (slot, value) in entry.record.values.enumerated() {
      guard case .prose(let prose) = value else { continue }
      return (prose.document.summary, language(at: slot, of: entry.record, entry.common.origin.language))
    }
    return nil
  }

  /// The fields of a map by the names of their declarations.
  private func data(of record: Record, as group: Group, in language: Language) -> Value {
    .filled(
      group.fields.enumerated().compactMap { slot, field in
        guard field.member != nil, !field.isOff else { return nil }
        let language = self.language(at: slot, of: record, language)
        return (field.name, data(of: record.values[slot], as: field.type, in: language))
      })
  }

  private func data(of value: FieldValue, as type: FieldType, in language: Language) -> Value {
    switch (value, type) {
    case (.list(let values), .list(let type)): .list(values.map { data(of: $0, as: type, in: language) })
    case (.record(let record), .group(let group)): data(of: record, as: group, in: language)
    case (.source(let source), _):
      page.reference(to: source.id, place: source.locator.map { page.text($0, in: language) } ?? .none)
    default: page.data(of: self.value(of: value, as: type, in: language))
    }
  }

  /// Whoever alone can refer to the entry in a field, as the round table of an objective does.
  private var owners: [(String, Value)] {
    kind.inverses.enumerated().filter { $1.isUnique }.map { place, inverse in
      let ids = page.library.backlinks[id, inverse: place]
      return (inverse.name, ids.first.map { page.reference(to: $0) } ?? .none)
    }
  }

  /// Those who refer to the entry in one way: how many, the first ones, and where all are if there are more.
  private func referrers(_ way: ReferrerList.Way) -> (String, Value) {
    let list = page.value(of: ReferrerList(of: id, way))
    guard case .int(1...)? = list["count"] else { return (kind.name(of: way), .none) }
    return (kind.name(of: way), page.data(of: list, only: ["count", "url", "shown"]))
  }

  /// The numbered paragraphs of the body, as plain text.
  private var paragraphs: [Value] {
    guard let body = entry.common.body else { return [] }
    let places = (0..<body.document.paragraphs).compactMap { index in
      page.anchor(ofParagraph: index, of: id).map { (anchor: $0, number: entry.common.numberOfPart(index)) }
    }
    if places.isEmpty { return [] }
    let html = page.html(body, of: id, in: entry.common.language(of: .body))
    let words = words(of: Set(places.map(\.anchor)), in: htmlTree(of: Array(html.utf8)))
    return places.map { anchor, number in
      [
        "number": .text(number), "id": .text(anchor), "url": .text(page.relativeURL(page.path(of: id) + "#" + anchor)),
        "text": .text(words[anchor] ?? ""),
      ]
    }
  }
}

/// The plain words of elements by their ids, without numbers of citations, of notes and of the paragraph itself.
private func words(of ids: Set<String>, in nodes: [HTMLNode]) -> [String: String] {
  var words: [String: String] = [:]
  nodes.forEachElement { element in
    guard let id = element["id"], ids.contains(id) else { return }
    words[id] = element.children.withoutCalls.plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
  return words
}

extension [HTMLNode] {
  /// The nodes but for what only leads somewhere: citations, notes, the link that is the number of a paragraph.
  fileprivate var withoutCalls: [HTMLNode] {
    compactMap { node in
      guard case .element(var element) = node else { return node }
      let isCall = element.name == "sup" && element.children.contains { $0.element?.name == "a" }
      if isCall || element.has(class: "paragraph-number") { return nil }
      element.children = element.children.withoutCalls
      return .element(element)
    }
  }
}

extension Value {
  /// A map without the names that have no value.
  fileprivate static func filled(_ pairs: [(String, Value)]) -> Value {
    let map = ValueMap(pairs.filter { !$1.isEmptyData })
    return map.count == 0 ? .none : .map(map)
  }

  private var isEmptyData: Bool {
    switch self {
    case .none: true
    case .list(let values): values.isEmpty
    default: false
    }
  }
}

import Content
import Templating

/// `entry.lists`: those who refer to an entry, by the names that templates have for them.
struct ReferrersObject: TemplateObject {
  let page: PageContext
  let id: EntryID

  let typeName = "set of lists"

  private var kind: KindDeclaration { page.library.schema[id.kind] }

  var memberNames: [String] { kind.waysToRefer.map(kind.name) }

  func member(_ name: Symbol) -> Value? {
    kind.waysToRefer.first { kind.name(of: $0) == name.name }.map { .map(page.value(of: ReferrerList(of: id, $0))) }
  }
}

extension KindDeclaration {
  /// What templates call a list of those who refer to an entry of the kind.
  func name(of way: ReferrerList.Way) -> String {
    switch way {
    case .field(let inverse): inverses[inverse].name
    case .text: "mentioned_in"
    case .citation: "cited_by"
    }
  }
}

extension Schema {
  /// The folder, in that of an entry, in which a list of those who refer to it stands: what they are if nothing else is called so.
  func folder(of list: ReferrerList) -> String {
    let kind = self[list.entry.kind]
    guard case .field(let place) = list.way else { return kind.name(of: list.way).hyphenated }
    let inverse = kind.inverses[place]
    let isOnly = kind.inverses.count { $0.referrer == inverse.referrer } == 1
    return isOnly ? referrers(of: inverse)?.plural ?? inverse.name.hyphenated : inverse.name.hyphenated
  }
}

extension String {
  fileprivate var hyphenated: String { String(map { $0 == "_" ? "-" : $0 }) }
}

extension Site {
  /// Whether a list is cut: it is long, and the theme has a template for its pages.
  fileprivate func hasPages(_ list: ReferrerList) -> Bool {
    library.backlinks.pages[list] != nil && templates.contains(Route.referrersTemplate)
  }
}

extension PageContext {
  /// The address of one page of a list, in the page's language if the entry was translated.
  func path(_ list: ReferrerList, number: Int) -> String {
    let first = library.settings.language
    let isTranslated = language == first || library.languages(of: list.entry).contains(language)
    return RoutePlan.localized(
      RoutePlan.path(list, number: number, in: library), isTranslated ? language : first, first: first)
  }

  /// The practices that stand in the section of an objective, here and in packs.
  func shownPractices(of objective: EntryID) -> [EntryID] {
    let all = sorted(library.backlinks[objective, Objective.practicePages])
    let list = ReferrerList(of: objective, Objective.practicePages)
    return site.hasPages(list) ? Array(all.prefix(ReferrerList.shown)) : all
  }

  /// A list as templates see it: all who are in it, the first ones, and where the others are to be found.
  func value(of list: ReferrerList) -> ValueMap {
    let entries = entries(of: list)
    return value(of: list, entries, shown: 0..<(site.hasPages(list) ? ReferrerList.shown : entries.count))
  }

  /// The same, with what stands on one of the list's own pages for the first ones.
  func page(_ number: Int, of list: ReferrerList) -> ValueMap {
    let entries = entries(of: list)
    let start = (number - 1) * ReferrerList.perPage
    return value(of: list, entries, shown: start..<min(start + ReferrerList.perPage, entries.count))
  }

  private func value(of list: ReferrerList, _ entries: ValueList, shown: Range<Int>) -> ValueMap {
    let hasPages = site.hasPages(list)
    let address = hasPages ? path(list, number: 1) : ""
    return [
      "name": .text(library.schema[list.entry.kind].name(of: list.way)), "label": .text(label(of: list)),
      "is_own": .bool(isOwn(list)), "entries": .list(entries), "count": .int(entries.count),
      "shown": .list(ValueList(count: shown.count) { entries[shown.lowerBound + $0] }),
      "url": hasPages ? .text(relativeURL(address)) : .none,
      "permalink": hasPages ? .optional(permalink(address)) : .none,
    ]
  }

  private func isOwn(_ list: ReferrerList) -> Bool {
    if case .field(let inverse) = list.way { library.schema[list.entry.kind].inverses[inverse].isOwn } else { false }
  }

  /// Those who are in a list; each who refers in a text with the sentence.
  fileprivate func entries(of list: ReferrerList) -> ValueList {
    guard list.way == .text else {
      let ids = sorted(library.backlinks[list])
      return ValueList(count: ids.count) { self.view(of: ids[$0]) }
    }
    let referring = referring(to: list.entry)
    return ValueList(count: referring.count) { position in
      let (entry, sentence) = referring[position]
      return [
        "entry": self.view(of: entry), "type": .text(self.library.schema[entry.kind].name),
        "sentence": self.sentence(of: entry, about: list.entry, or: sentence),
      ]
    }
  }

  /// Whose texts refer to an entry, in the order of the page's language, each with the sentence.
  private func referring(to id: EntryID) -> [(entry: EntryID, sentence: String)] {
    let all = library.backlinks.referring[id] ?? []
    if language == library.settings.language { return all }
    let sentences = Dictionary(uniqueKeysWithValues: all.map { ($0.entry, $0.sentence) })
    return sorted(all.map(\.entry)).map { ($0, sentences[$0] ?? "") }
  }

  /// The sentence in which a text speaks of an entry, as the page's language has it.
  private func sentence(of entry: EntryID, about target: EntryID, or original: String) -> Value {
    let entry = library[entry, language]
    let own = entry.common.references.first { $0.target == target }
    guard let own, !own.isBorrowed, entry.common.origin.language == language else {
      return text(original, in: library.settings.language)
    }
    return .text(own.sentence)
  }

  /// What those in a list are called: as the declaration says, or by their kind, or by the name that the site has found for
  /// them.
  func label(of list: ReferrerList) -> String {
    switch list.way {
    case .text: return word("mentioned-in")
    case .citation: return word("cited-by")
    case .field(let place):
      let inverse = library.schema[list.entry.kind].inverses[place]
      if let label = inverse.label { return label.text(in: language).withCapital }
      let kind = library.schema.referrers(of: inverse)
      guard let kind, !inverse.isOwn || inverse.name == kind.templatePlural else {
        return inverse.name.spaced.withCapital
      }
      return heading(of: kind.kind)
    }
  }
}

extension EntryView {
  private var kind: KindDeclaration { page.library.schema[id.kind] }

  /// Whose texts link to the entry or name it, each with the sentence.
  var referring: ValueList { page.entries(of: ReferrerList(of: id, .text)) }

  /// Who refers to the entry in a field, list by list.
  var backlinks: [Value] {
    kind.inverses.indices.map { ReferrerList(of: id, .field($0)) }.filter { page.library.backlinks.count($0) > 0 }
      .map { .map(page.value(of: $0)) }
  }

  /// Whose texts speak of the entry, kind by kind: the first ones of each, and how many there are.
  var mentions: [Value] {
    let all = referring
    let referring = page.library.backlinks.referring[id] ?? []
    // There are groups of eleven kinds, and more of a site's own.
    let limit = page.site.hasPages(ReferrerList(of: id, .text)) ? ReferrerList.shown / 2 : referring.count
    var groups: [Value] = []
    var start = 0
    while start < referring.count {
      let kind = referring[start].entry.kind
      let end = start + referring[start...].prefix { $0.entry.kind == kind }.count
      let first = start
      groups.append([
        "type": .text(page.library.schema[kind].name), "label": .text(page.heading(of: kind)),
        "count": .int(end - start),
        "shown": .list(ValueList(count: min(end - start, limit)) { all[first + $0] }),
      ])
      start = end
    }
    return groups
  }
}

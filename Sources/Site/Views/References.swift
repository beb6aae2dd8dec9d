import Content
import Documents
import Templating

/// The references of a pack: all that its texts cite, merged into one list, in the order of the list of sources.
struct Bibliography: Sendable {
  /// Each place of a source that is cited, with the anchors of the places that cite it.
  fileprivate private(set) var references: [Reference] = []
  private var numbers: [Place: Int] = [:]

  /// A place of a source, or the whole of it.
  fileprivate struct Place: Hashable {
    let source: EntryID
    let locator: String?
  }

  /// An entry of the list.
  ///
  /// Its number tells where in a document something stands, not only in which.
  fileprivate struct Reference {
    let place: Place
    let number: Int
    var citations: [String]
    /// The language in which the place is named.
    let language: Language
  }

  /// The list of what some entries cite, each with the beginning of its anchors.
  init(of entries: [(anchorPrefix: String, entry: Common)]) {
    var citations: [Place: [String]] = [:]
    var languages: [Place: Language] = [:]
    var places: [Place] = []
    for (anchorPrefix, entry) in entries {
      for one in entry.citations {
        let place = Place(source: one.id, locator: one.locator)
        if citations[place] == nil {
          places.append(place)
          languages[place] = entry.language(of: one)
        }
        citations[place, default: []] += one.citations.map { anchorPrefix + citationAnchor($0) }
      }
    }
    // Within a source the whole comes first, then the places in the order in which the pack cites them.
    let order = places.enumerated().sorted { first, second in
      let key = { (item: (offset: Int, element: Place)) in
        (item.element.source.index, item.element.locator == nil ? 0 : 1, item.offset)
      }
      return key(first) < key(second)
    }
    for (index, (_, place)) in order.enumerated() {
      references.append(
        Reference(
          place: place, number: index + 1, citations: citations[place] ?? [], language: languages[place] ?? .english))
      numbers[place] = index + 1
    }
  }

  fileprivate func number(of place: Place) -> Int? { numbers[place] }
}

extension PageContext {
  /// The numbers of the cited places in the list of references, in brackets, each once and in order, linked to it.
  ///
  /// Nothing on a page that has no such list, such as one that shows the entry's summary among others. In a feed they lead
  /// to the list on the entry's page.
  func citation(_ site: CitationSite, in id: EntryID, _ language: Language? = nil) -> String {
    guard showsCitations(of: id) else { return "" }
    var places: [Int: String?] = [:]
    for (source, locator) in site.sources {
      guard let number = number(of: Bibliography.Place(source: source, locator: locator), in: id) else { continue }
      places[number] = .some(locator)
    }
    let links = places.sorted { $0.key < $1.key }.map { link(toReference: $0.key, $0.value, in: id, language) }
    return "<sup class=\"citation\" id=\"\(anchorPrefix(of: id))\(citationAnchor(site.number))\">["
      + links.joined(separator: ", ") + "]</sup>"
  }

  /// A citation in a text; what it cites as it was written if none of it is there for a while.
  func citation(_ index: Int, of prose: Prose, in id: EntryID, _ language: Language) -> String {
    guard prose.citations[index].sources.isEmpty, showsCitations(of: id) else {
      return citation(prose.citations[index], in: id, language)
    }
    let items = prose.document.citations[index].items.map { item in item.key + (item.locator.map { ", " + $0 } ?? "") }
    return escapedHTML(" [\(items.joined(separator: "; "))]")
  }

  private func showsCitations(of id: EntryID) -> Bool {
    entry == id || (sections.contains(id) && id.kind != .principle) || route.isFeed
  }

  /// A number that leads to a reference and says which place of the source is meant.
  private func link(toReference number: Int, _ locator: String?, in id: EntryID, _ language: Language?) -> String {
    let name = words("reference-number", ["number": String(number)], in: language)
    let label = escapedHTML([name, locator].compactMap { $0 }.joined(separator: word("comma", in: language)))
    let target = escapedHTML(ownAddress(of: id)) + "#" + referenceAnchor(number)
    return "<a href=\"\(target)\" role=\"doc-biblioref\" aria-label=\"\(label)\">\(number)</a>"
  }

  /// What an entry cites, source by source; of the pack that the page is about, what all of its texts cite.
  func references(of id: EntryID) -> [Value] {
    if let bibliography, id == entry { return values(of: bibliography.references) }
    let entry = library[id, language]
    return values(
      of: entry.common.citations.compactMap { cited in
        let place = Bibliography.Place(source: cited.id, locator: cited.locator)
        let citations = cited.citations.map { anchorPrefix(of: id) + citationAnchor($0) }
        return number(of: place, in: id).map {
          Bibliography.Reference(
            place: place, number: $0, citations: citations, language: entry.common.language(of: cited))
        }
      })
  }

  private func values(of references: [Bibliography.Reference]) -> [Value] {
    var sources: [(id: EntryID, places: [Value])] = []
    for reference in references {
      if sources.last?.id != reference.place.source { sources.append((reference.place.source, [])) }
      sources[sources.endIndex - 1].places.append([
        "number": .int(reference.number), "id": .text(referenceAnchor(reference.number)),
        "text": reference.place.locator.map { text($0, in: reference.language) } ?? .none,
        "citations": .list(reference.citations.map { .text($0) }),
      ])
    }
    return sources.map { ["source": view(of: $0.id), "places": .list($0.places)] }
  }

  /// The number of a place in the list of references that goes with an entry: its own, or that of the pack.
  private func number(of place: Bibliography.Place, in id: EntryID) -> Int? {
    if let bibliography { return bibliography.number(of: place) }
    let cited = library[id, language].common.citations
    return cited.firstIndex { $0.id == place.source && $0.locator == place.locator }.map { $0 + 1 }
  }
}

private func referenceAnchor(_ number: Int) -> String { "ref-\(number)" }

/// The anchor of a citation of an entry, behind what its anchors begin with in a pack.
private func citationAnchor(_ number: Int) -> String { "cite-\(number)" }

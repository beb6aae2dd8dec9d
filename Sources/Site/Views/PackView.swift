import Content
import Templating

/// `pack`: what templates see of the pack of a round table.
struct PackView: TemplateObject {
  let page: PageContext
  let roundTable: ID<RoundTable>

  let typeName = "pack"
  var memberNames: [String] { Self.members.names }

  func member(_ name: Symbol) -> Value? { Self.members.value(of: name, in: self) }

  private static let members = MemberTable<PackView>(
    "pack",
    [
      Member("title") { .text($0.entry.title) },
      Member("round_table") { $0.page.view($0.roundTable) },
      Member("objectives") { $0.page.views($0.entry.objectives) },
      Member("principles") { .list($0.page.views(of: .principle)) },
      Member("glossary") { .list($0.page.views(of: .term)) },
      Member("countries") { .list($0.countries) },
      Member("sources") { .list($0.sources) },
      Member("url") { .text($0.page.relativeURL(RoutePlan.packPath($0.entry))) },
      Member("permalink") { .optional($0.page.permalink(RoutePlan.packPath($0.entry))) },
    ])

  private var entry: RoundTable { page.library.roundTables[roundTable, page.language] }

  private var objectives: [ID<Objective>] { entry.objectives.map(\.id) }

  /// The countries that the pack's objectives name, each with the objectives, in the order of the countries.
  private var countries: [Value] {
    let backlinks = page.library.backlinks
    return page.library.countries.ids.compactMap { country in
      let practices = backlinks.practicesOfCountry[country].flatMap { page.library.practices[$0].objectives.map(\.id) }
      let named = Set(backlinks.objectivesOfCountry[country] + practices)
      let objectives = objectives.filter(named.contains)
      return objectives.isEmpty ? nil : ["country": page.view(country), "objectives": page.views(objectives)]
    }
  }

  /// The sources that the pack cites, in the order of the list of sources.
  private var sources: [Value] {
    let library = page.library
    let cited =
      objectives.flatMap { library.objectives[$0, page.language].common.citations }
      + entry.common.citations
    return Set(cited.map(\.id.index)).sorted().map { page.view(of: AnyID(kind: .source, index: $0)) }
  }
}

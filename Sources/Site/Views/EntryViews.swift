import Content
import Documents
import Templating

extension Objective: Viewable {
  static let members = table([
    Member("number") { .int($0.entry.value.number) },
    Member("short_title") { .text($0.entry.value.shortTitle ?? $0.entry.value.title) },
    Member("state") { $0.html($0.entry.value.state) },
    Member("principles") { $0.page.views($0.entry.value.principles) },
    Member("related") { $0.page.views($0.entry.value.related) },
    Member("related_by") { $0.page.views($0.page.library.backlinks.relatedToObjective[$0.id]) },
    Member("figures") { view in
      .list(
        view.entry.value.figures.map {
          ["value": .text($0.value), "label": view.html($0.label), "citation": view.citation($0.source)]
        })
    },
    Member("practices") { view in .list(view.entry.value.practices.map { view.fields(of: $0) }) },
    Member("practice_pages") { $0.page.views($0.page.library.backlinks.practicesOfObjective[$0.id]) },
    Member("gaps") { view in
      .list(view.entry.value.gaps.map { ["text": view.html($0.text), "citation": view.citation($0.source)] })
    },
    Member("questions") { view in
      .list(
        view.entry.value.questions.map {
          ["text": view.html($0.text), "citation": view.citation($0.source), "is_derived": .bool($0.isDerived)]
        })
    },
    Member("round_table") { view in
      view.page.library.backlinks.roundTablesOfObjective[view.id].first.map { view.page.view($0) } ?? .none
    },
    Member("meetings") { $0.page.views($0.page.library.backlinks.meetingsOfObjective[$0.id]) },
    Member("pledges") { $0.page.views($0.page.library.backlinks.pledgesOfObjective[$0.id]) },
  ])
}

extension View<Objective> {
  /// A practice that the objective tells itself, without a page of its own.
  func fields(of practice: Objective.PracticePhrase) -> Value {
    [
      "title": .optional(practice.title), "text": html(practice.text), "countries": page.views(practice.countries),
      "organisations": .list(practice.organisations.map { .text($0) }), "citation": citation(practice.source),
    ]
  }
}

extension Viewable where Self: Held {
  /// What round tables and meetings have in common.
  fileprivate static var occasionMembers: [Member<View<Self>>] {
    [
      Member("starts") { .optional($0.occasion.starts?.iso) },
      Member("ends") { .optional($0.occasion.ends?.iso) },
      Member("time") { .optional($0.occasion.time) },
      Member("place") { .optional($0.occasion.place) },
      Member("part_of") { $0.page.optional($0.occasion.partOf) },
    ]
  }
}

extension View where Element: Held {
  fileprivate var occasion: Occasion { page.library.occasion(of: entry.value, in: page.language) }
}

extension RoundTable: Viewable {
  static let members = table(
    occasionMembers + [
      Member("number") { .int($0.entry.value.number) },
      Member("objectives") { $0.page.views($0.entry.value.objectives) },
      Member("supported_by") { .list($0.entry.value.supportedBy.map { .text($0) }) },
      Member("co_chairs") { $0.page.list($0.entry.value.coChairs) },
      Member("keynotes") { $0.page.list($0.entry.value.keynotes) },
      Member("moderators") { $0.page.list($0.entry.value.moderators) },
      Member("panellists") { $0.page.list($0.entry.value.panellists) },
      Member("statements") { .optional($0.entry.value.statements) },
      Member("running_order") { view in
        .list(
          view.entry.value.runningOrder.map {
            ["time": .optional($0.time), "item": view.html($0.item), "people": .optional($0.people)]
          })
      },
      Member("key_messages") { view in .list(view.entry.value.keyMessages.map { view.html($0) }) },
      Member("meetings") { $0.page.views($0.page.library.backlinks.meetingsOfRoundTable[$0.id]) },
      Member("pack") { view in
        view.page.library.backlinks.packsOfRoundTable[view.id].first.map { view.page.view($0) } ?? .none
      },
    ])
}

extension Principle: Viewable {
  static let members = table([
    Member("number") { .int($0.entry.value.number) },
    Member("objectives") { $0.page.views($0.page.library.backlinks.objectivesOfPrinciple[$0.id]) },
    Member("practices") { $0.page.views($0.page.library.backlinks.practicesOfPrinciple[$0.id]) },
  ])
}

extension Meeting: Viewable {
  static let members = table(
    occasionMembers + [
      Member("kind") { .optional($0.entry.value.type?.rawValue) },
      Member("organiser") { .optional($0.entry.value.organiser) },
      Member("round_table") { $0.page.optional($0.entry.value.roundTable) },
      Member("objectives") { $0.page.views($0.entry.value.objectives) },
      Member("sessions") { view in
        .list(
          view.entry.value.sessions.map {
            [
              "title": .text($0.title), "day": .optional($0.day?.iso), "time": .optional($0.time),
              "objectives": view.page.views($0.objectives),
            ]
          })
      },
      Member("people") { view in
        .list(view.entry.value.participants.map { .map(view.page.fields(of: $0)) })
      },
      Member("statements") { .optional($0.entry.value.statements) },
      Member("round_tables") { $0.page.views($0.page.library.backlinks.roundTablesOfMeeting[$0.id]) },
      Member("parts") { $0.page.views($0.page.library.backlinks.partsOfMeeting[$0.id]) },
    ])
}

extension Practice: Viewable {
  static let members = table([
    Member("objectives") { $0.page.views($0.entry.value.objectives) },
    Member("countries") { $0.page.views($0.entry.value.countries) },
    Member("organisations") { .list($0.entry.value.organisations.map { .text($0) }) },
    Member("principles") { $0.page.views($0.entry.value.principles) },
    Member("source") { view in view.entry.value.source.map { view.page.view($0.id) } ?? .none },
    Member("citation") { $0.citation($0.entry.value.source) },
    Member("year") { .optional($0.entry.value.year) },
  ])
}

extension Pledge: Viewable {
  static let members = table([
    Member("countries") { $0.page.views($0.entry.value.countries) },
    Member("made_by") { .optional($0.entry.value.madeBy) },
    Member("count") { .optional($0.entry.value.count) },
    Member("objectives") { $0.page.views($0.entry.value.objectives) },
    Member("kind") { .optional($0.entry.value.type) },
    Member("source") { view in view.entry.value.source.map { view.page.view($0.id) } ?? .none },
    Member("citation") { $0.citation($0.entry.value.source) },
  ])
}

extension Country: Viewable {
  static let members = table([
    Member("code") { .text($0.entry.value.code) },
    Member("is_observer") { .bool($0.entry.value.isObserver) },
    Member("practices") { $0.page.views($0.page.library.backlinks.practicesOfCountry[$0.id]) },
    Member("objectives") { $0.page.views($0.page.library.backlinks.objectivesOfCountry[$0.id]) },
    Member("pledges") { $0.page.views($0.page.library.backlinks.pledgesOfCountry[$0.id]) },
    Member("people") { .list($0.people) },
  ])
}

extension View<Country> {
  /// Those who spoke for the country, each with the round table or the meeting.
  fileprivate var people: [Value] {
    let library = page.library
    let atRoundTables = library.backlinks.roundTablesOfCountry[id].flatMap { roundTable in
      library.roundTables[roundTable, page.language].people.filter { $0.country?.id == id }
        .map { (page.fields(of: $0), page.view(roundTable)) }
    }
    let atMeetings = library.backlinks.meetingsOfCountry[id].flatMap { meeting in
      library.meetings[meeting, page.language].participants.filter { $0.person.country?.id == id }
        .map { (page.fields(of: $0), page.view(meeting)) }
    }
    return (atRoundTables + atMeetings).map { person, occasion in
      var fields = person
      fields["at"] = occasion
      return .map(fields)
    }
  }
}

extension Source: Viewable {
  static let members = table([
    Member("publisher") { .optional($0.entry.value.publisher) },
    Member("date") { .optional($0.entry.value.date?.iso) },
    Member("symbol") { .optional($0.entry.value.symbol) },
    Member("kind") { .optional($0.entry.value.type) },
    Member("href") { .optional($0.entry.value.url) },
    Member("cited_by") { view in
      .list(view.page.library.backlinks.citing[view.id.index].map { view.page.view(of: $0) })
    },
  ])
}

extension Term: Viewable {
  static let members = table([
    Member("term") { .text($0.entry.value.title) },
    Member("abbreviation") { .optional($0.entry.value.abbreviation) },
    Member("definition") { $0.html($0.entry.value.definition) },
  ])
}

extension Page: Viewable {
  static let members = table([
    Member("menu") { .optional($0.entry.value.menu) }
  ])
}

extension PageContext {
  fileprivate func list(_ people: [Person]) -> Value { .list(people.map { .map(fields(of: $0)) }) }

  fileprivate func fields(of person: Person) -> ValueMap {
    [
      "name": .text(person.name), "title": .optional(person.title), "affiliation": .optional(person.affiliation),
      "country": optional(person.country), "role": .none,
    ]
  }

  fileprivate func fields(of participant: Meeting.Participant) -> ValueMap {
    var fields = fields(of: participant.person)
    fields["role"] = .optional(participant.role)
    return fields
  }
}

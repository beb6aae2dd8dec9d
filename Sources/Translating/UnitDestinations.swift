import Content
import Diagnostics
import Documents

/// Which parts of the originals the units of a file render.
///
/// Fields are known by their names. Blocks and items of lists have the number of their place for one, and the original may have
/// been put into another order since: they are known by what they say.
struct UnitDestinations {
  /// Where the words of a unit belong.
  enum Destination {
    /// To a part of the original.
    case part(TranslatedWork.Name)
    /// Nobody knows; perhaps there is another part now that is called so.
    case none(TranslatedWork.Name?)
  }

  /// The units, in the order in which they are written.
  private(set) var found: [(unit: XLIFFUnit, destination: Destination)] = []

  private var parts: [Part] = []
  private var byID: [String: Int] = [:]
  /// Parts that could stand in the place of each other, in order: the blocks of a text, the items of a list.
  private var families: [String: [Int]] = [:]
  private var taken: Set<Int> = []

  private struct Part {
    let name: TranslatedWork.Name
    let original: TranslatablePart
    let family: String?
  }

  init(of file: XLIFFFile, in overview: TranslationOverview, _ subjects: [Int]) {
    for index in subjects {
      let subject = overview.subjects[index]
      for part in subject.parts {
        guard let original = part.original else { continue }
        let (id, family) = (subject.unitID(original), Self.family(of: subject.unitID(original)))
        byID[id] = parts.count
        if let family { families[family, default: []].append(parts.count) }
        parts.append(
          Part(name: TranslatedWork.Name(subject: index, part: original.name), original: original, family: family))
      }
    }
    let places = places(of: file)
    found = zip(file.units, places).map { unit, place in
      (unit, place.map { .part(parts[$0].name) } ?? .none(byID[unit.id].map { parts[$0].name }))
    }
  }

  /// What a unit shares with all that could stand in its place; nil if it is known by its name alone.
  ///
  /// The key of an entry, which may be a number, is no place.
  private static func family(of id: String) -> String? {
    if isNameOfBlock(id) { return "" }
    let steps = id.split(separator: ".", omittingEmptySubsequences: false)
    guard steps.dropFirst().contains(where: { Int($0) != nil }) else { return nil }
    return steps.enumerated().map { $0 > 0 && Int($1) != nil ? "#" : String($1) }.joined(separator: ".")
  }

  /// The part of each unit: first of those whose part is as it was, then of those that say what another part says now, and last
  /// of those whose part has become another one in its place.
  private mutating func places(of file: XLIFFFile) -> [Int?] {
    var places = file.units.map { unit -> Int? in
      guard let part = byID[unit.id] else { return nil }
      return parts[part].family == nil || unit.renders(parts[part].original) ? part : nil
    }
    taken = Set(places.compactMap { $0 })
    for (index, unit) in file.units.enumerated() where places[index] == nil {
      places[index] = Self.family(of: unit.id).flatMap { families[$0] }?.first {
        !taken.contains($0) && unit.renders(parts[$0].original)
      }
      if let place = places[index] { taken.insert(place) }
    }
    var known: [String: [String: Int]] = [:]
    for (index, unit) in file.units.enumerated() where places[index] == nil {
      guard let family = Self.family(of: unit.id) else { continue }
      let successors = known[family] ?? successors(of: file.parts, in: family)
      known[family] = successors
      if let place = successors[unit.id], taken.insert(place).inserted { places[index] = place }
    }
    return places
  }

  /// What stands now in the place of each part that there was when the file was written, and says something else.
  ///
  /// Where parts have come or gone beside it, nobody knows which it is.
  private func successors(of old: [(name: String, fingerprint: Fingerprint)], in family: String) -> [String: Int] {
    let members = families[family] ?? []
    let before = old.filter { Self.family(of: $0.name) == family }
    let alignment = Alignment(of: before.map(\.fingerprint), with: members.map { parts[$0].original.fingerprint })
    var successors: [String: Int] = [:]
    for run in alignment.pairs.split(whereSeparator: { $0.standing == .current })
    where run.allSatisfy({ $0.standing == .changed || $0.standing == .moved }) {
      for pair in run where pair.standing == .changed {
        if let from = pair.old, let to = pair.new { successors[before[from].name] = members[to] }
      }
    }
    return successors
  }
}

extension XLIFFUnit {
  /// Whether a part is what the unit was written from; where a program has lost the fingerprint, its words tell, however they
  /// are cut.
  func renders(_ original: TranslatablePart) -> Bool {
    if let fingerprint, fingerprint == original.fingerprint { return true }
    let lines = segments.map { $0.source.markup.trimmed }
    return lines == original.lines || fingerprint == nil && lines.signs == original.lines.signs
  }
}

extension [[InlineMarkup]] {
  /// All words without white space.
  fileprivate var signs: [Character] { flatMap { $0.words.filter { !$0.isWhitespace } } }
}

import Diagnostics

/// References the other way round.
extension SchemaBuilder {
  /// A reference that others are to know of.
  struct Path {
    let slots: [Int]
    let target: Kind
    let inverse: Inverse
    /// Whether the reference is in one of our groups, which says the same wherever it is taken.
    let isShared: Bool
    let place: Diagnostic.Place
  }

  func paths(of kind: KindDraft, _ fields: Group) -> [Path] {
    paths(of: kind.fields, fields, for: kind, behind: [], isOurs: kind.isOurs, at: nil)
  }

  /// The references of a group, which lies at the end of a way; `place` is that of a site's own field on it.
  private func paths(
    of draft: GroupDraft, _ group: Group, for kind: KindDraft, behind slots: [Int], isOurs: Bool,
    at place: Diagnostic.Place?
  ) -> [Path] {
    zip(draft.fields, group.fields).enumerated().flatMap { slot, pair -> [Path] in
      let (field, declared) = pair
      let isOurs = isOurs && field.isOurs
      let place = place ?? (field.isOurs ? nil : field.place)
      switch declared.type.element {
      case .reference(let target):
        guard let written = field.inverse, field.isOurs || !declared.isOff else { return [] }
        let name = written.value == "kind" ? underscored(kind.pluralName.value) : written.value
        let inverse = Inverse(
          name: name, label: field.inverseLabel, referrer: kind.name, isUnique: field.isUnique, isOwn: !isOurs)
        return [
          Path(
            slots: slots + [slot], target: target, inverse: inverse,
            isShared: field.isOurs && draft.isGroup, place: field.isOurs ? place ?? written.place : written.place)
        ]
      case .group(let inner):
        guard let index = groupPlaces[inner.name], field.isOurs || !declared.isOff else { return [] }
        return paths(of: groups[index], inner, for: kind, behind: slots + [slot], isOurs: isOurs, at: place)
      default: return []
      }
    }
  }

  /// The inverses of each kind, ours first so that they have the same places in all schemas, and the ways to them.
  mutating func inverses(along paths: [[Path]]) -> (of: [[Inverse]], paths: [[ReferencePath]]) {
    var known: [[(name: String, first: Path)]] = Array(repeating: [], count: kinds.count)
    var found = [[ReferencePath]](repeating: [], count: kinds.count)
    for isOwn in [false, true] {
      for (kind, paths) in paths.enumerated() {
        for path in paths where path.inverse.isOwn == isOwn {
          let target = path.target.index
          let place = known[target].firstIndex { $0.name == path.inverse.name }
          if let place {
            guard canJoin(path, known[target][place].first) else {
              diagnostics.append(.takenMember(path.inverse.name, of: kinds[target].name, at: path.place))
              continue
            }
          } else {
            known[target].append((path.inverse.name, path))
            if isOwn { check(path) }
          }
          let inverse = place ?? known[target].count - 1
          found[kind].append(ReferencePath(slots: path.slots, target: path.target, inverse: inverse))
        }
      }
    }
    return (known.map { $0.map(\.first.inverse) }, found)
  }

  /// Whether references are known under the name of others: templates rely on who is found there.
  private func canJoin(_ path: Path, _ first: Path) -> Bool {
    path.inverse.referrer == first.inverse.referrer && path.inverse.isUnique == first.inverse.isUnique
      && (path.isShared || path.inverse.isOwn == first.inverse.isOwn)
  }

  private mutating func check(_ path: Path) {
    let name = path.inverse.name
    let target = kinds[path.target.index]
    if !isFieldName(name) {
      diagnostics.append(.badFieldName(name, at: path.place))
    } else if target.fields.fields.contains(where: { $0.member == name }) || TakenNames.isTaken(name, of: target.name) {
      diagnostics.append(.takenMember(name, of: target.name, at: path.place))
    }
  }
}

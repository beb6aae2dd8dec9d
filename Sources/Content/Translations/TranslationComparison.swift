/// A part of an original beside what renders it.
public struct PartComparison: Sendable {
  /// The part of the original; nil if it is no longer there.
  public let original: TranslatablePart?
  /// What renders it; nil if it isn't translated.
  public let translation: TranslatablePart?
  /// What stands before the place where it belongs, if the text is translated and it isn't.
  public let neighbour: TranslatablePart?
  /// How the two stand to each other.
  public let standing: Standing

  init(
    original: TranslatablePart?, translation: TranslatablePart?, neighbour: TranslatablePart? = nil, standing: Standing
  ) {
    self.original = original
    self.translation = translation
    self.neighbour = neighbour
    self.standing = standing
  }

  /// How a translated part stands to its original.
  public enum Standing: String, Sendable, CaseIterable {
    /// It renders what the original says.
    case current
    /// It renders what the original said before.
    case changed
    /// It renders what stands elsewhere in the original now.
    case moved
    /// It renders what is no longer in the original.
    case removed
    /// The original has it since it was translated.
    case inserted
    /// It isn't translated.
    case missing
    /// It is translated, and nobody has said which version it renders.
    case unchecked

    /// Whether readers of the translation are told something else than those of the original.
    public var isStale: Bool {
      switch self {
      case .changed, .moved, .removed, .inserted: true
      case .current, .missing, .unchecked: false
      }
    }
  }

  /// The name of the part.
  public var name: String { original?.name ?? translation?.name ?? "" }
  /// What messages call it.
  public var title: String { original?.title ?? translation?.title ?? "" }

  /// Where it is to be looked at in the translation; nil if nothing of the kind is there.
  public var range: Range<Int>? { translation?.range ?? neighbour?.range }

  /// How it stands to its original, in the words of translators.
  public var summary: String {
    switch standing {
    case .changed: "this renders an older version of \(title)"
    case .moved: "this renders \(title), which stands elsewhere in the original now"
    case .removed: "this renders what is no longer in the original"
    case .inserted: "behind this, the original has \(title), which isn't translated"
    case .missing: "\(title) isn't translated"
    case .unchecked: "nobody has said which version of \(title) this renders"
    case .current: "this renders \(title) as it is"
    }
  }
}

extension TranslatableText {
  /// Each part of an original beside what renders it here, in the order of the original; what is no longer there comes last.
  public func compared(with original: TranslatableText) -> [PartComparison] {
    comparedFields(with: original) + comparedBlocks(with: original)
  }

  private func comparedFields(with original: TranslatableText) -> [PartComparison] {
    let items = ItemAlignment(of: self, with: original)
    let own = Dictionary((fields + wordless).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var used: Set<String> = []
    let pairs = original.fields.map { part -> PartComparison in
      guard let name = items.name(of: part.name), let own = own[name] else {
        return PartComparison(original: part, translation: nil, standing: .missing)
      }
      used.insert(name)
      let standing = standing(of: part, known: fingerprints?[name])
      return PartComparison(
        original: part, translation: own, standing: standing == .current && name != part.name ? .moved : standing)
    }
    let gone = fields.filter { !used.contains($0.name) }
    return pairs
      + gone.map {
        PartComparison(original: nil, translation: $0, standing: fingerprints?[$0.name] == nil ? .unchecked : .removed)
      }
  }

  private func standing(of original: TranslatablePart, known: Fingerprint?) -> PartComparison.Standing {
    known == nil || known == .unknown ? .unchecked : known == original.fingerprint ? .current : .changed
  }

  private func comparedBlocks(with original: TranslatableText) -> [PartComparison] {
    if blocks.isEmpty {
      return original.blocks.map { PartComparison(original: $0, translation: nil, standing: .missing) }
    }
    let known = fingerprints?.blocks.map(\.fingerprint) ?? []
    // Which block renders which is known only if there are as many as were accepted.
    guard known.count == blocks.count else { return comparedByPlace(with: original, known: known) }
    let alignment = Alignment(of: known, with: original.blocks.map(\.fingerprint))
    var last: TranslatablePart?
    return alignment.pairs.map { own, other, standing in
      last = own.map { blocks[$0] } ?? last
      let isUnknown = standing == .changed && own.map { known[$0] } == .unknown
      return PartComparison(
        original: other.map { original.blocks[$0] }, translation: own.map { blocks[$0] },
        neighbour: last, standing: isUnknown ? .unchecked : standing)
    }
  }

  private func comparedByPlace(with original: TranslatableText, known: [Fingerprint]) -> [PartComparison] {
    (0..<max(blocks.count, original.blocks.count)).map { index in
      guard index < original.blocks.count else {
        return PartComparison(
          original: nil, translation: blocks[index], standing: known.isEmpty ? .unchecked : .removed)
      }
      let other = original.blocks[index]
      guard index < blocks.count else {
        return PartComparison(original: other, translation: nil, standing: known.isEmpty ? .missing : .inserted)
      }
      let standing: PartComparison.Standing =
        known.isEmpty ? .unchecked : known.contains(other.fingerprint) ? .current : .changed
      return PartComparison(original: other, translation: blocks[index], standing: standing)
    }
  }

  /// Whether it is known which of its blocks render which: as many as were accepted, or as many as the original has.
  public func pairsBlocks(with original: TranslatableText) -> Bool {
    blocks.isEmpty || blocks.count == original.blocks.count || blocks.count == fingerprints?.blocks.count
  }
}

/// Finds out what became of the parts of a text.
public struct Alignment {
  /// What stood at a place, and what stands there now, in the order of now; what is gone stands where it was.
  public private(set) var pairs: [(old: Int?, new: Int?, standing: PartComparison.Standing)] = []

  /// Compares two versions of a text by the fingerprints of their parts.
  public init(of old: [Fingerprint], with new: [Fingerprint]) {
    let kept = Self.common(old, new)
    var homeless = Set(old.indices).subtracting(kept.map(\.old))
    var moved: [Int: Int] = [:]
    for index in new.indices where !kept.contains(where: { $0.new == index }) {
      guard let from = homeless.sorted().first(where: { old[$0] == new[index] }) else { continue }
      moved[index] = from
      homeless.remove(from)
    }
    var (oldStart, newStart) = (0, 0)
    for (oldEnd, newEnd) in kept + [(old.count, new.count)] {
      addGap((oldStart..<oldEnd).filter(homeless.contains), newStart..<newEnd, moved)
      if oldEnd < old.count, newEnd < new.count { pairs.append((oldEnd, newEnd, .current)) }
      (oldStart, newStart) = (oldEnd + 1, newEnd + 1)
    }
  }

  /// What stands between two parts that are as they were: one that was changed takes the place of its older version.
  private mutating func addGap(_ old: [Int], _ new: Range<Int>, _ moved: [Int: Int]) {
    var rest = old[...]
    for index in new {
      if let from = moved[index] {
        pairs.append((from, index, .moved))
      } else {
        let before = rest.popFirst()
        pairs.append((before, index, before == nil ? .inserted : .changed))
      }
    }
    for index in rest { pairs.append((index, nil, .removed)) }
  }

  /// The longest run of parts that both have in the same order.
  private static func common(_ old: [Fingerprint], _ new: [Fingerprint]) -> [(old: Int, new: Int)] {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    let (before, after) = (old[start..<(old.count - end)], new[start..<(new.count - end)])
    let middle = after.difference(from: before)
    var (gone, come) = (Set<Int>(), Set<Int>())
    for change in middle {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset + start)
      case .insert(let offset, _, _): come.insert(offset + start)
      }
    }
    let kept = zip(before.indices.filter { !gone.contains($0) }, after.indices.filter { !come.contains($0) })
    return (0..<start).map { ($0, $0) } + kept.map { ($0, $1) }
      + (0..<end).map { (old.count - end + $0, new.count - end + $0) }
  }
}

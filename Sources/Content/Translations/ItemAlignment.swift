/// Which item of each list of an original an item of its translation renders.
///
/// Items are known by their place; if the fingerprints tell that the original has been put into another order since, by what they
/// say.
struct ItemAlignment {
  /// For each list the items of the translation, by those of the original.
  private var items: [String: [Int: Int]] = [:]

  init(of translation: TranslatableText, with original: TranslatableText) {
    guard let fingerprints = translation.fingerprints?.parts else { return }
    let names = Set(fingerprints.map(\.name))
    // What was accepted tells nothing of a list that was changed since.
    let changed =
      translation.fields.filter { !names.contains($0.name) }.map(\.name)
      + names.filter { translation.field($0) == nil }
    let known = Self.items(of: fingerprints).filter { list, _ in !changed.contains { ItemPlace($0)?.list == list } }
    for (list, now) in Self.items(of: original.fields.map { ($0.name, $0.fingerprint) }) {
      items[list] = known[list].map { Self.alignment(of: $0, with: now) }
    }
  }

  /// What a field is called in the translation that has a name in the original; nil if nothing renders it.
  func name(of field: String) -> String? {
    guard let place = ItemPlace(field), let items = items[place.list] else { return field }
    return items[place.item].map { place.name(at: $0) }
  }

  private typealias Items = [Int: [String: Fingerprint]]

  /// The items of all lists, each with the fingerprints of its fields.
  private static func items(of parts: [(name: String, fingerprint: Fingerprint)]) -> [String: Items] {
    parts.reduce(into: [:]) { lists, part in
      guard !isNameOfBlock(part.name), let place = ItemPlace(part.name) else { return }
      lists[place.list, default: [:]][place.item, default: [:]][place.field] = part.fingerprint
    }
  }

  private static func alignment(of old: Items, with new: Items) -> [Int: Int] {
    let (before, after) = (1...(old.keys.max() ?? 1), 1...(new.keys.max() ?? 1))
    let now = after.map { item in
      Fingerprint(
        of: (new[item] ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.digits) " }.joined().utf8)
    }
    // An item is one of now if all of it that is translated says the same.
    let then = before.map { item -> Fingerprint in
      let places = after.contains(item) ? [item] + after.filter { $0 != item } : Array(after)
      let same = places.first { place in
        old[item]?.allSatisfy { new[place]?[$0.key] == $0.value } ?? false
      }
      return same.map { now[$0 - 1] } ?? Fingerprint(of: "\(item)".utf8)
    }
    return Alignment(of: then, with: now).pairs.reduce(into: [:]) { items, pair in
      if let old = pair.old, let new = pair.new { items[new + 1] = old + 1 }
    }
  }
}

/// The place of a field in a list: `gaps`, 2 and `.text` of `gaps.2.text`.
public struct ItemPlace {
  /// The list.
  public let list: String
  /// The number of the item, from 1.
  public let item: Int
  /// What the field is called in its item, with a full stop before it; nothing if the item is the field.
  public let field: String

  /// Takes a name apart; nil if it is no field of a list.
  public init?(_ name: String) {
    let steps = name.split(separator: ".")
    guard let index = steps.indices.dropFirst().first(where: { Int(steps[$0]) != nil }), let item = Int(steps[index])
    else { return nil }
    list = steps[..<index].joined(separator: ".")
    self.item = item
    field = steps[(index + 1)...].map { "." + $0 }.joined()
  }

  /// What the field of another item is called.
  public func name(at item: Int) -> String { "\(list).\(item)\(field)" }
}

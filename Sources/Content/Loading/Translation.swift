import Diagnostics
import Documents

extension Entry {
  /// A translation with all that it leaves out, taken over from its original, and what can't be put together of the two.
  ///
  /// A translation holds words. What it says besides them, it has to say as its original does; that is looked at by
  /// `Tables.contradictions` once it is known what the references of both mean.
  func completed(from original: Entry, in schema: Schema) -> (entry: Entry, diagnostics: [Diagnostic]) {
    let kind = schema[kind]
    let file = common.origin.file
    var diagnostics: [Diagnostic] = []
    let record = record.completed(from: original.record, as: kind.fields) { mismatch in
      diagnostics.append(
        .translatedList(
          mismatch.field, count: mismatch.count, wanted: mismatch.wanted, at: .bytes(mismatch.place, of: file),
          original: mismatch.original.map { .bytes($0, of: original.common.origin.file) }
            ?? original.common.origin.place))
    }
    var common = common
    common.original = original.common.origin
    if record.borrowed.contains(kind.titleSlot) || common.title.isEmpty {
      common.title = original.title
      common.borrowed.insert(.title)
    }
    if common.summary == nil, let summary = original.common.summary {
      common.summary = summary
      common.borrowed.insert(.summary)
    }
    if common.body == nil, let body = original.common.body {
      common.body = body
      common.borrowed.insert(.body)
    }
    common.extra = common.extra ?? original.common.extra
    common.sections =
      original.common.sections + common.sections.filter { !original.common.sections.contains($0) }
    return (Entry(kind: self.kind, common: common, record: record), diagnostics)
  }

  /// What a translation says otherwise than its original that is no matter of words.
  func differences(from original: Entry, of kind: KindDeclaration) -> [Diagnostic] {
    // That a number isn't the one of the file's name is told already.
    let number = kind.storage.isFiles ? kind.fields.fields.firstIndex { $0.name == Fields.numberKey } : nil
    return record.differences(from: original.record, as: kind.fields, but: number).map { difference in
      .translationDiffers(
        difference.field, at: .bytes(difference.place, of: common.origin.file),
        original: difference.original.map { .bytes($0, of: original.common.origin.file) }
          ?? original.common.origin.place)
    }
  }
}

/// A field of which a translation says something else than its original.
struct Difference {
  let field: String
  let place: Range<Int>
  /// Where it was written in the original; nil if it wasn't.
  let original: Range<Int>?
}

/// A list of maps that has another number of elements in a translation than in its original.
struct ListMismatch {
  let field: String
  let count: Int
  let wanted: Int
  let place: Range<Int>
  /// Where the list of the original was written; nil if it has none.
  let original: Range<Int>?
}

extension Record {
  /// The values of a translation, and of its original where it has none of its own.
  ///
  /// The elements of a list of maps are translated one by one; if there are not as many as in the original, nobody can know which
  /// belong together, so the list stands as in the original, which is reported.
  func completed(from original: Record, as group: Group, report: (ListMismatch) -> Void) -> Record {
    var completed = self
    for (slot, field) in group.fields.enumerated() {
      // Where a word of its own stands in, the original's would be the worse one.
      if values[slot].count == 0, let substitute = field.substitute, values[substitute].count > 0 { continue }
      switch (values[slot], original.values[slot], field.type) {
      case (.record(let own), .record(let other), .group(let group)):
        completed.values[slot] = .record(own.completed(from: other, as: group, report: report))
        continue
      case (.list(let own), .list(let others), .list(.group(let group))) where own.count == others.count:
        completed.values[slot] = .list(zip(own, others).map { Self.completed($0, from: $1, as: group, report: report) })
        continue
      case (.list(let own), let other, .list(.group)):
        report(
          ListMismatch(
            field: field.name, count: own.count, wanted: other.count, place: ranges[slot],
            original: original.written(slot)))
      case (let own, let other, .group) where own.count > 0:
        report(
          ListMismatch(
            field: field.name, count: own.count, wanted: other.count, place: ranges[slot],
            original: original.written(slot)))
      // One that was left empty is no list of the original's.
      case (.list, _, let type) where !type.mayDiffer: continue
      case (let own, _, _) where own.count > 0: continue
      default: break
      }
      completed.values[slot] = original.values[slot]
      completed.ranges[slot] = original.ranges[slot]
      completed.borrowed.insert(slot)
    }
    return completed
  }

  private static func completed(
    _ own: FieldValue, from other: FieldValue, as group: Group, report: (ListMismatch) -> Void
  ) -> FieldValue {
    guard case (.record(let own), .record(let other)) = (own, other) else { return own }
    return .record(own.completed(from: other, as: group, report: report))
  }

  /// Whether none of its words that people read are those of an original.
  func isWhole(as group: Group) -> Bool {
    group.fields.enumerated().allSatisfy { slot, field in
      if field.member == nil || field.isOff { return true }
      return values[slot].isWhole(as: field.type, isBorrowed: borrowed.contains(slot))
    }
  }

  /// Where a value was written; nil if there is none.
  private func written(_ slot: Int) -> Range<Int>? { values[slot].count > 0 ? ranges[slot] : nil }

  /// Where a translation says something else than its original that is no matter of words; one field may be passed over.
  func differences(from original: Record, as group: Group, but passed: Int? = nil) -> [Difference] {
    group.fields.enumerated().flatMap { slot, field -> [Difference] in
      if borrowed.contains(slot) || field.isOff || slot == passed { return [] }
      switch (values[slot], original.values[slot], field.type) {
      case (.record(let own), .record(let other), .group(let group)):
        return own.differences(from: other, as: group)
      case (.list(let own), .list(let others), .list(.group(let group))):
        return zip(own, others).flatMap { own, other -> [Difference] in
          guard case (.record(let own), .record(let other)) = (own, other) else { return [] }
          return own.differences(from: other, as: group)
        }
      case (let own, let other, let type):
        if case .none = own { return [] }
        return type.mayDiffer || own.means(other)
          ? [] : [Difference(field: field.name, place: ranges[slot], original: original.written(slot))]
      }
    }
  }
}

extension FieldType {
  /// Whether the value of a translation may be another one: words, addresses, what an author likes.
  fileprivate var mayDiffer: Bool {
    switch self {
    case .text(let pattern): pattern == nil
    case .prose, .address, .map, .id, .group: true
    case .number, .date, .choice, .boolean, .reference, .source: false
    case .list(let type): type.mayDiffer
    }
  }
}

extension FieldValue {
  fileprivate func isWhole(as type: FieldType, isBorrowed: Bool) -> Bool {
    switch (self, type) {
    case (.text(let text), .text(nil)): !isBorrowed || !hasWords(text)
    case (.prose, _): !isBorrowed
    case (.list(let values), .list(let type)): values.allSatisfy { $0.isWhole(as: type, isBorrowed: isBorrowed) }
    case (.record(let record), .group(let group)) where isBorrowed:
      zip(record.values, group.fields).allSatisfy { $1.member == nil || $0.isWhole(as: $1.type, isBorrowed: true) }
    case (.record(let record), .group(let group)): record.isWhole(as: group)
    default: true
    }
  }

  /// Whether it says the same as another one: of references, what they refer to.
  func means(_ other: FieldValue) -> Bool {
    switch (self, other) {
    case (.text(let own), .text(let other)): own == other
    case (.number(let own), .number(let other)): own == other
    case (.boolean(let own), .boolean(let other)): own == other
    case (.date(let own), .date(let other)): own == other
    case (.reference(let own), .reference(let other)): own.target == other.target
    case (.source(let own), .source(let other)):
      ([own] + own.further).map(\.source.target) == ([other] + other.further).map(\.source.target)
    case (.list(let own), .list(let others)): own.count == others.count && zip(own, others).allSatisfy { $0.means($1) }
    default: false
    }
  }
}

/// Whether a text holds words, which are in some language: not in figures, symbols and codes.
public func hasWords(_ text: String) -> Bool {
  text.unicodeScalars.contains { $0.isASCII ? "a"..."z" ~= $0 : $0.properties.isAlphabetic }
}

extension Schema {
  /// The table of a kind's fields for a page of documentation, as Markdown: key, type, and what to know of it.
  public func fieldTable(of kind: Kind) -> String { table(of: self[kind].fields) }

  /// The table of the fields of a group.
  public func fieldTable(ofGroup name: String) -> String { table(of: group(name)) }

  private func table(of group: Group) -> String {
    let rows = group.fields.filter { !$0.isOff }.map { field in
      let notes = [field.isRequired ? "required" : nil, field.note, ruleNote(of: field, in: group)].compactMap { $0 }
      let cells = ["`\(field.name)`", words(for: field.type), notes.joined(separator: "; ")].map { cell($0) }
      return ("| " + cells.joined(separator: " | ") + " |").replacing("|  |", with: "| |")
    }
    return (["| key | type | |", "|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }

  /// The words of a cell, in which a stroke would end it.
  private func cell(_ words: String) -> String { oneLine(words).replacing("|", with: "\\|") }

  /// What a group says of the field together with others.
  private func ruleNote(of field: FieldDeclaration, in group: Group) -> String? {
    let others = { (lists: [[Int]], word: String) -> String? in
      guard let slots = lists.first(where: { $0.contains { group.fields[$0].name == field.name } }) else { return nil }
      let names = slots.map { group.fields[$0].name }.filter { $0 != field.name }.map { "`\($0)`" }
      return word + names.joined(separator: " or ")
    }
    return others(group.anyOf, "required without ") ?? others(group.oneOf, "not together with ")
  }

  /// What belongs in a field of a type, in words.
  func words(for type: FieldType) -> String {
    switch type {
    case .text(let pattern): pattern.map(\.words) ?? "text"
    case .id: "small letters, digits and hyphens"
    case .prose: "inline Markdown"
    case .number(let range):
      range.upperBound == 1_000_000_000 ? "number" : "\(grouped(range.lowerBound)) to \(grouped(range.upperBound))"
    case .date(let isPartly, _): isPartly ? "`2022`, `2022-05` or `2022-05-20`" : "date"
    case .boolean: "true or false"
    case .choice(let words): quoted(words, last: "or")
    case .address: "address"
    case .map: "map"
    case .reference(let kind): self[kind].noun
    case .source: "source"
    case .group(let group): "map: " + parts(of: group)
    case .list(.group(let group)) where group.name == Person.group: "list of persons"
    case .list(.group(let group)): "list: " + parts(of: group)
    case .list(.reference(let kind)): "list of " + plural(of: self[kind])
    case .list(.source): "list of sources"
    case .list(.choice(let words)): "list of " + quoted(words, last: "and")
    case .list(let type): "list of " + words(for: type)
    }
  }

  private func parts(of group: Group) -> String {
    group.fields.filter { !$0.isOff }.map { field in
      let type = words(for: field.type) + (field.isRequired ? ", required" : "")
      let notes = [type, field.note, ruleNote(of: field, in: group)].compactMap { $0 }
      return "`\(field.name)` (\(notes.joined(separator: "; ")))"
    }.joined(separator: ", ")
  }

  private func plural(of kind: KindDeclaration) -> String {
    kind.noun == kind.name ? String(kind.plural.map { $0 == "-" ? " " : $0 }) : kind.noun + "s"
  }

  /// A number with commas between its thousands, if it has five digits or more.
  private func grouped(_ number: Int) -> String {
    var (digits, groups) = (String(number.magnitude)[...], [Substring]())
    if digits.count < 5 { return String(number) }
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }
}

/// The words in one line.
func oneLine(_ words: String) -> String {
  words.split(whereSeparator: \.isNewline).joined(separator: " ")
}

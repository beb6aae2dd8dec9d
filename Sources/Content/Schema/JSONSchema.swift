import Diagnostics

extension Schema {
  /// A kind's fields as a JSON Schema (draft 7), with which editors complete and check what people write: front matter, or the
  /// list of a YAML file.
  ///
  /// With a library, editors also offer the entries that there are; other words are no fault to them, since `imrf check`
  /// knows better whom a reference means. In a translation nothing has to be there.
  public func jsonSchema(of kind: Kind, knowing library: Library? = nil, isTranslation: Bool = false) -> String {
    let declaration = self[kind]
    let isList = if case .list = declaration.storage { true } else { false }
    return jsonSchema(
      declaration.noun, sharedFields(of: declaration), declaration.fields, isList: isList, library, isTranslation)
  }

  /// The fields of `site.yaml` as a JSON Schema.
  public func jsonSchemaOfSite(isTranslation: Bool = false) -> String {
    jsonSchema(siteFields.name, [], siteFields, isList: false, nil, isTranslation)
  }

  private func jsonSchema(
    _ title: String, _ shared: [FieldDeclaration], _ group: Group, isList: Bool, _ library: Library?,
    _ isTranslation: Bool
  ) -> String {
    func object(_ fields: [FieldDeclaration], rules: Group, _ library: Library?) -> [(String, JSON)] {
      self.object(fields, rules: rules, library, isTranslation)
    }
    var entry = object(shared + group.fields, rules: group, library)
    if isTranslation, let place = entry.firstIndex(where: { $0.0 == "properties" }),
      case .object(let known) = entry[place].1
    {
      entry[place].1 = .object(known + [(Fingerprints.key, .object([("type", .text("object"))]))])
    }
    let root = isList ? [("type", .text("array")), ("items", .object(entry))] : entry
    let definitions = groupNames(in: group).map { name in
      (name, JSON.object(object(self.group(name).fields, rules: self.group(name), library)))
    }
    let head: [(String, JSON)] = [
      ("$schema", .text("http://json-schema.org/draft-07/schema#")), ("title", .text(title)),
    ]
    let all = head + root + (definitions.isEmpty ? [] : [("definitions", .object(definitions))])
    return JSON.object(all).written(indentation: "") + "\n"
  }

  /// The groups that fields hold, each once, also those within others.
  private func groupNames(in group: Group) -> [String] {
    var names: [String] = []
    for field in group.fields where !field.isOff {
      guard case .group(let inner) = field.type.element else { continue }
      for name in [inner.name] + groupNames(in: inner) where !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func object(
    _ fields: [FieldDeclaration], rules group: Group, _ library: Library?, _ isTranslation: Bool
  ) -> [(String, JSON)] {
    let known = fields.filter { !$0.isOff }
    let required = isTranslation ? [] : known.filter(\.isRequired).map { JSON.text($0.name) }
    var members: [(String, JSON)] = [
      ("type", .text("object")), ("additionalProperties", .boolean(false)),
      ("properties", .object(known.map { ($0.name, property($0, library)) })),
    ]
    if !required.isEmpty { members.append(("required", .array(required))) }
    let anyOf = (isTranslation ? [] : group.anyOf).map { slots in
      JSON.object([("anyOf", .array(slots.map { JSON.holding([group.fields[$0].name]) }))])
    }
    let oneOf = group.oneOf.flatMap { slots in
      slots.indices.flatMap { first in
        slots[(first + 1)...].map { second in
          JSON.object([("not", JSON.holding([slots[first], second].map { group.fields[$0].name }))])
        }
      }
    }
    let periods = (isTranslation ? [] : group.fields).compactMap { field in
      group.earlierField(than: field).map { earlier in
        JSON.object([
          (
            "anyOf",
            .array([.object([("not", JSON.holding([field.name]))]), JSON.holding([group.fields[earlier].name])])
          )
        ])
      }
    }
    let all = anyOf + oneOf + periods
    if !all.isEmpty { members.append(("allOf", .array(all))) }
    return members
  }

  private func property(_ field: FieldDeclaration, _ library: Library?) -> JSON {
    var members = value(of: field.type, library)
    // An empty answer is none.
    let mayBeEmpty = if case .boolean = field.type { false } else { !field.isRequired }
    if mayBeEmpty { members = [("anyOf", .array([.object(members), .object([("type", .text("null"))])]))] }
    let description = field.note ?? field.label?.text(in: .english)
    return .object((description.map { [("description", .text($0))] } ?? []) + members)
  }

  private func value(of type: FieldType, _ library: Library?) -> [(String, JSON)] {
    switch type {
    case .text(let pattern?): text(pattern.readings, "^(?:\(pattern.expression))$")
    case .text(nil), .prose: text(["string", "number", "boolean"], #"[^\u0000-\u0020]"#)
    case .id: text(["string", "integer"], "^[a-z0-9-]+$") + [("minimum", .number(0))]
    case .number(let range):
      [("type", .text("integer")), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
    case .date(let isPartly, _):
      // A year alone looks like a number.
      text(isPartly ? ["string", "integer"] : ["string"], Self.datePattern(isPartly: isPartly))
        + (isPartly ? [("minimum", .number(1000)), ("maximum", .number(9999))] : [])
    case .boolean: [("type", .text("boolean"))]
    case .choice(let words): [("enum", .array(words.flatMap { JSON.readings(of: $0) }))]
    case .address: text(["string"], Self.addressPattern)
    case .map: [("type", .text("object"))]
    case .reference(let kind): reference(to: kind, library)
    case .source:
      [
        (
          "anyOf",
          .array([
            .object(reference(to: .source, library)),
            .object([
              ("type", .text("array")), ("minItems", .number(1)), ("items", .object(reference(to: .source, library))),
            ]),
          ])
        )
      ]
    case .group(let group): [("$ref", .text("#/definitions/\(group.name)"))]
    case .list(let type): [("type", .text("array")), ("items", .object(value(of: type, library)))]
    }
  }

  private func text(_ types: [String], _ pattern: String) -> [(String, JSON)] {
    [("type", types.count == 1 ? .text(types[0]) : .array(types.map { .text($0) })), ("pattern", .text(pattern))]
  }

  /// What `CalendarDate` reads; only that 29 February is no day of most years can't be said.
  private static func datePattern(isPartly: Bool) -> String {
    let year = "(?!0000)[0-9]{4}"
    let month = "(?:0[1-9]|1[0-2])"
    let day = "(?:\(month)-(?:0[1-9]|[12][0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)"
    return isPartly ? "^\(year)(?:-\(month)|-\(day))?$" : "^\(year)-\(day)$"
  }

  /// What `isWebAddress` takes.
  private static let addressPattern: String = {
    let others = #"\u0000-\u0020\u007f"<>\\^`{|}"#
    return "^https?://[^/\(others)][^\(others)]*$"
  }()

  private func reference(to kind: Kind, _ library: Library?) -> [(String, JSON)] {
    if let numbers = self[kind].numbers {
      return [
        (
          "anyOf",
          .array([
            .object([
              ("type", .text("integer")), ("minimum", .number(numbers.lowerBound)),
              ("maximum", .number(numbers.upperBound)),
            ]), .object([("type", .text("string")), ("pattern", .text("^0*[0-9]+$"))]),
          ])
        )
      ]
    }
    let isNamed = !self[kind].namingSlots.isEmpty
    let known = (library?[kind].entries ?? []).map { JSON.text(isNamed ? $0.title : $0.key) }
    let words: [(String, JSON)] = [("type", .array([.text("string"), .text("number")]))]
    return known.isEmpty ? words : [("anyOf", .array([.object([("enum", .array(known))]), .object(words)]))]
  }
}

/// A value of JSON, its members in an order.
private indirect enum JSON {
  case text(String)
  case number(Int)
  case boolean(Bool)
  case null
  case array([JSON])
  case object([(String, JSON)])

  /// A schema of objects that have something under each of some keys.
  static func holding(_ keys: [String]) -> JSON {
    let something = JSON.object([("not", .object([("enum", .array([.null, .array([])]))]))])
    return .object([
      ("required", .array(keys.map { .text($0) })), ("properties", .object(keys.map { ($0, something) })),
    ])
  }

  /// A word, and what editors take it for if it stands there without quotation marks.
  static func readings(of word: String) -> [JSON] {
    if let number = Int(word), String(number) == word { return [.text(word), .number(number)] }
    return ["true", "false"].contains(word) ? [.text(word), .boolean(word == "true")] : [.text(word)]
  }

  /// The value as text, what is not in one line indented.
  func written(indentation: String) -> String {
    let inner = indentation + "  "
    switch self {
    case .text(let text): return jsonString(text)
    case .number(let number): return String(number)
    case .boolean(let flag): return String(flag)
    case .null: return "null"
    case .array(let values):
      return "[" + values.map { $0.written(indentation: indentation) }.joined(separator: ", ") + "]"
    case .object(let members) where members.isEmpty: return "{}"
    case .object(let members):
      let lines = members.map { inner + jsonString($0.0) + ": " + $0.1.written(indentation: inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
    }
  }
}

extension Pattern {
  /// As what editors may read a text that fits: `7` without quotation marks is a number to them.
  fileprivate var readings: [String] {
    ["string"] + (matchesSomething(of: "0123456789.-") ? ["number"] : [])
      + (matches("true") || matches("false") ? ["boolean"] : [])
  }
}

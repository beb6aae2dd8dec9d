import Diagnostics

extension Schema {
  /// A kind's fields as a JSON Schema (draft 7), with which editors complete and check what people write: front matter, or the
  /// list of a YAML file.
  ///
  /// With a library, editors also offer the entries that there are; other words are no fault to them, since `imrf check`
  /// knows better whom a reference means.
  public func jsonSchema(of kind: Kind, knowing library: Library? = nil) -> String {
    let declaration = self[kind]
    let shared = declaration.storage.isFiles ? fileFields.fields : []
    let isList = if case .list = declaration.storage { true } else { false }
    return jsonSchema(declaration.noun, shared, declaration.fields, isList: isList, library)
  }

  /// The fields of `site.yaml` as a JSON Schema.
  public func jsonSchemaOfSite() -> String { jsonSchema(Self.ownGroups.site, [], siteFields, isList: false, nil) }

  private func jsonSchema(
    _ title: String, _ shared: [FieldDeclaration], _ group: Group, isList: Bool, _ library: Library?
  ) -> String {
    let entry = object(shared + group.fields, rules: group, library)
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

  private func object(_ fields: [FieldDeclaration], rules group: Group, _ library: Library?) -> [(String, JSON)] {
    let known = fields.filter { !$0.isOff }
    let required = known.filter(\.isRequired).map { JSON.text($0.name) }
    var members: [(String, JSON)] = [
      ("type", .text("object")), ("additionalProperties", .boolean(false)),
      ("properties", .object(known.map { ($0.name, property($0, library)) })),
    ]
    if !required.isEmpty { members.append(("required", .array(required))) }
    let anyOf = group.anyOf.map { slots in
      JSON.object([("anyOf", .array(slots.map { JSON.requiring([group.fields[$0].name]) }))])
    }
    let oneOf = group.oneOf.map { slots in
      JSON.object([("not", JSON.requiring(slots.map { group.fields[$0].name }))])
    }
    if !(anyOf + oneOf).isEmpty { members.append(("allOf", .array(anyOf + oneOf))) }
    return members
  }

  private func property(_ field: FieldDeclaration, _ library: Library?) -> JSON {
    var members = value(of: field.type, library)
    if !field.isRequired { members = [("anyOf", .array([.object(members), .object([("type", .text("null"))])]))] }
    let description = field.note ?? field.label?.text(in: .english)
    return .object((description.map { [("description", .text($0))] } ?? []) + members)
  }

  private func value(of type: FieldType, _ library: Library?) -> [(String, JSON)] {
    switch type {
    case .text(let pattern?): [("type", .text("string")), ("pattern", .text("^(?:\(pattern.expression))$"))]
    // What looks like a number is text where text is asked for.
    case .text(nil), .prose: [("type", .array(["string", "number", "boolean"].map { .text($0) }))]
    case .id: [("type", .array([.text("string"), .text("number")])), ("pattern", .text("^[a-z0-9-]+$"))]
    case .number(let range):
      [("type", .text("integer")), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
    case .date(let isPartly, _):
      [
        ("type", .array([.text("string"), .text("integer")])),
        ("pattern", .text(isPartly ? "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" : "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
      ]
    case .boolean: [("type", .text("boolean"))]
    case .choice(let words): [("enum", .array(words.map { .text($0) }))]
    case .address: [("type", .text("string")), ("pattern", .text("^https?://"))]
    case .map: [("type", .text("object"))]
    case .reference(let kind): reference(to: kind, library)
    case .source: reference(to: .source, library)
    case .group(let group): [("$ref", .text("#/definitions/\(group.name)"))]
    case .list(let type): [("type", .text("array")), ("items", .object(value(of: type, library)))]
    }
  }

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
  case array([JSON])
  case object([(String, JSON)])

  /// A schema of objects that have some keys.
  static func requiring(_ keys: [String]) -> JSON { .object([("required", .array(keys.map { .text($0) }))]) }

  /// The value as text, what is not in one line indented.
  func written(indentation: String) -> String {
    let inner = indentation + "  "
    switch self {
    case .text(let text): return jsonString(text)
    case .number(let number): return String(number)
    case .boolean(let flag): return String(flag)
    case .array(let values):
      return "[" + values.map { $0.written(indentation: indentation) }.joined(separator: ", ") + "]"
    case .object(let members) where members.isEmpty: return "{}"
    case .object(let members):
      let lines = members.map { inner + jsonString($0.0) + ": " + $0.1.written(indentation: inner) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
    }
  }
}

/// A text with its `{}` places filled in, as Python's `str.format` does.
func formatted(
  _ template: Text, with values: [Value], named: ValueMap, limits: Limits
) throws(Fault) -> Value {
  var formatter = BraceFormatter(template: template, values: values, named: named, limits: limits)
  let text = try formatter.text(template.string)
  return template.with(text).value
}

private struct BraceFormatter {
  let template: Text
  let values: [Value]
  let named: ValueMap
  let limits: Limits
  /// How many places without a number or name were filled; nil if places have numbers.
  private var next: Int? = 0
  private var size = 0

  init(template: Text, values: [Value], named: ValueMap, limits: Limits) {
    self.template = template
    self.values = values
    self.named = named
    self.limits = limits
  }

  /// A text whose places are filled in; a specification may have places too, but these have none that do.
  mutating func text(_ pattern: String, isSpecification: Bool = false) throws(Fault) -> String {
    var out = String.UnicodeScalarView()
    var rest = pattern.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "{" || scalar == "}" else {
        out.append(scalar)
        continue
      }
      if rest.first == scalar, !isSpecification {
        out.append(rest.removeFirst())
      } else if scalar == "{", let field = takeField(&rest) {
        out.append(contentsOf: try filled(field, isSpecification).unicodeScalars)
      } else {
        throw .strayBrace(scalar)
      }
    }
    return String(out)
  }

  /// What stands up to the brace that closes the place.
  private func takeField(_ rest: inout Substring.UnicodeScalarView) -> String? {
    var depth = 1
    for index in rest.indices {
      depth += rest[index] == "{" ? 1 : rest[index] == "}" ? -1 : 0
      guard depth == 0 else { continue }
      defer { rest = rest[index...].dropFirst() }
      return String(rest[..<index])
    }
    return nil
  }

  private mutating func filled(_ field: String, _ isSpecification: Bool) throws(Fault) -> String {
    let (name, conversion, pattern) = split(field)
    let value = try converted(try self.value(at: name), conversion)
    if isSpecification, pattern.contains("{") { throw .strayBrace("{") }
    let specification = try text(pattern, isSpecification: true)
    let text = try filled(value, specification)
    size += text.utf8.count
    try limits.checkText(bytes: size)
    return text
  }

  /// `name!conversion:specification`; a name in brackets may have any sign.
  private func split(_ field: String) -> (name: String, conversion: String, specification: String) {
    let name = field.unicodeScalars.prefix { $0 != "!" && $0 != ":" }
    let rest = field.unicodeScalars[name.endIndex...]
    let head = rest.prefix { $0 != ":" }
    return (String(name), String(head.dropFirst()), String(rest[head.endIndex...].dropFirst()))
  }

  private func filled(_ value: Value, _ specification: String) throws(Fault) -> String {
    let value = template.isMarkup ? value : value.withoutEscapes
    if case .markup(let string) = value {
      if !specification.isEmpty { throw .formatSpecification(specification, value) }
      return string
    }
    let text = specification.isEmpty ? try Text(value).string : try laidOut(value, specification)
    return template.fitting(Text(value.wrapping(text)))
  }

  private func laidOut(_ value: Value, _ specification: String) throws(Fault) -> String {
    guard let parsed = FormatSpecification(specification) else { throw .formatSpecification(specification, value) }
    try limits.checkText(bytes: max(parsed.width, parsed.layout.precision ?? 0))
    guard let text = parsed.text(value) else { throw .formatSpecification(specification, value) }
    return text
  }

  private func converted(_ value: Value, _ conversion: String) throws(Fault) -> Value {
    switch conversion {
    case "": value
    case "s": value.string == nil ? .text(try value.printed()) : value.withoutEscapes
    case "r": .text(try value.represented())
    case "a": .text(inASCII(try value.represented()))
    default: throw .formatSpecification("!" + conversion, value)
    }
  }
}

/// Names of places: `{}`, `{0}`, `{name}`, `{0.member}`, `{0[key]}`.
extension BraceFormatter {
  private mutating func value(at name: String) throws(Fault) -> Value {
    let first = name.prefix { $0 != "." && $0 != "[" }
    var value = try argument(String(first))
    var rest = name[first.endIndex...]
    while let sign = rest.popFirst() {
      if sign == "." {
        let member = rest.prefix { $0 != "." && $0 != "[" }
        rest = rest[member.endIndex...]
        if case .map = value { throw .missingMember(String(member), of: value) }
        value = try existing(value.member(Name(String(member))), String(member), in: value)
      } else {
        guard let end = rest.firstIndex(of: "]") else { throw .strayBrace("[") }
        let key = String(rest[..<end])
        rest = rest[end...].dropFirst()
        value = try existing(try value.item(Int(key).map { .int($0) } ?? .text(key)), key, in: value)
      }
    }
    return value
  }

  private func existing(_ value: Value?, _ name: String, in holder: Value) throws(Fault) -> Value {
    guard let value else { throw .missingMember(name, of: holder) }
    return value
  }

  private mutating func argument(_ name: String) throws(Fault) -> Value {
    if let value = named[name] { return value }
    guard let position = name.isEmpty ? next : Int(name), values.indices.contains(position) else {
      throw name.isEmpty ? .formatCount(values.count) : .formatName(name)
    }
    // Places are counted or numbered, not both.
    if !name.isEmpty, let next, next > 0 { throw .formatName(name) }
    next = name.isEmpty ? position + 1 : nil
    return values[position]
  }
}

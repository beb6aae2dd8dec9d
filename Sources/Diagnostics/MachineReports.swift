extension Report {
  /// One JSON object: `{"diagnostics": [...], "errors": 1, "warnings": 0}`.
  func jsonText() -> String {
    var locator = Locator()
    let items = diagnostics.map { diagnostic in
      var fields = [
        ("severity", jsonString(diagnostic.severity.rawValue)), ("id", jsonString(diagnostic.id)),
        ("message", jsonString(diagnostic.message)),
      ]
      fields += placeFields(diagnostic.place, &locator)
      if let label = diagnostic.label { fields.append(("label", jsonString(label))) }
      let notes = diagnostic.notes.map { note in
        jsonObject([("message", jsonString(note.message))] + placeFields(note.place, &locator))
      }
      fields.append(("notes", "[" + notes.joined(separator: ", ") + "]"))
      fields.append(("hints", "[" + diagnostic.hints.map(jsonString).joined(separator: ", ") + "]"))
      return "  " + jsonObject(fields)
    }
    let errors = diagnostics.count { $0.severity == .error }
    let list = items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
    return "{\"diagnostics\": \(list), \"errors\": \(errors), \"warnings\": \(diagnostics.count - errors)}\n"
  }

  /// A workflow command for each diagnostic, as GitHub's "Workflow commands for GitHub Actions" describes them.
  func githubText() -> String {
    var locator = Locator()
    return diagnostics.map { diagnostic in
      var properties: [String] = []
      if let path = diagnostic.place.path { properties.append("file=" + escapedProperty(path)) }
      if case .range(let range) = diagnostic.place {
        let (start, end) = locator.span(of: range)
        properties += ["line=\(start.line)", "endLine=\(end.line)"]
        if start.line == end.line { properties += ["col=\(start.column)", "endColumn=\(end.column)"] }
      }
      properties.append("title=" + escapedProperty(diagnostic.id))
      let words = [diagnostic.message] + [diagnostic.label].compactMap { $0 } + diagnostic.notes.map(\.message)
      let text = (words + diagnostic.hints).joined(separator: "\n")
      return "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::\(escapedData(text))\n"
    }.joined()
  }
}

private func placeFields(_ place: Diagnostic.Place, _ locator: inout Locator) -> [(String, String)] {
  guard let path = place.path else { return [] }
  guard case .range(let range) = place else { return [("file", jsonString(path))] }
  let (start, end) = locator.span(of: range)
  return [
    ("file", jsonString(path)), ("line", "\(start.line)"), ("column", "\(start.column)"),
    ("endLine", "\(end.line)"), ("endColumn", "\(end.column)"),
  ]
}

private func jsonObject(_ fields: [(String, String)]) -> String {
  "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
}

/// A text as a JSON string (RFC 8259, section 7), quotation marks included.
public func jsonString(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\u{0}"..<" ":
      let digits = String(scalar.value, radix: 16)
      out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}

/// What would end a command is escaped as GitHub reads it; other signs that steer a terminal are shown as pictures.
private func escapedData(_ text: String) -> String {
  replacing(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
}

private func escapedProperty(_ text: String) -> String {
  replacing(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
}

private func replacing(_ text: String, _ replacements: [Unicode.Scalar: String]) -> String {
  text.unicodeScalars.reduce(into: "") { out, scalar in
    out += replacements[scalar] ?? printable(String(scalar))
  }
}

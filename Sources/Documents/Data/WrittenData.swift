import Diagnostics

/// Words as a value of YAML, in quotation marks if they would mean something else without.
public func yamlScalar(_ words: String) -> String { isPlain(words) ? words : jsonString(words) }

/// Words as a cell of a comma-separated table.
public func csvCell(_ words: String) -> String {
  let needsQuotes = words.utf8.contains { ",\"\n\r".utf8.contains($0) }
  return needsQuotes ? "\"" + words.replacing("\"", with: "\"\"") + "\"" : words
}

/// Whether words need no quotation marks in YAML.
private func isPlain(_ words: String) -> Bool {
  guard let first = words.first, let last = words.last else { return false }
  return (first.isLetter || first.isNumber) && last != " " && !["true", "false", "null"].contains(words)
    && words.allSatisfy { $0.isLetter || $0.isNumber || " -_.".contains($0) }
}

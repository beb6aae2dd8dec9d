import Content
import Diagnostics
import Documents

/// A value that is to be written as YAML.
indirect enum YAMLValue {
  /// Words.
  case words(String)
  /// Digits and the like, which need no quotation marks.
  case plain(String)
  /// A map, in the order in which it is to be written.
  case map([(key: String, value: YAMLValue)])
  /// A list.
  case list([YAMLValue])

  /// The value under a key, a line for each of its values.
  func lines(under key: String) -> [String] {
    switch self {
    case .words, .plain: ["\(key): \(flow)"]
    case .map(let values): ["\(key):"] + values.flatMap { $0.value.lines(under: $0.key) }.map { "  " + $0 }
    case .list(let items): ["\(key):"] + items.flatMap(\.item).map { "  " + $0 }
    }
  }

  /// The value as an item of a list.
  private var item: [String] {
    guard case .map(let values) = self, !values.isEmpty else { return ["- \(flow)"] }
    return values.flatMap { $0.value.lines(under: $0.key) }.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
  }

  /// The value in one line.
  var flow: String {
    switch self {
    case .words(let words): yamlScalar(words)
    case .plain(let code): code
    case .map(let values): "{" + values.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ") + "}"
    case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    }
  }
}

/// Writes values into a map of a file, and leaves all other bytes as they are.
struct MapWriter {
  private let values: [DataEntry]
  private let range: Range<Int>
  private let file: SourceFile

  /// Begins with a map as it stands in its file, or with the front matter between its lines of dashes.
  init(_ values: [DataEntry], at range: Range<Int>, in file: SourceFile) {
    self.values = values
    self.range = range
    self.file = file
  }

  /// Writes a value in the place of the one under a key, or behind the last of those that come before it, or behind all others.
  func set(_ key: String, to value: YAMLValue, behind before: Set<String>? = nil, in edits: inout TextEdits) {
    let old = values.first { $0.key == key }
    let place = old.map { $0.keyRange.lowerBound..<max($0.keyRange.upperBound + 1, $0.value.range.upperBound) }
    if file.bytes[range].first == UInt8(ascii: "{") {
      let written = "\(key): \(value.flow)"
      if let place { return edits.replace(place, with: written) }
      return edits.insert((values.isEmpty ? "" : ", ") + written, at: range.upperBound - 1)
    }
    let margin = String(repeating: " ", count: column)
    let written = value.lines(under: key).joined(separator: "\n" + margin)
    if let place { return edits.replace(place, with: written) }
    guard let first = values.first else {
      return edits.insert(written + "\n", at: min(file.bytes.count, file.lineEnd(from: range.lowerBound) + 1))
    }
    guard let last = before.map({ before in values.last { before.contains($0.key) } }) ?? values.last else {
      return edits.insert(written + "\n" + margin, at: first.keyRange.lowerBound)
    }
    let end = max(last.value.range.upperBound, last.keyRange.upperBound + 1)
    edits.insert("\n" + margin + written, at: file.lineEnd(from: end))
  }

  /// How far the keys stand from the margin.
  private var column: Int {
    values.first.map { $0.keyRange.lowerBound - file.lineStart(of: $0.keyRange.lowerBound) } ?? 0
  }
}

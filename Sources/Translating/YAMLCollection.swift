import Diagnostics
import Documents

/// A map or a list as it stands in a YAML file, into which values are written; all other bytes stay as they are.
struct YAMLCollection {
  private let file: SourceFile
  private let range: Range<Int>
  private let elements: [Element]

  /// A value with its key, if it has one.
  private struct Element {
    let key: String?
    let range: Range<Int>
    let value: DataNode
  }

  /// Begins with the values of a map; of one that is empty, with the place where it would stand.
  init(_ values: [DataEntry], at range: Range<Int>, in file: SourceFile) {
    self.file = file
    self.range = range
    elements = values.map { entry in
      Element(key: entry.key, range: entry.keyRange.lowerBound..<file.end(of: entry), value: entry.value)
    }
  }

  /// Begins with the items of a list.
  init(_ items: [DataNode], at range: Range<Int>, in file: SourceFile) {
    self.file = file
    self.range = range
    elements = items.map { Element(key: nil, range: $0.range, value: $0) }
  }

  /// Writes a value in the place of the one under a key, or behind the last of those that come before it, or behind all others.
  func set(_ key: String, to value: YAMLValue, behind before: Set<String>? = nil, in edits: inout TextEdits) {
    let (lines, flow) = (value.lines(under: key), "\(key): \(value.flow)")
    if let old = elements.first(where: { $0.key == key }) {
      return edits.replace(old.range, with: isFlow ? flow : joined(lines))
    }
    guard let before else { return insert(lines, flow, behind: elements.last, in: &edits) }
    insert(lines, flow, behind: elements.last { $0.key.map(before.contains) ?? false }, in: &edits)
  }

  /// Writes an item behind all others.
  func add(_ value: YAMLValue, in edits: inout TextEdits) {
    insert(value.item, value.flow, behind: elements.last, in: &edits)
  }

  /// Writes lines, or what says the same between brackets, behind a value; before all if there is none.
  private func insert(_ lines: [String], _ flow: String, behind last: Element?, in edits: inout TextEdits) {
    if isFlow {
      // Behind a colon, a blank has to stand.
      if let last { return edits.insert(", " + flow, at: max(last.range.upperBound, last.value.range.upperBound)) }
      let start = range.lowerBound + 1
      if !elements.isEmpty { return edits.insert(flow + ", ", at: start) }
      return edits.insert((edits.addsText(at: start) ? ", " : "") + flow, at: start)
    }
    if let last, !file.mayGoOn(last.value.last) {
      return edits.insert("\n" + margin + joined(lines), at: file.lineEnd(from: last.range.upperBound))
    }
    let next = (last ?? elements.first).map { file.lineStart(of: $0.range.lowerBound) + margin.utf8.count }
    edits.insert(joined(lines) + "\n" + margin, at: next ?? range.lowerBound)
  }

  /// Whether it stands between brackets.
  private var isFlow: Bool {
    file.bytes[range].first.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
  }

  /// What stands before each line: as many blanks as the first value stands from the edge.
  private var margin: String {
    String(repeating: " ", count: range.lowerBound - file.lineStart(of: range.lowerBound))
  }

  private func joined(_ lines: [String]) -> String { lines.joined(separator: "\n" + margin) }
}

extension SourceFile {
  /// Where a value ends; if there is none, its colon, or its key if there is none either, as in `{a, b}`.
  fileprivate func end(of entry: DataEntry) -> Int {
    if !entry.value.range.isEmpty { return entry.value.range.upperBound }
    let rest = bytes[entry.keyRange.upperBound...]
    let next = rest.firstIndex { !" \t\r\n".utf8.contains($0) } ?? rest.endIndex
    return next < rest.endIndex && rest[next] == UInt8(ascii: ":") ? next + 1 : entry.keyRange.upperBound
  }

  /// Whether what stands below a value may be a part of it: blank lines below a text that begins with `|` or `>`, and the
  /// line break that such a text lacks at the end of the file.
  fileprivate func mayGoOn(_ value: DataNode) -> Bool {
    guard let first = bytes[value.range].first, first == UInt8(ascii: "|") || first == UInt8(ascii: ">") else {
      return false
    }
    let header = bytes[value.range].prefix {
      $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "#")
    }
    let rest = bytes[value.range.upperBound...]
    let gap = rest.prefix { " \t\r\n".utf8.contains($0) }
    let lines = gap.filter { $0 != UInt8(ascii: "\r") }.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isAtEnd = gap.endIndex == rest.endIndex
    return header.contains(UInt8(ascii: "+")) || lines.count == 1
      || !lines.dropFirst().dropLast(isAtEnd ? 0 : 1).allSatisfy(\.isEmpty)
  }
}

extension DataNode {
  /// The value that is written last in it.
  fileprivate var last: DataNode {
    switch content {
    case .scalar: self
    case .sequence(let items): items.last?.last ?? self
    case .mapping(let values): values.last?.value.last ?? self
    }
  }
}

public import Diagnostics

extension DataNode {
  /// The version of libyaml, which reads them.
  public static var engineVersion: String { YAMLEventReader.version }

  /// Reads a whole YAML file; nil if it can't be read, and the diagnostics say why.
  public static func parse(_ file: SourceFile) -> (DataNode?, [Diagnostic]) {
    if let diagnostic = file.checkText() { return (nil, [diagnostic]) }
    return parse(file, body: file.textStart..<file.bytes.count)
  }

  /// Reads the one document that stands in `body`, which is valid UTF-8; nothing in it is an empty scalar.
  static func parse(_ file: SourceFile, body: Range<Int>) -> (DataNode?, [Diagnostic]) {
    var builder = YAMLBuilder(file: file, reader: YAMLEventReader(file, body: body))
    do {
      let root = try builder.document() ?? .nothing(at: body.lowerBound..<body.lowerBound)
      return (root, builder.diagnostics)
    } catch {
      return (nil, builder.diagnostics + [error])
    }
  }
}

extension DataNode {
  /// What stands for a value that is absent.
  static func nothing(at range: Range<Int>) -> DataNode { DataNode(.scalar("", isPlain: true), at: range) }
}

/// Builds values out of events: collects what is merely wrong, throws where reading can't go on.
private struct YAMLBuilder: ~Copyable {
  let file: SourceFile
  var reader: YAMLEventReader
  var diagnostics: [Diagnostic] = []
  /// The end of the last bracket that closed a collection.
  var lastEnd: Int?

  /// The file's value; nil if there is none.
  mutating func document() throws(Diagnostic) -> DataNode? {
    guard case .documentStart = try reader.next().kind else { return nil }
    let root = try value(of: reader.next(), depth: 0)
    _ = try reader.next()
    let next = try reader.next()
    if case .documentStart = next.kind { throw .severalDocuments(in: file, at: next.range) }
    return root
  }

  private mutating func value(of event: YAMLEvent, depth: Int) throws(Diagnostic) -> DataNode {
    if event.hasAnchor { diagnostics.append(.yamlAlias(in: file, at: event.range)) }
    if event.hasTag { diagnostics.append(.yamlTag(in: file, at: event.range)) }
    switch event.kind {
    case .scalar(let text, let isPlain):
      if isPlain { checkRemark(behind: event.range) }
      return DataNode(.scalar(text, isPlain: isPlain), at: event.range)
    case .sequenceStart(let isFlow): return try sequence(from: event, isFlow: isFlow, depth: depth + 1)
    case .mappingStart(let isFlow): return try mapping(from: event, isFlow: isFlow, depth: depth + 1)
    case .alias:
      diagnostics.append(.yamlAlias(in: file, at: event.range))
      return .nothing(at: event.range)
    case .collectionEnd, .documentStart, .documentEnd, .streamEnd:
      return .nothing(at: event.range)
    }
  }

  /// Warns of a remark that was meant as a part of the words before it: `document #5`, `see document # 5 of the series`.
  private mutating func checkRemark(behind range: Range<Int>) {
    let rest = file.bytes[range.upperBound...].prefix { !isLineBreak($0) }
    guard rest.starts(with: " #".utf8), let next = rest.dropFirst(2).first, next != UInt8(ascii: "#"),
      let first = rest.dropFirst(2).first(where: { !isBlank($0) })
    else { return }
    let isSentence = file.bytes[range].contains(UInt8(ascii: " "))
    guard isBlank(next) ? isSentence && isDigit(first) : isSentence || isDigit(first) else { return }
    diagnostics.append(.cutValue(in: file, at: (range.upperBound + 1)..<rest.endIndex))
  }

  private mutating func sequence(from start: YAMLEvent, isFlow: Bool, depth: Int) throws(Diagnostic) -> DataNode {
    try checkDepth(depth, at: start)
    var items: [DataNode] = []
    while let event = try nextInCollection() { items.append(try value(of: event, depth: depth)) }
    let end = isFlow ? lastEnd : items.last?.range.upperBound
    return DataNode(.sequence(items), at: extent(from: start, to: end))
  }

  private mutating func mapping(from start: YAMLEvent, isFlow: Bool, depth: Int) throws(Diagnostic) -> DataNode {
    try checkDepth(depth, at: start)
    var entries: [DataEntry] = []
    var keys = KeyChecker()
    var end: Int?
    while let event = try nextInCollection() {
      let key = try value(of: event, depth: depth)
      let entryValue = try value(of: reader.next(), depth: depth)
      end = max(key.range.upperBound, entryValue.range.upperBound)
      guard case .scalar(let name, _) = key.content else {
        diagnostics.append(.yamlKey(in: file, at: key.range))
        continue
      }
      if let first = keys.insert(name, at: key.range) {
        diagnostics.append(.duplicateKey(name, in: file, at: key.range, first: first))
      } else {
        entries.append(DataEntry(key: name, keyRange: key.range, value: entryValue))
      }
    }
    return DataNode(.mapping(entries), at: extent(from: start, to: isFlow ? lastEnd : end))
  }

  private mutating func nextInCollection() throws(Diagnostic) -> YAMLEvent? {
    let event = try reader.next()
    guard case .collectionEnd = event.kind else { return event }
    lastEnd = event.range.upperBound
    return nil
  }

  /// A block collection has no mark at its end: what libyaml calls its end is where the next thing begins.
  private func extent(from start: YAMLEvent, to end: Int?) -> Range<Int> {
    start.range.lowerBound..<max(start.range.upperBound, end ?? 0)
  }

  private func checkDepth(_ depth: Int, at event: YAMLEvent) throws(Diagnostic) {
    if depth > maximumDepth { throw .tooDeep(in: file, at: event.range) }
  }
}

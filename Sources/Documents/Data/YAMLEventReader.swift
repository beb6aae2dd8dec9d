import CLibYAML
import Diagnostics

/// One step through a YAML document, as libyaml takes it.
struct YAMLEvent {
  enum Kind {
    case scalar(String, isPlain: Bool)
    case alias
    case sequenceStart(isFlow: Bool)
    case mappingStart(isFlow: Bool)
    case collectionEnd
    case documentStart
    case documentEnd
    case streamEnd
  }

  let kind: Kind
  /// Offsets of bytes in the file.
  let range: Range<Int>
  /// Whether the author wrote `&name` before the value.
  var hasAnchor = false
  /// Whether the author wrote `!type` before the value.
  var hasTag = false
}

/// The one place that speaks to libyaml: bytes in, events out.
///
/// Safe to use, because it owns what its pointers point at: the parser, and the copy of the text that libyaml reads from
/// between two calls; both live exactly as long as the reader.
@safe struct YAMLEventReader: ~Copyable {
  /// The version of libyaml.
  static var version: String { unsafe String(cString: yaml_get_version_string()) }

  private let file: SourceFile
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var cursor: CharacterCursor
  private let limit: Int

  /// Starts at the beginning of `body`, which is valid UTF-8.
  init(_ file: SourceFile, body: Range<Int>) {
    self.file = file
    cursor = CharacterCursor(bytes: file.bytes, start: body.lowerBound)
    limit = body.upperBound
    unsafe input = .allocate(capacity: body.count)
    _ = unsafe input.initialize(fromContentsOf: file.bytes[body])
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    _ = unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, body.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event; throws where the text is not YAML, after which there is nothing more to read.
  mutating func next() throws(Diagnostic) -> YAMLEvent {
    var raw = unsafe yaml_event_t()
    repeat {
      guard unsafe yaml_parser_parse(parser, &raw) == 1 else { throw problem() }
    } while unsafe raw.type == YAML_STREAM_START_EVENT
    defer { unsafe yaml_event_delete(&raw) }
    return unsafe event(raw)
  }

  private mutating func event(_ raw: yaml_event_t) -> YAMLEvent {
    let range = unsafe bytes(from: raw.start_mark, to: raw.end_mark)
    switch unsafe raw.type {
    case YAML_SCALAR_EVENT:
      return unsafe scalar(raw.data.scalar, at: range)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe raw.data.sequence_start
      return unsafe YAMLEvent(
        kind: .sequenceStart(isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE), range: range,
        hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe raw.data.mapping_start
      return unsafe YAMLEvent(
        kind: .mappingStart(isFlow: start.style == YAML_FLOW_MAPPING_STYLE), range: range,
        hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_ALIAS_EVENT: return YAMLEvent(kind: .alias, range: range)
    case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, range: range)
    case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, range: range)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .collectionEnd, range: range)
    default: return YAMLEvent(kind: .streamEnd, range: range)
    }
  }

  private func scalar(_ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, at range: Range<Int>)
    -> YAMLEvent
  {
    let text = unsafe String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    return unsafe YAMLEvent(
      kind: .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE), range: range,
      hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil)
  }

  private mutating func bytes(from start: yaml_mark_t, to end: yaml_mark_t) -> Range<Int> {
    let lower = min(cursor.offset(ofCharacter: start.index), limit)
    var upper = max(lower, min(cursor.offset(ofCharacter: end.index), limit))
    while upper > lower, isWhiteSpace(file.bytes[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  /// What libyaml could not read, and where.
  private mutating func problem() -> Diagnostic {
    let text = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? ""
    let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) } ?? ""
    if unsafe parser.pointee.error == YAML_READER_ERROR {
      let offset = unsafe cursor.start + parser.pointee.problem_offset
      return .yamlCharacter(in: file, at: offset)
    }
    let offset = unsafe cursor.offset(ofCharacter: parser.pointee.problem_mark.index)
    let start = unsafe cursor.offset(ofCharacter: parser.pointee.context_mark.index)
    return .yamlSyntax(
      YAMLProblem(
        text: text, context: context, offset: min(offset, limit), start: min(start, limit), body: cursor.start..<limit),
      in: file)
  }
}

/// Where and why libyaml gave up, in its own words.
struct YAMLProblem {
  let text: String
  let context: String
  /// Where it could not go on.
  let offset: Int
  /// Where the thing begins that it was reading.
  let start: Int
  /// Where the YAML stands in the file.
  let body: Range<Int>

  /// How an item of a list is begun, if the line where it went wrong begins with what only looks like a dash.
  func itemHint(in file: SourceFile) -> String? {
    [offset, start].lazy.filter { $0 < file.bytes.count }.compactMap { place in
      let line = file.line(at: place).content
      return dashHint(for: String(file.text(in: line).drop { $0 == " " }))
    }.first
  }
}

/// Turns libyaml's marks, which count characters, into offsets of bytes.
///
/// Marks hardly ever go back, so that moving from one to the next reads the document once.
private struct CharacterCursor {
  let bytes: [UInt8]
  let start: Int
  private var character = 0
  private var offset: Int

  init(bytes: [UInt8], start: Int) {
    self.bytes = bytes
    self.start = start
    offset = start
  }

  mutating func offset(ofCharacter target: Int) -> Int {
    while character < target, offset < bytes.count {
      offset += 1
      while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
      character += 1
    }
    while character > target, offset > start {
      offset -= 1
      while offset > start, isContinuation(bytes[offset]) { offset -= 1 }
      character -= 1
    }
    return offset
  }

  private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

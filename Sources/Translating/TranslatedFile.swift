import Content
import Diagnostics
import Documents

/// The file of some translations with the new words in it; what isn't new stays byte for byte as it is.
struct TranslatedFile {
  private let file: SourceFile
  private var edits = TextEdits()
  private var table: TableWriter
  /// The entries that a list is to have besides those that it has.
  private var entries: [YAMLValue] = []

  /// Puts the new words of all entries of one file into it.
  init(_ words: [NewWords], into file: SourceFile) {
    self.file = file
    table = TableWriter(file)
    for words in words {
      if let text = words.subject.translation { edit(words, text) } else { add(words) }
    }
    table.finish(&edits)
    addEntries()
  }

  /// The whole file.
  var bytes: [UInt8] { edits.applied(to: file) }

  private mutating func edit(_ words: NewWords, _ text: TranslatableText) {
    if case .table? = words.subject.storage {
      for (column, cell) in words.cells where words.hasNew(column) { table.set(column, to: cell, of: text, in: &edits) }
      return table.set(Fingerprints.key, to: WrittenFingerprints.cell(words.fingerprints), of: text, in: &edits)
    }
    var merged: Set<String> = []
    for part in words.newFields {
      if let list = ItemPlace(part.name)?.list, words.rearranged.contains(list) {
        merge(list.split(separator: ".").map(String.init)[...], of: words, into: text, &merged)
      } else if let own = text.field(part.name) {
        guard own.lines != words.parts[part.name]?.lines else { continue }
        edits.replace(own.range, with: yamlScalar(words.field(part) ?? ""))
      } else {
        merge(part.name.split(separator: ".").map(String.init)[...], of: words, into: text, &merged)
      }
    }
    editBlocks(words, text)
    YAMLCollection(text.values, at: text.range, in: file)
      .set(Fingerprints.key, to: WrittenFingerprints.yaml(words.fingerprints, in: words.subject.storage), in: &edits)
  }

  /// Writes a value that the translation lacks, at the place where the maps that it lies in end; a list as a whole.
  private mutating func merge(
    _ path: ArraySlice<String>, of words: NewWords, into text: TranslatableText, _ merged: inout Set<String>
  ) {
    var (values, range, walked) = (text.values, text.range, [String]())
    var rest = path
    while let key = rest.popFirst() {
      walked.append(key)
      let node = values.first { $0.key == key }?.value
      if case .mapping(let inner)? = node?.content, let node, !rest.isEmpty {
        (values, range) = (inner, node.range)
        continue
      }
      if case .sequence(let items)? = node?.content, let index = rest.first.flatMap({ Int($0) }), rest.count > 1,
        index <= items.count, case .mapping(let inner) = items[index - 1].content
      {
        walked.append(rest.removeFirst())
        (values, range) = (inner, items[index - 1].range)
        continue
      }
      let name = walked.joined(separator: ".")
      if merged.insert(name).inserted, let value = words.value(named: name) {
        YAMLCollection(values, at: range, in: file).set(key, to: value, behind: words.keys(before: name), in: &edits)
      }
      return
    }
  }

  /// An entry that wasn't translated, behind all others of its file.
  private mutating func add(_ words: NewWords) {
    let subject = words.subject
    switch subject.storage {
    case .table?:
      table.add(
        [(subject.keyField, subject.key)] + words.cells
          + [(Fingerprints.key, WrittenFingerprints.cell(words.fingerprints))])
    case .list?:
      entries.append(.map([(subject.keyField, .words(subject.key))] + words.values))
    case .folder?, .top?:
      let body = words.newBody.map { "\n" + $0 } ?? ""
      edits.add(["---"] + words.lines + ["---"], to: file)
      edits.insert(body, at: file.bytes.count)
    case nil: edits.add(words.lines, to: file)
    }
  }

  /// Writes the new entries of a list; if the file holds none yet, below what it holds.
  private mutating func addEntries() {
    if entries.isEmpty { return }
    if let node = DataNode.parse(file).0, case .sequence(let items) = node.content {
      let list = YAMLCollection(items, at: node.range, in: file)
      for entry in entries { list.add(entry, in: &edits) }
    } else {
      edits.add(entries.flatMap(\.item), to: file)
    }
  }

  private mutating func editBlocks(_ words: NewWords, _ text: TranslatableText) {
    let new = words.newBlocks
    if new.isEmpty { return }
    guard words.isInPlace else {
      let start = text.blocks.first?.range.lowerBound ?? file.bytes.count
      let isOpen = file.bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false
      let margin = text.blocks.isEmpty ? isOpen ? "\n\n" : "\n" : ""
      return edits.replace(start..<file.bytes.count, with: margin + (words.newBody ?? ""))
    }
    for (part, own) in zip(words.subject.original.blocks, text.blocks) {
      guard let taken = words.parts[part.name], taken.lines != own.lines else { continue }
      guard case .block(let block) = own.form, own.blockName == part.blockName, block.lines.count == taken.lines.count
      else {
        edits.replace(own.range, with: words.block(part) ?? "")
        continue
      }
      let lines = words.markdown(part.name, isCell: { block.lines[$0].isCell }) ?? []
      for (line, text) in zip(block.lines, lines) {
        edits.replace(line.range, with: words.laidOut(text, as: line, of: own, in: file))
      }
    }
  }
}

extension NewWords {
  /// The fields of which there are new words.
  var newFields: [TranslatablePart] { subject.original.fields.filter { parts[$0.name] != nil } }
  /// The blocks of which there are new words.
  var newBlocks: [TranslatablePart] { subject.original.blocks.filter { parts[$0.name] != nil } }

  /// All fields that are translated, with what they are to hold, and the fingerprints.
  var values: [(key: String, value: YAMLValue)] {
    let fields = subject.original.values.compactMap { entry in
      value(of: entry.value, named: entry.key).map { (key: entry.key, value: $0) }
    }
    return fields + [(Fingerprints.key, WrittenFingerprints.yaml(fingerprints, in: subject.storage))]
  }

  /// The same as lines of YAML.
  var lines: [String] { values.flatMap { $0.value.lines(under: $0.key) } }

  /// The cells of the columns that are translated.
  var cells: [(column: String, words: String)] {
    subject.original.values.compactMap { entry in
      let parts = subject.original.fields.filter { $0.name == entry.key || $0.name.hasPrefix(entry.key + ".") }
      let words = parts.compactMap(field)
      return words.isEmpty || words.count < parts.count ? nil : (entry.key, words.joined(separator: "; "))
    }
  }

  /// Whether a column is to hold other words than it does.
  func hasNew(_ column: String) -> Bool {
    parts.contains { name, part in
      (name == column || name.hasPrefix(column + "."))
        && part.lines != subject.translation?.field(name)?.lines
    }
  }

  /// The keys that stand before a field in the map of the original that it stands in.
  func keys(before name: String) -> Set<String> {
    let path = name.split(separator: ".").map(String.init)
    guard let key = path.last, case .mapping(let values)? = node(at: path.dropLast(), of: subject.original)?.content
    else { return [] }
    return Set(values.prefix { $0.key != key }.map(\.key) + [subject.keyField])
  }

  /// What a field is to hold, in the form that it has in the original; nil if nothing in it is translated.
  func value(named name: String) -> YAMLValue? {
    node(at: name.split(separator: ".").map(String.init), of: subject.original).flatMap { value(of: $0, named: name) }
  }

  /// What stands in a text under some keys and numbers of items.
  private func node(at path: [String], of text: TranslatableText) -> DataNode? {
    path.reduce(DataNode(.mapping(text.values), at: text.range)) { node, step in
      switch node?.content {
      case .mapping(let values)?: values.first { $0.key == step }?.value
      case .sequence(let items)?: Int(step).flatMap { items.indices.contains($0 - 1) ? items[$0 - 1] : nil }
      case .scalar?, nil: nil
      }
    }
  }

  private func value(of node: DataNode, named name: String) -> YAMLValue? {
    if let part = subject.original.fields.first(where: { $0.name == name }) { return field(part).map { .words($0) } }
    switch node.content {
    case .scalar: return nil
    case .mapping(let values):
      let inner = values.compactMap { entry in
        value(of: entry.value, named: "\(name).\(entry.key)").map { (key: entry.key, value: $0) }
      }
      return inner.isEmpty ? nil : .map(inner)
    case .sequence(let items):
      let inner = items.enumerated().map { value(of: $1, named: "\(name).\($0 + 1)") }
      if inner.allSatisfy({ $0 == nil }) { return nil }
      return .list(inner.enumerated().map { adding(toItem: $0 + 1, of: name, $1 ?? .map([])) })
    }
  }

  /// An item of a list with what the translation says in it besides words, such as the place in a source.
  private func adding(toItem item: Int, of list: String, _ value: YAMLValue) -> YAMLValue {
    let part = subject.original.fields.lazy.filter { $0.name.hasPrefix("\(list).\(item).") }
      .compactMap { rendering(of: $0.name) }.first
    guard case .map(let values) = value, let translation = subject.translation, let part,
      let path = part.name.dropFirst(list.count + 1).split(separator: ".").first,
      let node = node(at: list.split(separator: ".").map(String.init) + [String(path)], of: translation),
      case .mapping(let entries) = node.content
    else { return value }
    let others = entries.filter { entry in
      !values.contains { $0.key == entry.key } && translation.field("\(list).\(path).\(entry.key)") == nil
    }
    return .map(values + others.compactMap { entry in copied(entry.value, of: translation).map { (entry.key, $0) } })
  }

  /// A value as its author wrote it; nil if it is more than a line.
  private func copied(_ node: DataNode, of text: TranslatableText) -> YAMLValue? {
    let code = text.file.text(in: node.range)
    return code.contains { $0.isNewline } ? nil : .plain(code)
  }

  /// Whether each block of the translation stands where the one of the original stands that it renders.
  var isInPlace: Bool {
    guard let translation = subject.translation, translation.blocks.count == subject.original.blocks.count else {
      return false
    }
    let pairs = subject.parts.filter { $0.original?.isBlock == true }.map { $0.translation?.range }
    return pairs == translation.blocks.map { $0.range }
  }

  /// The whole text: new blocks, those that there were, and from the original what holds no words; nil if none is new.
  var newBody: String? {
    if newBlocks.isEmpty { return nil }
    let original = subject.original
    var body = ""
    for (index, part) in original.blocks.enumerated() {
      if index > 0 { body += gap(original.blocks[index - 1].range.upperBound..<part.range.lowerBound) }
      body += block(part) ?? ""
    }
    return body + "\n"
  }

  /// What stands between two blocks of the original, if it is white space.
  private func gap(_ range: Range<Int>) -> String {
    let gap = subject.original.file.text(in: range)
    return gap.allSatisfy(\.isWhitespace) && !gap.isEmpty ? gap : "\n\n"
  }

  /// A line as it is to be written: a paragraph is broken into lines if the one was in whose place it comes.
  func laidOut(
    _ text: String, as line: MarkdownBlocks.Line, of part: TranslatablePart, in file: SourceFile
  ) -> String {
    let wasBroken = part.blockName == "paragraph" && file.text(in: line.range).contains("\n")
    let lines = wasBroken && !text.contains("\n") && !isThorough(part.name) ? broken(text) : text
    return lines.replacing("\n", with: "\n" + margin(of: line, in: file))
  }

  /// What stands before all lines of words but the first, as in a quotation or a list; nothing if there is only one.
  private func margin(of line: MarkdownBlocks.Line, in file: SourceFile) -> String {
    guard let end = file.bytes[line.range].firstIndex(of: UInt8(ascii: "\n")) else { return "" }
    let margin = file.bytes[(end + 1)..<line.range.upperBound].prefix { " \t>".utf8.contains($0) }
    return String(decoding: margin, as: UTF8.self)
  }

  /// A block as it is to be: with new words, as it was translated, or as in the original where it holds no words.
  func block(_ part: TranslatablePart) -> String? {
    let original = subject.original.file
    guard case .block(let block) = part.form else { return nil }
    if let lines = markdown(part.name, isCell: { block.lines[$0].isCell }) {
      var edits = TextEdits()
      for (line, text) in zip(block.lines, lines) {
        edits.replace(line.range, with: laidOut(text, as: line, of: part, in: original))
      }
      return String(decoding: edits.applied(to: original, in: part.range), as: UTF8.self)
    }
    if let own = rendering(of: part.name), let translation = subject.translation,
      translation.pairsBlocks(with: subject.original)
    {
      return translation.file.text(in: own.range)
    }
    return original.text(in: part.range)
  }
}

/// A text in lines of no more than 120 characters, if there are blanks at which it can be broken.
private func broken(_ text: String) -> String {
  var lines: [String] = []
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    if let line = lines.last, line.count + 1 + word.count <= 120 {
      lines[lines.count - 1] = line + " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines.joined(separator: "\n")
}

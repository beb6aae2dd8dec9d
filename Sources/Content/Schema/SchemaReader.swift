public import Platform
public import Diagnostics
import Documents

extension Schema {
  /// The folder of a site in which everything is that its kinds describe.
  public static let folder = ContentFiles.folder

  /// The file of `content/` in which a site declares kinds and fields of its own.
  static let fileName = "kinds.yaml"

  /// The kinds of a forum, as the program carries them.
  public static let forum: Schema = {
    let (schema, diagnostics) = Schema.read([forumFile], isOurs: true)
    precondition(diagnostics.isEmpty, "\(Report(diagnostics).text(.human))")
    return schema
  }()

  /// The name of the file that the program carries.
  static let forumName = "forum.yaml"

  private static let forumFile = SourceFile(name: forumName, bytes: PackageResources.forum_yaml)

  /// The kinds of a site: those of a forum, and what its file adds to them.
  ///
  /// With the file, if there is one; what is wrong in it is left out of the schema.
  static func load(
    from files: Files, paths: [String]
  ) -> (schema: Schema, file: SourceFile?, diagnostics: [Diagnostic]) {
    _ = fitsProgram
    let path = ContentFiles.folder + "/" + fileName
    // A folder of that name can't be read, and is told.
    guard paths.contains(path) || files.list(path) != nil else { return (forum, nil, []) }
    do {
      let file = try files.read(path)
      let (schema, diagnostics) = read([forumFile, file], isOurs: false)
      return (schema, file, diagnostics)
    } catch {
      return (forum, nil, [error])
    }
  }

  /// The kinds of a site, without its content.
  public static func load(from files: Files) -> (schema: Schema, diagnostics: [Diagnostic]) {
    guard let (paths, _) = files.list(ContentFiles.folder) else {
      return (forum, [.missingFolder(files.displayName(ContentFiles.folder))])
    }
    let (schema, _, diagnostics) = load(from: files, paths: paths)
    return (schema, diagnostics)
  }

  /// Reads files, of which the later ones add to the earlier ones.
  static func read(_ files: [SourceFile], isOurs: Bool) -> (schema: Schema, diagnostics: [Diagnostic]) {
    var declarations = Declarations()
    for (index, file) in files.enumerated() { declarations.add(file, isOurs: isOurs || index == 0) }
    var builder = SchemaBuilder(declarations)
    let schema = builder.schema()
    return (schema, declarations.diagnostics + builder.diagnostics)
  }
}

/// What files declare of kinds and groups, before it is known what the names in it mean.
struct Declarations {
  private(set) var kinds: [KindDraft] = []
  private(set) var groups: [GroupDraft] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var kindPlaces: [String: Int] = [:]
  private var groupPlaces: [String: Int] = [:]

  /// How many kinds there may be: every page lists them, so that a site with more would be slow and of no use to anybody.
  private static let maximum = 256

  /// The key under which groups stand.
  static let groupsKey = "groups"

  /// Adds what a file declares; what it says of a kind or a group that is there already changes that.
  mutating func add(_ file: SourceFile, isOurs: Bool) {
    let (root, problems) = DataNode.parse(file)
    diagnostics += problems
    guard let root else { return }
    // Who has only begun the file, or a declaration, has declared nothing yet.
    guard let entries = map(root, in: file) else { return }
    for entry in entries where entry.key == Self.groupsKey {
      for group in map(entry.value, in: file) ?? [] { addGroup(group, in: file, isOurs: isOurs) }
    }
    for entry in entries where entry.key != Self.groupsKey {
      if kinds.count == Self.maximum {
        return diagnostics.append(.tooManyKinds(Self.maximum, at: .bytes(entry.keyRange, of: file)))
      }
      addKind(entry, in: file, isOurs: isOurs)
    }
  }

  private mutating func addGroup(_ entry: DataEntry, in file: SourceFile, isOurs: Bool) {
    if !isOurs, Schema.ownGroups.contains(entry.key) {
      return diagnostics.append(.badKindName(entry.key, at: .bytes(entry.keyRange, of: file)))
    }
    guard var fields = fields(of: entry, as: "group", in: file) else { return }
    let index = groupPlaces[entry.key] ?? groups.count
    if index == groups.count {
      groupPlaces[entry.key] = index
      groups.append(GroupDraft(name: entry.key, isGroup: true, isOurs: isOurs, place: .bytes(entry.keyRange, of: file)))
    }
    groups[index].change(by: &fields, isOurs: isOurs)
    finish(&fields)
  }

  private mutating func addKind(_ entry: DataEntry, in file: SourceFile, isOurs: Bool) {
    guard var fields = fields(of: entry, as: "kind", in: file) else { return }
    let index = kindPlaces[entry.key] ?? kinds.count
    if index == kinds.count {
      kindPlaces[entry.key] = index
      kinds.append(KindDraft(name: entry.key, isOurs: isOurs, place: .bytes(entry.keyRange, of: file)))
    }
    kinds[index].change(by: &fields, isOurs: isOurs)
    finish(&fields)
  }

  private mutating func fields(of entry: DataEntry, as owner: String, in file: SourceFile) -> Fields? {
    map(entry.value, in: file).map { Fields($0, of: owner, whole: entry.keyRange, in: file, mentions: .none) }
  }

  private mutating func finish(_ fields: inout Fields) {
    fields.reportUnknownKeys()
    diagnostics += fields.diagnostics
  }

  private mutating func map(_ node: DataNode, in file: SourceFile) -> [DataEntry]? {
    if case .mapping(let entries) = node.content { return entries }
    if node.isNothing { return [] }
    diagnostics.append(.kindsNeedMap(at: .bytes(node.range, of: file)))
    return nil
  }
}

/// Words and the place where they are written.
struct Written<Value> {
  let value: Value
  let place: Diagnostic.Place
}

/// What is declared of a kind, as it is written.
struct KindDraft {
  let name: String
  let isOurs: Bool
  let place: Diagnostic.Place
  /// Where the value of each key stands that was written.
  private(set) var keys: [String: Diagnostic.Place] = [:]
  var fields: GroupDraft
  var noun: String?
  var plural: Written<String>?
  var label: Label?
  var heading: Label?
  var mention: Label?
  var mentions: Label?
  var stored: Written<String>?
  /// The numbers, from narrow to wide: each must lie within those before it.
  var numbers: [Written<String>] = []
  var sort: [Written<String>]?
  var numbering: ParagraphNumbering?
  var title: Written<String>?
  var namedBy: [Written<String>] = []
  var entriesPerPage: Int? = 50
  var isListed = true
  var menu: Int?
  var address: Written<String>?

  init(name: String, isOurs: Bool, place: Diagnostic.Place) {
    self.name = name
    self.isOurs = isOurs
    self.place = place
    fields = GroupDraft(name: name, isGroup: false, isOurs: isOurs, place: place)
  }

  /// Several of them, as a folder.
  var pluralName: Written<String> { plural ?? Written(value: name + "s", place: place) }
  /// The address of an entry, with `{id}` in it.
  var addressForm: String { address?.value ?? "/\(pluralName.value)/{id}/" }
  /// Whether one file holds all of them.
  var isInFile: Bool { stored?.value.contains(".") ?? false }
  /// Whether each has a number.
  var hasNumbers: Bool { numbers.last.map { $0.value != "none" } ?? false }

  /// Takes what a file says of the kind; what others rely on can't be changed in a kind of ours.
  mutating func change(by fields: inout Fields, isOurs: Bool) {
    keys.merge(fields.places) { $1 }
    if let noun = fields.text("noun") { self.noun = noun }
    if let label = fields.label("label") { self.label = label }
    if let heading = fields.label("heading") { self.heading = heading }
    if let written = fields.written("numbers") { numbers.append(written) }
    if let written = fields.writtenList("sort") { sort = written }
    if let node = fields.node("paragraphs") { numbering = fields.numbering(node, key: "paragraphs") }
    if let cut = fields.cut() { entriesPerPage = cut }
    isListed = fields.flag("listed", default: isListed)
    if let number = fields.wholeNumber("menu") { menu = number }
    if self.isOurs && !isOurs {
      for key in ["plural", "stored", "title", "named_by", "address", "mention", "mentions", "listed"] {
        guard let node = fields.node(key) else { continue }
        fields.report(.fixedKind(key, of: name, at: .bytes(node.range, of: fields.file)))
      }
    } else {
      plural = fields.written("plural")
      stored = fields.written("stored")
      title = fields.written("title")
      namedBy = fields.writtenList("named_by") ?? []
      address = fields.written("address")
      mention = fields.label("mention")
      mentions = fields.label("mentions")
    }
    self.fields.change(by: &fields, isOurs: isOurs)
  }
}

/// What is declared of a group of fields, as it is written.
struct GroupDraft {
  let name: String
  /// Whether it is no kind, but a map in the fields of kinds.
  let isGroup: Bool
  let isOurs: Bool
  let place: Diagnostic.Place
  private(set) var fields: [FieldDraft] = []
  private(set) var anyOf: [[Written<String>]] = []
  private(set) var oneOf: [[Written<String>]] = []
  private var places: [String: Int] = [:]

  init(name: String, isGroup: Bool, isOurs: Bool, place: Diagnostic.Place) {
    self.name = name
    self.isGroup = isGroup
    self.isOurs = isOurs
    self.place = place
  }

  /// Takes what a file says of the group.
  mutating func change(by fields: inout Fields, isOurs: Bool) {
    if let written = fields.writtenList("any_of") {
      // What a site adds stands in for what is asked for already.
      if anyOf.isEmpty { anyOf = [written] } else { anyOf[0] += written }
    }
    if let written = fields.writtenList("one_of") { oneOf.append(written) }
    guard let node = fields.node("fields") else { return }
    guard case .mapping(let entries) = node.content else {
      return fields.expected("a map of names and fields", for: "fields", at: node)
    }
    for entry in entries { change(entry, by: &fields, isOurs: isOurs) }
  }

  private mutating func change(_ entry: DataEntry, by fields: inout Fields, isOurs: Bool) {
    let file = fields.file
    let place = Diagnostic.Place.bytes(entry.keyRange, of: file)
    var values: [DataEntry]
    switch entry.value.content {
    case .mapping(let entries): values = entries
    // `deadline: date` is short for `deadline: {type: date}`.
    case .scalar: values = [DataEntry(key: "type", keyRange: entry.keyRange, value: entry.value)]
    case .sequence: return fields.expected("a type, or a map", for: entry.key, at: entry.value)
    }
    var inner = Fields(values, of: "field", whole: entry.keyRange, in: file, mentions: .none)
    if let index = places[entry.key] {
      self.fields[index].change(by: &inner, isOurs: isOurs, at: place)
    } else {
      places[entry.key] = self.fields.count
      self.fields.append(FieldDraft(name: entry.key, isOurs: isOurs, by: &inner, at: place))
    }
    inner.reportUnknownKeys()
    fields.report(inner.diagnostics)
  }

  /// Puts a field that every entry of a kind needs before the others, unless it is declared.
  mutating func require(_ name: String, type: String) {
    if places[name] != nil { return }
    fields.insert(FieldDraft(name: name, type: type, at: place), at: 0)
    places = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
  }

  func slot(of name: String) -> Int? { places[name] }
}

/// What is declared of a field, as it is written.
struct FieldDraft {
  let name: String
  let isOurs: Bool
  private(set) var place: Diagnostic.Place
  /// Where the value of each key stands that was written.
  private(set) var keys: [String: Diagnostic.Place] = [:]
  private(set) var type: Written<String>
  private(set) var isRequired: Bool
  private(set) var isOff = false
  private(set) var label: Label?
  private(set) var note: String?
  private(set) var isSection: Bool
  private(set) var inverse: Written<String>?
  private(set) var inverseLabel: Label?
  private(set) var isUnique: Bool
  private(set) var member: String?
  private(set) var substitute: Written<String>?
  private(set) var from: Int?
  private(set) var to: Int?
  private(set) var values: [Written<String>]?
  private(set) var pattern: Written<String>?
  private(set) var expected: String?
  private(set) var isPartly: Bool
  private(set) var notBefore: Written<String>?
  private(set) var isCited: Bool

  /// The type that takes a field away.
  static let noType = "none"

  fileprivate init(name: String, type: String, at place: Diagnostic.Place) {
    var none = Fields([], of: "field", whole: 0..<0, in: SourceFile(name: "", bytes: []), mentions: .none)
    self.init(name: name, isOurs: true, by: &none, at: place)
    self.type = Written(value: type, place: place)
    isRequired = true
  }

  fileprivate init(name: String, isOurs: Bool, by fields: inout Fields, at place: Diagnostic.Place) {
    self.name = name
    self.isOurs = isOurs
    self.place = place
    keys = fields.places
    type = fields.written("type") ?? Written(value: "", place: place)
    isRequired = fields.flag("required")
    label = fields.label("label")
    note = fields.text("note")
    isSection = fields.flag("section")
    (inverse, inverseLabel) = fields.inverse("inverse")
    isUnique = fields.flag("unique")
    member = fields.text("member") ?? name
    substitute = fields.written("else")
    from = fields.wholeNumber("from")
    to = fields.wholeNumber("to")
    values = fields.writtenList("values")
    pattern = fields.written("pattern")
    expected = fields.text("expected")
    isPartly = fields.flag("partly")
    notBefore = fields.written("not_before")
    isCited = fields.flag("cited", default: true)
    if member == Self.noType { member = nil }
  }

  /// Takes what a later file says of the field: it may make it narrower, name it otherwise, or take it away.
  fileprivate mutating func change(by fields: inout Fields, isOurs: Bool, at place: Diagnostic.Place) {
    self.place = place
    keys.merge(fields.places) { $1 }
    let type = fields.written("type")
    if type?.value == Self.noType {
      isOff = true
      return
    }
    if let type, type.value != self.type.value { fields.report(.otherType(name, self.type.value, at: type.place)) }
    isRequired = required(by: &fields)
    if let label = fields.label("label") { self.label = label }
    if let note = fields.text("note") { self.note = note }
    isSection = fields.flag("section", default: isSection)
    if let number = fields.wholeNumber("from") {
      from = narrowed(number, from ?? number, to ?? number, &fields, "from")
    }
    if let number = fields.wholeNumber("to") { to = narrowed(number, from ?? number, to ?? number, &fields, "to") }
    if let written = fields.writtenList("values") {
      let known = (values ?? []).map(\.value)
      for word in written where !known.contains(word.value) {
        fields.report(.wider("values", of: name, known: known, at: word.place))
      }
      values = written
    }
    for key in ["inverse", "unique", "member", "else", "pattern", "expected", "partly", "not_before", "cited"] {
      guard let node = fields.node(key) else { continue }
      fields.report(.fixedField(key, of: name, at: .bytes(node.range, of: fields.file)))
    }
  }

  private func required(by fields: inout Fields) -> Bool {
    let isRequired = fields.flag("required", default: isRequired)
    if self.isRequired, !isRequired {
      fields.report(.neededField(name, at: .bytes(fields.range(of: "required"), of: fields.file)))
    }
    return isRequired || self.isRequired
  }

  private func narrowed(_ number: Int, _ from: Int, _ to: Int, _ fields: inout Fields, _ key: String) -> Int {
    if from...max(from, to) ~= number { return number }
    fields.report(
      .wider(key, of: name, known: ["\(from)", "\(to)"], at: .bytes(fields.range(of: key), of: fields.file)))
    return key == "from" ? from : to
  }
}

/// What only declarations hold.
extension Fields {
  fileprivate mutating func written(_ key: String) -> Written<String>? {
    guard let node = node(key), let text = text(node, key: key) else { return nil }
    return Written(value: text, place: .bytes(node.range, of: file))
  }

  /// A list of words, or one word.
  fileprivate mutating func writtenList(_ key: String) -> [Written<String>]? {
    guard let node = node(key) else { return nil }
    let items: [DataNode] = if case .sequence(let items) = node.content { items } else { [node] }
    if items.isEmpty {
      expected("at least one", for: key, at: node)
      return nil
    }
    return items.compactMap { item in
      text(item, key: key).map { Written(value: $0, place: .bytes(item.range, of: file)) }
    }
  }

  /// A name, or a map with a name and what people see.
  fileprivate mutating func inverse(_ key: String) -> (name: Written<String>?, label: Label?) {
    guard let node = node(key), case .mapping = node.content else { return (written(key), nil) }
    let parts = map(node, key: key) { inner in
      if inner.node("name") == nil { inner.reportMissing(["name"]) }
      return (inner.written("name"), inner.label("label"))
    }
    return parts ?? (nil, nil)
  }

  fileprivate mutating func word(_ key: String, of words: [String]) -> String? {
    node(key).flatMap { choice($0, key: key, of: words) }
  }

  /// How paragraphs are numbered: a word, or the form of a number.
  fileprivate mutating func numbering(_ node: DataNode, key: String) -> ParagraphNumbering? {
    guard let text = text(node, key: key), text != "plain" else { return nil }
    if let numbering = text == "numbered" ? .byEntry : ParagraphNumbering(text) { return numbering }
    expected(
      "`plain`, `numbered`, or what a number is made of: `{paragraph}` alone, or capital letters and `{id}.{paragraph}`",
      for: key, at: node)
    return nil
  }

  fileprivate mutating func wholeNumber(_ key: String) -> Int? {
    node(key).flatMap { number($0, key: key, in: -1_000_000_000...1_000_000_000) }
  }

  /// How many entries a page of a list holds, or nil within if it isn't cut; nil if nothing is said.
  fileprivate mutating func cut() -> Int?? {
    guard let node = node("cut") else { return nil }
    if case .scalar("false", isPlain: true) = node.content { return .some(nil) }
    guard case .scalar(let text, isPlain: true) = node.content, let number = Int(text), 10...1000 ~= number else {
      expected("`false`, or a whole number from 10 to 1000", for: "cut", at: node)
      return nil
    }
    return number
  }

  /// Words, or a map of languages to words.
  fileprivate mutating func label(_ key: String) -> Label? {
    guard let node = node(key) else { return nil }
    guard case .mapping(let entries) = node.content else {
      return text(node, key: key).map { Label(standard: $0, others: [:]) }
    }
    var others: [Language: String] = [:]
    for entry in entries {
      if let language = Language(code: entry.key) {
        others[language] = text(entry.value, key: entry.key)
      } else {
        report(.unknownLabelLanguage(entry.key, at: .bytes(entry.keyRange, of: file)))
      }
    }
    if entries.isEmpty { expected("words, or a map of languages to words", for: key, at: node) }
    let first = entries.first.flatMap { Language(code: $0.key) }.flatMap { others[$0] }
    return first.map { Label(standard: $0, others: others) }
  }
}

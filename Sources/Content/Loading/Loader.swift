public import Diagnostics
import Documents

extension Library {
  /// Loads all content and links it; the library is nil if there was an error.
  ///
  /// Everything that is wrong is reported, not only the first thing: a file that can't be read keeps no other file from
  /// being checked. Texts are searched for what they mention in the words of their language, unless `site.yaml` says
  /// that mentions are no links.
  public static func load(
    from files: Files, includingDrafts: Bool = false, mentionWords: [Language: MentionWords] = [:]
  ) async -> (library: Library?, diagnostics: [Diagnostic]) {
    var memory = ParsedFiles?.none
    let (content, diagnostics) = await LinkedContent.load(
      from: files, includingDrafts: includingDrafts, mentionWords: mentionWords, remembering: &memory)
    return (content?.library, diagnostics)
  }
}

extension LinkedContent {
  /// Loads all content, and takes from memory what was read from the same files in the same circumstances.
  static func load(
    from files: Files, includingDrafts: Bool, mentionWords: [Language: MentionWords],
    remembering memory: inout ParsedFiles?
  ) async -> (content: LinkedContent?, diagnostics: [Diagnostic]) {
    guard let (paths, problems) = files.list(ContentFiles.folder) else {
      return (nil, [.missingFolder(files.displayName(ContentFiles.folder))])
    }
    var loader = Loader(
      files: files, content: ContentFiles(paths, in: files), includingDrafts: includingDrafts, memory: memory)
    loader.report(problems)
    let settings = loader.settings()
    let language = settings?.language ?? .english
    let areLinked = settings?.linksMentions ?? true
    var tables = await loader.tables(language: language, mentionWords: mentionWords, areLinked: areLinked)
    memory = loader.memory
    let images = loader.images()
    var directory = loader.directory(of: tables, images: images)
    let outcome = await tables.link(with: directory)
    loader.report(outcome.diagnostics)
    directory.tables = tables
    loader.report(tables.contradictions())
    guard let settings, !loader.diagnostics.hasErrors else { return (nil, loader.diagnostics) }
    let library = Library(settings: settings, tables: tables, images: images, outline: Outline())
    return (
      LinkedContent(
        library: library, files: loader.content.markdown, vocabulary: loader.vocabulary, directory: directory,
        namedAnchors: outcome.namedAnchors, diagnostics: loader.diagnostics), loader.diagnostics
    )
  }
}

/// Reads every file of the content and puts the entries into tables.
private struct Loader {
  let files: Files
  let content: ContentFiles
  let includingDrafts: Bool
  /// What was read before; nil if nobody will ask again.
  private(set) var memory: ParsedFiles?
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var vocabulary = Vocabulary.none
  private var drafts: [(key: String, kind: Kind, path: String)] = []
  private var brokenFiles: [ContentFile] = []
  /// The paths of those whose entry another file has too.
  private var duplicates: [String] = []
  private var brokenKinds: [Kind] = []

  init(files: Files, content: ContentFiles, includingDrafts: Bool, memory: ParsedFiles?) {
    self.files = files
    self.content = content
    self.includingDrafts = includingDrafts
    self.memory = memory
    diagnostics = content.diagnostics
  }

  mutating func report(_ new: [Diagnostic]) { diagnostics += new }

  mutating func settings() -> SiteSettings? {
    guard content.data.contains("site.yaml") else {
      report([.missingFile(files.displayName("content/site.yaml"), purpose: "which says what the site is called")])
      return nil
    }
    let parsed = DataFile(files, "site.yaml").settings()
    report(parsed.diagnostics)
    return parsed.value
  }

  /// Reads all entries; countries and glossary first, since every other text may have their names and abbreviations in it.
  mutating func tables(
    language: Language, mentionWords: [Language: MentionWords], areLinked: Bool
  ) async -> Tables {
    let countries: Table<Country> = table(items("countries.yaml", language), language)
    let names = countries.map(\.title)
    vocabulary = Vocabulary(mentionWords, abbreviations: [], countries: names, areLinked: areLinked)
    var terms: Table<Term> = table(items("glossary.yaml", language), language)
    terms.entries.sort { $0.value.alphabetical < $1.value.alphabetical }
    vocabulary = Vocabulary(
      mentionWords, abbreviations: terms.map { $0.abbreviation ?? "" }, countries: names, areLinked: areLinked)
    memory?.keep(only: Set(content.markdown.map(\.path)), read: (vocabulary, language))
    let roundTables: Table<RoundTable> = await table(language) { _ in { $0.number < $1.number } }
    return Tables(
      objectives: await table(language) { _ in { $0.number < $1.number } },
      roundTables: roundTables,
      principles: await table(language) { _ in { $0.number < $1.number } },
      meetings: await table(language, by: Meeting.order),
      practices: await table(language) { _ in { ($0.title, $0.key) < ($1.title, $1.key) } },
      packs: await packs(of: roundTables, language),
      pledges: table(rows("pledges.csv", language), language),
      sources: table(items("sources.yaml", language), language),
      countries: countries,
      terms: terms,
      pages: await table(language) { _ in { $0.key < $1.key } })
  }

  /// The pictures among the content; one that is no picture by its bytes is an error.
  mutating func images() -> [Image] {
    var images: [Image] = []
    for path in content.images {
      do throws(Diagnostic) {
        let file = try files.read(path)
        if path.hasSuffix(".svg") { report(Drawing.outsideReferences(of: file).map { .drawingRefers(to: $0) }) }
        switch ImageHeader(file.bytes).form {
        case .picture(let size): images.append(Image(path: path, file: file, size: size))
        case .drawing: images.append(Image(path: path, file: file, size: nil))
        case nil: throw .notAnImage(files.displayName(path))
        }
      } catch {
        report([error])
      }
    }
    return images
  }

  func directory(of tables: Tables, images: [Image]) -> Directory {
    var directory = Directory(tables, images: images)
    for file in brokenFiles { directory.addBroken(file) }
    for path in duplicates { directory.addBroken(path: path) }
    for kind in brokenKinds { directory.addBroken(kind) }
    for draft in drafts { directory.addDraft(draft.key, draft.kind, path: draft.path) }
    directory.add(tables.objectives)
    directory.add(tables.roundTables)
    directory.add(tables.principles)
    directory.add(tables.meetings)
    directory.add(tables.practices)
    directory.add(tables.packs)
    directory.add(tables.pages)
    directory.add(tables.sources)
    directory.add(countries: tables.countries)
    return directory
  }
}

extension Loader {
  /// The entries of one kind from its Markdown files, in an order that may depend on all of them.
  private mutating func table<Element: DecodableEntry>(
    _ language: Language, by order: ([Element]) -> (Element, Element) -> Bool
  ) async -> Table<Element> {
    let entries: [Shared<Element>] = await entries(language)
    let areInOrder = order(entries.map(\.value))
    return table(entries.sorted { areInOrder($0.value, $1.value) }, language)
  }

  /// The entries of one kind from its Markdown files.
  private mutating func entries<Element: DecodableEntry>(_ language: Language) async -> [Shared<Element>] {
    let (files, vocabulary, memory) = (files, vocabulary, memory)
    let contentFiles = content.files(of: Element.kind)
    let parsed = await parallelMap(contentFiles) { file -> ParsedFile<Element> in
      let language = file.language ?? language
      do throws(Diagnostic) {
        let source = try files.read(file.path)
        return memory?[file.path, source] ?? parse(source, file, language: language, mentions: vocabulary[language])
      } catch {
        return ParsedFile(source: nil, entry: nil, diagnostics: [error])
      }
    }
    for (file, result) in zip(contentFiles, parsed) {
      self.memory?.remember(result, at: file.path)
      if result.entry == nil { brokenFiles.append(file) }
      report(result.diagnostics)
    }
    return parsed.compactMap(\.entry)
  }

  /// The packs that files describe, and one for each round table that none of them is named after; a draft takes its place
  /// only where drafts are shown.
  private mutating func packs(of roundTables: Table<RoundTable>, _ language: Language) async -> Table<Pack> {
    let written: [Shared<Pack>] = await entries(language)
    let roundTables = roundTables.entries + roundTables.translations.values.flatMap(\.values)
    let implied = roundTables.map { Pack(of: $0.value) }
    let hidden = written.filter { !includingDrafts && $0.value.common.isDraft && $0.language == language }
    let replaced = Set(hidden.map(\.key)).intersection(implied.map(\.key))
    for draft in hidden where replaced.contains(draft.key) {
      drafts.append((draft.key, .pack, draft.value.common.origin.path))
    }
    let described = Set(content.files(of: .pack).map(\.key)).subtracting(replaced)
    let packs =
      written.filter { !replaced.contains($0.key) }
      + implied.filter { !described.contains($0.key) }.map(Shared.init)
    return table(packs.sorted { Pack.order($0.value, $1.value) }, language)
  }

  private mutating func items<Element: DecodableEntry>(_ name: String, _ language: Language) -> [Shared<Element>] {
    guard content.data.contains(name) else { return [] }
    return entries(DataFile(files, name).items(as: Element.self, language: language, mentions: vocabulary[language]))
  }

  private mutating func rows<Element: DecodableEntry>(_ name: String, _ language: Language) -> [Shared<Element>] {
    guard content.data.contains(name) else { return [] }
    return entries(DataFile(files, name).rows(as: Element.self, language: language))
  }

  private mutating func entries<Element: Entry>(_ parsed: DataFile.Parsed<[Element]>) -> [Shared<Element>] {
    report(parsed.diagnostics)
    if parsed.diagnostics.hasErrors { brokenKinds.append(Element.kind) }
    return (parsed.value ?? []).map(Shared.init)
  }

  /// Puts entries into a table: drafts go, translations find what they translate, no two have one key.
  private mutating func table<Element: DecodableEntry>(
    _ entries: [Shared<Element>], _ language: Language
  ) -> Table<Element> {
    let published = entries.filter { includingDrafts || !$0.value.common.isDraft }
    let hidden = entries.filter { !includingDrafts && $0.value.common.isDraft && $0.language == language }
    drafts += hidden.map { ($0.key, Element.kind, $0.value.common.origin.path) }
    // The translation of a draft waits with it.
    let waiting = Set(hidden.map(\.key))
    var table = Table<Element>()
    var places: [String: Int] = [:]
    for entry in published where entry.language == language {
      if let first = places[entry.key] {
        reportDuplicate(entry, first: table.entries[first])
      } else {
        places[entry.key] = table.count
        table.entries.append(entry)
      }
    }
    for entry in published where entry.language != language && !waiting.contains(entry.key) {
      if let place = places[entry.key] {
        if let first = table.translations[entry.language]?[place] { reportDuplicate(entry, first: first) }
        table.translations[entry.language, default: [:]][place] = entry
      } else {
        report([.translationOfNothing(entry.key, kind: Element.kind, at: entry.place)])
      }
    }
    return table
  }

  private mutating func reportDuplicate<Element: Entry>(_ entry: Shared<Element>, first: Shared<Element>) {
    duplicates.append(entry.value.common.origin.path)
    report([.duplicate(entry.key, kind: Element.kind, at: entry.place, first: first.place)])
  }
}

extension Shared {
  fileprivate var key: String { value.common.key }
  fileprivate var language: Language { value.common.origin.language }
  fileprivate var place: Diagnostic.Place { value.common.origin.place }
}

extension Term {
  /// What a glossary is sorted by.
  fileprivate var alphabetical: String { title.lowercased() }
}

extension Meeting {
  /// By day, each meeting before its parts; those without a day come last.
  fileprivate static func order(_ all: [Meeting]) -> (Meeting, Meeting) -> Bool {
    let days = Dictionary(all.map { ($0.key, $0.occasion.starts?.iso) }, uniquingKeysWith: { first, _ in first })
    func place(_ meeting: Meeting) -> (day: String, isPart: Int, key: String) {
      let whole = meeting.occasion.partOf?.written
      let day = meeting.occasion.starts?.iso ?? whole.flatMap { days[$0] ?? nil }
      return (day ?? "~", whole == nil ? 0 : 1, meeting.key)
    }
    return { place($0) < place($1) }
  }
}

public import Platform
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
    from files: Files, without absences: Absences = .none, includingDrafts: Bool,
    mentionWords: [Language: MentionWords], remembering memory: inout ParsedFiles?
  ) async -> (content: LinkedContent?, diagnostics: [Diagnostic]) {
    guard let (paths, problems) = files.list(ContentFiles.folder) else {
      return (nil, [.missingFolder(files.displayName(ContentFiles.folder))])
    }
    let (schema, kinds, faults) = Schema.load(from: files, paths: paths)
    // What the rest means nobody knows then.
    if faults.hasErrors { return (nil, Report(faults).diagnostics.alone) }
    var loader = Loader(
      files: files, schema: schema, kindsFile: kinds, content: ContentFiles(paths, of: schema, in: files),
      includingDrafts: includingDrafts, absent: AbsentSubjects(absences, in: schema), memory: memory)
    loader.report(problems + faults)
    let settings = loader.settings()
    let language = settings?.language ?? .english
    var tables = await loader.tables(language: language, mentionWords: mentionWords, settings: settings)
    memory = loader.memory
    let uses = loader.uses(in: tables, and: settings)
    let images = loader.images(uses)
    let logo = settings.flatMap { loader.logo(of: $0, among: images) }
    let attachments = loader.attachments(uses)
    var names = loader.names(
      of: tables, images: images, attachments: attachments, at: SiteAddress(settings?.baseURL), in: language)
    let outcome = await tables.link(with: names)
    loader.report(outcome.diagnostics)
    names.tables = tables
    loader.report(tables.contradictions())
    guard let settings, !loader.diagnostics.hasErrors else { return (nil, loader.diagnostics) }
    let library = Library(
      settings: settings, tables: tables, images: images, attachments: attachments, logo: logo, outline: Outline())
    return (
      LinkedContent(
        library: library, files: loader.content.markdown, vocabulary: loader.vocabulary, names: names,
        namedAnchors: outcome.namedAnchors, diagnostics: loader.diagnostics), loader.diagnostics
    )
  }
}

/// Reads every file of the content and puts the entries into tables.
private struct Loader {
  let files: Files
  let schema: Schema
  /// The file that declares kinds; nil if there is none.
  let kindsFile: SourceFile?
  let content: ContentFiles
  let includingDrafts: Bool
  /// What isn't there for a while.
  let absent: AbsentSubjects
  /// What was read before; nil if nobody will ask again.
  private(set) var memory: ParsedFiles?
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var vocabulary = Vocabulary.none
  /// How grave the site takes what its texts say otherwise than they look.
  private var levels = CheckLevels()
  private var drafts: [Entry] = []
  private var brokenFiles: [ContentFile] = []
  /// The paths of those whose entry another file has too.
  private var duplicates: [String] = []
  private var brokenKinds: [Kind] = []
  /// The paths of the pictures and files to be handed out that drafts use which are left out.
  private var filesOfDrafts: Set<String> = []

  init(
    files: Files, schema: Schema, kindsFile: SourceFile?, content: ContentFiles, includingDrafts: Bool,
    absent: AbsentSubjects, memory: ParsedFiles?
  ) {
    self.files = files
    self.schema = schema
    self.kindsFile = kindsFile
    self.content = content
    self.includingDrafts = includingDrafts
    self.absent = absent
    self.memory = memory
    diagnostics = content.diagnostics
  }

  mutating func report(_ new: [Diagnostic]) { diagnostics += levels.graded(new) }

  mutating func settings() -> SiteSettings? {
    guard content.data.contains("site.yaml") else {
      report([
        .missingFile(
          files.displayName("content/site.yaml"), purpose: "which says what the site is called",
          missing: ContentFiles.settingsPath)
      ])
      return nil
    }
    let parsed = DataFile(files, "site.yaml").settings(in: schema)
    levels = parsed.value?.checks ?? levels
    report(parsed.diagnostics)
    guard var settings = parsed.value else { return nil }
    for file in content.translations(of: "site.yaml") {
      if file.language == settings.language {
        report([.ownLanguage(files.displayName("\(ContentFiles.folder)/\(file.name)"), original: "site.yaml")])
        continue
      }
      report(DataFile(files, file.name).translate(&settings, into: file.language, in: schema))
    }
    return settings
  }

  /// Reads all entries; countries and glossary first, since every other text may have their names and abbreviations in it.
  mutating func tables(
    language: Language, mentionWords: [Language: MentionWords], settings: SiteSettings?
  ) async -> Tables {
    let areLinked = settings?.linksMentions ?? true
    var tables = Tables(schema)
    report(Vocabulary.sharedWords(mentionWords, in: schema))
    tables[.country] = await table(of: schema[.country], language)
    func makeVocabulary() -> Vocabulary {
      Vocabulary(mentionWords, schema, names: tables.names(first: language), first: language, areLinked: areLinked)
    }
    vocabulary = makeVocabulary()
    tables[.term] = await table(of: schema[.term], language)
    vocabulary = makeVocabulary()
    memory?.keep(
      only: Set(content.markdown.map(\.path)),
      in: ParsedFiles.Circumstances(vocabulary: vocabulary, language: language, kinds: kindsFile))
    for kind in schema.kinds where ![.country, .term, .pack].contains(kind.kind) {
      tables[kind.kind] = await table(of: kind, language)
    }
    if let documentURL = settings?.documentURL { tables[.source].addAddresses(ofDocumentsAt: documentURL) }
    tables[.pack] = await packs(of: tables[.roundTable], language)
    let languages = tables.languagesThatNeedCollation(first: language)
    if !languages.isEmpty, !Collation.isAvailable { report([.noCollation(for: languages)]) }
    return tables
  }

  /// Who uses the pictures and the files to be handed out.
  struct Uses {
    fileprivate var published = UsedFiles()
    fileprivate var drafts: Set<String> = []
    fileprivate let logo: String?

    subscript(path: String) -> FileUse {
      if published.named.contains(path) { return .named }
      return path == logo || published.all.contains(path) ? .shown : drafts.contains(path) ? .drafts : .none
    }
  }

  func uses(in tables: Tables, and settings: SiteSettings?) -> Uses {
    var uses = Uses(drafts: filesOfDrafts, logo: settings?.logoPath)
    if content.hasFiles { tables.forEachEntry(withTranslations: true) { uses.published.formUnion($1.usedFiles) } }
    return uses
  }

  /// The pictures among the content, each with who shows it; one that is no picture by its bytes is an error.
  mutating func images(_ uses: Uses) -> [Image] {
    var images: [Image] = []
    for path in content.images {
      do throws(Diagnostic) {
        let file = try files.read(path)
        let use = uses[path]
        if path.hasSuffix(".svg") { report(Drawing.intruders(in: file).map { .drawingHolds($0) }) }
        let header = ImageHeader(file.bytes)
        switch header.form {
        case .picture(let size, let isScalable):
          let isCut = header.isCut
          if isCut { report([.cutImage(files.displayName(path))]) }
          images.append(Image(path: path, file: file, size: size, isScalable: isScalable && !isCut, use: use))
        case .drawing: images.append(Image(path: path, file: file, size: nil, isScalable: false, use: use))
        case nil: throw .notAnImage(files.displayName(path), butOf: header.foreignForm, causing: path.lowercased())
        }
      } catch {
        report([error])
      }
    }
    return images
  }

  /// The place of the logo among the pictures.
  mutating func logo(of settings: SiteSettings, among images: [Image]) -> Int? {
    guard let logo = settings.logo, let path = settings.logoPath else { return nil }
    if let index = images.firstIndex(where: { $0.path == path }) { return index }
    if absent.file(at: path) == nil {
      let known = images.map { relativePath(to: $0.path, from: SiteSettings.path) }
      report([.missingLogo(logo, path: path, at: settings.logoPlace, known: known.sorted())])
    }
    return nil
  }

  /// The files to be handed out, each with who leads to it; one that isn't what its name says is an error.
  mutating func attachments(_ uses: Uses) -> [Attachment] {
    var attachments: [Attachment] = []
    for path in content.attachments {
      do throws(Diagnostic) {
        let file = try files.read(path)
        guard let format = Attachment.Format(of: path), format.fits(file.bytes) else {
          throw .brokenAttachment(files.displayName(path), isEmpty: file.bytes.isEmpty, causing: path.lowercased())
        }
        attachments.append(Attachment(path: path, file: file, format: format, use: uses[path]))
      } catch {
        report([error])
      }
    }
    return attachments
  }

  func names(
    of tables: Tables, images: [Image], attachments: [Attachment], at site: SiteAddress?, in language: Language
  ) -> NameIndex {
    var names = NameIndex(
      tables, images: images, attachments: attachments, at: site, in: language, without: absent)
    for file in brokenFiles { names.addBroken(file) }
    for path in duplicates { names.addBroken(path: path) }
    for kind in brokenKinds { names.addBroken(kind) }
    for draft in drafts { names.addDraft(draft) }
    return names
  }
}

extension Loader {
  /// The files of a kind, without those that are called like translations into the site's own language though the original is
  /// there.
  private mutating func originalsAndTranslations(of kind: KindDeclaration, _ language: Language) -> [ContentFile] {
    let files = content.files(of: kind)
    guard files.contains(where: { $0.language == language }) else { return files }
    let paths = Set(files.map(\.path))
    let ending = ".\(language.code).md"
    return files.filter { file in
      let original = String(file.path.dropLast(ending.count)) + ".md"
      guard file.language == language, paths.contains(original) else { return true }
      report([.ownLanguage(self.files.displayName(file.path), original: self.files.displayName(original))])
      return false
    }
  }

  /// The entries of a kind, in its order.
  private mutating func table(of kind: KindDeclaration, _ language: Language) async -> Table {
    await table(await entries(of: kind, language), of: kind, language).markingOlderParts(in: schema)
  }

  /// The entries of a kind from its files.
  private mutating func entries(of kind: KindDeclaration, _ language: Language) async -> [Entry] {
    guard let name = kind.storage.file else { return await entriesOfFiles(of: kind, language) }
    let originals = content.data.contains(name) ? entries(of: kind, in: DataFile(files, name), language) : []
    return content.translations(of: name).reduce(into: originals) { all, file in
      if file.language == language {
        return report([.ownLanguage(files.displayName("\(ContentFiles.folder)/\(file.name)"), original: name)])
      }
      all += entries(of: kind, in: DataFile(files, file.name, translating: originals), file.language)
    }
  }

  /// The entries of a kind from a file that holds many.
  private mutating func entries(of kind: KindDeclaration, in file: DataFile, _ language: Language) -> [Entry] {
    let parsed =
      switch kind.storage {
      case .table: file.rows(of: kind, in: schema, language: language, mentions: vocabulary[language])
      case .list, .folder, .top: file.items(of: kind, in: schema, language: language, mentions: vocabulary[language])
      }
    report(parsed.diagnostics)
    if parsed.diagnostics.hasErrors { brokenKinds.append(kind.kind) }
    return parsed.value ?? []
  }

  /// The entries of one kind from its Markdown files.
  private mutating func entriesOfFiles(of kind: KindDeclaration, _ language: Language) async -> [Entry] {
    let (files, schema, vocabulary, memory) = (files, schema, vocabulary, memory)
    let contentFiles = originalsAndTranslations(of: kind, language)
    let parsed = await parallelMap(contentFiles) { file -> ParsedFile in
      do throws(Diagnostic) {
        let source = try files.read(file.path)
        return memory?[file.path, source] ?? parse(source, file, of: schema, first: language, in: vocabulary)
      } catch {
        return ParsedFile(source: nil, entry: nil, diagnostics: [error])
      }
    }
    for (file, result) in zip(contentFiles, parsed) {
      self.memory?.remember(result, at: file.path)
      if result.entry == nil { brokenFiles.append(file) }
      report(result.diagnostics)
    }
    let entries = parsed.compactMap(\.entry)
    noteFiles(ofDrafts: entries, language)
    return entries
  }

  /// Remembers what only drafts use: those that are left out, and the translations that wait with them.
  private mutating func noteFiles(ofDrafts entries: [Entry], _ language: Language) {
    if !content.hasFiles || includingDrafts { return }
    let hidden = Set(entries.filter { $0.common.isDraft && $0.language == language }.map(\.key))
    for entry in entries where entry.common.isDraft || hidden.contains(entry.key) {
      filesOfDrafts.formUnion(entry.usedFiles.all)
    }
  }

  /// The packs that files describe, and one for each round table that none of them is named after.
  ///
  /// A draft takes its place only where drafts are shown. Where a round table is translated, its packs are there in that language, too.
  private mutating func packs(of roundTables: Table, _ language: Language) async -> Table {
    let kind = schema[.pack]
    let written = await entries(of: kind, language)
    let held = roundTables.entries + roundTables.translations.values.flatMap(\.values)
    let implied = held.map { Pack.implied(by: $0, in: schema) }
    let hidden = written.filter { !includingDrafts && $0.common.isDraft && $0.language == language }
    let replaced = Set(hidden.map(\.key)).intersection(implied.map(\.key))
    drafts += hidden.filter { replaced.contains($0.key) }
    let described = Set(content.files(of: kind).map(\.key)).subtracting(replaced)
    let shown = written.filter { !replaced.contains($0.key) }
    let packs =
      shown + implied.filter { !described.contains($0.key) } + translations(of: shown, by: roundTables, language)
    return await table(packs, of: kind, language).markingOlderParts(in: schema)
  }

  /// The translations of packs that have none of their own in a language which their round table has.
  private func translations(of packs: [Entry], by roundTables: Table, _ language: Language) -> [Entry] {
    roundTables.translations.flatMap { other, versions in
      let translated = Set(packs.filter { $0.language == other }.map(\.key))
      let missing = packs.filter { $0.language == language && !translated.contains($0.key) }
      return versions.values.flatMap { version in
        missing.compactMap { Pack.implied(by: version, translating: $0, in: schema) }
      }
    }
  }

  /// Puts entries into a table, in order: drafts go, translations find what they translate, no two have one key.
  private mutating func table(_ entries: [Entry], of kind: KindDeclaration, _ language: Language) -> Table {
    let published = entries.filter { includingDrafts || !$0.common.isDraft }
    let hidden = entries.filter { !includingDrafts && $0.common.isDraft && $0.language == language }
    drafts += hidden
    // The translation of a draft waits with it.
    let waiting = Set(hidden.map(\.key))
    var table = Table(kind.kind)
    var places: [String: Int] = [:]
    let originals = published.filter { $0.language == language }
    for entry in kind.order.places(of: originals, by: Collation(language: language.code)).map({ originals[$0] }) {
      if let first = places[entry.key] {
        reportDuplicate(entry, of: kind, first: table.entries[first])
      } else {
        places[entry.key] = table.count
        table.entries.append(entry)
      }
    }
    for entry in published where entry.language != language && !waiting.contains(entry.key) {
      if let place = places[entry.key] {
        if let first = table.translations[entry.language]?[place] { reportDuplicate(entry, of: kind, first: first) }
        if let meant = table.entries[place].other(calledLike: entry, among: table.entries, of: kind) {
          report([.translatedNumber(entry.key, meant: meant, of: kind, at: .file(entry.common.origin.file.name))])
        }
        let (completed, diagnostics) = entry.completed(from: table.entries[place], in: schema)
        report(diagnostics)
        table.translations[entry.language, default: [:]][place] = completed
      } else if let subject = absent.entry(entry.key, kind.kind) {
        report([.leftOut(subject, at: entry.common.origin.place)])
      } else if !brokenFiles.contains(where: { $0.kind === kind && $0.key == entry.key && $0.language == nil }) {
        let (known, place) = (table.entries.map(\.key), entry.common.origin.keyPlace)
        report([.translationOfNothing(entry.key, of: kind, known: known, at: place)])
      }
    }
    return table
  }

  private mutating func reportDuplicate(_ entry: Entry, of kind: KindDeclaration, first: Entry) {
    duplicates.append(entry.common.origin.path)
    report([.duplicate(entry.key, of: kind.noun, at: entry.common.origin.keyPlace, first: first.common.origin.keyPlace)]
    )
  }
}

extension Tables {
  /// What each language calls terms and countries, as far as they have been read.
  fileprivate func names(first: Language) -> [Language: Vocabulary.Names] {
    let translated = [Kind.country, .term].flatMap { self[$0].translations.keys }
    return Dictionary(
      uniqueKeysWithValues: Set(translated + [first]).map { language in
        let abbreviations = self[.term].indices.map { self[.term][$0, language][Term.abbreviation] ?? "" }
        return (language, Vocabulary.Names(abbreviations: abbreviations, countries: self[.country].names(in: language)))
      })
  }
}

extension [Diagnostic] {
  /// The same, and behind them a word on what nobody has looked at.
  fileprivate var alone: [Diagnostic] {
    var all = self
    all[count - 1].notes.append(Diagnostic.Note("the rest of the content is looked at once its kinds are right"))
    return all
  }
}

extension Entry {
  fileprivate var language: Language { common.origin.language }

  /// The entry with another number whose file is called like that of a translation of this one, which isn't.
  fileprivate func other(calledLike translation: Entry, among entries: [Entry], of kind: KindDeclaration) -> Entry? {
    guard kind.numbers != nil, kind.storage.isFiles, translation.fileWords != fileWords else { return nil }
    return entries.first { $0.fileWords == translation.fileWords }
  }

  /// The words of its file's name: `saving-lives` of `08-saving-lives.fr.md`.
  private var fileWords: Substring {
    let name = common.origin.path.split(separator: "/").last ?? ""
    return name.prefix { $0 != "." }.drop { $0 != "-" }.dropFirst()
  }
}

import Diagnostics
import Documents

/// What a Markdown file holds.
struct ParsedFile: Sendable {
  /// The file as it was read; nil if it couldn't be.
  let source: SourceFile?
  /// The entry, not yet linked; nil if the file can't be understood.
  let entry: Entry?
  let diagnostics: [Diagnostic]
}

/// What Markdown files held when they were read last, so that a file that hasn't changed isn't read again.
struct ParsedFiles: Sendable {
  private var files: [String: (source: SourceFile, parsed: ParsedFile)] = [:]
  private var circumstances: Circumstances?

  /// What a file is read with besides its own bytes.
  struct Circumstances: Sendable, Equatable {
    let vocabulary: Vocabulary
    let language: Language
    /// The file that declares kinds; nil if there is none.
    let kinds: SourceFile?
  }

  /// What was read from a file, if it is still the same one.
  subscript(path: String, source: SourceFile) -> ParsedFile? {
    guard let known = files[path], known.source == source else { return nil }
    return known.parsed
  }

  /// Forgets the files that are gone, and all of them if they are now to be read in other circumstances.
  mutating func keep(only paths: Set<String>, in circumstances: Circumstances) {
    if self.circumstances == circumstances {
      files = files.filter { paths.contains($0.key) }
    } else {
      files = [:]
    }
    self.circumstances = circumstances
  }

  /// Remembers what was read from a file.
  mutating func remember(_ parsed: ParsedFile, at path: String) {
    guard let source = parsed.source else { return }
    files[path] = (source, parsed)
  }
}

/// Checks that a file switches off and that there are not.
func unknownChecks(in file: SourceFile) -> [Diagnostic] {
  let exemptions = Exemptions(in: file)
  let unknown = exemptions.all.filter { !CheckLevels.identifiers.contains($0.id) }
  return unknown.map { exemption in
    .unknownCheck(exemption.id, known: CheckLevels.identifiers, at: .bytes(exemption.place, of: file))
  } + exemptions.unread.map { .unreadExemption(at: .bytes($0, of: file)) }
}

/// Reads one Markdown file as an entry of its kind, in its own language or the site's first one.
func parse(
  _ source: SourceFile, _ file: ContentFile, of schema: Schema, first: Language, in vocabulary: Vocabulary
) -> ParsedFile {
  let language = file.language ?? first
  let mentions = vocabulary[language]
  var (frontMatter, diagnostics) = FrontMatter.read(source)
  guard let frontMatter else { return ParsedFile(source: source, entry: nil, diagnostics: diagnostics) }
  let (document, problems) = MarkdownDocument.parse(
    source, body: frontMatter.bodyStart..<source.bytes.count, mentions: mentions)
  diagnostics += problems
  var fields = Fields(
    frontMatter.fields, of: file.kind.noun, whole: frontMatter.opening, in: source, mentions: mentions,
    fileNumber: file.number, isTranslation: language != first)
  let entry = fields.entry(
    of: file.kind, in: schema, key: file.key, path: file.path, language: language,
    body: document.html.isEmpty ? nil : Prose(document: document))
  return ParsedFile(
    source: source, entry: entry, diagnostics: diagnostics + fields.diagnostics + unknownChecks(in: source))
}

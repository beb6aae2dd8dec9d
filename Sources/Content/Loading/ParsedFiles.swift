import Diagnostics
import Documents

/// What a Markdown file holds.
struct ParsedFile<Element: DecodableEntry>: Sendable {
  /// The file as it was read; nil if it couldn't be.
  let source: SourceFile?
  /// The entry, not yet linked; nil if the file can't be understood.
  let entry: Shared<Element>?
  let diagnostics: [Diagnostic]
}

/// What Markdown files held when they were read last, so that a file that hasn't changed isn't read again.
struct ParsedFiles: Sendable {
  private var files: [String: (source: SourceFile, parsed: any Sendable)] = [:]
  private var circumstances: Circumstances?

  /// What a file is read with besides its own bytes.
  private typealias Circumstances = (vocabulary: Vocabulary, language: Language)

  /// What was read from a file, if it is still the same one.
  subscript<Element: DecodableEntry>(path: String, source: SourceFile) -> ParsedFile<Element>? {
    guard let known = files[path], known.source == source else { return nil }
    return known.parsed as? ParsedFile<Element>
  }

  /// Forgets the files that are gone, and all of them if they are now to be read in other circumstances.
  mutating func keep(only paths: Set<String>, read circumstances: (vocabulary: Vocabulary, language: Language)) {
    if let known = self.circumstances, known == circumstances {
      files = files.filter { paths.contains($0.key) }
    } else {
      files = [:]
    }
    self.circumstances = circumstances
  }

  /// Remembers what was read from a file.
  mutating func remember<Element: DecodableEntry>(_ parsed: ParsedFile<Element>, at path: String) {
    guard let source = parsed.source else { return }
    files[path] = (source, parsed)
  }
}

/// Reads one Markdown file as an entry of a kind.
func parse<Element: DecodableEntry>(
  _ source: SourceFile, _ file: ContentFile, language: Language, mentions: Mentions
) -> ParsedFile<Element> {
  var (frontMatter, diagnostics) = FrontMatter.read(source)
  guard let frontMatter else { return ParsedFile(source: source, entry: nil, diagnostics: diagnostics) }
  let (document, problems) = MarkdownDocument.parse(
    source, body: frontMatter.bodyStart..<source.bytes.count, mentions: mentions)
  diagnostics += problems
  var fields = Fields(
    frontMatter.fields, of: Element.kind.noun, whole: frontMatter.opening, in: source, mentions: mentions,
    fileNumber: file.number)
  let entry = Element.decode(
    &fields, key: file.key, path: file.path, language: language,
    body: document.html.isEmpty ? nil : Prose(document: document))
  return ParsedFile(source: source, entry: Shared(entry), diagnostics: diagnostics + fields.diagnostics)
}

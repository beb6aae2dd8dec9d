public import Content
public import Diagnostics
import Documents
public import Platform

/// The words of the templates in a file for translators: all that the site's first language has, in its order, each below the
/// words that are to be translated, with what has been translated so far.
public struct StringsForTranslators {
  /// What is wrong with the files that it is made from.
  public private(set) var diagnostics: [Diagnostic] = []
  /// The file; empty if there was an error.
  public private(set) var text = ""

  private let first: Language
  private let language: Language

  /// Makes the file for a language of a site that is written in another one.
  public init(for language: Language, of first: Language, from files: Files) {
    self.first = first
    self.language = language
    let path = Self.path(first)
    guard files.holds(path) else {
      diagnostics = [.missingStrings(path, language: first.code)]
      return
    }
    guard let originals = wordFile(at: path, of: first, in: files) else { return }
    let own = Self.path(language)
    let translated = files.holds(own) ? wordFile(at: own, of: language, in: files) : nil
    if !diagnostics.hasErrors { text = lines(of: originals, translated) }
  }

  /// Where the words of a language stand.
  public static func path(_ language: Language) -> String { "\(Theme.folder)/strings/\(language.code).yaml" }

  private mutating func wordFile(at path: String, of language: Language, in files: Files) -> WordFile? {
    do throws(Diagnostic) {
      let file = try files.read(path)
      let (words, problems) = Strings.Words.read(file, in: language)
      diagnostics += problems
      return words == nil ? nil : WordFile(file)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  private func lines(of originals: WordFile, _ translated: WordFile?) -> String {
    let known = Set(originals.entries.flatMap(\.above) + originals.end)
    let notes = { (lines: [String]) in lines.filter { !$0.isEmpty && !known.contains($0) && !$0.hasPrefix(mark) } }
    var lines: [String] = []
    for original in originals.entries {
      let entry = translated?[original.key]
      lines += original.above + notes(entry?.above ?? []) + original.value.map { "\(mark) \($0)" }
      lines += entry.map { $0.isEmpty ? [emptyEntry(of: original)] : $0.lines } ?? [emptyEntry(of: original)]
    }
    for entry in translated?.entries ?? [] where originals[entry.key] == nil {
      lines += ["", "\(mark) (no such words)"] + notes(entry.above) + entry.lines
    }
    return (lines + notes(translated?.end ?? [])).map { $0 + "\n" }.joined()
  }

  /// What stands before the words of the first language.
  private var mark: String { "# \(first.code):" }

  /// A key behind which the words are still to be written: words by number with the forms of the language.
  private func emptyEntry(of original: WordFile.Entry) -> String {
    guard original.hasForms else { return original.writtenKey + ":" }
    let forms = language.pluralForms.map { $0.rawValue + ": " }.joined(separator: ", ")
    return "\(original.writtenKey): {\(forms)}"
  }
}

/// A file of words, line by line.
private struct WordFile {
  private(set) var entries: [Entry] = []
  /// What stands behind the last entry.
  private(set) var end: [String] = []
  private var places: [String: Int] = [:]

  struct Entry {
    let key: String
    /// The key with the quotes in which it stands.
    let writtenKey: String
    /// The lines above that belong to no entry.
    let above: [String]
    /// The lines of the entry.
    let lines: [String]
    /// The lines of what stands behind the colon.
    let value: [String]
    let hasForms: Bool
    /// Whether nothing stands behind the colon yet.
    let isEmpty: Bool
  }

  subscript(key: String) -> Entry? { places[key].map { entries[$0] } }

  /// Cuts a file up that could be read.
  init(_ file: SourceFile) {
    guard case .mapping(let all)? = DataNode.parse(file).0?.content else { return }
    var position = file.textStart
    for entry in all {
      let start = entry.keyRange.lowerBound
      let valueEnd = max(entry.keyRange.upperBound, entry.value.range.upperBound)
      let end = file.bytes[valueEnd...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
      let value = file.bytes[entry.keyRange.upperBound..<valueEnd].drop { $0 == UInt8(ascii: ":") }
      let hasForms = if case .mapping = entry.value.content { true } else { false }
      places[entry.key] = entries.count
      entries.append(
        Entry(
          key: entry.key, writtenKey: file.text(in: entry.keyRange), above: Self.lines(of: file, in: position..<start),
          lines: Self.lines(of: file, in: start..<end),
          value: Self.lines(of: file, in: value.startIndex..<valueEnd).map(\.trimmed).filter { !$0.isEmpty },
          hasForms: hasForms, isEmpty: entry.value.isEmpty))
      position = min(end + 1, file.bytes.count)
    }
    end = Self.lines(of: file, in: position..<file.bytes.count)
  }

  /// The lines of a part of a file, without the break at its end.
  private static func lines(of file: SourceFile, in range: Range<Int>) -> [String] {
    var lines = file.text(in: range).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

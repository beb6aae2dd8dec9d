import Content
import Diagnostics
import Documents

/// Finds in the XLIFF file what is wrong in a file that would be written, and that nobody can look at.
struct WrittenPlaces {
  /// The paths of the files by the names that people know them by.
  let paths: [String: String]
  let work: TranslatedWork
  let xliff: NumberedLines

  /// The same, with places in the XLIFF file; what is about a file as a whole is about the one that there is.
  func diagnostic(_ diagnostic: Diagnostic) -> Diagnostic {
    guard case .range = diagnostic.place else { return diagnostic }
    return Diagnostic(
      diagnostic.severity, diagnostic.id, diagnostic.message, at: place(diagnostic.place), label: diagnostic.label,
      notes: diagnostic.notes.map { Diagnostic.Note($0.message, at: place($0.place)) }, hints: diagnostic.hints,
      connection: diagnostic.connection)
  }

  /// The unit with the words that stand in the line; of several with the same words, as many as there are lines before it that
  /// say the same.
  private func place(_ place: Diagnostic.Place) -> Diagnostic.Place {
    guard case .range(let range) = place, let path = paths[range.file.name] else { return place }
    let parts = work.parts(in: path)
    let lines = range.file.text(in: 0..<range.bytes.lowerBound).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let start = min(range.file.lineStart(of: range.bytes.lowerBound), range.bytes.upperBound)
    let line = words(range.file.text(in: start..<range.bytes.upperBound))
    let counts = parts.map { part in Set(part.lines.flatMap { words($0.words) }).intersection(line).count }
    let most = counts.max()
    let best = zip(parts, counts).filter { $0.1 == most }.map(\.0)
    let before = lines.dropLast().count { words($0) == line }
    return best.isEmpty ? place : xliff.place(best[min(before, best.count - 1)].offset)
  }

  private func words(_ text: some StringProtocol) -> Set<String> {
    Set(text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { String($0) })
  }
}

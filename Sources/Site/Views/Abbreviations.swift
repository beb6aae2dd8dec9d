import Content
import Diagnostics
import Documents
import Templating

extension EntryView {
  /// The terms whose abbreviations the pack prints.
  var abbreviations: [Value] {
    let words = WordSet(printedTexts)
    let library = page.library
    return page.sorted(library[.term].ids).filter { term in
      library[term, page.language][Term.abbreviation].map { words.contains($0) || isMentioned(term) } ?? false
    }.map { page.view(of: $0) }
  }

  /// Whether the texts of the pack use a term, in a script that doesn't part words either.
  private func isMentioned(_ term: EntryID) -> Bool {
    let texts = Set(parts)
    return (page.library.backlinks.referring[term] ?? []).contains { texts.contains($0.entry) }
  }

  /// What stands in the pack: whole files of the entries that have a section, and of others what packs print of them.
  private var printedTexts: [ArraySlice<UInt8>] {
    let (library, language) = (page.library, page.language)
    let whole = parts.map { library[$0, language].common.origin.file.bytes[...] }
    let named = (namedEntries + citedSources).map { text(of: library[$0, language].common) }
    let publishers = citedSources.map { library[$0, language][Source.publisher] ?? "" }
    let site = [SiteSettings.title, SiteSettings.publisher].map {
      library.settings.text($0, in: language)?.text ?? ""
    }
    // The road to the forum.
    let meetings = entry[Pack.roundTable] == nil ? [] : library[.meeting].ids.map { library[$0, language].title }
    return whole + (named + publishers + site + meetings).map { Array($0.utf8)[...] }
  }

  /// The practices, pledges and principles that the pack names.
  private var namedEntries: [EntryID] {
    let backlinks = page.library.backlinks
    let countries = entry[Pack.countries].map(\.id)
    return Pack.objectives(of: entry, in: page.library).flatMap(page.shownPractices)
      + countries.flatMap { backlinks[$0, Country.practices] + backlinks[$0, Country.pledges] }
      + page.library[.principle].ids
  }

  private var citedSources: [EntryID] {
    Set(parts.flatMap { page.library[$0, page.language].common.citations.map(\.id) }).sorted {
      $0.index < $1.index
    }
  }

  private func text(of entry: borrowing Common) -> String {
    entry.title + " " + (entry.summary?.document.summary ?? "")
  }
}

/// The words of some texts that may be abbreviations: those that don't begin with a small letter.
private struct WordSet {
  private var words: Set<ArraySlice<UInt8>> = []

  init(_ texts: [ArraySlice<UInt8>]) {
    for text in texts {
      for word in Self.words(of: text) where !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= word[word.startIndex]) {
        words.insert(word)
        // "NGOs" are several.
        if word.last == UInt8(ascii: "s") { words.insert(word.dropLast()) }
      }
    }
  }

  /// Whether all words of an abbreviation are there: "COVID-19" has two.
  func contains(_ abbreviation: String) -> Bool {
    Self.words(of: Array(abbreviation.utf8)[...]).allSatisfy(words.contains)
  }

  private static func words(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    text.split { byte in
      byte < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20)
        && !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte)
    }
  }
}

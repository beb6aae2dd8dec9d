import Content
import Diagnostics
import Documents
import Platform
import TestSupport
import Testing
import Translating

@Suite("What is translated, and what comes back from translators")
struct TranslatingTests {
  static let base = Fixture.all(in: "base")[0]

  @Test("It is told what is to do", arguments: Fixture.all(in: "overviews"))
  func overview(fixture: Fixture) async throws {
    let overview = try await Site(fixture.files(over: Self.base)).overview()
    #expect(fixture.matches(overview.text()), "\(overview.text())")
  }

  @Test("What is accepted is noted, and no other byte is touched", arguments: Fixture.all(in: "accepted"))
  func acceptance(fixture: Fixture) async throws {
    let site = Site(fixture.files(over: Self.base))
    do throws(Faults) {
      let files = try await site.accepting()
      #expect(fixture.matches(text(of: files)), "\(text(of: files))")
      // Whoever accepts twice changes nothing, and then everything is as it should be.
      #expect(text(of: try await site.with(files).accepting()) == text(of: files))
      let after = try await site.with(files).overview()
      #expect(after.subjects.flatMap(\.parts).allSatisfy { [.current, .missing].contains($0.standing) })
    } catch {
      #expect(fixture.matches(Report(error.diagnostics).text(.human)), "\(Report(error.diagnostics).text(.human))")
    }
  }

  @Test(
    "What was translated becomes whole files, and going round again changes nothing",
    arguments: Fixture.all(in: "imported"))
  func imports(fixture: Fixture) async throws {
    let site = Site(fixture.files(over: Self.base))
    let before = try await site.overview()
    let files = try await site.importing(translated(before.xliff()))
    #expect(fixture.matches(text(of: files)), "\(text(of: files))")
    let after = site.with(files)
    let overview = try await after.overview()
    #expect(overview.subjects.flatMap(\.parts).allSatisfy { $0.standing == .current })
    let again = try await after.importing(overview.xliff())
    #expect(again.isEmpty)
  }

  @Test("Files that translators' programs give back are taken over", arguments: Fixture.all(in: "returned"))
  func returned(fixture: Fixture) async throws {
    let site = Site(fixture.files(over: Self.base))
    let (files, warnings) = try await site.taking(fixture.files["work.xlf"] ?? [])
    let told = Report(warnings).text(.human) + text(of: files)
    #expect(fixture.matches(told), "\(told)")
    // What was taken over is read as it was meant: a file for translators that comes back untouched changes nothing.
    let after = site.with(files)
    let again = try await after.importing(try await after.overview().xliff())
    #expect(again.isEmpty)
  }

  @Test(
    "What is wrong with a file is said at its line, and nothing is taken over", arguments: Fixture.all(in: "errors"))
  func errors(fixture: Fixture) async throws {
    let faults = await #expect(throws: Faults.self) {
      try await Site(fixture.files(over: Self.base)).taking(fixture.files["work.xlf"] ?? [])
    }
    let report = Report(faults?.diagnostics ?? []).text(.human)
    #expect(fixture.matches(report), "\(report)")
  }

  @Test("Marks that a translator moved stay what they are, and signs that would be marks are words")
  func signs() async throws {
    let site = Site(Self.base.files)
    let xliff = String(decoding: translated(try await site.overview().xliff()), as: UTF8.self)
    for words in ["2 * 3 * 4", "*not* emphasis", "[not] a (link)", "a|b_c_d `x` <b>", "1. no list", "# no heading"] {
      let escaped = words.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      let work = xliff.replacing("<target>Plain wörds.</target>", with: "<target>\(escaped)</target>")
      #expect(work != xliff)
      let after = site.with(try await site.importing(Array(work.utf8)))
      let lines = try await after.overview().subjects.flatMap(\.parts).compactMap { $0.translation?.lines.first }
      #expect(lines.contains { $0 == [.text(words)] }, "\(words)")
    }
    // What reads like a citation is one, and not what the translator was given.
    await #expect(throws: Faults.self) {
      try await site.importing(Array(xliff.replacing("<target>Plain wörds.", with: "<target>See [@gcm].").utf8))
    }
  }

  @Test("A file of megabytes on one line is read once, and each fault in it has its place")
  func oneLine() async throws {
    let units = (0..<40_000).map { number in
      #"<unit id="u\#(number)"><segment><source>a</source><target>b</target></segment></unit>"#
    }
    let work =
      #"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">"#
      + #"<file id="f" original="content/about.md">"# + units.joined() + "</file></xliff>"
    do throws(Faults) {
      _ = try await Site(Self.base.files).importing(Array(work.utf8))
      Issue.record("units of nothing were taken over")
    } catch {
      let places = Set(error.diagnostics.map(\.place))
      #expect(places.count == units.count)
    }
  }

  @Test("A file in UTF-16 is read as one in UTF-8", arguments: [true, false])
  func sixteenBits(isBig: Bool) async throws {
    let xliff = String(decoding: translated(try await Site(Self.base.files).overview().xliff()), as: UTF8.self)
    let words = xliff.replacing("UTF-8", with: "UTF-16")
    let bytes = ([0xFEFF] + Array(words.utf16)).flatMap { unit -> [UInt8] in
      isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    let files = try await Site(Self.base.files).importing(bytes)
    #expect(text(of: files).contains("Plain wörds."))
    // Of a file that was cut on its way, too, the place can be shown.
    let faults = await #expect(throws: Faults.self) {
      try await Site(Self.base.files).importing(Array(bytes.dropLast(40)))
    }
    let report = Report(faults?.diagnostics ?? []).text(.human)
    #expect(report.contains("| <unit id=\"b1\""))
  }

  @Test("A part is the same whatever its white space, and another one with another word")
  func fingerprints() {
    #expect(Fingerprint(of: "a  b\nc".utf8) == Fingerprint(of: " a b c ".utf8))
    #expect(Fingerprint(of: "a b".utf8) != Fingerprint(of: "a c".utf8))
    #expect(
      Fingerprint(digits: "0b7de4aa") != nil && Fingerprint(digits: "0B7DE4AA") == nil
        && Fingerprint(digits: "7") == nil)
  }

  /// Files one behind the other.
  private func text(of files: [(path: String, bytes: [UInt8])]) -> String {
    files.map { "# \($0.path)\n\(String(decoding: $0.bytes, as: UTF8.self))" }.joined()
  }

  /// A file in which everything is translated that wasn't: `o` is `ö` in the words, and tags are as they are; and what was, is
  /// accepted.
  func translated(_ xliff: [UInt8]) -> [UInt8] {
    let text = String(decoding: xliff, as: UTF8.self)
    let segment = /(?s)state="initial">\n<source>(.*?)<\/source>\n(<target>.*?<\/target>\n)?/
    let done = text.replacing(segment) { match in
      let words = match.1.replacing(/([^<>&]*)(<[^>]*>|&[a-z]+;)?/) { $0.1.replacing("o", with: "ö") + ($0.2 ?? "") }
      let target = match.2.map(String.init) ?? "<target>\(words)</target>\n"
      return "state=\"translated\">\n<source>\(match.1)</source>\n\(target)"
    }
    return Array(done.utf8)
  }
}

/// A small site in memory, which is translated into French.
struct Site {
  let files: [String: [UInt8]]

  init(_ files: [String: [UInt8]]) { self.files = files }

  /// The site with other files in the place of some.
  func with(_ new: [(path: String, bytes: [UInt8])]) -> Site {
    Site(files.merging(new.map { ($0.path, $0.bytes) }) { $1 })
  }

  func overview() async throws(Faults) -> TranslationOverview {
    let (library, diagnostics) = await Library.load(from: .memory(files))
    guard let library, let french = Language(code: "fr") else { throw Faults(diagnostics) }
    return TranslationOverview(of: library, in: french)
  }

  func accepting() async throws(Faults) -> [(path: String, bytes: [UInt8])] {
    try await Acceptance(try await overview(), in: .memory(files)).files(nil) { await Library.load(from: $0) }
  }

  func importing(_ xliff: [UInt8]) async throws(Faults) -> [(path: String, bytes: [UInt8])] {
    try await taking(xliff).files
  }

  func taking(_ xliff: [UInt8]) async throws(Faults) -> (
    files: [(path: String, bytes: [UInt8])], warnings: [Diagnostic]
  ) {
    let file = SourceFile(name: "work.xlf", bytes: xliff)
    let work = XLIFFImport(into: try await overview(), from: .memory(files))
    return try await work.files(of: file) { await Library.load(from: $0) }
  }
}

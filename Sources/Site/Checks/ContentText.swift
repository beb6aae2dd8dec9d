import Content
import Diagnostics
import Documents

/// Finds where in the content an element of a finished page was written.
///
/// Its tags are not there, but what it says is: the words in it, what its attributes hold, or else the words before it.
struct ContentText {
  private let site: Site
  /// So many letters in a row stand nowhere else by accident.
  private static let tellingLength = 20

  init(_ site: Site) { self.site = site }

  /// The place of the element whose tag begins at an offset; nil if nothing of it stands in the content.
  func place(of offset: Int, in page: SourceFile, at route: Route) -> Diagnostic.Place? {
    let clues = Clues(ofElementAt: offset, in: page.bytes)
    let own = files(of: route)
    if let place = clues.all.lazy.compactMap({ place(of: $0, in: own, once: true) }).first { return place }
    if let place = clues.own.lazy.compactMap({ place(of: $0, in: own) }).first { return place }
    let telling = clues.own.filter { $0.utf8.count >= Self.tellingLength }
    if telling.isEmpty { return nil }
    let others = allFiles(in: route.language)
    return telling.lazy.compactMap { place(of: $0, in: others) }.first
  }

  /// The first place of words in the files that a page is about.
  func place(ofWords words: String, at route: Route) -> Diagnostic.Place? { place(of: words, in: files(of: route)) }

  /// Where a clue stands first.
  ///
  /// With `once` it tells nothing if it stands anywhere else, too.
  private func place(of clue: String, in files: [SourceFile], once: Bool = false) -> Diagnostic.Place? {
    let clue = Array(clue.utf8)
    var found: Diagnostic.Place?
    for file in files {
      guard let range = file.bytes.firstRange(of: clue) else { continue }
      if !once { return .bytes(range, of: file) }
      if found != nil || file.bytes[range.upperBound...].firstRange(of: clue) != nil { return nil }
      found = .bytes(range, of: file)
    }
    return found
  }

  /// The files that a page is about.
  private func files(of route: Route) -> [SourceFile] {
    if case .list(let kind, _, _) = route.subject {
      return files(of: Array(site.library[kind].ids), route.language)
    }
    return files(of: [PageContext(site: site, route: route).entry].compactMap { $0 }, route.language)
  }

  private func allFiles(in language: Language) -> [SourceFile] {
    files(of: site.library.schema.kinds.flatMap { site.library[$0.kind].ids }, language)
  }

  private func files(of entries: [EntryID], _ language: Language) -> [SourceFile] {
    var seen: Set<SourceFile> = []
    return entries.map { site.library[$0, language].common.origin.file }.filter { seen.insert($0).inserted }
  }
}

/// What stands in and near an element that its author may have written, the most telling first.
private struct Clues {
  /// What the element says itself, or, if that is nothing, what is said around it.
  let own: [String]
  /// That, and what is said around it.
  let all: [String]

  /// What is shorter stands anywhere.
  private static let shortest = 3
  /// What is shorter stands near other elements, too.
  private static let shortestBeside = 7
  /// How many texts before and behind an element are near it.
  private static let near = 3

  init(ofElementAt offset: Int, in page: [UInt8]) {
    let element = Element(Array(page[offset...]))
    let names = element.values.map { String($0.split(separator: "/").last ?? "") }
    let inside = element.texts.sorted { $0.utf8.count > $1.utf8.count }
    let said = (inside + element.values + names).filter { $0.utf8.count >= Self.shortest }
    let behind = Self.texts(page[(offset + element.length)...].prefix(Self.reach))
    let before = Self.texts(page[..<offset].suffix(Self.reach)).reversed()
    all = said + behind.prefix(Self.near) + before.prefix(Self.near)
    own = inside.allSatisfy(\.isEmpty) ? all : said
  }

  /// How far texts are looked for.
  private static let reach = 2000

  private static func texts(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: ">")).map { text($0.prefix { $0 != UInt8(ascii: "<") }) }
      .filter { $0.utf8.count >= shortestBeside }
  }
}

/// An element at the beginning of some bytes.
private struct Element {
  private(set) var texts: [String] = []
  /// What its attributes hold.
  private(set) var values: [String] = []
  private(set) var length = 0

  init(_ bytes: [UInt8]) {
    var scanner = TagScanner(bytes)
    var depth = 0
    while let (range, mark) = scanner.nextMark() {
      texts.append(text(bytes[length..<range.lowerBound]))
      switch mark {
      case .start(let name, let attributes, let isClosed):
        if length == 0 { values = attributes.map { text(bytes[$0.value]) } }
        if !isClosed, !voidElements.contains(String(decoding: bytes[name], as: UTF8.self).lowercased()) { depth += 1 }
      case .end: depth -= 1
      case .comment: break
      }
      length = range.upperBound
      if depth <= 0 { return }
    }
  }
}

/// The text of bytes of a page as its author wrote it, without the white space around it.
private func text(_ bytes: ArraySlice<UInt8>) -> String {
  let isSpace = { (byte: UInt8) in byte <= UInt8(ascii: " ") }
  let start = bytes.drop(while: isSpace)
  let end = start.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start.startIndex
  return unescapedHTML(String(decoding: start[..<end], as: UTF8.self))
}

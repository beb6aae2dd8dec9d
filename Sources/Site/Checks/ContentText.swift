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
    for clue in clues.all {
      if let place = place(of: clue, in: own) { return place }
    }
    let telling = clues.all.filter { $0.utf8.count >= Self.tellingLength }
    if telling.isEmpty { return nil }
    let others = allFiles(in: route.language)
    return telling.lazy.compactMap { place(of: $0, in: others) }.first
  }

  private func place(of clue: String, in files: [SourceFile]) -> Diagnostic.Place? {
    for file in files {
      if let range = file.bytes.firstRange(of: Array(clue.utf8)) { return .bytes(range, of: file) }
    }
    return nil
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

/// What an element says that its author may have written, the most telling first.
private struct Clues {
  private(set) var all: [String] = []

  /// What is shorter stands anywhere.
  private static let shortest = 3
  /// What is shorter stands near other elements, too.
  private static let shortestBeside = 7
  /// How many texts before and behind an element that says nothing itself are near it.
  private static let near = 3

  init(ofElementAt offset: Int, in page: [UInt8]) {
    let element = Element(Array(page[offset...]))
    let names = element.values.map { String($0.split(separator: "/").last ?? "") }
    let inside = element.texts.sorted { $0.utf8.count > $1.utf8.count }
    all = (inside + element.values + names).filter { $0.utf8.count >= Self.shortest }
    guard inside.allSatisfy(\.isEmpty) else { return }
    let behind = Self.texts(page[(offset + element.length)...].prefix(Self.reach))
    let before = Self.texts(page[..<offset].suffix(Self.reach)).reversed()
    all += behind.prefix(Self.near) + before.prefix(Self.near)
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

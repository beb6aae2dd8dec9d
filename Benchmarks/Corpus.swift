/// The pages that all contestants build: made up, but shaped like real ones, and the same in every run.
struct Corpus {
  let objectives: [(number: Int, title: String)]
  let countries: [Country]
  let practices: [Practice]

  struct Country {
    let name: String
    let id: String
    let code: String
  }

  struct Practice {
    let id: String
    let title: String
    let objectives: [Int]
    let countries: [Country]
    let year: Int
    let body: String
  }

  /// The bytes of all practices as imrf reads them.
  var bytes: Int { practices.reduce(0) { $0 + $1.text(countryNames: \.name).utf8.count } }

  init(pages: Int, countries known: [Country]? = nil) {
    var random = Random(seed: 2022)
    objectives = (1...23).map { number in (number, random.words(8).capitalizedFirst) }
    countries =
      known
      ?? (0..<195).map { index in
        let letters = [index / 26, index % 26].map { String(Unicode.Scalar(UInt8(65 + $0))) }
        return Country(name: "Country \(index + 1)", id: "country-\(index + 1)", code: "X" + letters.joined())
      }
    practices = (1...pages).map { [countries] in Practice(number: $0, countries: countries, &random) }
  }
}

extension Corpus.Practice {
  fileprivate init(number: Int, countries all: [Corpus.Country], _ random: inout Random) {
    id = "practice-\(number)"
    title = "\(random.words(6).capitalizedFirst) \(number)"
    objectives = Array(Set((0..<2).map { _ in random.next(23) + 1 })).sorted()
    countries = Array(Set((0..<3).map { _ in random.next(all.count) })).sorted().map { all[$0] }
    year = 2018 + random.next(5)
    body = Self.body(&random)
  }

  private static func body(_ random: inout Random) -> String {
    var text = ""
    for section in 0..<4 {
      text += "## \(random.words(4).capitalizedFirst)\n\n"
      for _ in 0..<2 { text += random.paragraph(sentences: 2) + "\n\n" }
      if section == 1 { text += (0..<4).map { _ in "- \(random.words(7)) **\(random.words(2))**\n" }.joined() + "\n" }
      if section == 2 {
        text += "| \(random.words(1)) | \(random.words(1)) |\n|---|---|\n"
        text += (0..<3).map { _ in "| \(random.words(2)) | \(random.words(3)) |\n" }.joined() + "\n"
      }
      if section == 3 {
        text += "> \(random.paragraph(sentences: 2))\n\nSee [\(random.words(2))](https://example.org/).\n"
      }
    }
    return text
  }

  /// The file; the generators name countries differently.
  func text(countryNames name: KeyPath<Corpus.Country, String>) -> String {
    """
    ---
    title: "\(title)"
    objectives: [\(objectives.map { "\"\($0)\"" }.joined(separator: ", "))]
    countries:
    \(countries.map { "  - \($0[keyPath: name])" }.joined(separator: "\n"))
    organisations:
      - First organisation
      - Second organisation
    year: \(year)
    ---

    \(body)
    """
  }
}

/// The numbers of SplitMix64 (Steele, Lea and Flood 2014): the same on every machine.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number from 0 to below `limit`.
  mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }

  mutating func words(_ count: Int) -> String {
    (0..<count).map { _ in Self.vocabulary[next(Self.vocabulary.count)] }.joined(separator: " ")
  }

  mutating func paragraph(sentences: Int) -> String {
    (0..<sentences).map { _ in
      "\(words(8).capitalizedFirst) *\(words(2))* \(words(8))."
    }.joined(separator: " ")
  }

  private static let vocabulary = """
    access action border care child city civil community consular cooperation country data decent dialogue document \
    education equal family forum gender health host identity inclusion information labour legal local migrant mobility \
    national network office partner pathway people permit policy practice principle programme protection public record \
    regular report rescue return review right route safe school service shelter skill social state support training \
    transit union victim voice welfare worker youth
    """.split(separator: " ").map(String.init)
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

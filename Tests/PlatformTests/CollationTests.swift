import Platform
import TestSupport
import Testing

@Suite("The order of words")
struct CollationTests {
  /// Words of each language in their order, and the letters under which an index lists them.
  static let orders: [(language: String, words: [String], letters: [String])] = [
    ("fr", ["Émigration", "Entrée", "Œuvre", "Passage", "Zone"], ["E", "E", "O", "P", "Z"]),
    ("fr", ["cote", "coté", "côte", "Côte d’Ivoire", "Cuba"], ["C", "C", "C", "C", "C"]),
    ("es", ["Nicaragua", "nube", "ñandú", "ojo", "Ópalo"], ["N", "N", "Ñ", "O", "O"]),
    ("en", ["2022", "“Åland”", "Boats", "(Compact)", "'Declaration'"], ["2", "A", "B", "C", "D"]),
    ("en", ["Åland", "Cameroon", "Côte d'Ivoire", "Croatia", "Türkiye", "Ukraine"], ["A", "C", "C", "C", "T", "U"]),
    ("ru", ["Дания", "Египет", "Ёлка", "Жизнь", "Ирак", "Йемен", "Malta"], ["Д", "Е", "Е", "Ж", "И", "Й", "M"]),
    ("ar", ["الأردن", "اليمن", "بلجيكا", "تونس", "مالطة"], ["ا", "ا", "ب", "ت", "م"]),
    ("zh", ["阿富汗", "不丹", "Bahamas", "厄瓜多尔", "墨西哥", "Malta", "中国"], ["A", "B", "B", "E", "M", "M", "Z"]),
  ]

  @Test("is that of their language", arguments: orders)
  func order(language: String, words: [String], letters: [String]) {
    #expect(Collation.isAvailable, "libicu is not installed")
    let collation = Collation(language: language)
    let keys = collation.keys(of: Array(words.reversed())).reversed()
    #expect(zip(words, keys).sorted { $0.1 < $1.1 }.map(\.0) == words)
    #expect(words.map(collation.letter) == letters)
  }

  @Test("needs no library for English words without other letters, and is the same with it")
  func plain() {
    var generator = SeededGenerator(seed: 7)
    let signs = Array(" -,;:!?.'\"()&/0129abcABCxyzXYZ")
    let words = (0..<300).map { _ in
      String((0..<Int.random(in: 1...4, using: &generator)).map { _ in signs.randomElement(using: &generator)! })
    }
    let collation = Collation(language: "en")
    #expect(!collation.needsLibrary(for: words) && collation.needsLibrary(for: words + ["é"]))
    let plain = collation.keys(of: words)
    let full = collation.keys(of: words + ["é"])
    for first in words.indices {
      for second in words.indices where first < second {
        #expect((plain[first] < plain[second]) == (full[first] < full[second]), "\(words[first]) \(words[second])")
      }
    }
  }

  @Test("puts what has no letter under a sign", arguments: ["en", "zh"])
  func signs(language: String) {
    #expect(["…", "“”", ""].map(Collation(language: language).letter) == ["#", "#", "#"])
  }

  @Test("is told of words of any length")
  func long() {
    let keys = Collation(language: "zh").keys(of: [String(repeating: "移民", count: 5_000), "移", ""])
    #expect(keys[2] < keys[1] && keys[1] < keys[0])
  }
}

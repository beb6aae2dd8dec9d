import Synchronization

/// The order of words in a language: that of the Unicode Collation Algorithm with the language's own rules, by ICU.
///
/// Words of English that have no letter beyond ASCII need no library to be put in the same order. Where the library is missing,
/// other words come by their code points.
public final class Collation: Sendable {
  /// Whether words of all languages can be put in order.
  public static var isAvailable: Bool { ICU.shared != nil }

  private let language: String
  /// What tells one letter of an index from the next; worked out when somebody asks for a letter.
  private let letters: Mutex<IndexLetters?> = Mutex(nil)

  /// The order of a language, by its code.
  public init(language: String) { self.language = language }

  /// Whether words can only be put in order with the library.
  public func needsLibrary(for words: some Sequence<String>) -> Bool {
    language != "en" || words.contains { $0.utf8.contains { $0 >= 0x80 } }
  }

  /// For each of some words what it is sorted by; comparable within these.
  public func keys(of words: [String]) -> [Key] {
    let words = words.map(listed)
    guard needsLibrary(for: words), let collator = ICUCollator(language: language) else {
      return words.map { Key(bytes: plainKey(of: $0)) }
    }
    guard hasSpelledLetters else { return words.map { Key(bytes: collator.key(of: $0)) } }
    // Under one letter stand those whose reading begins with it, and those that are written with it.
    return withLetters { letters in
      words.map { word in
        let key = collator.key(of: word)
        return Key(bytes: [UInt8(letters?.place(of: key) ?? 0)] + key)
      }
    }
  }

  /// The letter under which an index lists a word: `E` for Émigration.
  ///
  /// Of a word without a letter or a digit it is `#`.
  public func letter(of word: String) -> String {
    let word = listed(word)
    guard let initial = word.first, isListed(initial) else { return "#" }
    let first = initial.uppercased()
    guard needsLibrary(for: [String(word.prefix(1))]), let collator = ICUCollator(language: language) else {
      return first
    }
    let key = collator.key(of: word)
    return withLetters { $0?.letter(of: key) } ?? first
  }

  /// Whether words are listed by letters that stand for how they are read, as Chinese ones by pinyin.
  private var hasSpelledLetters: Bool { language == "zh" }

  private func withLetters<Result: Sendable>(_ body: (borrowing IndexLetters?) -> Result) -> Result {
    letters.withLock { letters in
      if letters == nil { letters = IndexLetters(language, areSpelled: hasSpelledLetters) }
      return body(letters)
    }
  }

  /// What a word is sorted by.
  public struct Key: Comparable, Sendable {
    let bytes: [UInt8]

    /// Whether one word comes before another.
    public static func < (left: Key, right: Key) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
  }
}

/// The letters of an index, each with the key of what it begins with.
private struct IndexLetters {
  private var beginnings: [(key: [UInt8], letter: String)] = []

  init?(_ language: String, areSpelled: Bool) {
    guard let icu = ICU.shared, let collator = ICUCollator(language: language) else { return nil }
    let latin = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(Unicode.Scalar($0)) }
    // What isn't translated stands behind, or among those that are spelled.
    let letters = Set(icu.indexLetters(of: language) + latin).map { (key: collator.key(of: $0), letter: $0) }
    for (key, letter) in letters.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let primary = Array(key.prefix { $0 != endOfPrimaryKey })
      // Of those that differ by their signs only, as Е and Ё, the first stands for both.
      if beginnings.last?.key != primary { beginnings.append((primary, letter)) }
    }
    // By these signs the Unicode CLDR says where in the order of readings a letter begins.
    if areSpelled { beginnings += latin.map { (collator.key(of: Self.mark + $0), $0) } }
    beginnings.sort { $0.key.lexicographicallyPrecedes($1.key) }
  }

  /// U+FDD0, which is no character.
  private static let mark = String(decoding: [0xFDD0] as [UInt16], as: UTF16.self)

  func letter(of key: [UInt8]) -> String? { beginnings.last { !key.lexicographicallyPrecedes($0.key) }?.letter }

  /// The place of a letter in the alphabet, from 1; 0 for what stands before all letters.
  func place(of key: [UInt8]) -> Int {
    guard let letter = letter(of: key)?.unicodeScalars.first else { return 0 }
    return Int(letter.value) - 64
  }
}

/// A word from its first letter or digit on, by which it stands in a list: quotation marks don't count.
///
/// Without any it stays as it is.
private func listed(_ word: String) -> String {
  guard let first = word.first, !isListed(first), let start = word.firstIndex(where: isListed) else { return word }
  return String(word[start...])
}

private func isListed(_ character: Character) -> Bool { character.isLetter || character.isNumber }

/// What stands in a key behind the part that tells letters apart, and before those that tell signs and capitals apart.
private let endOfPrimaryKey: UInt8 = 1

/// The order of the Unicode Collation Algorithm as far as ASCII goes, without regard to capitals first; other characters behind,
/// by their code points.
private func plainKey(of word: String) -> [UInt8] {
  var key: [UInt8] = []
  var capitals: [UInt8] = []
  for byte in word.utf8 {
    let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    key.append(byte < 0x80 ? places[Int(isCapital ? byte | 0x20 : byte)] : byte)
    capitals.append(isCapital ? 2 : 1)
  }
  return key + [0] + capitals
}

/// The places of ASCII characters in that order, from 1.
private let places: [UInt8] = {
  let signs = "\t\n\u{0B}\u{0C}\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz"
  var places = [UInt8](repeating: 0, count: 128)
  for (place, sign) in signs.utf8.enumerated() { places[Int(sign)] = UInt8(place + 1) }
  return places
}()

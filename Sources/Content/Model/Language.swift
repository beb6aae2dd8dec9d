/// A language that content is written in.
public struct Language: Sendable, Hashable, Comparable {
  /// The ISO 639-1 code: `en`.
  public let code: String

  /// Takes a code of two small letters; nil for anything else.
  public init?(code: String) {
    guard code.utf8.count == 2, code.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return nil }
    self.code = code
  }

  private init(known code: String) { self.code = code }

  /// The language of a site that does not say.
  public static let english = Language(known: "en")

  /// The language's name in itself, or its code for a language that the table below doesn't have.
  public var name: String { Self.names[code] ?? code }

  /// Which way it is written.
  public var direction: Direction { Self.rightToLeft.contains(code) ? .rightToLeft : .leftToRight }

  /// A direction of writing, by its name in HTML.
  public enum Direction: String, Sendable {
    /// As in Latin.
    case leftToRight = "ltr"
    /// As in Arabic.
    case rightToLeft = "rtl"
  }

  /// Orders languages by code.
  public static func < (left: Language, right: Language) -> Bool { left.code < right.code }

  /// The six official languages of the United Nations, and some that Member States often publish in.
  private static let names = [
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fa": "فارسی", "fr": "Français",
    "it": "Italiano", "ja": "日本語", "pt": "Português", "ru": "Русский", "sw": "Kiswahili", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "zh": "中文",
  ]

  /// The languages of CLDR whose usual script is written from right to left.
  private static let rightToLeft: Set<String> = ["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]
}

/// A language that content is written in.
public struct Language: Sendable, Hashable, Comparable {
  /// The ISO 639-1 code: `en`.
  public let code: String

  /// Takes a code of ISO 639-1; nil for anything else.
  public init?(code: String) {
    guard Self.codes.contains(code) else { return nil }
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

  /// ISO 639-1, as the Library of Congress lists it.
  private static let codes = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et \
    eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl \
    km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj \
    om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to \
    tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split(separator: " ").map(String.init))

  /// The six official languages of the United Nations, and some that Member States often publish in.
  private static let names = [
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fa": "فارسی", "fr": "Français",
    "it": "Italiano", "ja": "日本語", "pt": "Português", "ru": "Русский", "sw": "Kiswahili", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "zh": "中文",
  ]

  /// The languages of CLDR whose usual script is written from right to left.
  private static let rightToLeft: Set<String> = ["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]
}

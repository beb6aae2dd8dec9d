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

  /// The language's name in itself, or its code for a language that CLDR has no name for.
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

  /// What languages call themselves, as CLDR 42 has it, with a capital letter as in a list.
  private static let names = [
    "af": "Afrikaans", "ak": "Akan", "am": "አማርኛ", "ar": "العربية", "as": "অসমীয়া", "az": "Azərbaycan",
    "be": "Беларуская", "bg": "Български", "bm": "Bamanakan", "bn": "বাংলা", "bo": "བོད་སྐད་", "br": "Brezhoneg",
    "bs": "Bosanski", "ca": "Català", "ce": "Нохчийн", "cs": "Čeština", "cv": "Чӑваш", "cy": "Cymraeg",
    "da": "Dansk", "de": "Deutsch", "dz": "རྫོང་ཁ", "ee": "Eʋegbe", "el": "Ελληνικά", "en": "English",
    "eo": "Esperanto", "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی", "ff": "Pulaar",
    "fi": "Suomi", "fo": "Føroyskt", "fr": "Français", "fy": "Frysk", "ga": "Gaeilge", "gd": "Gàidhlig",
    "gl": "Galego", "gu": "ગુજરાતી", "gv": "Gaelg", "ha": "Hausa", "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski",
    "hu": "Magyar", "hy": "Հայերեն", "ia": "Interlingua", "id": "Indonesia", "ig": "Igbo", "ii": "ꆈꌠꉙ",
    "is": "Íslenska", "it": "Italiano", "ja": "日本語", "jv": "Jawa", "ka": "ქართული", "ki": "Gikuyu",
    "kk": "Қазақ тілі", "kl": "Kalaallisut", "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "ks": "کٲشُر",
    "ku": "Kurdî", "kw": "Kernewek", "ky": "Кыргызча", "lb": "Lëtzebuergesch", "lg": "Luganda", "ln": "Lingála",
    "lo": "ລາວ", "lt": "Lietuvių", "lu": "Tshiluba", "lv": "Latviešu", "mg": "Malagasy", "mi": "Māori",
    "mk": "Македонски", "ml": "മലയാളം", "mn": "Монгол", "mr": "मराठी", "ms": "Melayu", "mt": "Malti",
    "my": "မြန်မာ", "nb": "Norsk bokmål", "nd": "IsiNdebele", "ne": "नेपाली", "nl": "Nederlands",
    "nn": "Norsk nynorsk", "no": "Norsk", "om": "Oromoo", "or": "ଓଡ଼ିଆ", "os": "Ирон", "pa": "ਪੰਜਾਬੀ",
    "pl": "Polski", "ps": "پښتو", "pt": "Português", "qu": "Runasimi", "rm": "Rumantsch", "rn": "Ikirundi",
    "ro": "Română", "ru": "Русский", "rw": "Kinyarwanda", "sa": "संस्कृत भाषा", "sc": "Sardu", "sd": "سنڌي",
    "se": "Davvisámegiella", "sg": "Sängö", "si": "සිංහල", "sk": "Slovenčina", "sl": "Slovenščina",
    "sn": "ChiShona", "so": "Soomaali", "sq": "Shqip", "sr": "Српски", "su": "Basa Sunda", "sv": "Svenska",
    "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "tg": "Тоҷикӣ", "th": "ไทย", "ti": "ትግርኛ",
    "tk": "Türkmen dili", "tl": "Tagalog", "to": "Lea fakatonga", "tr": "Türkçe", "tt": "Татар", "ug": "ئۇيغۇرچە",
    "uk": "Українська", "ur": "اردو", "uz": "O‘zbek", "vi": "Tiếng Việt", "wo": "Wolof", "xh": "IsiXhosa",
    "yi": "ייִדיש", "yo": "Èdè Yorùbá", "zh": "中文", "zu": "IsiZulu",
  ]

  /// The languages of CLDR whose usual script is written from right to left.
  private static let rightToLeft: Set<String> = ["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]
}

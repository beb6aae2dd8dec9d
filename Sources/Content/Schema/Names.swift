/// The names that mean something already, so that no kind and no field of a site can have them.
///
/// What the program does with them stands elsewhere: a test holds the lists against that.
public enum TakenNames {
  /// The members that every entry has in templates, whatever its kind.
  public static let ofEntries: Set<String> = [
    "type", "id", "title", "letter", "url", "permalink", "summary", "body", "headings", "paragraphs", "references",
    "mentioned_in", "draft",
    "updated", "extra", "aliases", "previous", "next", "fields", "own_fields", "backlinks", "lists", "mentions",
    "citation", "attachments",
  ]

  /// The members of the entries of some kinds that the program works out.
  public static let ofKinds: [String: Set<String>] = [
    "round-table": ["pack", "starts", "ends", "place"],
    "meeting": ["starts", "ends", "place"],
    "country": ["people", "other_names"],
    "source": ["cited_by"],
    "pack": [
      "objectives", "entries", "annexes", "principles", "glossary", "countries", "reports", "downloads",
      "silent_countries", "build_id",
    ],
  ]

  /// The members of the maps of some groups that the program works out.
  static let ofGroups: [String: Set<String>] = ["question": ["is_derived"], "person": ["at"]]

  /// The members of `site` besides the lists of entries.
  public static let ofSite: Set<String> = [
    "title", "short_title", "description", "base_url", "publisher", "contact", "as_of", "language", "url", "feed",
    "calendar", "menu", "routes", "kinds", "labels", "colours", "logo",
  ]

  /// Templates that are made for no kind, without their endings.
  public static let ofTemplates: Set<String> = [
    "404", "base", "entries", "entry", "home", "macros", "pack-document", "picture", "print",
    "redirect", "reference", "referrers",
    "search",
  ]

  /// The first folders of addresses at which no entries stand.
  public static let ofFolders: Set<String> = ["assets", "data", "pagefind"]

  /// What templates mean by a word besides `entry`: their language, its functions, and the site.
  public static let ofLanguage: Set<String> = [
    "site", "loop", "range", "dict", "lipsum", "cycler", "joiner", "namespace", "caller", "self", "super", "varargs",
    "kwargs", "true", "false", "none", "not", "and", "or", "if", "else", "elif", "in", "is", "for",
  ]

  /// Words of declarations: a kind of that name could not be told from them.
  static let ofDeclarations: Set<String> = Set(FieldType.words + ["list", "none", "kind", Declarations.groupsKey])

  /// What a name means that a kind or a group can't have; nil if it may.
  static func use(ofKind name: String) -> String? {
    if ofDeclarations.contains(name) { return "a word of declarations" }
    if ofTemplates.contains(name) { return "a template for pages of other kinds" }
    return ofLanguage.contains(name) ? "a word of templates" : nil
  }

  /// What a name means that a folder of entries can't have; nil if it may.
  static func use(ofPlural name: String) -> String? {
    if ofTemplates.contains(name) { return "a template for pages of other kinds" }
    if ofSite.contains(underscored(name)) { return "what templates know of the site: `site.\(underscored(name))`" }
    if ofFolders.contains(name) { return "a folder of the site's files" }
    return Language(code: name) == nil ? nil : "the folder of a language"
  }

  /// Whether templates know something else of the maps of a group by a name.
  static func isTaken(_ member: String, inGroup name: String) -> Bool {
    member == "citation" || ofGroups[name]?.contains(member) ?? false
  }

  /// Whether templates know something else of entries of a kind by a name.
  static func isTaken(_ member: String, of kind: String) -> Bool {
    ofEntries.contains(member) || ofKinds[kind]?.contains(member) ?? false
  }
}

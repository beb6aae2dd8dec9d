/// What the program reasons about in a page.
public enum Page {
  /// Where it stands in the menu, smaller numbers first; nil if it doesn't.
  public static let menu = Field<Int?>("page", "menu")

  /// The key of the page that is the site's front door.
  public static let homeKey = "index"

  /// The template that makes it, without its ending, if it isn't that of all pages.
  public static let template = Field<String?>("page", "template")

  static let handles: [any AnyField] = [menu, template]
}

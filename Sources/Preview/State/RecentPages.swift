/// The pages that were made last, in case they are wanted again, or can't be made for a while.
struct RecentPages: Sendable {
  /// The newest first, each with the number of the site that it is of.
  private var pages: [(path: String, page: PageVersion, site: Int)] = []

  /// Nobody works on more pages than this at a time.
  private static let limit = 32

  /// The page at an address as it was made last.
  subscript(path: String) -> (page: PageVersion, site: Int)? {
    pages.first { $0.path == path }.map { ($0.page, $0.site) }
  }

  mutating func keep(_ page: PageVersion, at path: String, of site: Int) {
    pages = [(path, page, site)] + pages.filter { $0.path != path }.prefix(Self.limit - 1)
  }
}

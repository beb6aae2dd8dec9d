import Diagnostics
import Site

/// What happens to a preview.
///
/// What was found out of a site names it by its number, since it may come too late.
enum PreviewEvent: Sendable {
  /// These paths have changed; nil if nobody knows which.
  case changed(Set<String>?)
  /// The files have been loaded.
  case loaded(Load)
  /// The rules for content have been asked, and these are broken.
  case checked(Load, findings: [Diagnostic], of: Int)
  /// What stands at an address has been made.
  case rendered(String, PageVersion, of: Int)
  /// These pages or packs can't be made; `isThorough` if all pages have been tried.
  case found([Diagnostic], isThorough: Bool, of: Int)
  /// Programs have looked at the page at an address, and have these remarks.
  case inspected(String, remarks: [Diagnostic], of: Int)
  /// A browser listens that has opened an address, and says which version it shows.
  case connected(Int, path: String, version: String?)
  /// A browser listens no more.
  case left(Int)
}

/// What is to be done because of an event.
enum PreviewEffect: Sendable {
  /// Load the files, of which these have changed.
  case load(changed: Set<String>?)
  /// Ask the rules for content.
  case check(Load, number: Int)
  /// Make what stands at an address.
  case render(String, Site, number: Int)
  /// Make all pages if nothing changes for a while, to see whether they can be.
  case lookThoroughly(Site, number: Int)
  /// Give up making all pages.
  case cancelThoroughLook
  /// Have programs look at the page at an address, which somebody has open.
  case inspect(String, Site, number: Int)
  /// Tell a browser what it has to do.
  case instruct(Int, ReloadInstruction)
  /// Tell the person at the terminal what became of a change.
  case report(PreviewUpdate)
}

/// What came of loading the files.
struct Load: Sendable {
  /// The paths that had changed.
  var changed: [String] = []
  /// The site; nil if it can't be loaded.
  var site: Site?
  /// Why it can't, or what is doubtful about it.
  var problems: [Diagnostic] = []
  /// When it began.
  var start: ContinuousClock.Instant
  /// How long it took.
  var duration: Duration

  /// The site if it is that of the files as they are: of one that lacks some, rules may be broken that nobody broke.
  var wholeSite: Site? { problems.hasErrors ? nil : site }
}

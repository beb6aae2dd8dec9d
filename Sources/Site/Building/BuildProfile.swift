import Diagnostics
import Synchronization
public import Templating

/// Where the time of a build goes: its stages, its pages and the parts of its templates.
public final class BuildProfile: Sendable {
  /// A page that was made.
  public struct Page: Sendable {
    /// Its address.
    public let path: String
    /// The template that made it.
    public let template: String
    /// How long that took.
    public let time: Duration
    /// Its bytes.
    public let bytes: Int
    /// How many entries its template asked for.
    public let entries: Int
  }

  /// What the templates took.
  public let rendering = RenderingProfile()
  private let state = Mutex<(stages: [(name: String, time: Duration)], pages: [Page])>(([], []))

  /// A profile without entries.
  public init() {}

  /// The stages in the order in which they ended.
  public var stages: [(name: String, time: Duration)] { state.withLock(\.stages) }

  /// The pages, slowest first.
  public var pages: [Page] { state.withLock(\.pages).sorted { ($1.time, $0.path) < ($0.time, $1.path) } }

  /// The pages by the template that made them: the template that took longest first.
  public var templates: [(name: String, pages: [Page])] {
    let groups = Dictionary(grouping: pages, by: \.template).map { (name: $0.key, pages: $0.value) }
    func time(_ pages: [Page]) -> Duration { pages.reduce(.zero) { $0 + $1.time } }
    return groups.sorted { (time($1.pages), $0.name) < (time($0.pages), $1.name) }
  }

  /// Notes how long a stage has taken since an instant.
  public func note(stage name: String, since start: ContinuousClock.Instant) {
    state.withLock { $0.stages.append((name, .now - start)) }
  }

  func note(_ page: PageContext, bytes: Int, since start: ContinuousClock.Instant) {
    guard let template = page.asked.isTwin ? Route.twinName : page.asked.template else { return }
    let time = ContinuousClock.now - start
    let entries = page.entriesAsked.load(ordering: .relaxed)
    state.withLock {
      $0.pages.append(Page(path: page.asked.path, template: template, time: time, bytes: bytes, entries: entries))
    }
  }
}

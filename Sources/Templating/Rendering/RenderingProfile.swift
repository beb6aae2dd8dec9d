import Diagnostics
import Synchronization

/// How often templates, blocks and macros ran, and how long, gathered from any number of renderings.
public final class RenderingProfile: Sendable {
  /// A part of a template.
  public struct Part: Sendable, Hashable {
    /// The template that it stands in.
    public let template: String
    /// "block content", "macro link"; empty for the template itself.
    public let name: String
  }

  /// What a part took.
  public struct Tally: Sendable {
    /// How often it ran.
    public fileprivate(set) var calls = 0
    /// How long, with all that it called.
    public fileprivate(set) var total = Duration.zero
    /// How long without that.
    public fileprivate(set) var own = Duration.zero
  }

  private let tallies = Mutex<[Part: Tally]>([:])

  /// A profile without entries.
  public init() {}

  /// All parts that ran, those first that took longest by themselves.
  public var parts: [(part: Part, tally: Tally)] {
    tallies.withLock(\.self).map { ($0.key, $0.value) }.sorted {
      ($1.1.own, $0.0.template, $0.0.name) < ($0.1.own, $1.0.template, $1.0.name)
    }
  }

  fileprivate func add(_ stopwatch: Stopwatch) {
    tallies.withLock { tallies in
      for (code, tally) in stopwatch.tallies.values {
        let part = Part(
          template: code.file.name, name: code.kind == .template ? "" : "\(code.kind.description) \(code.name)")
        tallies[part, default: Tally()].calls += tally.calls
        tallies[part, default: Tally()].total += tally.total
        tallies[part, default: Tally()].own += tally.own
      }
    }
  }
}

/// Takes the time of one rendering, for a profile that gets all of it at the end.
struct Stopwatch {
  private let profile: RenderingProfile
  fileprivate var tallies: [ObjectIdentifier: (code: Code, tally: RenderingProfile.Tally)] = [:]
  /// Of each piece of code that is running, when it began, and how long what it called took.
  private var running: [(start: ContinuousClock.Instant, inner: Duration)] = []

  init(_ profile: RenderingProfile) { self.profile = profile }

  mutating func begin() { running.append((.now, .zero)) }

  mutating func end(_ code: Code) {
    guard let (start, inner) = running.popLast() else { return }
    let time = ContinuousClock.now - start
    if !running.isEmpty { running[running.count - 1].inner += time }
    var tally = tallies[ObjectIdentifier(code)]?.tally ?? RenderingProfile.Tally()
    tally.calls += 1
    tally.total += time
    tally.own += time - inner
    tallies[ObjectIdentifier(code)] = (code, tally)
  }

  /// Hands what was gathered to the profile.
  func finish() { profile.add(self) }
}

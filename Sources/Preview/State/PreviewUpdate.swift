public import Diagnostics

/// What became of a change.
public struct PreviewUpdate: Sendable {
  /// The paths that changed; none when the preview begins, or when something else is known than before.
  public let changed: [String]
  /// All that is wrong with the site as it is now.
  public let report: Report
  /// How long it took until the new state was there.
  public let duration: Duration
  /// Whether all pages have been made to see whether they can be; until then the report may lack some faults.
  public var isThorough = false
}

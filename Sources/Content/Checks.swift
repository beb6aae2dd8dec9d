public import Diagnostics

/// A rule that content and templates should follow, and that a site may make stricter or leave out.
///
/// The raw value is its name in `site.yaml`, and behind `check/` the identifier of what it finds.
public enum Check: String, Sendable, CaseIterable {
  /// The headings of a text go down one level at a time.
  case skippedHeading = "skipped-heading"
  /// Every source is cited.
  case unusedSource = "unused-source"
  /// Every objective of a round table has guiding questions.
  case missingQuestions = "missing-questions"
  /// Every objective belongs to a round table.
  case missingRoundTable = "missing-round-table"
  /// Every round table that is over has key messages.
  case missingKeyMessages = "missing-key-messages"
  /// A translation has the parts that its original has.
  case staleTranslation = "stale-translation"
  /// Every template makes a page or is a part of one that does.
  case unusedTemplate = "unused-template"
  /// Every asset is named by a template or a style sheet.
  case unusedAsset = "unused-asset"
  /// Every picture of the content stands on a page.
  case unusedImage = "unused-image"
  /// Every link of a page leads to something that the site has.
  case brokenLink = "broken-link"
  /// No two parts of a page have one id.
  case duplicateID = "duplicate-id"
  /// No heading of a text has an id that the template has.
  case takenID = "taken-id"
  /// Every page is linked from another.
  case orphanPage = "orphan-page"
  /// Every picture of a template says in words what it shows.
  case imageText = "image-text"

  /// The identifier of what it finds.
  public var id: String { "check/" + rawValue }
}

/// How grave it is to break each rule, as `checks` of `site.yaml` says.
public struct CheckLevels: Sendable {
  private var levels: [Check: Level] = [:]

  private enum Level: String, CaseIterable {
    case off, warning, error
  }

  /// Every breach is a warning.
  init() {}

  init(_ fields: inout Fields) {
    for check in Check.allCases { levels[check] = fields.choice(check.rawValue) }
  }

  /// How grave a breach of a rule is; nil if nobody wants to hear of it.
  public func severity(of check: Check) -> Diagnostic.Severity? {
    switch levels[check] ?? .warning {
    case .off: nil
    case .warning: .warning
    case .error: .error
    }
  }
}

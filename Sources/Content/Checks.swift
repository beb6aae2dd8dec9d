public import Diagnostics
import Documents

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
  /// A file copied from the built-in theme is as new as its original.
  case olderCopy = "older-copy"
  /// Every picture of the content stands on a page.
  case unusedImage = "unused-image"
  /// A text leads to every file that is to be handed out.
  case unusedFile = "unused-file"
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
  /// Nothing on a page keeps people out; axe-core looks at that.
  case accessibility
  /// Every page is HTML as the standard has it; the Nu HTML checker looks at that.
  case html

  /// The identifier of what it finds.
  public var id: String { "check/" + rawValue }
}

/// What may be said of an address of another site, and how gravely a site may choose.
///
/// The raw value is its identifier, and its name in `site.yaml`.
public enum ExternalCheck: String, Sendable, CaseIterable {
  /// What stood there has moved for good.
  case moved = "external/moved"
  /// Nothing stands there any more.
  case gone = "external/gone"
  /// There is no such server.
  case unknownHost = "external/unknown-host"
  /// Browsers warn of the server.
  case certificate = "external/certificate"
  /// No browser could open it.
  case badAddress = "external/bad-address"
  /// The server doesn't tell.
  case refused = "external/refused"
  /// The server has a fault.
  case serverError = "external/server-error"
  /// The server doesn't answer.
  case noAnswer = "external/no-answer"
  /// The server sends who asks from one address to the next, and nowhere in the end.
  case redirects = "external/redirects"
}

/// What a text says otherwise than it looks, and how gravely a site may take it.
///
/// The raw value is its identifier, and its name in `site.yaml`.
public enum TextCheck: String, Sendable, CaseIterable {
  /// Citations are written `[@id]`.
  case citation = "markdown/citation"
  /// There are no invisible characters.
  case controlCharacter = "markdown/control-character"
  /// No footnote is written twice.
  case duplicateFootnote = "markdown/duplicate-footnote"
  /// Asterisks emphasize something.
  case emphasisForm = "markdown/emphasis-form"
  /// Footnotes belong to texts below the front matter.
  case footnoteInField = "markdown/footnote-in-field"
  /// What looks like a heading is one.
  case headingForm = "markdown/heading-form"
  /// Headings begin with `##`.
  case headingLevel = "markdown/heading-level"
  /// No text is read as code because of the blanks before it.
  case indentedText = "markdown/indented-text"
  /// No address has a space in it.
  case linkAddress = "markdown/link-address"
  /// What looks like a link is one.
  case linkForm = "markdown/link-form"
  /// What looks like a list is one.
  case listForm = "markdown/list-form"
  /// The numbers of a list go up.
  case listNumber = "markdown/list-number"
  /// Nothing is said in the titles of links alone.
  case linkTitle = "markdown/link-title"
  /// Every footnote that is called is written.
  case missingFootnote = "markdown/missing-footnote"
  /// Blocks of code end.
  case openFence = "markdown/open-fence"
  /// There are no marks of other programs.
  case otherMarkup = "markdown/other-markup"
  /// There is no HTML but a few tags.
  case rawHTML = "markdown/raw-html"
  /// No row of a table has more cells than its head.
  case tableCells = "markdown/table-cells"
  /// What looks like a table is one.
  case tableForm = "markdown/table-form"
  /// No text is read as a row of a table.
  case tableLine = "markdown/table-line"
  /// Links by a name have an address.
  case undefinedReference = "markdown/undefined-reference"
  /// No line under a text makes a heading of it.
  case underlinedText = "markdown/underlined-text"
  /// Callouts begin with a mark that is known.
  case unknownCallout = "markdown/unknown-callout"
  /// Checks that are switched off are there.
  case unknownCheck = "markdown/unknown-check"
  /// Every footnote is called.
  case unusedFootnote = "markdown/unused-footnote"
  /// Every line that says where a link leads is used.
  case unusedReference = "markdown/unused-reference"
  /// No remark cuts a text off.
  case cutValue = "yaml/cut-value"
}

/// How grave it is to break each rule, as `checks` of `site.yaml` says.
public struct CheckLevels: Sendable, Equatable {
  /// What the site chose, by identifier.
  private var levels: [String: Level] = [:]

  private enum Level: String, CaseIterable {
    case off, warning, error
  }

  /// Leaves everything as grave as it is by itself.
  init() {}

  init(_ fields: inout Fields) {
    for check in Check.allCases { levels[check.id] = fields.choice(check.rawValue) }
    for id in Self.identifiers.dropFirst(Check.allCases.count) { levels[id] = fields.choice(id) }
  }

  /// The identifiers of all that a site may take more or less gravely.
  public static let identifiers =
    Check.allCases.map(\.id) + ExternalCheck.allCases.map(\.rawValue) + TextCheck.allCases.map(\.rawValue)

  /// Whether nobody wants to hear of what breaks a rule.
  public func isOff(_ check: Check) -> Bool { levels[check.id] == .off }

  /// Findings, as grave as the site wants them, without those that nobody wants to hear of, or not at their place.
  public func graded(_ findings: [Diagnostic]) -> [Diagnostic] {
    var exemptions: [SourceFile: Exemptions] = [:]
    return findings.compactMap { finding in
      guard Self.known.contains(finding.id) else { return finding }
      var finding = finding
      switch levels[finding.id] {
      case .off: return nil
      case .warning: finding.severity = .warning
      case .error: finding.severity = .error
      case nil: break
      }
      guard case .range(let range) = finding.place else { return finding }
      let known = exemptions[range.file] ?? Exemptions(in: range.file)
      exemptions[range.file] = known
      return known.cover(range, for: finding.id) ? nil : finding
    }
  }

  private static let known = Set(identifiers)
}
